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
    """What stands at an address: a page (200), a move to a target (301), or the page of one that is gone (410).

    ``beginning`` is as much of the page as was asked for.
    """

    status: int
    address: str
    path: str = ""
    target: str = ""
    beginning: bytes = b""


@dataclass(frozen=True, slots=True)
class Printed:
    """One encoding of a body, as it lies on the disk.

    ``body`` is None for what is longer than was asked for: it is read from its ``path`` in pieces. ``etag`` is the
    entity tag without quotes (RFC 9110, 8.8.3), ``modified`` a time in seconds.
    """

    path: str
    size: int
    modified: int
    etag: str
    body: bytes | None


def look_up(root: str, address: str, length: int = 0) -> Found | None:
    """Give what stands at exactly this address, with so many of its first bytes.

    What cannot be an address has nothing.
    """
    try:
        path = f"{root}/pages/{page_file(address)}"
    except AddressError:
        pass
    else:
        if (first := _beginning(path, length)) is not None:
            return Found(200, address, path=path, beginning=first)
    try:
        moved = f"{root}/moved/{entry_file(address, LOCATION)}"
        gone = f"{root}/gone/{entry_file(address, GONE_PAGE)}"
    except AddressError:
        return None
    if (target := _content(moved)) is not None:
        return Found(301, address, target=target.decode().rstrip("\n"))
    first = _beginning(gone, length)
    return None if first is None else Found(410, address, path=gone, beginning=first)


def notice(root: str, status: int, address: str) -> str | None:
    """Give the file of the notice that goes with a status in the part of the paper that the address is in."""
    first = address.split("/", 2)[1] if address.startswith("/") else ""
    for prefix in (first, ""):
        try:
            path = notice_file(root, status, prefix)
        except AddressError:
            continue
        if os.path.isfile(path):
            return path
    return None


def notice_file(root: str, status: int, prefix: str) -> str:
    """Take a status, and "" or the first part of addresses ("az"); give the file of the notice that is sent there."""
    check(f"/{prefix}")
    if "/" in prefix or prefix == GONE_PAGE:
        raise AddressError(prefix, 'give the first part of an address, without "/", or nothing')
    return f"{root}/notices/{status}/{prefix}/index.html" if prefix else f"{root}/notices/{status}/index.html"


def read(path: str, copy: str = "", longest: int | None = None) -> Printed | None:
    """Give a body, or a copy of it (".br", ".gz"); None when there is none, or it has just been taken off the shelf.

    Args:
        path: The file of the body.
        copy: The ending of the copy.
        longest: The bytes above which the body itself is not read.
    """
    path += copy
    try:
        descriptor = os.open(path, _READ)
    except _ABSENT:
        return None
    try:
        found = os.fstat(descriptor)
        size, modified = found.st_size, int(found.st_mtime)
        if longest is not None and size > longest:
            return Printed(path, size, modified, f"{found.st_mtime_ns:x}-{size:x}", None)
        body = b""
        while len(body) < size and (piece := os.read(descriptor, size - len(body))):
            body += piece
    finally:
        os.close(descriptor)
    return Printed(path, len(body), modified, hashlib.sha256(body).hexdigest()[:20], body)


def beginning(path: str, length: int) -> bytes:
    """Give the first bytes of a body; nothing when it has just been taken off the shelf."""
    return _beginning(path, length) or b""


def _beginning(path: str, length: int) -> bytes | None:
    """Give the first bytes of a file, or None when there is none. To open it takes no longer than to ask whether."""
    try:
        descriptor = os.open(path, _READ)
    except _ABSENT:
        return None
    try:
        return os.read(descriptor, length)
    except IsADirectoryError:
        return None
    finally:
        os.close(descriptor)


def walk(root: str) -> Iterator[tuple[Tree, str]]:
    """Give each tree's addresses, in the order of their files."""
    for tree in TREES:
        for file in files(f"{root}/{tree}"):
            if not file.endswith(COPIES):
                yield tree, page_address(file) if tree == "pages" else entry_address(file)


def bodies(root: str) -> Iterator[str]:
    """Give the path of every body on the shelf, without the compressed copies."""
    for tree in ("pages", "gone", "notices"):
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
