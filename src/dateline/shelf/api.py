from dateline.shelf.address import can_hold, has_extension
from dateline.shelf.errors import AddressError, ShelfBusyError, ShelfError, ShelfFullError
from dateline.shelf.journal import EVERYTHING, Everything, JournalReader
from dateline.shelf.kinds import FEEDS, KINDS, UNKNOWN, content_type, is_compressible, is_immutable
from dateline.shelf.reading import Found, Printed, Tree
from dateline.shelf.shelf import Shelf
from dateline.shelf.trees import lay
from dateline.shelf.ways import Way
from dateline.shelf.writer import Writer

__all__ = [
    "EVERYTHING",
    "FEEDS",
    "KINDS",
    "UNKNOWN",
    "AddressError",
    "Everything",
    "Found",
    "JournalReader",
    "Printed",
    "Shelf",
    "ShelfBusyError",
    "ShelfError",
    "ShelfFullError",
    "Tree",
    "Way",
    "Writer",
    "can_hold",
    "content_type",
    "has_extension",
    "is_compressible",
    "is_immutable",
    "lay",
]
