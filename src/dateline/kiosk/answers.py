"""The bytes of answers (RFC 9110, RFC 9112)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from dateline.shelf.api import Found, Printed, content_type, is_compressible, is_immutable

BEGINNING: Final = 300  # bytes of a page in which its language is looked for
_LANGUAGE: Final = re.compile(rb"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9-]{1,35})", re.IGNORECASE)
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_IN_AN_ADDRESS: Final = "/!$&'()*+,;=:@~?"
_IN_A_URL: Final = _IN_AN_ADDRESS + "#[]%"
_STATUS_LINES: Final = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}
_OK: Final = int(HTTPStatus.OK)  # to look a name up in an enumeration takes longer than in a dictionary
_WHOLE_OR_PART: Final = (_OK, int(HTTPStatus.PARTIAL_CONTENT))
_UNCHANGED: Final = _STATUS_LINES[HTTPStatus.NOT_MODIFIED]
_LETTERHEADS: Final = 1024
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
_WITH_PAGES: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Feeds, and the photographs in them, are read in programs of other origins.
_WITH_FILES: Final = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the operator wants to be sent: HSTS (RFC 6797) in seconds, and the address of the onion service."""

    hsts: int = 0
    onion: str = ""

    def fields(self) -> dict[str, str]:
        """Give the fields that are sent with every answer."""
        return {"Strict-Transport-Security": f"max-age={self.hsts}"} if self.hsts else {}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a file that is too long to be remembered, from its first byte up to the one after its last."""

    path: str
    first: int
    end: int


Body = bytes | memoryview | Stretch
Parts = tuple[bytes, bytes, Body]  # the beginning of the head, its end, the body


@dataclass(frozen=True, slots=True)
class Common:
    """What all pages of a kind are sent with: the lines of the fields, and those of the answer "not changed"."""

    lines: bytes
    unchanged: bytes
    takes_ranges: bool = False


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of a page: what its head begins with, also of the answer that it has not changed; and its body."""

    head: bytes
    unchanged: bytes
    coding: str
    body: Body
    length: int
    etag: str
    modified: int

    @property
    def size(self) -> int:
        """Give the memory that it takes, roughly."""
        kept = len(self.body) if isinstance(self.body, bytes) else 0
        return 400 + len(self.head) + len(self.unchanged) + kept


@dataclass(slots=True)
class Page:
    """All that may be answered to a target. Its representations are read when they are first asked for.

    ``target`` is what it is remembered by; ``lines`` are the fields that all its representations are sent with, the
    same bytes for all pages that are sent with the same, and ``own`` those that no other page has; ``reading`` is the
    address under which a reading of it is counted, and "" for what is not counted; ``size`` is the memory that it took
    when it was last weighed.
    """

    status: int
    target: bytes
    path: str
    lines: bytes
    unchanged: bytes
    representations: dict[str, Representation | None]
    takes_ranges: bool = False
    reading: str = ""
    location: str = ""
    own: bytes = b""
    size: int = 0

    def weight(self) -> int:
        """Give the memory that it takes, roughly."""
        return 900 + sum(each.size for each in self.representations.values() if each)


class Letterhead:
    """The fields that pages are sent with, worked out once for each kind of page.

    Args:
        headers: The fields that the edition wants with every page of HTML; they come before the kiosk's own.
        standing: What the operator wants to be sent.
    """

    def __init__(self, headers: Mapping[str, str], standing: Standing) -> None:
        self.headers = headers
        self._standing = standing
        self._known: dict[tuple[int, str, bool, bytes], Common] = {}

    def page(self, found: Found, target: bytes, address: str) -> Page:
        """Take what is known of a printed page and give what may be answered with it.

        Args:
            found: The page with its beginning, in which its language stands, and its status: 200, or the one that the
                page itself speaks of (404, 410, 503).
            target: What it will be remembered by.
            address: Its name says what kind it is.
        """
        kind = content_type(address)
        is_counted = found.status == _OK and kind.startswith("text/html")
        language = language_of(found.beginning) if kind.startswith("text/html") else b""
        common = self._common(found.status, kind, is_immutable(address), language)
        reading = address if is_counted else ""
        page = Page(found.status, target, found.path, common.lines, common.unchanged, {}, common.takes_ranges, reading)
        if is_counted and self._standing.onion:
            page.own = f"Onion-Location: {self._standing.onion.rstrip('/')}{target.decode()}\r\n".encode()
        return page

    def _common(self, status: int, kind: str, immutable: bool, language: bytes) -> Common:
        key = (status, kind, immutable, language)
        if key not in self._known:
            if len(self._known) >= _LETTERHEADS:  # somebody prints pages in no end of languages
                self._known.clear()
            self._known[key] = self._work_out(status, kind, immutable, language.decode())
        return self._known[key]

    def _work_out(self, status: int, kind: str, immutable: bool, language: str) -> Common:
        is_page = kind.startswith("text/html")
        fields = {"Content-Type": kind, "Cache-Control": _FOREVER if immutable else _ASK_AGAIN}
        if is_compressible(kind):
            fields["Vary"] = "Accept-Encoding"
        elif status == _OK:
            fields["Accept-Ranges"] = "bytes"
        if language:
            fields["Content-Language"] = language
        unchanged = {name: fields[name] for name in ("Cache-Control", "Vary") if name in fields}
        fields |= secured(self.headers if is_page else {}, is_page=is_page) | self._standing.fields()
        return Common(lines(fields), lines(unchanged), "Accept-Ranges" in fields)


def language_of(page: bytes) -> bytes:
    """Take a page, or its beginning, and give the language that it says it is in."""
    language = _LANGUAGE.search(page[:BEGINNING])
    return language[1] if language else b""


def secured(headers: Mapping[str, str], *, is_page: bool) -> dict[str, str]:
    """Take the fields that the edition wants and give them with the kiosk's own where the edition says nothing."""
    named = {name.lower() for name in headers}
    own = _ALWAYS | (_WITH_PAGES if is_page else _WITH_FILES)
    return dict(headers) | {name: value for name, value in own.items() if name.lower() not in named}


def representation(page: Page, coding: str, printed: Printed) -> Representation:
    """Take a page and one encoding of it as it is printed; give what is sent of it."""
    etag = f'"{printed.etag}"'
    body = Stretch(printed.path, 0, printed.size) if printed.body is None else printed.body
    modified, length = printed.modified, printed.size
    return Representation(
        head=head(page.status, page.own + own_lines(page.status, coding, etag, modified), length),
        unchanged=b"%sETag: %s\r\n" % (_UNCHANGED + page.unchanged, etag.encode()) if page.status == _OK else b"",
        coding=coding,
        body=body,
        length=length,
        etag=etag,
        modified=modified,
    )


def own_lines(status: int, coding: str, etag: str, modified: int) -> bytes:
    """Give the lines of the fields that no other page has, nor another encoding of the same page."""
    own = f"ETag: {etag}\r\nLast-Modified: {_date(modified)}\r\n" if status in _WHOLE_OR_PART else ""
    return (own if coding == "identity" else f"{own}Content-Encoding: {coding}\r\n").encode()


def plain_page(status: int, target: bytes, fields: Mapping[str, str], standing: Standing) -> Page:
    """Take a status that no page was printed for; give a page that is a line of text."""
    body = f"{status} {HTTPStatus(status).phrase}\n".encode()
    all_fields = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": _ASK_AGAIN, **fields}
    all_fields |= secured({}, is_page=True) | standing.fields()
    only = Representation(head(status, b"", len(body)), b"", "identity", body, len(body), "", 0)
    representations = {"identity": only, "br": None, "gzip": None}
    return Page(status, target, "", lines(all_fields), b"", representations, location=fields.get("Location", ""))


def head(status: int, fields: bytes, length: int | None = None) -> bytes:
    """Take a status, the lines of fields and a length; give what a head begins with."""
    framing = b"" if length is None else b"Content-Length: %d\r\n" % length
    return b"".join((_STATUS_LINES[status], fields, framing))


@lru_cache(maxsize=1024)  # a press prints many pages in a second
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def end(second: int, *, close: bool = False) -> bytes:
    """Take the second that it is and give the end of every head that is sent in it."""
    closing = "Connection: close\r\n" if close else ""
    return f"Date: {_date(second)}\r\n{closing}\r\n".encode()


def lines(fields: Mapping[str, str]) -> bytes:
    """Take header fields and give their lines."""
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode("latin-1")


def encoded(address: str) -> str:
    """Take an address and give the target that a reader's browser asks for (RFC 3986, 2.1)."""
    return quote(address, safe=_IN_AN_ADDRESS)


def location(target: str) -> str:
    """Take where something has moved and give its Location (RFC 9110, 10.2.2).

    It is ASCII, and an address of this paper can never come out as another host ("//evil.example").
    """
    if not target.startswith("/"):
        return quote(target, safe=_IN_A_URL)
    return "/" + encoded(target).lstrip("/")
