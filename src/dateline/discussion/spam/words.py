"""What of a comment's words is counted: slots for words, for pairs of words, and for parts of words. Pure.

Words are not kept: each is hashed into one of 2¹⁸ slots, so that what was learned stays bounded, and nobody can read
in it what readers wrote. The slot of a thing is for ever the same; another way of counting is another VERSION.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dateline.discussion.spam.reading import LINK, Reading

VERSION: Final = 1
SLOTS: Final = 2**18
_HOSTS: Final = 3  # whoever writes many links is known by that
_PART: Final = 4  # characters; parts of words find what stems, endings and misspellings have in common


def things(reading: Reading) -> Iterator[tuple[str | tuple[str, str], tuple[int, ...]]]:
    """Take a reading and give what is counted of its words: each word and pair of words, and its slots.

    A link is no word of its own, for a mark tells of it; but "this link" and "link please" are pairs.
    """
    words = reading.words
    for word in dict.fromkeys(words):
        if word != LINK:
            yield word, _of_word(word)
    for pair in dict.fromkeys(pairwise(words)):
        yield pair, _of_pair(pair)


def hosts(reading: Reading) -> Iterator[tuple[str, int]]:
    """Take a reading and give the first few hosts that its links lead to, and their slots."""
    for host in tuple(dict.fromkeys(reading.hosts))[:_HOSTS]:
        yield host, slot(f"host {host}")


def slot(thing: str) -> int:
    """Take anything countable and give its slot."""
    return zlib.crc32(thing.encode("utf-8", "replace")) & (SLOTS - 1)


@lru_cache(maxsize=256)
def of_mark(kind: str, value: str) -> int:
    """Take a mark and give its slot."""
    return slot(f"mark {kind} {value}")


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[int, ...]:
    whole = f"<{word}>"
    parts = (whole[at : at + _PART] for at in range(len(whole) - _PART + 1)) if len(whole) > _PART else ()
    return tuple(dict.fromkeys((slot(f"word {word}"), *(slot(f"part {part}") for part in parts))))


@lru_cache(maxsize=50_000)
def _of_pair(pair: tuple[str, str]) -> tuple[int, ...]:
    return (slot(f"pair {pair[0]} {pair[1]}"),)
