"""The text as it stood in the database, made fit to be read; and the tree of what was read."""

import re
from typing import Any, Final

from lxml import etree

Element = Any  # lxml has no types of its own

# The rest of a tag after its first character; quotation marks may hide angle brackets.
TAG_REST: Final = r"""(?:[^<>]*+>|(?:[^<>"']|"[^"]*+"|'[^']*+')*+>)"""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SEPARATOR: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CDATA: Final = re.compile(r"<!\[CDATA\[|\]\]>")
_DOCUMENT: Final = re.compile(r"<!doctype\b[^<>]*>|</?(?:html|head|body|frameset|plaintext)\b[^<>]*>", re.IGNORECASE)
# Brackets in comments and in scripts are nobody's tags. A script is read to its end or to the next one's beginning.
_BRACKET: Final = re.compile(
    rf"""(<!--.*?--> | <(?:script|style)\b (?:[^<]++|<(?!/?(?:script|style)\b))*+ </(?:script|style)\b)
      | <(?![a-z/!?]{TAG_REST})
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)

# libxml2 compares each attribute of a tag with each: a tag of thousands would take minutes.
_LONG_TAG: Final = re.compile(r"<([a-z][^\s<>/]*)[^<>]{2000,}>", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES: Final = 200

_LIMIT: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT

_PARSER: Final = etree.HTMLParser(encoding="utf-8", huge_tree=True)
# libxml2 stops at 2,048 elements within each other, and says nothing of the words that came after.
_DEEPEST: Final = 2000


def named(names: str) -> frozenset[str]:
    """Names written in a row."""
    return frozenset(names.split())


def tidy(source: str) -> str:
    """Take any string and give one in which every comment ends and every "<" that is not a tag's is escaped."""
    text = source.encode("utf-8", "replace").decode().replace("<!--dateline:", "<!-- dateline:")
    text = _SEPARATOR.sub("\n", _CONTROL.sub("", text))
    if "]]>" in text or "<![" in text:
        text = _CDATA.sub("", text)
    if "<" not in text:
        return text
    # A comment without an end would hide the rest of the story.
    ended = text.rfind("-->") + 1
    text = text[:ended] + text[ended:].replace("<!--", "&lt;!--")
    text = _BRACKET.sub(lambda bracket: bracket[1] or "&lt;", _DOCUMENT.sub("", text))
    return _LONG_TAG.sub(_of_measure, text)


def _of_measure(tag: re.Match[str]) -> str:
    return tag[0] if len(_QUOTED.sub("", tag[0]).split()) <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def tree(html: str) -> Element | None:
    """Take tidy HTML and give its body as a tree; None where it is too deep to be read to its end."""
    body = etree.fromstring(b"<html><body>" + html.encode(), _PARSER)[-1]
    if html.count("<") > _DEEPEST and any(error.type == _LIMIT for error in _PARSER.error_log):
        return None
    return body


def markup(element: Element) -> str:
    """The markup of an element as it stands in the tree, without what follows it."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
