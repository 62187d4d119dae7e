"""Pieces that all formats share: texts as facts, bodies, names of people, addresses."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.etree import ParserError
from lxml.html import document_fromstring

from dateline.lib.html import clean_block, plain
from dateline.wire.reading.names import people
from dateline.wire.values import Fact, Photograph

# A headline and a picture with its caption stand beside the body, not in it.
_ENDS: Final = re.compile("</(?:fig|head|h1)", re.IGNORECASE)
_NOT_BODY: Final = re.compile(
    r"<(figure|figcaption|head|h1)\b[^<>]{0,2000}>.{0,1500}?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_SHOWN: Final = 160  # characters of evidence


def fact(value: str, where: str, witness: str, confidence: float = 0.95) -> Fact[str] | None:
    """Take a text and where it stood; give it as a fact with itself as evidence, or ``None`` if it is empty."""
    value = value.strip()
    return Fact(value, f"{where}: {shown(value)}", confidence, witness) if value else None


def shown(text: str) -> str:
    """Take a text and give what fits into evidence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"


def line(text: str) -> str:
    """Take a text that may have white space of a layout in it, and give it in one line."""
    return " ".join(text.split())


def body(html: str, text: str, where: str, witness: str) -> tuple[Fact[str] | None, str]:
    """Take a body as HTML, as text, or as both; give it as text with evidence, and as clean HTML.

    Pictures, their captions and a first headline are left out: they have places of their own.
    """
    if _ENDS.search(html):
        html = _NOT_BODY.sub(" ", html)
    clean = clean_block(html).strip() if html.strip() else ""
    written = plain(html) if clean else "\n".join(line(each) for each in text.splitlines() if each.strip())
    return fact(written, where, witness), clean


def bylines(written: list[str], where: str, witness: str) -> Fact[tuple[str, ...]] | None:
    """Take bylines and give the persons in them as a fact; an agency, a role or an address of mail is nobody."""
    found = tuple(dict.fromkeys(name for each in written for name in people(each)))
    return Fact(found, f"{where}: {shown('; '.join(written))}", 0.9, witness) if found else None


def pictures(html: str, base: str) -> tuple[Photograph, ...]:
    """Take a body as HTML, and what addresses in it are relative to; give its pictures with their captions."""
    if "<img" not in html.lower():
        return ()
    try:
        tree = document_fromstring(html)
    except (ParserError, ValueError):
        return ()
    found = []
    for image in tree.iter("img"):
        address = web(str(image.get("src") or ""), base)
        captions = (caption for figure in image.iterancestors("figure") for caption in figure.iter("figcaption"))
        caption = next((line(str(each.text_content())) for each in captions), "")
        if address and "1" not in (image.get("width"), image.get("height")):  # a single pixel counts readers
            found.append(Photograph(address, caption))
    return tuple(dict.fromkeys(found))


def web(address: str, base: str = "") -> str:
    """Take an address, and what it may be relative to; give it absolute, or ``""`` if it is none of the web."""
    if not address.strip():
        return ""
    try:
        absolute = urljoin(base, address.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if parts.scheme in ("http", "https") and parts.netloc and "@" not in parts.netloc else ""
