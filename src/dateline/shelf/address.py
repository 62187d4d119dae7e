"""Where an address stands on the disk, and back. Pure: nothing here touches the disk.

An address is a decoded path that begins with "/". One that ends with "/" is a page, one whose last part has an
extension is a file; a third kind, neither, cannot hold a page but can be moved or gone, and so can an address with a
query ("/?p=123"). Two addresses never share a file, and none leads out of its tree.
"""

import re
import unicodedata
from typing import Final

from dateline.shelf.errors import AddressError

LONGEST: Final = 2048  # bytes of an address; the system takes paths up to 4096
_LONGEST_SEGMENT: Final = 252  # bytes of a name; the system takes 255, and ".br" is to come
_PAGE: Final = "index.html"

# One look finds nothing in nearly every address; only then is the reason searched.
_SUSPECT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\?]|//|/\.|\.(?:br|gz)(?:/|\Z)|\A(?!/)")
_REASONS: Final = (
    (re.compile(r"\A(?!/)"), 'it does not begin with "/"'),
    (re.compile(r"[\x00-\x1f\x7f-\x9f]"), "it contains a control character"),
    (re.compile(r"\\"), "it contains a backslash"),
    (re.compile(r"//"), "it contains an empty part"),
    (re.compile(r"/\."), 'a part of it begins with "."'),
    (re.compile(r"\?"), "it has a query, or a question mark in it"),
    (re.compile(r"\.(?:br|gz)(?:/|\Z)"), "names that end in .br and .gz are those of compressed copies"),
)
_QUERY: Final = re.compile(r"[!-.0->@-\[\]-~]+")  # printable ASCII but "/", "?" and "\"
_EXTENSION: Final = re.compile(r"[^/.][^/]*\.[A-Za-z0-9]+\Z")


def has_extension(address: str) -> bool:
    """Say whether an address names a file ("/feed.xml"), not a page ("/news/") and not something without a kind."""
    return _EXTENSION.search(address) is not None


def page_file(address: str) -> str:
    """Take an address and give its file, relative to the tree of pages.

    Raises:
        AddressError: No page may stand there.
    """
    check(address)
    if f"/{_PAGE}" in address and _PAGE in address.split("/"):
        raise AddressError(address, f"the name {_PAGE} is taken by the page of the folder")
    if address[-1] == "/":
        return address[1:] + _PAGE
    if not has_extension(address):
        raise AddressError(address, 'it neither ends with "/" nor has an extension')
    return address[1:]


def page_address(file: str) -> str:
    """Take a file of the tree of pages and give its address: page_file() backwards."""
    if file == _PAGE or file.endswith(f"/{_PAGE}"):
        return "/" + file[: -len(_PAGE)]
    return "/" + file


def entry_file(address: str, leaf: str) -> str:
    """Take an address, with or without a query, and give the file called `leaf` in a folder that is its own.

    "/a/" has the folder "a", "/a" has "a?", "/a?p=1" has "a?p=1", "/?p=1" has "?p=1". No part of a path has a question
    mark, so these never meet; for the same reason a part that is called like the leaf is written with two of them.

    Raises:
        AddressError: Nothing may be moved from there, or be gone there.
    """
    path, mark, query = address.partition("?")
    check(path)
    if mark and not _QUERY.fullmatch(query):
        raise AddressError(address, "its query is empty or has other signs in it than the name of a file can bear")
    *folders, last = path[1:].split("/")
    parts = [f"{folder}??" if folder == leaf else folder for folder in folders]
    if last or mark:
        parts.append(f"{last}?{query}")
        if len(parts[-1].encode()) > _LONGEST_SEGMENT:
            raise AddressError(address, f"its last part and its query have more than {_LONGEST_SEGMENT} bytes")
    parts.append(leaf)
    return "/".join(parts)


def entry_address(file: str) -> str:
    """Take a file of an entry and give its address: entry_file() backwards."""
    *parts, leaf = file.split("/")
    folders = [leaf if part == f"{leaf}??" else part for part in parts]
    if folders and "?" in folders[-1]:
        last, _, query = folders.pop().partition("?")
        return "/".join(["", *folders, last]) + (f"?{query}" if query else "")
    return "/".join(["", *folders, ""])


def can_hold(address: str) -> bool:
    """Say whether something may stand at an address: a page or file, or a move from there."""
    try:
        entry_file(address, "location")
        if "?" not in address and (address.endswith("/") or has_extension(address)):
            page_file(address)
    except AddressError:
        return False
    return True


def check(path: str) -> None:
    """Refuse what no tree may hold.

    Raises:
        AddressError: The path is not absolute, not in NFC, too long, or has a part that a file may not be called.
    """
    if _SUSPECT.search(path):
        raise AddressError(path, next(reason for pattern, reason in _REASONS if pattern.search(path)))
    if not path.isascii() and not unicodedata.is_normalized("NFC", path):
        raise AddressError(path, "it is not in Unicode's normal form C")
    try:
        encoded = path.encode()
    except UnicodeEncodeError as error:
        raise AddressError(path, "it is not text: half of a surrogate pair is in it") from error
    if len(encoded) > LONGEST:
        raise AddressError(path, f"it has more than {LONGEST} bytes")
    if len(encoded) > _LONGEST_SEGMENT and max(map(len, encoded.split(b"/"))) > _LONGEST_SEGMENT:
        raise AddressError(path, f"a part of it has more than {_LONGEST_SEGMENT} bytes")
