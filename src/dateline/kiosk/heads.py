"""What the head of a request asks for, apart from its target."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dateline.kiosk import negotiate

# What a live address is told of a request. A reader's cookies and programs are nobody's business.
# That a form was sent from another site, origin and sec-fetch-site say.
_PASSED_ON: Final = (b"accept", b"accept-language", b"content-type", b"origin", b"sec-fetch-site")
WANTED: Final = frozenset(
    {
        *(b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"),
        *(b"expect", b"user-agent", b"purpose", b"sec-purpose", b"referer", b"x-forwarded-for"),
        *_PASSED_ON,
    }
)
_ROBOT: Final = re.compile(rb"bot\b|crawl|spider|slurp|fetch|monitor|preview|archiv|curl|wget|python|java/", re.I)
_LONGEST: Final = 2048
_KEPT: Final = 4096
_TAG: Final = b"\r\nIf-None-Match: "
_DATE: Final = b"\r\nIf-Modified-Since: "
_DATE_LINE: Final = len(_DATE) + len("Sun, 06 Nov 1994 08:49:37 GMT")
# Chrome sends the date behind the tag, Firefox before it.
_CONDITION: Final = re.compile(
    rb'(?:%s[A-Za-z0-9 ,:]{29})?%s("[!#-~]*")(?:%s[A-Za-z0-9 ,:]{29})?(?=\r\n[^ \t])' % (_DATE, _TAG, _DATE)
)


@dataclass(slots=True)  # frozen, it would take three times as long to make, and each 304 needs one
class Asked:
    """What of a head matters to print, and what is passed on to a live address. Many requests share it."""

    method: bytes = b"GET"
    codings: tuple[str, ...] = ("identity",)
    if_none_match: str | None = None
    if_modified_since: str | None = None
    range: str | None = None
    if_range: str | None = None
    is_reading: bool = False  # by a person, as far as a head can say
    close: bool = False
    passed_on: tuple[tuple[bytes, bytes], ...] = ()
    referer: bytes = b""
    forwarded: bytes = b""  # for whom a proxy asks

    def again(self, etag: str | None) -> "Asked":
        """Give the same, asked by a reader who has what this entity tag stands for."""
        return Asked(
            self.method,
            self.codings,
            etag,
            None,
            self.range,
            self.if_range,
            self.is_reading,
            self.close,
            self.passed_on,
            self.referer,
            self.forwarded,
        )


def read_head(method: bytes, fields: Mapping[bytes, bytes], *, close: bool) -> Asked:
    """Take a method and the wanted fields, their names in lower case, and give what they ask for.

    Args:
        method: As it came (RFC 9110, 9).
        fields: By name; the values of a field that came more than once are joined by commas (5.3).
        close: Whether the connection ends with the answer.
    """

    def text(name: bytes) -> str | None:
        value = fields.get(name)
        return None if value is None else value.decode("latin-1")

    return Asked(
        method=method,
        codings=negotiate.accepted(text(b"accept-encoding") or ""),
        if_none_match=text(b"if-none-match"),
        if_modified_since=text(b"if-modified-since"),
        range=text(b"range"),
        if_range=text(b"if-range"),
        is_reading=method == b"GET" and _is_of_a_person(fields),
        close=close,
        passed_on=tuple((name, fields[name]) for name in _PASSED_ON if name in fields),
        referer=fields.get(b"referer", b""),
        forwarded=fields.get(b"x-forwarded-for", b""),
    )


def _is_of_a_person(fields: Mapping[bytes, bytes]) -> bool:
    ahead = fields.get(b"sec-purpose", b"") + fields.get(b"purpose", b"")
    return b"prefetch" not in ahead and not _ROBOT.search(fields.get(b"user-agent", b""))


class Heads:
    """The heads read lately, so that what was parsed once is not parsed again: many readers send the same.

    A head is known by its bytes, from the space behind the target to its end; but not by the entity tag of the page
    that a reader has, nor by its date, which does not count beside the tag (RFC 9110, 13.1.3): these are as many as
    there are pages. Two generations: when the younger is full, it becomes the older, and what nobody has sent since is
    forgotten.
    """

    def __init__(self) -> None:
        self._younger: dict[bytes, Asked] = {}
        self._older: dict[bytes, Asked] = {}

    def recall(self, head: bytes) -> Asked | None:
        """Give what a head asks for, if it is known."""
        asked = self._known(head)
        if asked is None and (condition := _condition(head)):
            asked = self._known(head[: condition.start()] + head[condition.end() :])
            if asked is not None:
                asked = asked.again(condition[1].decode("ascii"))
                self._keep(head, asked)  # the pages that are asked for most are asked for again at once
        return asked

    def remember(self, head: bytes, asked: Asked) -> None:
        """Keep what a head asks for."""
        if len(head) > _LONGEST or asked.forwarded:  # one that names its reader is forgotten
            return
        if condition := _condition(head):
            head = head[: condition.start()] + head[condition.end() :]
            asked = asked.again(None)
            if b"\r\nif-" in head.lower():
                return  # it has other conditions, of which nobody knows what they are without this one
        self._keep(head, asked)

    def _known(self, head: bytes) -> Asked | None:
        asked = self._younger.get(head)
        if asked is None and (asked := self._older.get(head)) is not None:
            self._keep(head, asked)
        return asked

    def _keep(self, head: bytes, asked: Asked) -> None:
        if len(self._younger) >= _KEPT:
            self._older, self._younger = self._younger, {}
        self._younger[head] = asked


def _condition(head: bytes) -> re.Match[bytes] | None:
    """Give the lines of a head that say what the reader has, if they are written as browsers write them."""
    place = head.rfind(_TAG)  # they stand near its end
    if place < 0:
        return None
    before = place - _DATE_LINE
    return _CONDITION.match(head, before if before > 0 and head.startswith(_DATE, before) else place)
