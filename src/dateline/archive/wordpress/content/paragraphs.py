"""Lines become paragraphs, as WordPress made them of what was typed into its older editor."""

import re
from collections.abc import Iterator
from typing import Final

from dateline.archive.wordpress.content.source import TAG_REST, named

_BLOCKS: Final = (
    "address article aside blockquote caption center col colgroup dd details div dl dt fieldset figcaption figure "
    "footer form h[1-6] header hr iframe legend li main map math menu nav ol option p section select summary table "
    "tbody td tfoot th thead tr ul"
).replace(" ", "|")
_KEPT: Final = "pre|script|style|textarea|svg|object"

_TAG: Final = re.compile(rf"<(?P<slash>/?)(?P<name>{_BLOCKS}|{_KEPT})\b{TAG_REST}", re.IGNORECASE)
_IS_KEPT: Final = re.compile(_KEPT, re.IGNORECASE)
# A comment or an address alone on its line is meant to stand alone; where the teaser ends, so does its paragraph.
_ALONE: Final = re.compile(
    r"(?:^[ \t]*+(<!--[^>]*+>|https?://[^\s<>\"]++)|(<!--(?:more|nextpage)\b[^>]*+>))[ \t]*+$", re.MULTILINE
)
_TWO_BREAKS: Final = re.compile(r"<br\s*+/?>\s*+<br\s*+/?>", re.IGNORECASE)
_BREAK_AND_END: Final = re.compile(r"<br\s*+/?>[ \t]*+\n?", re.IGNORECASE)
_EMPTY_LINES: Final = re.compile(r"\n[ \t]*+\n\s*+")
_LINE_END_OR_TAG: Final = re.compile(rf"(<[a-z/!?]{TAG_REST})|\n", re.IGNORECASE)
# In these a first line stands by itself: only what follows it is set apart.
_BARE: Final = named("li dt dd td th h1 h2 h3 h4 h5 h6 figcaption caption summary legend option address")


def paragraphs(html: str) -> str:
    """Take tidy HTML whose lines are meant, and give HTML in which empty lines part paragraphs, line ends are breaks.

    Elements that are blocks of their own stay as they are; text inside them is parted in the same way.
    """
    pieces: list[str] = []
    position, before = 0, ""
    for tag in _tags(html):
        pieces.append(_stretch(html[position : tag.start()], before))
        pieces.append(tag[0])
        position = tag.end()
        before = "" if tag["slash"] else tag["name"].lower()
    pieces.append(_stretch(html[position:], before))
    return "".join(pieces)


def _tags(html: str) -> Iterator[re.Match[str]]:
    """The tags of blocks; those inside an element whose text is kept are text."""
    kept = ""
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if kept and not (name == kept and tag["slash"]):
            continue
        kept = name if _IS_KEPT.fullmatch(name) and not tag["slash"] else ""
        yield tag


def _stretch(text: str, opening: str) -> str:
    """What stands between two tags of blocks; ``opening`` is the name of the tag before, if it opens one."""
    if _IS_KEPT.fullmatch(opening):
        return text
    if not text or text.isspace():
        return "\n"
    text = _ALONE.sub(r"\n\n\1\2\n\n", text)
    text = _BREAK_AND_END.sub("\n", _TWO_BREAKS.sub("\n\n", text))
    parts = [_LINE_END_OR_TAG.sub(lambda found: found[1] or "<br>", part) for part in _EMPTY_LINES.split(text.strip())]
    if opening == "p":
        return "</p><p>".join(parts)
    bare = parts.pop(0) if opening in _BARE else ""
    return bare + "".join(f"<p>{part}</p>" for part in parts)
