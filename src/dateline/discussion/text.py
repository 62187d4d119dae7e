"""What a comment says, set as HTML: paragraphs, quotations, emphasis, links. Pure. The cleaner has the last word.

What readers write is plain text. A line that begins with ``>`` quotes; ``*words*`` and ``_words_`` are emphasis;
``**words**`` is strong; an http or https address becomes a link that passes nothing on (``nofollow ugc``).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import nh3
from markupsafe import Markup, escape

_LINK: Final = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)
# What is no URL code point (WHATWG URL, 4.3), and a percent sign that encodes nothing.
_ILLEGAL: Final = re.compile(
    "[^0-9A-Za-z!$&'()*+,./:;=?@_~%\u00a0-\U0010fffd-]|[\ufdd0-\ufdef\ufffe\uffff]|%(?![0-9A-Fa-f]{2})"
)
_AUTHORITY: Final = re.compile(r"https?://[\w.-]*\w(?::\d{1,4})?(?=[/?#]|$)", re.IGNORECASE)
_ENDS_A_SENTENCE: Final = ".,;:!?…،؛؟)]}*_"
_STRONG: Final = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_EMPHASIS: Final = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]+?)(?<=[^\s*_])\1(?![\w*_])")
_BLANK: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MOST_LINKS: Final = 50
# Signs that turn the direction of what follows, or that nobody sees; joiners stay, since Persian is written with them.
_UNSEEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\ufff9-\ufffb]")

_cleaner: Final = nh3.Cleaner(
    tags={"p", "br", "em", "strong", "blockquote", "a"},
    attributes={"a": {"href"}},
    tag_attribute_values={"p": {"dir": {"auto"}}},
    url_schemes={"http", "https"},
    link_rel="nofollow ugc",
)


def tidy(text: str, longest: int) -> str:
    """What is stored of what a reader wrote: lines ended alike, nothing unseen, no more than ``longest`` characters."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})
    return kept.strip()[:longest]


def tidy_line(text: str, longest: int) -> str:
    """The same of a text that is one line, such as a name."""
    return " ".join(tidy(text, longest * 4).split())[:longest]


def html(source: str) -> Markup:
    """A comment as HTML that is safe to print, whatever was written."""
    return Markup(_cleaner.clean("".join(_blocks(source))))  # noqa: S704  # cleaned


def links(source: str) -> list[str]:
    """The addresses that a comment leads to."""
    return [_address(found.group())[0] for found in _LINK.finditer(source)]


def _blocks(source: str) -> Iterator[str]:
    for paragraph in _BLANK.split(source.strip("\n")):
        quoted: list[str] = []
        said: list[str] = []
        for line in paragraph.split("\n"):
            if line.lstrip().startswith(">"):
                yield from _paragraph(said)
                quoted.append(line.lstrip()[1:].strip())
            else:
                yield from _quotation(quoted)
                said.append(line)
        yield from _quotation(quoted)
        yield from _paragraph(said)


def _quotation(lines: list[str]) -> Iterator[str]:
    if any(lines):
        yield f"<blockquote>{''.join(_paragraph(lines))}</blockquote>"
    lines.clear()


def _paragraph(lines: list[str]) -> Iterator[str]:
    if any(line.strip() for line in lines):
        yield f'<p dir="auto">{"<br>".join(_line(line) for line in lines)}</p>'
    lines.clear()


def _line(line: str) -> str:
    pieces, done = [], 0
    for number, found in enumerate(_LINK.finditer(line)):
        if number >= _MOST_LINKS:
            break
        address, _rest = _address(found.group())
        if not _AUTHORITY.match(address):
            continue
        pieces.append(_words(line[done : found.start()]))
        pieces.append(f'<a href="{escape(_encoded(address))}">{escape(_shown(address))}</a>')
        done = found.start() + len(address)
    return "".join([*pieces, _words(line[done:])])


def _words(text: str) -> str:
    said = str(escape(text))
    return _EMPHASIS.sub(r"<em>\2</em>", _STRONG.sub(r"<strong>\1</strong>", said))


def _address(found: str) -> tuple[str, str]:
    """An address without what ends the sentence behind it; a bracket stays if it was opened within."""
    address = found
    while address and address[-1] in _ENDS_A_SENTENCE:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address, found[len(address) :]


def _encoded(address: str) -> str:
    """An address with what may not stand in one (RFC 3986, 2) written as it has to be."""
    parts = (_ILLEGAL.sub(lambda found: quote(found.group(), safe=""), part) for part in address.split("#", 1))
    return "#".join(parts)


def _shown(address: str) -> str:
    shown = address.partition("://")[2]
    return shown if len(shown) <= 60 else f"{shown[:59]}…"  # noqa: PLR2004
