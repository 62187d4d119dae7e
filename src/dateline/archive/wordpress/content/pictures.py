"""How pictures are set, and figures: what is shown with a line of text below it."""

import re
from typing import Any, Final

from dateline.archive.wordpress.content.cards import is_untitled
from dateline.archive.wordpress.content.compositor import Compositor, Rule
from dateline.archive.wordpress.content.embeds import offered_file
from dateline.archive.wordpress.content.marking import Block
from dateline.archive.wordpress.content.prose import block, classes, pull_quote
from dateline.archive.wordpress.content.source import Element
from dateline.archive.wordpress.values import Picture

_ATTACHMENT: Final = re.compile(r"(?<![\w-])wp-image-(\d+)")
_PIXEL: Final = re.compile(r"\s*[01](?:px)?\s*")
# Where the address stands when the image is to be loaded only as readers come near it.
_LAZY: Final = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-url")
_CAPTIONED: Final = {"photograph": "caption", "table": "table_caption", "card": "title"}


def image(compositor: Compositor, element: Element) -> None:
    """A photograph; or text, where the picture was that of a character; or nothing, where it was there to count."""
    names, alternative = classes(element), element.get("alt") or ""
    if "wp-smiley" in names or "emoji" in names.split():
        compositor.galley.text(alternative)
        return
    if all(_PIXEL.fullmatch(element.get(side) or "") for side in ("width", "height")):
        return
    shown = _picture(compositor, element, names)
    if shown:
        compositor.galley.block(_photograph(shown, alternative))
    else:
        compositor.keep(element, "image")


def _picture(compositor: Compositor, element: Element, names: str) -> Picture | None:
    found = _ATTACHMENT.search(names)
    number = found[1] if found else element.get("data-id") or element.get("data-attachment-id") or ""
    sources = [element.get("src") or "", *(element.get(name) or "" for name in _LAZY)]
    address = next(filter(None, map(compositor.links.shown, sources)), "")
    number = number if number.isdecimal() and number != "0" else ""
    return Picture(number, address) if number or address else None


def _photograph(shown: Picture, alternative: str) -> Block:
    value = {"photograph": shown, "caption": "", "credit": "", "alternative_text": " ".join(alternative.split())}
    return {"type": "photograph", "value": value}


def figure(compositor: Compositor, element: Element) -> None:
    """What a figure shows, with its caption where it has a place; as a paragraph after it where it has none."""
    if "pullquote" in classes(element):
        pull_quote(compositor, element)
        return
    captions = [_taken(compositor, each) for each in _captions(element)]
    caption = "\n".join(words for words, _ in captions if words)
    blocks = compositor.apart(element)
    captionable = [each for each in blocks if each["type"] in _CAPTIONED and _has_room(each)]
    if caption and len(captionable) == 1:
        value: dict[str, Any] = captionable[0]["value"]
        value[_CAPTIONED[captionable[0]["type"]]] = caption
        caption = ""
    for each in [*blocks, *(other for _, others in captions for other in others)]:
        compositor.galley.block(each)
    if caption:
        compositor.galley.text(caption)
    compositor.galley.boundary()


def _has_room(shown: Block) -> bool:
    value = shown["value"]
    return is_untitled(value) if shown["type"] == "card" else not value[_CAPTIONED[shown["type"]]]


def _captions(element: Element) -> list[Element]:
    """The captions of a figure, not those of figures in it."""
    if element.tag == "figure":
        return [each for each in element.iter("figcaption") if next(each.iterancestors("figure")) is element]
    return [each for each in element.iter("p", "dd", "figcaption") if "wp-caption-text" in classes(each)]


def _taken(compositor: Compositor, caption: Element) -> tuple[str, list[Block]]:
    taken = compositor.lines(caption)
    caption.clear(keep_tail=True)
    return taken


def _division(compositor: Compositor, element: Element) -> None:
    """Figures were divisions once."""
    names = classes(element)
    if "wp-caption" in names:
        figure(compositor, element)
    elif "wp-block-file" in names:
        offered_file(compositor, element)
    else:
        block(compositor, element)


def _unscripted(compositor: Compositor, element: Element) -> None:
    """What is shown where scripts do not run: often a picture once more that a script would have loaded."""
    for each in compositor.apart(element):
        if each != next(reversed(compositor.galley.finished()), None):
            compositor.galley.block(each)


RULES: Final[dict[str, Rule]] = {
    "img": image,
    "amp-img": image,
    "figure": figure,
    "div": _division,
    "noscript": _unscripted,
}
