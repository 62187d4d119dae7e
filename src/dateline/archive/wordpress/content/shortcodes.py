"""What WordPress' own shortcodes mean. Those of plugins are not known: their content is kept, their frame is told."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from dateline.archive.wordpress.content.blocks import numbered, picture
from dateline.archive.wordpress.content.lexing import shortcode_attributes
from dateline.archive.wordpress.content.marking import Block, Grammar, Saying
from dateline.archive.wordpress.content.source import TAG_REST
from dateline.archive.wordpress.values import Item

_PICTURE: Final = re.compile(
    rf"\s*((?:<p>\s*)?(?:<a\b{TAG_REST}\s*)?<img\b{TAG_REST}(?:\s*</a>)?)", re.IGNORECASE | re.DOTALL
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s\"'<>\]]+|/[^\s\"'<>\]]+")
_NUMBER: Final = re.compile(r"\d+")


def grammar(item: Item) -> Grammar:
    """The shortcodes as they are meant in one item."""
    sayings: dict[str, Saying] = {**_SAYINGS, "gallery": lambda attributes, _: _gallery(attributes, item)}
    return Grammar("shortcode", shortcode_attributes, sayings)


def _caption(attributes: Mapping[str, Any], inner: str) -> str | None:
    """The caption once stood in an attribute; since then it follows the picture."""
    shown, caption = inner, attributes.get("caption", "")
    if not caption and (found := _PICTURE.match(inner)):
        shown, caption = found[1], inner[found.end() :]
    number = _NUMBER.search(attributes.get("id", ""))
    return f"<figure>{numbered(shown, number and number[0])}<figcaption>{caption}</figcaption></figure>"


def _gallery(attributes: Mapping[str, Any], item: Item) -> str | Block:
    """Pictures by their numbers; without any, all that were attached to the story, which only the archive can find."""
    if numbers := _NUMBER.findall(attributes.get("ids") or attributes.get("include") or ""):
        return "".join(picture(number) for number in numbers)
    chosen = {
        "of": attributes.get("id") or item.id,
        "by": attributes.get("orderby", "menu_order ID"),
        "order": attributes.get("order", "ASC").upper(),
        "without": _NUMBER.findall(attributes.get("exclude", "")),
    }
    return {"type": "gallery_of_children", "value": chosen}


def _recording(tag: str) -> Saying:
    def saying(attributes: Mapping[str, Any], inner: str) -> str | None:
        found = next(filter(None, map(_ADDRESS.match, attributes.values())), None) or _ADDRESS.search(inner)
        return f'<{tag} src="{escape(found[0])}"></{tag}>' if found else None

    return saying


def _embed(attributes: Mapping[str, Any], inner: str) -> str | None:
    """An address, inside or as an attribute: by any name, or none (``[youtube=https://…]``)."""
    text = " ".join([inner, *attributes.values(), *attributes])
    found = _ADDRESS.search(text)
    return f"<p>{found[0]}</p>" if found else None


def _nothing(_: Mapping[str, Any], __: str) -> None:
    """Known, and yet nothing to be said of it: a playlist is numbers of recordings."""


_SAYINGS: Final[Mapping[str, Saying]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "audio": _recording("audio"),
    "video": _recording("video"),
    "embed": _embed,
    "playlist": _nothing,
    **dict.fromkeys(("youtube", "vimeo", "soundcloud", "dailymotion", "tweet", "instagram", "facebook"), _embed),
}
KNOWN: Final = frozenset(_SAYINGS) | {"gallery"}
