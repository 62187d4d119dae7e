"""Blocks and shortcodes become HTML; what HTML cannot say is marked by a comment, and kept beside."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.archive.wordpress.content.lexing import Token

Block = dict[str, Any]
# Takes the attributes and the HTML inside, and gives HTML, a finished block, or None where it has nothing to say.
Saying = Callable[[Mapping[str, Any], str], str | Block | None]

MARK: Final = re.compile(r"dateline:(\d{1,9})")
_MARK_COMMENT: Final = re.compile(rf"<!--{MARK.pattern}-->")
_VISIBLE: Final = re.compile(r"(?:\A|>)\s*+[^<\s]|<(?:img|video|audio|iframe|object|embed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that was not understood. It is cut out only when asked for: passages may lie in each other."""

    what: str
    source: str
    start: int
    end: int
    # Only what stood around something that was understood: told, not kept.
    is_around: bool = False

    @property
    def html(self) -> str:
        """The passage as it stood."""
        return self.source[self.start : self.end]


class Marks:
    """What the comments in the HTML stand for."""

    def __init__(self) -> None:
        self._marked: list[Passage | Block] = []

    def comment(self, marked: Passage | Block) -> str:
        """Put something aside; gives the comment that stands for it."""
        self._marked.append(marked)
        return f"<!--dateline:{len(self._marked) - 1}-->"

    def find(self, comment: str) -> Passage | Block | None:
        """What the text of a comment stands for, if it stands for anything."""
        found = MARK.fullmatch(comment)
        return self._marked[int(found[1])] if found and int(found[1]) < len(self._marked) else None

    def restored(self, html: str) -> str:
        """HTML as it stood before it was marked."""
        return _MARK_COMMENT.sub(lambda found: self._stood(found[1]), html) if "<!--dateline:" in html else html

    def _stood(self, number: str) -> str:
        marked = self._marked[int(number)] if int(number) < len(self._marked) else None
        return self.restored(marked.html) if isinstance(marked, Passage) else ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the names of one kind of delimiter mean.

    ``plain`` ones say nothing that the HTML inside them does not say; ``whole`` ones have no words of the author in
    them, whatever it looks like.
    """

    noun: str
    attributes: Callable[[str], Mapping[str, Any]]
    sayings: Mapping[str, Saying]
    plain: Collection[str] = ()
    whole: Collection[str] = ()


class Loose(str):
    """Text that stood in no block: its lines are the author's, and become paragraphs."""

    __slots__ = ()


@dataclass(slots=True)
class _Frame:
    token: Token
    place: int
    spoken: int


@dataclass(slots=True)
class Marker:
    """One walk along a text. Delimiters that have lost their other half are no reason to lose what is inside."""

    source: str
    grammar: Grammar
    marks: Marks
    _out: list[str] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _spoken: int = 0

    def read(self, tokens: Iterable[Token]) -> list[str]:
        """The text in pieces, its delimiters replaced by what they say."""
        position = 0
        for token in tokens:
            self._words(self.source[position : token.start])
            match token.shape:
                case "open":
                    self._begin(token)
                case "close":
                    self._end(token)
                case "void":
                    self._say(token)
                case "literal":
                    self._words(token.attributes)
            position = token.end
        self._words(self.source[position:])
        while self._frames:
            self._close(len(self.source), is_ended=False)
        return self._out

    def _words(self, html: str) -> None:
        if not html:
            return
        is_loose = not self._frames or self._frames[-1].token.name == "freeform"
        self._out.append(Loose(html) if is_loose and not html.isspace() else html)
        self._spoken += bool(_VISIBLE.search(html))

    def _begin(self, token: Token) -> None:
        self._frames.append(_Frame(token, len(self._out), self._spoken))
        self._open[token.name] += 1
        self._out.append("")  # room for a mark, should one be needed

    def _end(self, token: Token) -> None:
        if not self._open[token.name]:
            return
        while self._frames[-1].token.name != token.name:
            self._close(token.start, is_ended=False)
        self._close(token.end, is_ended=True)

    def _close(self, end: int, *, is_ended: bool) -> None:
        frame = self._frames.pop()
        token, grammar = frame.token, self.grammar
        self._open[token.name] -= 1
        if is_ended and (said := self._said(token, frame.place)):
            self._out[frame.place :] = [said]
        elif token.name in grammar.plain:
            return
        elif self._spoken > frame.spoken and not (is_ended and token.name in grammar.whole):
            self._out[frame.place] = self._mark(token, token.end, is_around=True)
        else:
            self._out[frame.place :] = [self._mark(token, end)]

    def _say(self, token: Token) -> None:
        said = self._said(token, len(self._out))
        if said is None and token.name not in self.grammar.plain:
            said = self._mark(token, token.end)
        self._out.append(said or "")

    def _said(self, token: Token, place: int) -> str | None:
        saying = self.grammar.sayings.get(token.name)
        said = saying(self.grammar.attributes(token.attributes), "".join(self._out[place:])) if saying else None
        if isinstance(said, dict):
            said = self.marks.comment(said)
        self._spoken += bool(said)
        return said

    def _mark(self, token: Token, end: int, *, is_around: bool = False) -> str:
        what = f"{self.grammar.noun} {token.name}"
        return self.marks.comment(Passage(what, self.source, token.start, end, is_around))
