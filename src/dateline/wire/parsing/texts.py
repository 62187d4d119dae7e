"""Pieces that all formats share: texts as facts, bodies, names of people, addresses."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from dateline.lib.html import clean_block, plain
from dateline.wire.values import Fact

_BY: Final = re.compile(
    r"^(?:by|von|par|por|di|от|автор|автор[:]|müəllif[:]?|yazan[:]?|نویسنده[:]?|بقلم[:]?|كتب[:]?)[: ]\s*", re.IGNORECASE
)
_AND: Final = re.compile(r"\s*(?:[;,،]|\s(?:and|und|et|y|e|и|və|ve|و)\s|&)\s*")
_MAIL: Final = re.compile(r"\S+@\S+\.\w+")
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
    """Take a body as HTML, as text, or as both; give it as text with evidence, and as clean HTML."""
    clean = clean_block(html).strip() if html.strip() else ""
    written = plain(html) if clean else "\n".join(line(each) for each in text.splitlines() if each.strip())
    return fact(written, where, witness), clean


def names(written: str) -> tuple[str, ...]:
    """Take a byline and give the names in it, without "By" and without addresses of mail."""
    bare = _MAIL.sub("", _BY.sub("", line(written))).strip(" ()<>,;-–—|")
    return tuple(dict.fromkeys(each.strip(" ()") for each in _AND.split(bare) if len(each.strip(" ()")) > 1))


def bylines(written: list[str], where: str, witness: str) -> Fact[tuple[str, ...]] | None:
    """Take bylines and give all names in them as a fact."""
    found = tuple(dict.fromkeys(name for each in written for name in names(each)))
    return Fact(found, f"{where}: {shown('; '.join(written))}", 0.9, witness) if found else None


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
