"""The archive's front door: bringing whole newspapers in and out."""

from dateline.archive.account import Entry, Line, adds_up, entries, lines, name_of, not_understood
from dateline.archive.errors import ArchiveError, NoExportError, StoppedError
from dateline.archive.exporting.counts import Counts
from dateline.archive.exporting.ninjs import export_ninjs
from dateline.archive.exporting.wordpress import export_wordpress
from dateline.archive.fetching import fetcher
from dateline.archive.importing.options import Options
from dateline.archive.importing.trip import Progress, take_over
from dateline.archive.room import alone, carry_on
from dateline.archive.whereabouts import Answered, Former, checked, former_addresses

__all__ = [
    "Answered",
    "ArchiveError",
    "Counts",
    "Entry",
    "Former",
    "Line",
    "NoExportError",
    "Options",
    "Progress",
    "StoppedError",
    "adds_up",
    "alone",
    "carry_on",
    "checked",
    "entries",
    "export_ninjs",
    "export_wordpress",
    "fetcher",
    "former_addresses",
    "lines",
    "name_of",
    "not_understood",
    "take_over",
]
