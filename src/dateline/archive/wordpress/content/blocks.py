"""What the blocks of the block editor mean: most are their HTML, some keep a part of it in their attributes."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from dateline.archive.wordpress.content.marking import Grammar, Saying
from dateline.archive.wordpress.content.source import named, tidy
from dateline.archive.wordpress.values import Item

# These are what the HTML inside them is.
_PLAIN: Final = named(
    "paragraph heading subhead list list-item quote pullquote image gallery table code preformatted verse separator "
    "spacer more nextpage embed audio video file buttons button columns column text-columns group row stack cover "
    "cover-image media-text details accordion accordion-item accordion-heading accordion-panel html shortcode "
    "freeform missing math"
)
# These show what the site finds at the moment, or what is not a story's: words inside them are their frame's.
_WHOLE: Final = named(
    "query navigation social-links search comments post-comments post-template loginout template-part calendar "
    "archives categories latest-posts latest-comments rss tag-cloud page-list jetpack/contact-form "
    "contact-form-7/contact-form-selector jetpack/subscriptions jetpack/simple-payments"
)


def grammar(item: Item) -> Grammar:
    """The blocks as they are meant in one item."""
    footnotes = item.field("footnotes")
    sayings: dict[str, Saying] = {**_SAYINGS, "footnotes": lambda _, __: _footnotes(footnotes)}
    return Grammar("block", _attributes, sayings, _PLAIN, _WHOLE)


def _attributes(text: str) -> Mapping[str, Any]:
    try:
        attributes = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}


def picture(attachment: object, address: object = "") -> str:
    """An image as HTML, by the number of its attachment, its address, or both; nothing where there is neither."""
    number, source = str(attachment or ""), str(address or "")
    if not number.isdecimal() and not source:
        return ""
    return f'<img data-id="{escape(number)}" src="{escape(source)}">'


def numbered(html: str, attachment: object) -> str:
    """HTML whose first image says which attachment it is, unless it says so already."""
    number = str(attachment or "")
    if "wp-image-" in html or not number.isdecimal():
        return html
    return html.replace("<img", f'<img data-id="{number}"', 1)


def _image(attributes: Mapping[str, Any], inner: str) -> str:
    number = attributes.get("id")
    return numbered(inner, number) if "<img" in inner else picture(number, attributes.get("url")) + inner


def _media_text(attributes: Mapping[str, Any], inner: str) -> str:
    return inner if attributes.get("mediaType") == "video" else numbered(inner, attributes.get("mediaId"))


def _cover(attributes: Mapping[str, Any], inner: str) -> str:
    """A cover was once its text with the picture as a style behind it."""
    number, address = attributes.get("id"), str(attributes.get("url") or "")
    is_shown = f"wp-image-{number}" in inner or (address and f'src="{address}"' in inner)
    return inner if is_shown or attributes.get("backgroundType") == "video" else picture(number, address) + inner


def _gallery(attributes: Mapping[str, Any], inner: str) -> str:
    numbers = attributes.get("ids")
    if "<img" in inner or not isinstance(numbers, list):
        return inner
    return "".join(picture(number) for number in numbers) + inner


def _embed(attributes: Mapping[str, Any], inner: str) -> str:
    address = str(attributes.get("url") or "")
    # What stands inside is the address again, as the editor escaped it.
    return inner if "http" in inner else f"<p>{escape(address)}</p>{inner}"


def _footnotes(field: str) -> str | None:
    try:
        notes = [str(note["content"]) for note in json.loads(field)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return f"<ol>{''.join(f'<li>{tidy(note)}</li>' for note in notes)}</ol>"


_SAYINGS: Final[Mapping[str, Saying]] = {
    "image": _image,
    "media-text": _media_text,
    "cover": _cover,
    "cover-image": _cover,
    "gallery": _gallery,
    "embed": _embed,
}
