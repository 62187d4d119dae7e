"""Taking one story by hand: from an address, or from text that somebody pasted."""

import re
from dataclasses import replace
from html import escape

from django.conf import settings

from dateline.lib import clock
from dateline.wire import fetch
from dateline.wire.errors import UnreadableError
from dateline.wire.filing import PASTED, Filed, Received, file_item
from dateline.wire.models import Item
from dateline.wire.parsing import parse
from dateline.wire.parsing.texts import web
from dateline.wire.values import Fetched

_LARGEST_FILE = 200_000_000  # bytes
_LONGEST = 400_000  # characters
_WRAPPED = 50  # characters; shorter lines are not wrapped by a program, but meant
_BLANK = re.compile(r"\n[ \t]*\n")


def door(contact: str = "") -> fetch.Door:
    """The wire's way to the network, as the operator wants it."""
    return fetch.Door(proxy=settings.DATELINE_TOR, contact=contact)


def fetch_file(address: str) -> bytes:
    """A photograph or another file of an outlet that lets us have it, up to 200 MB.

    Raises:
        WireError: it cannot be had; says why.
    """
    bounds = fetch.Bounds(total=600.0, as_sent=_LARGEST_FILE, unpacked=_LARGEST_FILE)
    return fetch.fetch(address.strip(), door=replace(door(), bounds=bounds)).body


def take(address: str, *, through: fetch.Door | None = None) -> Filed:
    """Take the story at an address; one that is on the wire already is not filed twice.

    An agency's file (NewsML-G2, ninjs) may stand there as well; of several stories in it, the first is taken.

    Raises:
        WireError: it cannot be had, or nothing can be read from it.
    """
    page = fetch.fetch(address.strip(), door=through or door())
    known = Item.objects.filter(address=page.final, source__isnull=False).order_by("pk").first()
    if known:
        return Filed(known.pk, "same")
    filed = _as_agency(page) or file_item(Received(page=page))
    item = Item.objects.get(pk=filed.item)
    if not item.body and not item.headline and filed.became == "new":
        item.delete()
        raise UnreadableError("No story could be read at this address. Open it, and paste the text instead.")
    return filed


def take_text(text: str, *, address: str = "", headline: str = "", language: str = "") -> Filed:
    """Take a story out of text that somebody pasted; what its lines say of its origin is read as on a page.

    Args:
        text: with a line for each paragraph, or blank lines between paragraphs.
        address: where it stands, if somebody knows; without one, it is nobody's page.
        headline: without one, the first line.
        language: a BCP 47 tag, if somebody knows.

    Raises:
        UnreadableError: there is no text.
    """
    lines = _paragraphs(text[:_LONGEST])
    if not lines:
        raise UnreadableError("There is no text. Paste the story's.")
    title = headline.strip() or lines[0]
    rest = lines if headline.strip() else lines[1:] or lines
    article = "\n".join(f"<p>{escape(line)}</p>" for line in rest)
    head = f'<!doctype html><html lang="{escape(language)}"><head><title>{escape(title)}</title></head>'
    page = f"{head}<body><article><h1>{escape(title)}</h1>{article}</article></body></html>"
    content = page.encode()
    where = web(address) or f"{PASTED}{clock.now().isoformat()}"
    came = Fetched(where, where, 200, {"content-type": "text/html; charset=utf-8"}, content, clock.now(), "")
    return file_item(Received(page=came))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of pasted text: its lines; or, if blank lines part them, what stands between, unwrapped."""
    found: list[str] = []
    for block in _BLANK.split(text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        is_wrapped = len(lines) > 1 and min(map(len, lines[:-1])) >= _WRAPPED
        found += [" ".join(lines)] if is_wrapped else lines
    return found


def _as_agency(page: Fetched) -> Filed | None:
    """An agency's file, filed; None where the address gives a page."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.endswith(("json", "xml")) or kind.endswith("xhtml+xml"):
        return None
    parsed = parse(page.body, content_type=page.headers.get("content-type", ""), address=page.final)
    if not parsed.items:
        raise UnreadableError("There is no story in this file.")
    return file_item(Received(told=parsed.items[0], feed=page))
