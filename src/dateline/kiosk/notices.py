"""What a reader is told of a form that nobody at the desk could take: printed notices, filled in. Pure.

A notice is a printed page (edition/theme) with a place to fill: the link to a receipt, ``href="/-/receipt/"``, or an
empty ``<textarea>``. Where a theme of one's own has no such place, a plain page says the same.
"""

from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import parse_qs

KEPT: Final = 202
UNKEPT: Final = 507  # by this number it lies on the shelf; it is sent as 503, of which there is another notice already
FIELD: Final = "text"
_RECEIPT: Final = b"/-/receipt/"
_LINK: Final = b'href="%s"' % _RECEIPT
_EMPTY: Final = b"></textarea>"
_MOST_FIELDS: Final = 100
_PLAIN: Final = b'<!doctype html><meta charset="utf-8"><title>%s</title><p>%s\n'


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was printed, and its language; both empty where there is none."""

    body: bytes = b""
    language: str = ""


def kept(notice: Notice, ticket: str) -> bytes:
    """Take the notice that a form was kept and its ticket; give the page with the link to the receipt."""
    page = notice.body
    if page.count(_LINK) != 1:
        page = _PLAIN % (b"Accepted", b"<a %s>202 Accepted</a>" % _LINK)
    return page.replace(_LINK, b'href="%s%s"' % (_RECEIPT, ticket.encode()))


def unkept(notice: Notice, words: str) -> bytes:
    """Take the notice that a form could not be kept and the reader's words; give the page with the words in it."""
    page = notice.body
    if page.count(_EMPTY) != 1:
        page = _PLAIN % (b"Service Unavailable", b"503 Service Unavailable\n<p><textarea readonly%s" % _EMPTY)
    # A textarea drops the line end that it begins with, so it gets one of its own.
    return page.replace(_EMPTY, b">\n%s</textarea>" % escape(words).encode(errors="replace"))


def is_form(content_type: str) -> bool:
    """Say whether a body of this type is a form as ours are sent: the desk reads nothing else out of the spool."""
    return content_type.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"


def words_of(content_type: str, body: bytes) -> str:
    """Give what the reader wrote in a form (URL Standard, 5.1); "" where it is none."""
    if not is_form(content_type):
        return ""
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        return ""
    return "\n".join(fields.get(FIELD, ()))
