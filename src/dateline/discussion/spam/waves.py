"""Waves: many near-identical comments, found and grouped so that one key can judge them all. Pure.

A text has a shape of 64 bits (a simhash over pieces of its normalised letters): texts that differ in little have shapes
that differ in few bits. Shapes are near if at most NEAR bits differ. Of BANDS bands, two shapes of which at most seven
bits differ share one at least, and of those that are near at all, nearly all do: so near ones are found without
comparing all. Within a band that very many share, each is compared with some of the others only: a wave holds together
by its chain.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from dateline.discussion.spam.reading import read

NEAR: Final = 10
BANDS: Final = 8
_BITS: Final = 64
_WIDTH: Final = _BITS // BANDS
_PIECE: Final = 4  # characters
_CROWD: Final = 40  # shapes of one band that a shape is compared with


def shape(text: str) -> int:
    """Take a text and give its shape, 64 bits without sign. A text without words has the shape 0.

    What is compared are the letters and the hosts of links: capitals, accents, digits, punctuation, invisible and
    look-alike characters, and the rest of an address make no difference.
    """
    reading = read(text)
    letters = " ".join(reading.words + reading.hosts)
    if not letters:
        return 0
    pieces = {letters[at : at + _PIECE] for at in range(max(1, len(letters) - _PIECE + 1))}
    total = sum(map(_spread, pieces))
    half = len(pieces) / 2
    return sum(1 << bit for bit in range(_BITS) if (total >> (bit * _COUNT)) & _COUNT_MASK > half)


def distance(one: int, other: int) -> int:
    """Take two shapes and say in how many bits they differ."""
    return (one ^ other).bit_count()


def is_near(one: int, other: int) -> bool:
    """Take two shapes and say whether their texts are near-identical. What has no words is near to nothing."""
    return bool(one and other) and distance(one, other) <= NEAR


def bands(of: int) -> tuple[int, ...]:
    """Take a shape and give its bands, each with its number in it, to find near ones by (see the module)."""
    return tuple(number << _WIDTH | (of >> number * _WIDTH) & (1 << _WIDTH) - 1 for number in range(BANDS))


def grouped(shapes: Sequence[int], least: int = 2) -> list[list[int]]:
    """Take shapes and give the waves among them: lists of places in the sequence, the largest wave first.

    Two shapes are of one wave if they are near, or if others lead from one to the other in steps that are near.
    A wave has ``least`` members or more.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(shapes):
        if each:
            places[each].append(place)
    waves: dict[int, list[int]] = defaultdict(list)
    for each, root in _rooted(list(places)).items():
        waves[root] += places[each]
    found = [sorted(wave) for wave in waves.values() if len(wave) >= least]
    return sorted(found, key=lambda wave: (-len(wave), wave))


def _rooted(shapes: Sequence[int]) -> dict[int, int]:
    """Take different shapes and give for each the shape that stands for its wave."""
    roots = {each: each for each in shapes}

    def root(of: int) -> int:
        while roots[of] != of:
            roots[of] = of = roots[roots[of]]
        return of

    for one, other in _pairs(shapes):
        if distance(one, other) <= NEAR:
            roots[root(other)] = root(one)
    return {each: root(each) for each in shapes}


def _pairs(shapes: Sequence[int]) -> Iterator[tuple[int, int]]:
    by_band: dict[int, list[int]] = defaultdict(list)
    for each in shapes:
        for band in bands(each):
            by_band[band].append(each)
    for crowd in by_band.values():
        for at, one in enumerate(crowd):
            for other in crowd[at + 1 : at + 1 + _CROWD]:
                yield one, other


_COUNT: Final = 16  # bits in which the votes for one bit of a shape are counted: a text has fewer pieces than 2¹⁶
_COUNT_MASK: Final = (1 << _COUNT) - 1


@lru_cache(maxsize=20_000)
def _spread(piece: str) -> int:
    """The 64 bits of a piece, each as a count of its own, so that adding numbers adds all votes at once."""
    coded = piece.encode("utf-8", "replace")
    bits = _mixed(zlib.crc32(coded) << 32 | zlib.crc32(coded, 0x9E3779B9))
    return sum(1 << bit * _COUNT for bit in range(_BITS) if bits >> bit & 1)


def _mixed(number: int) -> int:
    """Spread what differs over all 64 bits (the finish of splitmix64); two CRCs of one piece are not independent."""
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & (1 << _BITS) - 1
    number = (number ^ number >> 27) * 0x94D049BB133111EB & (1 << _BITS) - 1
    return number ^ number >> 31
