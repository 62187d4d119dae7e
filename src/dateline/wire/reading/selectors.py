"""Where in the pages of an outlet something stands: a small part of CSS selectors, written down and found again. Pure.

``div.who``, ``meta[name="writer"]``, ``p#by``, and one of them inside another: ``header.story span.name``.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import html

from dateline.wire.reading.page import spaced, text_of

_STEP: Final = re.compile(
    r"(?P<tag>[a-z][\w-]*)"
    r'(?:\.(?P<class>[^\s.#\["]+)|#(?P<id>[^\s.#\["]+)|\[(?P<name>[a-z-]+)="(?P<value>[^"\]]*)"\])?(?:\s+|$)'
)
_NAMING: Final = ("itemprop", "rel", "name", "property")  # attributes that say what an element is
_AROUND: Final = 4  # elements around, from the inside, that may tell two alike apart
_UNSTABLE: Final = re.compile(r'[\d\s.#"\[\]]')  # numbers in a class come from a program, and are others tomorrow


def select(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements of a page that a selector names, in their order; none, where it is no selector of ours."""
    steps = list(_STEP.finditer(selector))
    if not steps or "".join(step[0] for step in steps) != selector:
        return []
    *around, last = steps
    return [
        element
        for element in tree.iter(last["tag"])
        if _fits(element, last) and all(any(_fits(each, step) for each in element.iterancestors()) for step in around)
    ]


def selector_of(tree: html.HtmlElement, element: html.HtmlElement) -> str:
    """What names this element and no other of the page, the simplest first; "" where nothing lasting does."""
    for selector in _candidates(element):
        if select(tree, selector) == [element]:
            return selector
    return ""


def words_of(element: html.HtmlElement) -> str:
    """What an element says: its content or moment if it has one for programs, else its text, on one line."""
    return spaced(element.get("content") or element.get("datetime")) or text_of(element)


def _fits(element: html.HtmlElement, step: re.Match[str]) -> bool:
    if element.tag != step["tag"]:
        return False
    if step["class"]:
        return step["class"] in (element.get("class") or "").split()
    if step["id"]:
        return bool(element.get("id") == step["id"])
    return step["name"] is None or bool(element.get(step["name"]) == step["value"])


def _candidates(element: html.HtmlElement) -> Iterator[str]:
    own = list(_named(element))
    yield from own
    for around in islice(element.iterancestors(), _AROUND):
        for outer in _named(around) if isinstance(around.tag, str) else ():
            yield from (f"{outer} {inner}" for inner in (*own, element.tag))
    if element.tag in ("h1", "time", "address"):
        yield element.tag


def _named(element: html.HtmlElement) -> Iterator[str]:
    for name in _NAMING:
        if (value := element.get(name)) and '"' not in value and "]" not in value:
            yield f'{element.tag}[{name}="{value}"]'
    for each in (element.get("class") or "").split():
        if not _UNSTABLE.search(each):
            yield f"{element.tag}.{each}"
    if (mark := element.get("id")) and not _UNSTABLE.search(mark):
        yield f"{element.tag}#{mark}"
