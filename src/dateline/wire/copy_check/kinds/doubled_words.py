"""Words said twice: "the comments comments", "in the in the".

Many doublings are language: "had had", "Bora Bora", "yavaş yavaş". So names are left alone, each language has its list
of words that may stand twice, and in languages that make words by saying them twice, only words that never do are
marked.
"""

import re
from itertools import pairwise
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.spelling import fold

NAMES: Final = ("doubled word",)
PLACES: Final = ("body", "headline", "caption")

_LETTER: Final = r"[^\W\d_]"
_DOUBLED: Final = re.compile(
    rf"(?<![\w'’\u200c\u0600-\u0669-])({_LETTER}(?:{_LETTER}|['’\u200c](?={_LETTER}))*)([ \u00a0]+)\1"
    r"(?![\w'’\u200c\u064b-\u0669-])",
    re.IGNORECASE,
)
_NOTE: Final = "The same word stands twice."
_PHRASES: Final = (2, 3, 4, 5)  # words


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each word or run of words that stands twice in a row."""
    for place in _DOUBLED.finditer(copy.text):
        if _is_damage(copy, place):
            yield copy.damage("doubled word", *place.span(), place[1], _NOTE)
    yield from _runs(copy)


def _is_damage(copy: Copy, place: re.Match[str]) -> bool:
    word = place[1]
    first, second = word, copy.text[place.end() - len(word) : place.end()]
    known = copy.language
    folded = fold(word)
    if second[0].isupper() or (first[0].isupper() and not copy.begins_sentence(place.start())):
        return False  # a name, a title, or shouting
    if _goes_on(copy.text, place, word):
        return False
    if known.reduplicates:
        return folded in known.never_doubled
    return folded not in known.doubled and (len(word) > 1 or folded in known.common)


def _goes_on(text: str, place: re.Match[str], word: str) -> bool:
    """Whether the word stands more than twice ("no no no"), which is somebody's emphasis."""
    size = len(word) + 2
    around = (text[max(0, place.start() - size) : place.start()], text[place.end() : place.end() + size])
    return any(fold(word) == fold(each.strip(" \u00a0,!.-")) for each in around)


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
