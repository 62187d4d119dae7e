"""The counter of the kiosk: what is asked for over it, and what is handed back."""

import time
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Final

from dateline.kiosk import answers, negotiate
from dateline.kiosk.answers import Letterhead, Page, Parts, Representation, Standing, Stretch
from dateline.kiosk.guide import Guide
from dateline.kiosk.heads import Asked
from dateline.kiosk.memory import Memory
from dateline.kiosk.notices import Notice
from dateline.kiosk.readings import Readings
from dateline.kiosk.targets import Target, decode, read_target
from dateline.shelf.api import EVERYTHING, Found, JournalReader, Shelf

LIVE: Final = b"/-/"
_COME_BACK: Final = answers.lines({"Retry-After": "60"})
_OK: Final = int(HTTPStatus.OK)  # to look a name up in an enumeration takes longer than in a dictionary
_ENDS: Final = 256
_COPIES: Final = {"identity": "", "br": ".br", "gzip": ".gz"}


class Counter:
    """Answers requests from memory, and from the shelf what it does not remember."""

    def __init__(self, root: Path, memory_limit: int, standing: Standing, readings: Readings) -> None:
        self._shelf = Shelf(root)
        self._memory = Memory(memory_limit)
        self._journal = JournalReader(root)
        self._standing = standing
        self._readings = readings
        self._letterhead = Letterhead({}, standing)
        self._guide = Guide((), self._shelf.look_up)
        self._second = 0
        self._ends: dict[bytes, bytes] = {}
        self.look_at_the_clock()

    def look_at_the_clock(self) -> None:
        """Take note of the second that answers are sent in."""
        now = int(time.time())
        if now != self._second:
            self._second = now
            self._end = answers.end(now)
            self._ends.clear()

    def read_journal(self) -> None:
        """Forget what changed on the shelf since the last call."""
        if changes := self._journal.changes():
            self._memory.forget(changes)
            self._letterhead = Letterhead(self._shelf.headers(), self._standing)
        if changes is EVERYTHING:
            self._guide = Guide(self._shelf.ways(), self._shelf.look_up)

    def recall(self, target: bytes, asked: Asked) -> Parts | None:
        """Answer a request if its target is remembered."""
        page = self._memory.recall(target)
        return None if page is None else self._hand_out(asked, page)

    def answer(self, raw: bytes, asked: Asked) -> Parts:
        """Take a target and what is asked of it; give the answer.

            target → method? → remembered, or on the shelf? → moved? → conditions → range → bytes
                                    └ nothing there: is there a way from it to what there is? → 301, or 404

        Raises:
            MalformedError: The target is none.
            OSError: The shelf cannot be read.
        """
        target = read_target(raw)
        if asked.method not in (b"GET", b"HEAD"):
            return self.refuse(HTTPStatus.METHOD_NOT_ALLOWED, asked, {"Allow": "GET, HEAD"})
        page, query = self._choose(target)
        if page.location and query and "?" not in page.location:
            return self.refuse(page.status, asked, {"Location": f"{page.location}?{query}"})
        return self._hand_out(asked, page)

    def refuse(self, status: int, asked: Asked, fields: Mapping[str, str] | None = None) -> Parts:
        """Give an answer that is a line of text."""
        return self._hand_out(asked, answers.plain_page(status, b"", fields or {}, self._standing))

    def closed(self, asked: Asked) -> Parts:
        """Say that nobody answers live addresses now, in the language of the reader's page."""
        head, end, body = self._hand_out(asked, self._notice(HTTPStatus.SERVICE_UNAVAILABLE, _place_of(asked)))
        return head + _COME_BACK, end, body

    def notice(self, number: int, asked: Asked) -> Notice:
        """Give the notice of a number on the shelf, as it is printed in the language of the reader's page."""
        try:
            path = self._shelf.notice(number, _place_of(asked))
            printed = self._shelf.read(path) if path else None
        except OSError:
            printed = None
        body = printed.body if printed else None
        return Notice(body, answers.language_of(body).decode()) if body else Notice()

    def say(self, status: int, page: bytes, language: str, asked: Asked) -> Parts:
        """Give a page that is for one reader alone."""
        fields = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        if language:
            fields["Content-Language"] = language
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            fields["Retry-After"] = "60"
        return self.relayed(status, fields | dict(self._letterhead.headers), page, asked)

    def see(self, address: str, asked: Asked) -> Parts:
        """Send one reader on to a page that is for nobody else (RFC 9110, 15.4.4)."""
        fields = {"Location": address, "Cache-Control": "no-store"}
        return self.relayed(HTTPStatus.SEE_OTHER, fields, b"", asked)

    def relayed(self, status: int, fields: Mapping[str, str], body: bytes, asked: Asked) -> Parts:
        """Give the answer of a live address, with the fields that all answers have."""
        if status == HTTPStatus.NOT_FOUND:
            return self._hand_out(asked, self._notice(status, _place_of(asked)))
        is_page = fields.get("Content-Type", "").startswith("text/html")
        lines = answers.lines(answers.secured(fields, is_page=is_page) | self._standing.fields())
        return (
            answers.head(status, lines, len(body)),
            self._end_for(asked, b""),
            b"" if asked.method == b"HEAD" else body,
        )

    # Finding

    def _choose(self, target: Target) -> tuple[Page, str]:
        """Give the page for a target, and the query that a redirect has to keep."""
        if "?" in target.path:  # an encoded one: no address of ours has it
            return self._notice(HTTPStatus.NOT_FOUND, target.path), ""
        if target.query and (page := self._find_by_query(target)):
            return page, ""  # the address was meant with its query
        page = self._find(target.path) or self._sent_on(self._guide.by_path(target.path))
        return page or self._notice(HTTPStatus.NOT_FOUND, target.path), target.query

    def _find_by_query(self, target: Target) -> Page | None:
        page = self._find(f"{target.path}?{target.query}")
        return page or self._sent_on(self._guide.by_query(target.path, target.query))

    def _sent_on(self, goal: str | None) -> Page | None:
        return None if goal is None else self._move(b"", goal)

    def _find(self, address: str) -> Page | None:
        target = answers.encoded(address).encode()
        page = self._memory.recall(target)
        if page is None and (found := self._look_up(address)):
            page = self._page(target, found)
        return page

    def _look_up(self, address: str) -> Found | None:
        found = self._shelf.look_up(address, answers.BEGINNING)
        if found or address.endswith("/") or "?" in address:
            return found
        found = self._shelf.look_up(f"{address}/", answers.BEGINNING)
        return Found(301, address, target=found.address) if found and found.status == HTTPStatus.OK else found

    def _page(self, target: bytes, found: Found) -> Page:
        """Give a page that is remembered once something of it is read; a move is that already."""
        if found.target:
            page = self._move(target, found.target)
            self._memory.remember(page)
            return page
        # The page that says "gone" is HTML, whatever it was that is gone.
        return self._letterhead.page(found, target, found.address if found.status == _OK else "/")

    def _move(self, target: bytes, goal: str) -> Page:
        fields = {"Location": answers.location(goal)}
        return answers.plain_page(HTTPStatus.MOVED_PERMANENTLY, target, fields, self._standing)

    def _notice(self, status: int, address: str) -> Page:
        path = self._shelf.notice(status, address)
        if path is None:
            return answers.plain_page(status, b"", {}, self._standing)
        target = f"{status} {path}".encode()  # no reader can ask for that
        page = self._memory.recall(target)
        if page is None:
            found = Found(status, "/", path, beginning=self._shelf.beginning(path, answers.BEGINNING))
            page = self._letterhead.page(found, target, "/")
        return page

    # Handing out

    def _hand_out(self, asked: Asked, page: Page) -> Parts:
        # Every request comes through here: the usual case is told from others without a call.
        chosen = page.representations.get(asked.codings[0]) or self._representation(page, asked.codings)
        if chosen is None:  # it has just been taken off the shelf
            return self.refuse(HTTPStatus.NOT_FOUND, asked)
        if page.status == _OK:
            if asked.is_reading and page.reading:
                self._readings.count(page.reading)
            if asked.if_none_match == chosen.etag or _has_it(asked, chosen):
                return chosen.unchanged, self._end_for(asked, b"") if asked.close else self._end, b""
            if asked.range and page.takes_ranges and asked.method == b"GET":
                part = self._part(asked, page, chosen)
                if part:
                    return part
        end = None if asked.close else self._ends.get(page.lines)
        return chosen.head, end or self._end_for(asked, page.lines), b"" if asked.method == b"HEAD" else chosen.body

    def _representation(self, page: Page, codings: tuple[str, ...]) -> Representation | None:
        known = page.representations
        for coding in codings:
            chosen = known[coding] if coding in known else self._read(page, coding)
            if chosen is not None:
                return chosen
        return None

    def _read(self, page: Page, coding: str) -> Representation | None:
        printed = self._shelf.read(page.path, _COPIES[coding], self._memory.longest)
        chosen = answers.representation(page, coding, printed) if printed else None
        if chosen is not None or coding != "identity":
            page.representations[coding] = chosen
            self._memory.remember(page)
        return chosen

    def _end_for(self, asked: Asked, lines: bytes) -> bytes:
        """Give the end of a head: the fields that it shares with others, and the date.

        In one second, it is the same for all pages that have the same fields.
        """
        if asked.close:
            return lines + answers.end(self._second, close=True)
        if len(self._ends) >= _ENDS:
            self._ends.clear()
        end = self._ends[lines] = lines + self._end
        return end

    def _part(self, asked: Asked, page: Page, chosen: Representation) -> Parts | None:
        if asked.if_range and not negotiate.still_the_same(asked.if_range, chosen.etag, chosen.modified):
            return None
        found = negotiate.byte_range(asked.range or "", chosen.length)
        if found is None:
            return None
        if found == negotiate.UNSATISFIABLE:
            fields = {"Content-Range": f"bytes */{chosen.length}"}
            return self.refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, asked, fields)
        first, end = found
        where = f"Content-Range: bytes {first}-{end - 1}/{chosen.length}\r\n".encode()
        own = answers.own_lines(HTTPStatus.PARTIAL_CONTENT, chosen.coding, chosen.etag, chosen.modified)
        head = answers.head(HTTPStatus.PARTIAL_CONTENT, own + where, end - first)
        body = chosen.body
        part = Stretch(body.path, first, end) if isinstance(body, Stretch) else memoryview(body)[first:end]
        return head, self._end_for(asked, page.lines), part


def _has_it(asked: Asked, chosen: Representation) -> bool:
    if asked.if_none_match is not None:
        return negotiate.matches(asked.if_none_match, chosen.etag)
    if asked.if_modified_since is not None:
        return negotiate.unmodified(asked.if_modified_since, chosen.modified)
    return False


def _place_of(asked: Asked) -> str:
    """Give an address in the language of the page that a reader comes from."""
    path = asked.referer.split(b"/", 3)[3:]
    return decode(b"/" + path[0]) if path else "/"
