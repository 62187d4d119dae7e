"""The stories of the paper as a folder of ninjs files: what changed is written, what is no more is taken away."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import orjson

from dateline.archive.errors import ArchiveError
from dateline.archive.exporting.counts import Counts, Report, silent
from dateline.archive.exporting.newsitem import newsitem
from dateline.archive.importing.trip import Progress
from dateline.desk import api as desk
from dateline.desk.api import Register
from dateline.desk.values import PrintedStory
from dateline.lib.files import write_atomically

INDEX: Final = "index.json"
_AT_ONCE: Final = 200
_IN_A_FOLDER: Final = 1000
_OURS: Final = re.compile(r"\d{1,15}/\d{1,19}\.json")
_GENERATOR: Final = "Dateline"


def export_ninjs(folder: Path, *, report: Report = silent, base: str = "") -> Counts:
    """Write each story in the paper as a file of ninjs 3.1, ``12/12345.json``, and an index of them.

    A file is written only if it says something else than before, each whole or not at all. What is no more in the paper
    is removed if the index, which is written last, says that it was written here.

    Raises:
        ArchiveError: the paper has no address yet, or another's index stands in the folder.
        OSError: the folder cannot be written.
    """
    paper = desk.paper()
    base = (base or paper.public_address).rstrip("/")
    if not base:
        raise ArchiveError("The paper has no address yet. Write it at the desk under Newspaper, or give one here.")
    before, counts, entries = _listed(folder / INDEX), Counts(), []
    for story in _stories(Register(paper), report):
        entry = _entry(story, base)
        item = orjson.dumps(newsitem(story, paper, base), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        counts.changed += _put(folder / entry["file"], item)
        counts.stories += not story.is_page
        counts.pages += story.is_page
        before.discard(entry["file"])
        entries.append(orjson.dumps(entry).decode())  # its bytes would take 4 kB each
    counts.removed = sum(_removed(folder, stale) for stale in sorted(before))
    _put(folder / INDEX, "\n".join(_index(paper.editions[0].name, base, entries)).encode())
    return counts


def _stories(register: Register, report: Report) -> Iterator[PrintedStory]:
    after, done = 0, 0
    while ids := desk.story_ids(after, _AT_ONCE):
        yield from desk.printed(ids, register)
        after, done = ids[-1], done + len(ids)
        report(Progress("Writing ninjs", done, 0))


def _entry(story: PrintedStory, base: str) -> dict[str, str]:
    return {
        "file": f"{story.id // _IN_A_FOLDER}/{story.id}.json",
        "uri": f"{base}{story.address}",
        "headline": story.headline,
        "language": story.language,
    }


def _index(name: str, base: str, entries: list[str]) -> Iterator[str]:
    """The index, a line for each story."""
    head = orjson.dumps({"generator": _GENERATOR, "title": name, "uri": f"{base}/"}).decode()
    yield f'{head.removesuffix("}")},"items":['
    for place, entry in enumerate(entries, start=1):
        yield f"{entry}," if place < len(entries) else entry
    yield "]}\n"


def _listed(index: Path) -> set[str]:
    """The files that the index of before says were written here.

    Raises:
        ArchiveError: somebody else wrote it.
    """
    if not index.exists():
        return set()
    try:
        told = orjson.loads(index.read_bytes())
        is_ours = told["generator"] == _GENERATOR
        files = {str(item["file"]) for item in told["items"]}
    except (orjson.JSONDecodeError, KeyError, TypeError):
        is_ours, files = False, set()
    if not is_ours:
        raise ArchiveError(f"{index} was not written by Dateline. Choose another folder, or an empty one.")
    return {file for file in files if _OURS.fullmatch(file)}


def _put(path: Path, content: bytes) -> bool:
    """Write a file, unless it says so already; whether it was written."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    return True


def _removed(folder: Path, file: str) -> bool:
    path = folder / file
    if not path.is_file():
        return False
    path.unlink()
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
    return True
