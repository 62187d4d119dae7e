"""The bytes of answers (RFC 9110, RFC 9112)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from dateline.shelf.api import Printed, content_type, is_compressible, is_immutable

BEGINNING: Final = 300  # bytes of a page in which its language is looked for
_LANGUAGE: Final = re.compile(rb"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9-]{1,35})", re.IGNORECASE)
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_IN_AN_ADDRESS: Final = "/!$&'()*+,;=:@~?"
_IN_A_URL: Final = _IN_AN_ADDRESS + "#[]%"
_STATUS_LINES: Final = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}
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

    def fields(self, target: str, *, of_a_page: bool) -> dict[str, str]:
        """Give the fields that are sent with what stands at an encoded address."""
        fields = {"Strict-Transport-Security": f"max-age={self.hsts}"} if self.hsts else {}
        if self.onion and of_a_page:
            fields["Onion-Location"] = self.onion.rstrip("/") + target
        return fields


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a file that is too long to be remembered, from its first byte up to the one after its last."""

    path: str
    first: int
    end: int


Body = bytes | memoryview | Stretch
Parts = tuple[bytes, bytes, Body]  # the head without its end, the end, the body


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of a page: its head and its body, and the head of the answer that it has not changed."""

    head: bytes
    unchanged: bytes
    fields: bytes
    body: Body
    length: int
    etag: str
    modified: int

    @property
    def size(self) -> int:
        """Give the memory that it takes, roughly."""
        kept = len(self.body) if isinstance(self.body, bytes) else 0
        return 400 + len(self.head) + len(self.unchanged) + len(self.fields) + kept


@dataclass(slots=True)
class Page:
    """All that may be answered to a target. Its representations are read when they are first asked for.

    ``target`` is what it is remembered by; ``reading`` is the address under which a reading of it is counted, and ""
    for what is not counted; ``size`` is the memory that it took when it was last weighed.
    """

    status: int
    target: bytes
    path: str
    fields: Mapping[str, str]
    representations: dict[str, Representation | None]
    takes_ranges: bool = False
    reading: str = ""
    location: str = ""
    size: int = 0

    def weight(self) -> int:
        """Give the memory that it takes, roughly."""
        return 1536 + sum(each.size for each in self.representations.values() if each)


def page(
    status: int,
    target: bytes,
    address: str,
    path: str,
    *,
    beginning: bytes,
    headers: Mapping[str, str],
    standing: Standing,
) -> Page:
    """Take what is known of a printed page and give what may be answered with it.

    Args:
        status: 200, or the one that the page itself speaks of (404, 410, 503).
        target: What it will be remembered by.
        address: Where it stands; its name says what kind it is.
        path: The file of its body.
        beginning: The first bytes of the body, for the language of the page.
        headers: The fields that the edition wants with every page of HTML; they come before the kiosk's own.
        standing: What the operator wants to be sent.
    """
    is_printed = status == HTTPStatus.OK
    kind = content_type(address)
    is_page = kind.startswith("text/html")
    fields = {"Content-Type": kind, "Cache-Control": _FOREVER if is_immutable(address) else _ASK_AGAIN}
    if is_compressible(kind):
        fields["Vary"] = "Accept-Encoding"
    elif is_printed:
        fields["Accept-Ranges"] = "bytes"
    if is_page and (language := _LANGUAGE.search(beginning)):
        fields["Content-Language"] = language[1].decode()
    fields |= secured(headers if is_page else {}, is_page=is_page)
    fields |= standing.fields(encoded(address), of_a_page=is_page and is_printed)
    return Page(
        status,
        target,
        path,
        fields,
        {},
        takes_ranges="Accept-Ranges" in fields,
        reading=address if is_page and is_printed else "",
    )


def secured(headers: Mapping[str, str], *, is_page: bool) -> dict[str, str]:
    """Take the fields that the edition wants and give them with the kiosk's own where the edition says nothing."""
    named = {name.lower() for name in headers}
    own = _ALWAYS | (_WITH_PAGES if is_page else _WITH_FILES)
    return dict(headers) | {name: value for name, value in own.items() if name.lower() not in named}


def representation(page: Page, coding: str, printed: Printed) -> Representation:
    """Take a page and one encoding of it as it is printed; give what is sent of it."""
    etag = f'"{printed.etag}"'
    fields = dict(page.fields)
    if page.status == HTTPStatus.OK:
        fields |= {"ETag": etag, "Last-Modified": formatdate(printed.modified, usegmt=True)}
    unchanged = {name: fields[name] for name in ("Cache-Control", "Vary", "ETag") if name in fields}
    if coding != "identity":
        fields["Content-Encoding"] = coding
    body = Stretch(printed.path, 0, printed.size) if printed.body is None else printed.body
    written = lines(fields)
    return Representation(
        head=head(page.status, written, printed.size),
        unchanged=head(HTTPStatus.NOT_MODIFIED, lines(unchanged)),
        fields=written,
        body=body,
        length=printed.size,
        etag=etag,
        modified=printed.modified,
    )


def plain_page(status: int, target: bytes, fields: Mapping[str, str], standing: Standing) -> Page:
    """Take a status that no page was printed for; give a page that is a line of text."""
    body = f"{status} {HTTPStatus(status).phrase}\n".encode()
    all_fields = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": _ASK_AGAIN, **fields}
    all_fields |= secured({}, is_page=True) | standing.fields("", of_a_page=False)
    written = lines(all_fields)
    only = Representation(head(status, written, len(body)), b"", written, body, len(body), "", 0)
    representations = {"identity": only, "br": None, "gzip": None}
    return Page(status, target, "", all_fields, representations, location=fields.get("Location", ""))


def head(status: int, fields: bytes, length: int | None = None) -> bytes:
    """Take a status, the lines of fields and a length; give a head that lacks only its end, which tells the date."""
    framing = b"" if length is None else b"Content-Length: %d\r\n" % length
    return b"".join((_STATUS_LINES[status], fields, framing))


def end(second: int, *, close: bool = False) -> bytes:
    """Take the second that it is and give the end of every head that is sent in it."""
    closing = "Connection: close\r\n" if close else ""
    return f"Date: {formatdate(second, usegmt=True)}\r\n{closing}\r\n".encode()


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
