"""HTML of strangers made safe, and HTML made text. Cleaning is nh3's (ammonia); the lists of what may stay are ours."""

import html as entities
import re
from typing import Final

import nh3


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_INLINE: Final = _named("a b strong i em s sub sup code br bdi span abbr")
_BLOCKS: Final = _named("p ul ol li h2 h3 h4 blockquote")
_OF_ITS_OWN_LANGUAGE: Final = _named("span bdi") | _BLOCKS
# Elements whose text is not the author's: it goes with the element.
_SILENT: Final = _named("script style template noscript iframe object svg math textarea select title")
_LINES: Final = _named(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul"
)


def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    of_its_own_language = tags & _OF_ITS_OWN_LANGUAGE
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=_SILENT,
        attributes={"a": {"href"}, "abbr": {"title"}} | {tag: {"lang"} for tag in of_its_own_language},
        tag_attribute_values={tag: {"dir": {"ltr", "rtl", "auto"}} for tag in of_its_own_language},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


_inline: Final = _cleaner(_INLINE)
_block: Final = _cleaner(_INLINE | _BLOCKS)
_outline: Final = nh3.Cleaner(tags=_LINES, clean_content_tags=_SILENT, attributes={}, link_rel=None)

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_LINE_TAG: Final = re.compile(r"</?[a-z][a-z0-9]*>")
_LINE_END: Final = re.compile(r" *\n[ \n]*")


def clean_inline(html: str) -> str:
    """Take any HTML and give what may stand inside a line: emphasis, links, changes of language."""
    return _inline.clean(html)


def clean_block(html: str) -> str:
    """Take any HTML and give what may stand in an article: the above, paragraphs, lists, headings, quotations."""
    return _block.clean(html)


def plain(html: str) -> str:
    """Take any HTML and give its text: entities resolved, spaces collapsed, a newline between blocks."""
    # nh3 gives well-formed HTML back, with no attributes and each "<" of the text escaped: every tag left is a line's.
    lines = _LINE_TAG.sub("\n", _SPACE.sub(" ", _outline.clean(html)))
    return entities.unescape(_LINE_END.sub("\n", lines)).strip(" \n")
