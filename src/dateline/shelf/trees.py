"""What a change of the shelf does to files. The hot path of a print run: system calls on plain strings.

The order of the steps is what makes a killed writer harmless. All files of a body are written under other names before
the first of them takes its place, and the body takes it last: so a body that is right has copies that are right, and
where it was not to be, an unfinished file lies beside it. An address gets its new entry before it loses the old one, so
it is never nowhere; the next change of that address clears what a kill has left.
"""
# pathlib costs more than the system calls that it makes.
# ruff: noqa: PTH103, PTH104, PTH106, PTH108, PTH123

import itertools
import os
from collections.abc import Callable
from typing import Final

from dateline.lib.api import write_all
from dateline.shelf import encodings
from dateline.shelf.address import entry_file, page_file
from dateline.shelf.errors import AddressError, on_disk
from dateline.shelf.kinds import content_type, is_compressible
from dateline.shelf.replaced import Replaced

LOCK: Final = ".lock"
LOCATION: Final = "location"
GONE_PAGE: Final = "index.html"
COPIES: Final = (".br", ".gz")

_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_CLOEXEC
_ABSENT: Final = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
_numbers: Final = itertools.count()


def lay(root: str | os.PathLike[str], address: str, body: bytes) -> bool:
    """Do to the files what `Writer.put` does, without the lock and the journal.

    This is for processes that print under the lock of their parent, which announces what they laid.

    Args:
        root: The root of the shelf.
        address: A page ("/2015/06/02/slug/") or a file ("/feed.xml").
        body: Its whole content.

    Returns:
        Whether anything changed.

    Raises:
        AddressError: No page may stand at the address.
        ShelfFullError: The disk is full; what stood there stands.
        ShelfError: The disk refused otherwise.
    """
    root = os.fspath(root)
    with on_disk(root):
        return put(root, address, body)


def put(root: str, address: str, body: bytes, replaced: Replaced | None = None) -> bool:
    """Lay a body and its copies in the tree of pages, and clear the other two; say whether anything changed."""
    path = f"{root}/pages/{page_file(address)}"
    changed = print_body(path, body, is_compressible(content_type(address)), replaced)
    return clear(root, address, clear_moved, clear_gone) or changed


def move(root: str, address: str, target: str) -> bool:
    """Write where an address has moved, and clear the other two trees; say whether anything changed."""
    path = f"{root}/moved/{entry_file(address, LOCATION)}"
    changed = print_body(path, f"{target}\n".encode(), compressible=False)
    return clear(root, address, clear_page, clear_gone) or changed


def put_gone(root: str, address: str, body: bytes) -> bool:
    """Lay a body in the tree of what is gone, and clear the other two; say whether anything changed."""
    changed = print_body(f"{root}/gone/{entry_file(address, GONE_PAGE)}", body)
    return clear(root, address, clear_page, clear_moved) or changed


def clear(root: str, address: str, *clearings: Callable[[str, str], bool]) -> bool:
    """Clear an address from these trees; say whether it stood in any."""
    return sum(clearing(root, address) for clearing in clearings) > 0


def print_body(path: str, body: bytes, compressible: bool = True, replaced: Replaced | None = None) -> bool:
    """Write a body and its copies, unless the body is there; say whether it was written."""
    if holds(path, body):
        return False
    write_body(path, body, compressible, replaced)
    return True


def write_body(path: str, body: bytes, compressible: bool, replaced: Replaced | None = None) -> None:
    """Write a body and its copies, whatever is there, and the folders above them."""
    contents = {path: body}
    if compressible and len(body) >= encodings.SMALLEST:
        copies = encodings.copies(body)
        contents = {**{path + suffix: copy for suffix, copy in copies.items()}, path: body}
    # Beside their places: on ext4 a common folder for the unfinished makes a page three times as slow.
    folder = path[: path.rindex("/")]
    unfinished = [f"{folder}/.{os.getpid()}-{next(_numbers)}" for _ in contents]
    try:
        for file, content in zip(unfinished, contents.values(), strict=True):
            _write(file, content)
    except BaseException:
        for file in unfinished:
            unlink(file)
        raise
    if compressible and len(contents) == 1:
        for copy in COPIES:
            unlink(path + copy)
    if replaced is not None:
        for place in contents:
            replaced.hold(place)
    # A kill from here on leaves the body's unfinished file behind, and so tells the sweep where to repair.
    for file, place in zip(unfinished, contents, strict=True):
        os.rename(file, place)


def _write(file: str, content: bytes) -> None:
    try:
        descriptor = os.open(file, _WRITE, 0o644)
    except FileNotFoundError:
        os.makedirs(file[: file.rindex("/")], exist_ok=True)
        descriptor = os.open(file, _WRITE, 0o644)
    try:
        write_all(descriptor, content)
    finally:
        os.close(descriptor)


def sweep(root: str) -> int:
    """Remove the files that killed writers left unfinished, and put right the folders where they are.

    Returns:
        The number of unfinished files.
    """
    found = 0
    for folder, _, names in os.walk(root):
        unfinished = [name for name in names if name.startswith(".") and name != LOCK]
        if unfinished:
            found += len(unfinished)
            _put_right(folder, set(names) - set(unfinished))
            for name in unfinished:  # last: a sweep that is killed too must find the folder again
                unlink(f"{folder}/{name}")
    return found


def _put_right(folder: str, names: set[str]) -> None:
    for name in names:
        path = f"{folder}/{name}"
        if name.endswith(COPIES):
            if name[:-3] not in names:
                unlink(path)
        elif is_compressible(content_type(f"/{name}")):
            with open(path, "rb") as file:
                write_body(path, file.read(), compressible=True)


def holds(path: str, body: bytes) -> bool:
    """Say whether a file has exactly this content."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return False
    try:
        return os.read(descriptor, len(body) + 1) == body
    finally:
        os.close(descriptor)


def clear_page(root: str, address: str) -> bool:
    """Take a page and its copies from the shelf; say whether there was anything of it."""
    try:
        file = page_file(address)
    except AddressError:
        return False  # an address that can only be moved or gone
    path = f"{root}/pages/{file}"
    return clear_body(path, f"{root}/pages")


def clear_moved(root: str, address: str) -> bool:
    """Take a move from the shelf; say whether there was one."""
    path = f"{root}/moved/{entry_file(address, LOCATION)}"
    return unlink(path) and _prune(path, f"{root}/moved")


def clear_gone(root: str, address: str) -> bool:
    """Take the page of a gone address from the shelf; say whether there was one."""
    path = f"{root}/gone/{entry_file(address, GONE_PAGE)}"
    return clear_body(path, f"{root}/gone")


def clear_body(path: str, top: str) -> bool:
    """Take a body and its copies from a tree, with the folders it leaves empty; say whether there was anything."""
    # The body first: without it the page is gone. The copies also when it is not there: a kill may have left them.
    removed = sum(unlink(path + copy) for copy in ("", *COPIES))
    return removed > 0 and _prune(path, top)


def clear_torn(path: str) -> bool:
    """Remove a body whose copies do not say the same, with its copies; say whether it was so."""
    with open(path, "rb") as file:
        body = file.read()
    if all(_says(path + copy, body, read) for copy, read in ((".br", encodings.from_br), (".gz", encodings.from_gz))):
        return False
    for copy in ("", *COPIES):
        unlink(path + copy)
    return True


def _says(path: str, body: bytes, read: Callable[[bytes], bytes | None]) -> bool:
    try:
        with open(path, "rb") as file:
            return read(file.read()) == body
    except FileNotFoundError:
        return len(body) < encodings.SMALLEST or not is_compressible(content_type(path))


CLEARINGS: Final = (clear_page, clear_moved, clear_gone)


def unlink(path: str) -> bool:
    """Remove a file; say whether it was there."""
    try:
        os.unlink(path)
    except _ABSENT:
        return False
    return True


def _prune(path: str, top: str) -> bool:
    """Remove the folders above a removed file as far as they are empty, but not the tree's own. Always true."""
    folder = path[: path.rindex("/")]
    while folder != top:
        try:
            os.rmdir(folder)
        except OSError:
            break
        folder = folder[: folder.rindex("/")]
    return True
