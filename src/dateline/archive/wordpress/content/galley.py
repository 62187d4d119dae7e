"""A galley: type already set, not yet made up into pages. Words come in, blocks of a story come out."""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from dateline.archive.wordpress.content.cards import card
from dateline.archive.wordpress.content.marking import Block

_SPACES: Final = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_ADDRESS: Final = re.compile(r"https?://[^\s<>]+\.[^\s<>]+")
_LINE_END: Final = re.compile(r"<br>|</?(?:p|li|ul|ol)\b[^<>]*>")
_TAG: Final = re.compile(r"<[^<>]*>")
_NOTHING_SAID: Final = ("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An element that words stand in. Two marks are never the same, though they look alike."""

    opening: str
    closing: str

    @property
    def is_list(self) -> bool:
        """Whether it may hold items and nothing else."""
        return self.closing in {"</ul>", "</ol>"}


def mark(tag: str, attributes: str = "") -> Mark:
    """The mark of an element; ``attributes`` are escaped and begin with a space."""
    return Mark(f"<{tag}{attributes}>", f"</{tag}>")


class Galley:
    """Blocks under way. Elements are written only when words come to stand in them, so there are no empty ones.

    ``inlines`` and ``lists`` are the elements that the next words stand in; whoever enters one puts it there, and takes
    it away again. Paragraphs are not entered: words outside of lists always stand in one, and a boundary ends it.
    """

    def __init__(self, tongue: str = "") -> None:
        self.blocks: list[Block] = []
        self.inlines: list[Mark] = []
        self.lists: list[Mark] = []
        self.tongue = tongue
        self._paragraph = mark("p", tongue)
        self._written: list[Mark] = []
        self._pieces: list[str] = []
        self._start = 0
        self._gap = ""
        self._waiting: list[Block] = []

    def text(self, text: str) -> None:
        """Words as they stand in the text of an element; blanks at their edges only part them from other words."""
        words = text.strip()
        if not words:
            self._gap = self._gap or (text and _blank(text))
            return
        if text[0].isspace():
            self._gap = self._gap or _blank(text[: text.index(words[0])])
        self._catch_up()
        self._pieces.append(escape(_SPACES.sub(" ", words), quote=False))
        if text[-1].isspace():
            self._gap = _blank(text[text.rindex(words[-1]) + 1 :])

    def line_break(self) -> None:
        """The end of a line. A second one ends a paragraph."""
        if self._gap == "<br>" and not self.lists:
            self.boundary()
        else:
            self._gap = "<br>"

    def boundary(self) -> None:
        """What comes next is no longer in the same paragraph; in a list, not on the same line."""
        if self.lists:
            self._gap = "<br>"
            return
        self._close()
        self._paragraph = mark("p", self.tongue)

    def enter_list(self, tag: str, attributes: str) -> None:
        """A list begins: in the item that was last written, if it stands between items."""
        if not self.lists:
            self.boundary()
        elif self.lists[-1].is_list:
            depth = len(self.lists)
            same = self._written[:depth] == self.lists and len(self._written) > depth
            self.lists.append(self._written[depth] if same else mark("li"))
        self.lists.append(mark(tag, attributes))

    def leave_lists(self, depth: int) -> None:
        """So many lists and items are left to stand in."""
        del self.lists[depth:]
        if not self.lists:
            self.boundary()

    def block(self, block: Block) -> None:
        """A block of another kind than words; it ends the paragraph, and parts a list."""
        self._close()
        self._gather()
        self.blocks.append(block)

    def aside(self, block: Block) -> None:
        """A block that comes after the paragraph in whose middle it stood."""
        self._waiting.append(block)
        if not self._written:
            self._gather()

    def finished(self) -> list[Block]:
        """All that was set."""
        self._close()
        self._gather()
        return self.blocks

    def _catch_up(self) -> None:
        """Leave the elements that were left since the last words, and enter those that were entered."""
        structure = self.lists or [self._paragraph]
        if structure[-1].is_list:
            structure = [*structure, mark("li")]
        wanted = [*structure, *self.inlines]
        shared = 0
        for old, new in zip(self._written, wanted, strict=False):
            if old is not new:
                break
            shared += 1
        left = self._written[shared:]
        self._pieces += [each.closing for each in reversed(left)]
        if shared < len(structure):
            self._start = len(self._pieces)
        elif not any(each.is_list for each in left):
            self._pieces.append(self._gap)
        self._pieces += [each.opening for each in wanted[shared:]]
        self._written, self._gap = wanted, ""

    def _close(self) -> None:
        pieces, start = self._pieces, self._start
        is_alone = len(pieces) == start + 2 and self._written == [self._paragraph]
        if is_alone and _ADDRESS.fullmatch(pieces[-1]):
            # An address alone in a paragraph was shown as what it leads to.
            address = unescape(pieces[-1])
            del pieces[start:]
            self._written = []
            self._gather(card(address))
        pieces += [each.closing for each in reversed(self._written)]
        self._written, self._gap = [], ""
        if self._waiting:
            self._gather()

    def _gather(self, *more: Block) -> None:
        if self._pieces:
            self.blocks.append({"type": "paragraph", "value": "".join(self._pieces)})
            self._pieces = []
        self._start = 0
        self.blocks += [*more, *self._waiting]
        self._waiting = []


def _blank(text: str) -> str:
    return "\xa0" if "\xa0" in text else " "


def plain(html: str) -> str:
    """Take the HTML of a paragraph block and give its text, a line each."""
    lines = unescape(_TAG.sub("", _LINE_END.sub("\n", html))).splitlines() if "<" in html else [unescape(html)]
    return "\n".join(filter(None, map(str.strip, lines)))
