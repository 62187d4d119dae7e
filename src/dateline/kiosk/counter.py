"""The counter of the kiosk: what is asked for over it, and what is handed back."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from dateline.kiosk import answers, negotiate
from dateline.kiosk.answers import Page, Parts, Representation
from dateline.kiosk.memory import Memory
from dateline.kiosk.targets import Target, read_target
from dateline.shelf.api import Found, JournalReader, Shelf

LIVE: Final = "/-/"


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request matters to print."""

    method: bytes
    target: bytes
    accept_encoding: str = ""
    if_none_match: str | None = None
    if_modified_since: str | None = None
    range: str | None = None
    if_range: str | None = None
    close: bool = False


class Counter:
    """Answers requests from memory, and from the shelf what it does not remember."""

    def __init__(self, root: Path, memory_limit: int) -> None:
        self._shelf = Shelf(root)
        self._memory = Memory(memory_limit)
        self._journal = JournalReader(root)
        self._headers: Mapping[str, str] = {}

    def read_journal(self) -> None:
        """Forget what changed on the shelf since the last call."""
        if changes := self._journal.changes():
            self._memory.forget(changes)
            self._headers = self._shelf.headers()

    def answer(self, request: Request) -> Parts:
        """Take a request and give the head and the body of its answer.

            target → live? → method? → remembered, or on the shelf? → moved? → conditions → range → bytes

        Raises:
            MalformedError: The target of the request is none.
            OSError: The shelf cannot be read.
        """
        target = read_target(request.target)
        if target.path.startswith(LIVE):
            return refuse(request, HTTPStatus.NOT_FOUND)  # the relay to the live addresses will stand here
        if request.method not in (b"GET", b"HEAD"):
            return refuse(request, HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        page, query = self._choose(target)
        if page is None:
            return refuse(request, HTTPStatus.NOT_FOUND)
        return _redirect(request, page.location, query) if page.location else _hand_out(request, page)

    def _choose(self, target: Target) -> tuple[Page | None, str]:
        """Give the page for a target, and the query that a redirect has to keep."""
        if "?" in target.path:  # an encoded one: no address of ours has it
            return self._missing(target.path), ""
        if target.query and (page := self._find(f"{target.path}?{target.query}")):
            return page, ""  # the address was meant with its query
        return self._find(target.path) or self._missing(target.path), target.query

    def _find(self, address: str) -> Page | None:
        page = self._memory.recall(address)
        if page is None and (found := self._look_up(address)):
            page = self._page(found)
            if page:
                self._memory.remember(address, page)
        return page

    def _look_up(self, address: str) -> Found | None:
        found = self._shelf.look_up(address)
        if found or address.endswith("/") or "?" in address:
            return found
        found = self._shelf.look_up(f"{address}/")
        return Found(301, address, target=found.address) if found and found.status == HTTPStatus.OK else found

    def _page(self, found: Found) -> Page | None:
        if found.target:
            return Page(found.status, {}, location=answers.location(found.target))
        printed = self._shelf.read(found.path)
        # The page that says "gone" is HTML, whatever it was that is gone.
        address = found.address if found.status == HTTPStatus.OK else "/"
        return answers.page(found.status, address, printed, self._headers) if printed else None

    def _missing(self, address: str) -> Page | None:
        path = self._shelf.missing(address)
        if path is None:
            return None
        page = self._memory.recall(path)
        if page is None and (printed := self._shelf.read(path)):
            page = answers.page(HTTPStatus.NOT_FOUND, "/", printed, self._headers)
            self._memory.remember(path, page)
        return page


def refuse(request: Request, status: int, fields: Mapping[str, str] | None = None) -> Parts:
    """Take a request that no page answers; give the answer that says so."""
    head, body = answers.plain(status, fields)
    return answers.assemble(status, head, body, with_body=request.method != b"HEAD", close=request.close)


def _redirect(request: Request, location: str, query: str) -> Parts:
    if query and "?" not in location:
        location = f"{location}?{query}"
    return refuse(request, HTTPStatus.MOVED_PERMANENTLY, {"Location": location})


def _hand_out(request: Request, page: Page) -> Parts:
    codings = negotiate.accepted(request.accept_encoding)
    chosen = next(page.representations[coding] for coding in codings if coding in page.representations)
    if page.status == HTTPStatus.OK:
        if _has_it(request, page, chosen):
            return answers.assemble(HTTPStatus.NOT_MODIFIED, chosen.unchanged, b"", close=request.close)
        if page.takes_ranges and request.range and request.method == b"GET":
            part = _part(request, page, chosen)
            if part:
                return part
    with_body = request.method != b"HEAD"
    return answers.assemble(page.status, chosen.fields, chosen.body, with_body=with_body, close=request.close)


def _has_it(request: Request, page: Page, chosen: Representation) -> bool:
    if request.if_none_match is not None:
        return negotiate.matches(request.if_none_match, chosen.etag)
    if request.if_modified_since is not None:
        return negotiate.unmodified(request.if_modified_since, page.modified)
    return False


def _part(request: Request, page: Page, chosen: Representation) -> Parts | None:
    if request.if_range and not negotiate.still_the_same(request.if_range, chosen.etag, page.modified):
        return None
    size = len(chosen.body)
    found = negotiate.byte_range(request.range or "", size)
    if found is None:
        return None
    if found == negotiate.UNSATISFIABLE:
        return refuse(request, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{size}"})
    first, end = found
    fields = chosen.fields + f"Content-Range: bytes {first}-{end - 1}/{size}\r\n".encode()
    body = memoryview(chosen.body)[first:end]
    return answers.assemble(HTTPStatus.PARTIAL_CONTENT, fields, body, close=request.close)
