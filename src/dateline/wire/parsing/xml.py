"""XML of strangers: read without entities, without network, without huge trees, in whatever namespace it is."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dateline.wire.errors import UnreadableError

_DOCTYPE: Final = re.compile(r"<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*+(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_BEGINS: Final = re.compile("<!DOCTYPE", re.IGNORECASE)
# Bounds on what stands in quotes keep hostile text from being read again and again.
_ENTITY: Final = re.compile(
    r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b(?:[^<>\"']++|\"[^\"]{0,5000}+\"|'[^']{0,5000}+')*+>", re.IGNORECASE
)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>\s*", re.IGNORECASE)
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def bare(text: str) -> str:
    """Take XML as text and give it without declaration and document type: nothing in it can define an entity."""
    text = _DECLARATION.sub("", text, count=1)
    begins = _BEGINS.search(text)
    found = _DOCTYPE.match(text, begins.start()) if begins else None
    if found:
        text = text[: found.start()] + text[found.end() :]
    return _ENTITY.sub("", text)


def tree(text: str) -> tuple[etree._Element, list[str]]:
    """Take XML as text and give its root, with complaints if it had to be mended.

    Raises:
        UnreadableError: It is no XML.
    """
    source = bare(text).encode("utf-8", "replace")
    try:
        return etree.fromstring(source, _parser(recover=False)), []
    except (etree.XMLSyntaxError, ValueError) as error:
        complaint = f"The XML is not well-formed: {str(error)[:150]}."
    try:
        root = etree.fromstring(source, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"What came is no XML: {str(error)[:150]}.") from error
    if root is None:
        raise UnreadableError("What came is no XML.")
    return root, [complaint]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def name(element: etree._Element) -> str:
    """Take an element and give its local name, in small letters."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Give the children that have one of these names, in any namespace."""
    for child in element if element is not None else ():
        if name(child) in names:
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Follow names, one generation each, and give the first element there."""
    for step in path:
        element = next(children(element, step), None)
    return element


def within(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Give the descendants that have one of these names, in the order of the text."""
    for each in element.iter() if element is not None else ():
        if name(each) in names:
            yield each


def text(element: etree._Element | None) -> str:
    """Take an element and give its text, white space collapsed."""
    return "" if element is None else " ".join("".join(str(part) for part in element.itertext()).split())


def lang(element: etree._Element | None) -> str:
    """Take an element and give its ``xml:lang``, its own or that of what it stands in."""
    while element is not None:
        found = element.get(_LANG)
        if found:
            return str(found).strip()
        element = element.getparent()
    return ""
