"""The walk through a text's elements: each is set by the rule for its name, in the galley of the moment."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from dateline.archive.wordpress.content.galley import Galley, plain
from dateline.archive.wordpress.content.links import Links
from dateline.archive.wordpress.content.marking import Block, Marks, Passage
from dateline.archive.wordpress.content.source import Element, markup
from dateline.archive.wordpress.values import Left

# Elements within elements; a page builder's soup is some thirty deep.
DEEPEST: Final = 80
_QUOTED: Final = 200
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DIRECTIONS: Final = frozenset({"ltr", "rtl", "auto"})


class Compositor:
    """Sets one text. Rules are functions that take the compositor and the element that they are to set."""

    def __init__(self, rules: "Mapping[str, Rule]", links: Links, marks: Marks) -> None:
        self.links = links
        self.galley = Galley()
        self.left: list[Left] = []
        self._rules = rules
        self._marks = marks
        self._depth = 0

    def within(self, element: Element) -> None:
        """Set what stands in an element."""
        if self._depth >= DEEPEST:
            self.keep(element)
            return
        self._depth += 1
        if element.text:
            self.galley.text(element.text)
        for child in element:
            self.element(child)
            if child.tail:
                self.galley.text(child.tail)
        self._depth -= 1

    def element(self, element: Element) -> None:
        """Set an element by its rule, or a comment if it says something. What follows it is not set."""
        if isinstance(element.tag, str):
            self._rules.get(element.tag, _unknown)(self, element)
        else:
            self._comment(element.text or "")

    def apart(self, element: Element) -> list[Block]:
        """What stands in an element, set in a galley of its own."""
        outer, self.galley = self.galley, Galley(self.galley.tongue)
        self.within(element)
        blocks = self.galley.finished()
        self.galley = outer
        return blocks

    def lines(self, element: Element) -> tuple[str, list[Block]]:
        """The words in an element as plain text, and the blocks in it that are no words."""
        if not len(element):
            return " ".join((element.text or "").split()), []
        return said(self.apart(element))

    def keep(self, element: Element, what: str = "") -> None:
        """Keep an element as it stands."""
        html = self._marks.restored(markup(element))
        self.galley.aside(self._kept(what or f"element {element.tag}", html))

    def _kept(self, what: str, html: str) -> Block:
        self._tell(what, html)
        return {"type": "kept", "value": {"html": html, "what": what}}

    def _tell(self, what: str, html: str) -> None:
        self.left.append(Left(what, html[:_QUOTED]))

    def _comment(self, text: str) -> None:
        marked = self._marks.find(text)
        if isinstance(marked, Passage):
            if marked.is_around:
                self._tell(marked.what, marked.html)
            else:
                self.galley.aside(self._kept(marked.what, self._marks.restored(marked.html)))
        elif marked:
            self.galley.block(marked)


Rule = Callable[[Compositor, Element], None]


def _unknown(compositor: Compositor, element: Element) -> None:
    """An element without a rule is its content; without content, nobody knows what it was."""
    if len(element) or (element.text and element.text.strip()):
        compositor.within(element)
    elif ":" not in element.tag:  # what a word processor left behind says nothing
        compositor.keep(element)


def said(blocks: Iterable[Block]) -> tuple[str, list[Block]]:
    """Parts the words of blocks, as plain text, from the blocks that are no words."""
    lines: list[str] = []
    others: list[Block] = []
    for block in blocks:
        match block["type"]:
            case "paragraph":
                lines.append(plain(block["value"]))
            case "heading" | "subheading":
                lines.append(block["value"])
            case _:
                others.append(block)
    return "\n".join(lines), others


def tongue(element: Element) -> str:
    """The language and the direction of an element as attributes, escaped; empty where it has none of its own."""
    attributes: Mapping[str, Any] = element.attrib
    language, direction = attributes.get("lang", ""), attributes.get("dir", "").lower()
    spoken = f' lang="{escape(language)}"' if _LANGUAGE.fullmatch(language) else ""
    return f'{spoken} dir="{direction}"' if direction in _DIRECTIONS else spoken
