"""The same story in several copies: which texts hold a good part of each other, and which copy to take. Pure.

A text is the set of its shingles, runs of four words. The containment of two texts is the share of the shorter one's
shingles that the other has too: an excerpt is wholly contained in its story, however long that is.

To find near ones among many, an index holds of each text the shingles whose hash is low (one in eight, thirty-two at
the least), and a new text is looked up with all of its own. Who shares one is compared exactly. Hashes are stable
between processes and machines, so that they can be kept.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

from dateline.wire.spelling import fold
from dateline.wire.values import Moment

Key = TypeVar("Key", bound=Hashable)
Shingles = frozenset[int]

THRESHOLD: Final = 0.30  # of the shorter text
_OF_LONGER: Final = 0.05  # of the longer one: a digest of many stories is a copy of none
_WORDS: Final = 4
_LEAST: Final = 8  # shingles; less text is no story
_KEPT: Final = 2**32 // 8  # hashes below are kept
_AT_LEAST: Final = 32
_CROWD: Final = (
    64  # texts that are remembered for one shingle: boilerplate is in all of them, copies hold together anyway
)
# Scripts that put no spaces between words are read letter by letter.
_TOKEN: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


def shingles(text: str) -> Shingles:
    """Take a text and give its shingles, each a hash of 32 bits. Case, punctuation and spacing make no difference."""
    words = _TOKEN.findall(fold(text))
    pieces = (" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1))
    return frozenset(_hash(piece) for piece in pieces)


def _hash(piece: str) -> int:
    """A CRC, and its bits stirred: low ones would come in rows otherwise."""
    return zlib.crc32(piece.encode("utf-8", "replace")) * 0x9E3779B1 & 0xFFFFFFFF


def containment(one: Shingles, other: Shingles) -> float:
    """Take two texts' shingles and give the share, 0 to 1, of the shorter one's that both have."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _is_enough(shared: int, one: int, other: int, threshold: float) -> bool:
    shorter, longer = sorted((one, other))
    return shorter >= _LEAST and shared >= threshold * shorter and shared >= _OF_LONGER * longer


class Index(Generic[Key]):
    """Texts by what is in them. Some four kilobytes for a text of four hundred words."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._texts: dict[Key, array[int]] = {}
        self._holders: dict[int, list[Key]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, key: Key, of: Shingles) -> None:
        """Take a text by its key; one that is known already stays as it is."""
        if key in self._texts or len(of) < _LEAST:
            return
        self._texts[key] = array("I", of)
        for each in _sketch(of):
            holders = self._holders[each]
            if len(holders) < _CROWD:
                holders.append(key)

    def near(self, of: Shingles) -> list[tuple[Key, float]]:
        """Take a text's shingles and give the texts that are copies of it, each with its containment, most first."""
        candidates = {key for each in of if each in self._holders for key in self._holders[each]}
        found = []
        for key in candidates:
            other = self._texts[key]
            shared, shorter = len(of.intersection(other)), min(len(of), len(other))
            if _is_enough(shared, len(of), len(other), self._threshold):
                found.append((key, shared / shorter))
        return sorted(found, key=lambda pair: (-pair[1], str(pair[0])))


def _sketch(of: Shingles) -> Sequence[int]:
    kept = [each for each in of if each < _KEPT]
    return kept if len(kept) >= _AT_LEAST else sorted(of)[:_AT_LEAST]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A copy of a story: its text, when it was published, how many damages it has, whether we may print it."""

    key: Key
    text: str
    published: Moment | None = None
    damages: int = 0
    is_permitted: bool = False


@dataclass(frozen=True, slots=True)
class Group(Generic[Key]):
    """Copies of one story, and which of them is what.

    The fullest has most different words in a row, so that what is said twice makes no copy fuller; the cleanest has the
    fewest damages for its length among those that are nearly as full. ``earliest`` is ``None`` if no date is known.
    """

    members: tuple[Key, ...]
    fullest: Key
    earliest: Key | None
    cleanest: Key
    permitted: tuple[Key, ...]


def grouped(candidates: Iterable[Candidate[Key]], threshold: float = THRESHOLD) -> list[Group[Key]]:
    """Take copies and give the stories that have two or more, those with most copies first.

    Two are of one story if they are copies, or if others lead from one to the other.
    """
    known = {each.key: each for each in candidates}
    roots = {key: key for key in known}

    def root(of: Key) -> Key:
        while roots[of] != of:
            roots[of] = of = roots[roots[of]]
        return of

    for one, other in _pairs(known.values(), threshold):
        roots[root(other)] = root(one)
    groups: dict[Key, list[Candidate[Key]]] = defaultdict(list)
    for key, candidate in known.items():
        groups[root(key)].append(candidate)
    found = [_group(members) for members in groups.values() if len(members) > 1]
    return sorted(found, key=lambda group: -len(group.members))


def _pairs(candidates: Iterable[Candidate[Key]], threshold: float) -> Iterator[tuple[Key, Key]]:
    index: Index[Key] = Index(threshold)
    for candidate in candidates:
        of = shingles(candidate.text)
        for other, _ in index.near(of):
            yield candidate.key, other
        index.add(candidate.key, of)


_NEARLY_AS_FULL: Final = 0.8


def _group(members: list[Candidate[Key]]) -> Group[Key]:
    size = {member.key: len(shingles(member.text)) for member in members}
    full = [member for member in members if size[member.key] >= _NEARLY_AS_FULL * max(size.values())]
    dated = [(_moment(member.published), member.key) for member in members if member.published]
    return Group(
        members=tuple(member.key for member in members),
        fullest=max(members, key=lambda each: (size[each.key], -each.damages)).key,
        earliest=min(dated, key=lambda pair: pair[0])[1] if dated else None,
        cleanest=min(full, key=lambda each: (each.damages / size[each.key], -size[each.key])).key,
        permitted=tuple(member.key for member in members if member.is_permitted),
    )


def _moment(moment: Moment) -> datetime:
    """The latest moment that a date may mean, for who says less may not come before who says more."""
    written, ends = moment.value, {"year": "-12-31T23:59", "month": "-28T23:59", "day": "T23:59", "minute": ""}
    found = datetime.fromisoformat(written + ends[moment.precision])
    return found if found.tzinfo else found.replace(tzinfo=UTC)
