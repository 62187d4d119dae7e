"""Hyphens that were left of line ends: "govern- ment", and soft hyphens that nobody sees.

"two- and three-year" is none: a hyphen before "and", "or" and the like waits for a word to come.
"""

import re
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.spelling import fold

NAMES: Final = ("line-end hyphen",)
PLACES: Final = ("body", "headline", "caption")

_PIECES: Final = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})[-\u2010\u00ac]\s{1,2}([^\W\d_]{2,})(?![\w])")
_LIKELY: Final = re.compile(r"[-\u2010\u00ac]\s")
_SOFT: Final = re.compile(r"(?<=[^\W\d_])\u00ad\s?(?=[^\W\d_])")


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each word that a line end has cut, with the word as it was."""
    for place in _PIECES.finditer(copy.text) if _LIKELY.search(copy.text) else ():
        first, rest = place[1], place[2]
        if rest.islower() or not rest.isascii():
            cure = _cure(copy, first, rest)
            if cure:
                yield copy.damage("line-end hyphen", *place.span(), cure, "A hyphen of a line end stands in a word.")
    last = 0
    for soft in _SOFT.finditer(copy.text) if "\u00ad" in copy.text else ():
        start, end = copy.whole_word(*soft.span())
        if start >= last:
            cure = _SOFT.sub("", copy.text[start:end])
            yield copy.damage("line-end hyphen", start, end, cure, "A hyphen that is not seen stands in a word.")
            last = end


def _cure(copy: Copy, first: str, rest: str) -> str | None:
    """The word as it was, or nothing where the hyphen belongs: what the text says elsewhere decides."""
    vocabulary, language = copy.vocabulary, copy.language
    one, two = fold(first), fold(rest)
    if one + two in vocabulary:
        return first + rest
    if f"{one}-{two}" in vocabulary:
        return f"{first}-{rest}"
    if (
        not language.common
        or not rest.islower()
        or two in language.joins
        or two in language.common
        or vocabulary[two] > 1
    ):
        return None  # a dash with one space, or a hyphen that waits
    return first + rest
