"""A piece of copy as the kinds of damage look at it: the text, and what is known around it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from dateline.wire.copy_check.language import Language
from dateline.wire.sentences import spans
from dateline.wire.spelling import fold
from dateline.wire.values import Damage, Place

_REACH: Final = 60  # characters to both sides
_LINE: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\u200c-](?=[^\W\d_]))*")


@dataclass(frozen=True)
class Copy:
    """A text to check, with its headline, the caption of its photograph, its language, and the day it was published.

    ``where`` says which of a story's texts it is; ``headline`` and ``caption`` are only told to the body.
    """

    text: str
    language: Language
    headline: str = ""
    caption: str = ""
    published: date | None = None
    where: Place = "body"

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Each line that is not blank, with its offset; white space around it is left out."""
        found = []
        for line in _LINE.finditer(self.text):
            bare = line.group().strip()
            if bare:
                found.append((line.start() + line.group().index(bare[0]), bare))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Each sentence, with its offset."""
        return tuple((start, self.text[start:end]) for start, end in spans(self.text))

    @cached_property
    def words(self) -> tuple[re.Match[str], ...]:
        """Each word; hyphens and apostrophes inside it belong to it."""
        return tuple(_WORD.finditer(self.text))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """All words, folded, and how often each stands in the text."""
        return Counter(self.folded)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Each word of ``words``, folded."""
        return tuple(fold("\n".join(word.group() for word in self.words)).split("\n")) if self.words else ()

    def damage(self, kind: str, start: int, end: int, cure: str | None, note: str) -> Damage:
        """Mark a place of this text."""
        return Damage(kind, self.text[start:end], cure, start, end, note, self.where)

    def begins_sentence(self, at: int) -> bool:
        """Whether a word that stands at ``at`` is the first of its sentence."""
        before = self.text[max(0, at - 4) : at].rstrip(" \u00a0\"'“„«(‘")
        return not before or before[-1] in ".!?…:\n؟"

    def whole_word(self, start: int, end: int) -> tuple[int, int]:
        """Take a place and give the place of what stands around it without white space, as far as a word can reach."""
        first, last = max(0, start - _REACH), min(len(self.text), end + _REACH)
        while start > first and not self.text[start - 1].isspace():
            start -= 1
        while end < last and not self.text[end].isspace():
            end += 1
        return start, end

    def letters_around(self, start: int, end: int) -> tuple[int, int]:
        """Take a place and give the place of the letters around it, as far as a word can reach."""
        first, last = max(0, start - _REACH), min(len(self.text), end + _REACH)
        while start > first and self.text[start - 1].isalpha():
            start -= 1
        while end < last and self.text[end].isalpha():
            end += 1
        return start, end


Found = Iterator[Damage]
