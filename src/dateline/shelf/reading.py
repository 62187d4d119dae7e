"""What stands on the shelf, for those who serve or count it."""
# A miss of the kiosk's memory comes through here, and pathlib costs more than the system calls that it makes.
# ruff: noqa: PTH113

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from dateline.shelf.address import check, entry_address, entry_file, page_address, page_file
from dateline.shelf.errors import AddressError
from dateline.shelf.trees import COPIES, GONE_PAGE, LOCATION

Tree = Literal["pages", "moved", "gone"]
TREES: Final[tuple[Tree, ...]] = ("pages", "moved", "gone")
_READ: Final = os.O_RDONLY | os.O_CLOEXEC
_ABSENT: Final = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at an address: a page (200), a move to a target (301), or the page of one that is gone (410)."""

    status: int
    address: str
    path: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A body with its compressed copies, its entity tag without quotes (RFC 9110, 8.8.3), and its time in seconds."""

    body: bytes
    br: bytes | None
    gz: bytes | None
    etag: str
    modified: int


def look_up(root: str, address: str) -> Found | None:
    """Give what stands at exactly this address; what cannot be an address has nothing."""
    try:
        path = f"{root}/pages/{page_file(address)}"
    except AddressError:
        pass
    else:
        if os.path.isfile(path):
            return Found(200, address, path=path)
    try:
        moved = f"{root}/moved/{entry_file(address, LOCATION)}"
        gone = f"{root}/gone/{entry_file(address, GONE_PAGE)}"
    except AddressError:
        return None
    if (target := _content(moved)) is not None:
        return Found(301, address, target=target.decode().rstrip("\n"))
    return Found(410, address, path=gone) if os.path.isfile(gone) else None


def missing(root: str, address: str) -> str | None:
    """Give the file of the page that says "not found" in the part of the paper that the address is in."""
    first = address.split("/", 2)[1] if address.startswith("/") else ""
    for prefix in (first, ""):
        try:
            path = missing_file(root, prefix)
        except AddressError:
            continue
        if os.path.isfile(path):
            return path
    return None


def missing_file(root: str, prefix: str) -> str:
    """Take "" or the first part of addresses ("az") and give the file of the page that says "not found" there."""
    check(f"/{prefix}")
    if "/" in prefix or prefix == GONE_PAGE:
        raise AddressError(prefix, 'give the first part of an address, without "/", or nothing')
    return f"{root}/missing/{prefix}/index.html" if prefix else f"{root}/missing/index.html"


def read(path: str) -> Printed | None:
    """Give a body and all that is sent with it; None when it has just been taken off the shelf."""
    try:
        descriptor = os.open(path, _READ)
    except _ABSENT:
        return None
    with os.fdopen(descriptor, "rb") as file:
        modified = int(os.fstat(file.fileno()).st_mtime)
        body = file.read()
    etag = hashlib.sha256(body).hexdigest()[:20]
    br, gz = (_content(path + copy) for copy in COPIES)
    return Printed(body, br, gz, etag, modified)


def walk(root: str) -> Iterator[tuple[Tree, str]]:
    """Give each tree's addresses, in the order of their files."""
    for tree in TREES:
        for file in files(f"{root}/{tree}"):
            if not file.endswith(COPIES):
                yield tree, page_address(file) if tree == "pages" else entry_address(file)


def bodies(root: str) -> Iterator[str]:
    """Give the path of every body on the shelf, without the compressed copies."""
    for tree in ("pages", "gone", "missing"):
        yield from (f"{root}/{tree}/{file}" for file in files(f"{root}/{tree}") if not file.endswith(COPIES))


def digest(root: str) -> dict[str, str]:
    """Give the SHA-256 of each file, by its path from the root: all but the journal, the lock and the unfinished."""
    return {
        file: hashlib.sha256(Path(root, file).read_bytes()).hexdigest() for file in files(root) if file != "journal"
    }


def files(top: str) -> Iterator[str]:
    """Give the finished files under a folder, by their paths from it, sorted folder by folder."""
    for folder, folders, names in os.walk(top):
        folders.sort()
        inside = folder[len(top) + 1 :]
        yield from (f"{inside}/{name}" if inside else name for name in sorted(names) if not name.startswith("."))


def _content(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, _READ)
    except _ABSENT:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read()
