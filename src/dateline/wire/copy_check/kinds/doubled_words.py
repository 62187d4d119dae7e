"""Words said twice: "the comments comments", "in the in the".

Many doublings are language: "had had", "Bora Bora", "yavaş yavaş". So names are left alone, each language has its list
of words that may stand twice, and in languages that make words by saying them twice, only words that never do are
marked.
"""

import re
from itertools import pairwise
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found

NAMES: Final = ("doubled word",)
PLACES: Final = ("body", "headline", "caption")

_SPACE: Final = (" ", "\u00a0", "  ")
_BESIDE: Final = re.compile(r"[\w'’\u200c\u064b-\u065f\u0670-]")  # a mark of the same word, so no word of its own
_NOTE: Final = "The same word stands twice."
_PHRASES: Final = (2, 3, 4, 5)  # words


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each word or run of words that stands twice in a row."""
    folded, words = copy.folded, copy.words
    for at, (one, other) in enumerate(pairwise(folded)):
        if one == other and _is_damage(copy, at):
            yield copy.damage("doubled word", words[at].start(), words[at + 1].end(), words[at].group(), _NOTE)
    yield from _runs(copy)


def _is_damage(copy: Copy, at: int) -> bool:
    first, second, known = copy.words[at], copy.words[at + 1], copy.language
    word, text = copy.folded[at], copy.text
    if text[first.end() : second.start()] not in _SPACE or _BESIDE.match(text[second.end() : second.end() + 1]):
        return False
    if _BESIDE.match(text[first.start() - 1 : first.start()]):
        return False
    if second.group()[0].isupper() or (first.group()[0].isupper() and not copy.begins_sentence(first.start())):
        return False  # a name, a title, or shouting
    if word in copy.folded[max(0, at - 1) : at] or word in copy.folded[at + 2 : at + 3]:
        return False  # "no no no" is somebody's emphasis
    if known.reduplicates:
        return word in known.never_doubled
    return word not in known.doubled and (len(word) > 1 or word in known.common)


def _runs(copy: Copy) -> Found:
    """Runs of two to five words, said twice with nothing but white space between.

    "again and again and again" is one too, but it is led in by the word that it ends with, and so is language.
    """
    folded = copy.folded
    for size in _PHRASES:
        begun = (at for at, (one, other) in enumerate(zip(folded, folded[size:], strict=False)) if one == other)
        for at in begun:
            if folded[at : at + size] == folded[at + size : at + 2 * size] and _is_run(copy, at, size):
                first, last = copy.words[at], copy.words[at + 2 * size - 1]
                cure = copy.text[first.start() : copy.words[at + size - 1].end()]
                yield copy.damage("doubled word", first.start(), last.end(), cure, "The same words stand twice.")


def _is_run(copy: Copy, at: int, size: int) -> bool:
    folded, words = copy.folded, copy.words[at : at + 2 * size]
    if len(set(folded[at : at + size])) == 1 or all(word.group()[0].isupper() for word in words):
        return False
    if any(copy.text[one.end() : other.start()].strip(" \u00a0") for one, other in pairwise(words)):
        return False
    led_in = at > 0 and folded[at - 1] == folded[at + size - 1]
    goes_on = folded[at + 2 * size : at + 2 * size + 1] == folded[at : at + 1]
    return not led_in and not goes_on
