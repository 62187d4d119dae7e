"""The bytes of answers (RFC 9110, RFC 9112)."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from dateline.shelf.api import Printed, content_type, is_compressible, is_immutable

_LANGUAGE: Final = re.compile(rb"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9-]{1,35})", re.IGNORECASE)
_HEAD: Final = 300  # bytes of a page in which its language is looked for
_ALWAYS: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_IN_AN_ADDRESS: Final = "/!$&'()*+,;=:@~?"
_IN_A_URL: Final = _IN_AN_ADDRESS + "#[]%"
Parts = tuple[bytes, bytes | memoryview]
_STATUS_LINES: Final = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of a page: its header fields, its body, and the fields of the answer that it has not changed."""

    fields: bytes
    body: bytes
    etag: str
    unchanged: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """All that may be answered at an address: encodings of a body, or the location that it has moved to."""

    status: int
    representations: Mapping[str, Representation]
    modified: int = 0
    takes_ranges: bool = False
    location: str = ""

    @property
    def size(self) -> int:
        """Give the memory that it takes, roughly."""
        of_each = (len(each.fields) + len(each.body) + len(each.unchanged) for each in self.representations.values())
        return 1024 + len(self.location) + sum(of_each)


def page(status: int, address: str, printed: Printed, headers: Mapping[str, str]) -> Page:
    """Take what is printed and give all that may be answered with it.

    Args:
        status: 200, or 404 or 410 for the pages that say so.
        address: Where it stands; its name says what kind it is.
        printed: The body and its copies.
        headers: The fields that the edition wants with every page of HTML; they come before the kiosk's own.
    """
    kind = content_type(address)
    bodies = {"identity": printed.body, "br": printed.br, "gzip": printed.gz}
    has_copies = printed.br is not None or printed.gz is not None
    takes_ranges = status == HTTPStatus.OK and not is_compressible(kind)
    fields = {"Content-Type": kind, "Cache-Control": _FOREVER if is_immutable(address) else _ASK_AGAIN}
    if has_copies:
        fields["Vary"] = "Accept-Encoding"
    if takes_ranges:
        fields["Accept-Ranges"] = "bytes"
    if kind.startswith("text/html"):
        if language := _LANGUAGE.search(printed.body[:_HEAD]):
            fields["Content-Language"] = language[1].decode()
        fields |= headers
    representations = {
        coding: _representation(coding, body, fields, printed, status)
        for coding, body in bodies.items()
        if body is not None
    }
    return Page(status, representations, printed.modified, takes_ranges)


def _representation(
    coding: str, body: bytes, common: Mapping[str, str], printed: Printed, status: int
) -> Representation:
    etag = f'"{printed.etag}"' if coding == "identity" else f'"{printed.etag}-{coding}"'
    fields = dict(common)
    if status == HTTPStatus.OK:
        fields |= {"ETag": etag, "Last-Modified": formatdate(printed.modified, usegmt=True)}
    unchanged = {name: fields[name] for name in ("Cache-Control", "Vary", "ETag") if name in fields}
    if coding != "identity":
        fields["Content-Encoding"] = coding
    return Representation(lines(fields), body, etag, lines(unchanged))


def lines(fields: Mapping[str, str]) -> bytes:
    """Take header fields and give their lines, with those that every answer has."""
    named = {name.lower() for name in fields}
    always = {name: value for name, value in _ALWAYS.items() if name.lower() not in named}
    return "".join(f"{name}: {value}\r\n" for name, value in {**fields, **always}.items()).encode("latin-1")


def location(target: str) -> str:
    """Take where something has moved and give its Location (10.2.2).

    It is ASCII, and an address of this paper can never come out as another host ("//evil.example").
    """
    if not target.startswith("/"):
        return quote(target, safe=_IN_A_URL)
    return "/" + quote(target, safe=_IN_AN_ADDRESS).lstrip("/")


def plain(status: int, fields: Mapping[str, str] | None = None) -> tuple[bytes, bytes]:
    """Take a status that no page was printed for; give its fields and its body, a line of text."""
    body = f"{status} {HTTPStatus(status).phrase}\n".encode()
    return lines({"Content-Type": "text/plain; charset=utf-8", "Cache-Control": _ASK_AGAIN} | dict(fields or {})), body


def assemble(
    status: int, fields: bytes, body: bytes | memoryview, *, with_body: bool = True, close: bool = False
) -> Parts:
    """Give an answer's head and its body, whole and with the moment of now."""
    length = b"" if status == HTTPStatus.NOT_MODIFIED else b"Content-Length: %d\r\n" % len(body)
    end = b"Connection: close\r\n\r\n" if close else b"\r\n"
    head = b"".join((_STATUS_LINES[status], _date_line(int(time.time())), fields, length, end))
    return head, body if with_body else b""


@lru_cache(maxsize=1)
def _date_line(second: int) -> bytes:
    return f"Date: {formatdate(second, usegmt=True)}\r\n".encode()
