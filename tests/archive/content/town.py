"""The site that the tests' texts stood on, and short ways to ask what a text became."""

from typing import Any

from dateline.archive.wordpress.content import convert
from dateline.archive.wordpress.values import Converted, Item, Picture, Site

SITE = Site(title="The Ferry", address="https://ferry.example/news", base_site="https://old.example")


def converted(text: str, **fields: Any) -> Converted:
    return convert(Item(id="7", content=text, **fields), SITE)


def blocks(text: str, **fields: Any) -> list[tuple[str, Any]]:
    """The blocks as pairs of type and value."""
    return [(block["type"], block["value"]) for block in converted(text, **fields).blocks]


def prose(text: str, **fields: Any) -> str:
    """The one paragraph block that a text became."""
    [(kind, value)] = blocks(text, **fields)
    assert kind == "paragraph"
    return value


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in blocks(text)]


def left(text: str) -> list[str]:
    return [each.kind for each in converted(text).left]


def photograph(attachment: str = "", address: str = "", caption: str = "", alternative: str = "") -> tuple[str, Any]:
    shown = Picture(attachment, address)
    return "photograph", {"photograph": shown, "caption": caption, "credit": "", "alternative_text": alternative}


def card(address: str, title: str, outlet: str = "", description: str = "") -> tuple[str, Any]:
    return "card", {"address": address, "title": title, "description": description, "outlet": outlet}


def quotation(text: str, who: str = "") -> tuple[str, Any]:
    return "quotation", {"text": text, "who": who, "role": ""}
