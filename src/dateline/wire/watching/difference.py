"""Two versions of a text, sentence by sentence: what came, went, was changed, and whether that matters. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from dateline.wire.copy_check.kinds.boilerplate import is_boilerplate
from dateline.wire.sentences import sentences
from dateline.wire.spelling import fold

_ALIKE: Final = 0.55  # sentences that are less alike are two, not one that was changed
_TYPO: Final = 0.75  # of a word; what is more alike may be a slip of the pen
_SLIP: Final = 4  # letters; shorter words are other words
_LONGEST: Final = 2000  # sentences that are compared
_READ: Final = 200  # words of a sentence
_PAIRED: Final = 60  # sentences in one block that are paired with each other
_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_FIGURE: Final = re.compile(r"\d")
# Words so small that a slip of the pen and another meaning look alike: "not", "no" and their like, in ten languages.
_NEGATIONS: Final = frozenset(
    {
        "not",
        "no",
        "never",
        "none",
        "without",
        "nicht",
        "kein",
        "keine",
        "nie",
        "ohne",
        "non",
        "ne",
        "pas",
        "jamais",
        "sans",
    }
    | {"nunca", "sin", "não", "sem", "нет", "не", "ни", "без", "никогда", "yox", "deyil", "heç", "yok", "değil", "hiç"}
    | {"نه", "هیچ", "بدون", "نیست", "لا", "لم", "لن", "ليس", "غير"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that came, went, or was changed. ``matters``: readers learn something else from it than before."""

    kind: Literal["added", "removed", "changed"]
    before: str
    after: str
    matters: bool


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Take a text as it was and as it is; give what is different, in the order of the text as it is."""
    old, new = sentences(before)[:_LONGEST], sentences(after)[:_LONGEST]
    matcher = SequenceMatcher(None, [_bare(each) for each in old], [_bare(each) for each in new], autojunk=False)
    found: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += (
                Change("changed", one, other, matters=False)
                for one, other in zip(old[a:b], new[c:d], strict=True)
                if one != other
            )
        else:
            found += _aligned(old[a:b], new[c:d])
    return tuple(_without_moves(found))


def _without_moves(found: list[Change]) -> Iterator[Change]:
    """A sentence that went here and came there has moved, which tells readers nothing new."""
    came = Counter(_bare(each.after) for each in found if each.kind == "added")
    went = Counter(_bare(each.before) for each in found if each.kind == "removed")
    moved = came & went
    for each in found:
        is_moved = each.kind != "changed" and _bare(each.before or each.after) in moved
        yield replace(each, matters=False) if is_moved else each


def _says_something(sentence: str) -> bool:
    return bool(_bare(sentence)) and not is_boilerplate(sentence)


def _bare(sentence: str) -> str:
    """A sentence by its words alone: punctuation, quotation marks, spaces and capitals make no difference."""
    return " ".join(_WORD.findall(fold(sentence)))


def _aligned(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    """Pair what is most alike, in order, and tell the rest as come or gone."""
    at = 0
    for sentence in new:
        best = _most_alike(sentence, old, at)
        if best is None:
            yield Change("added", "", sentence, matters=_says_something(sentence))
            continue
        yield from (Change("removed", gone, "", matters=_says_something(gone)) for gone in old[at:best])
        yield Change("changed", old[best], sentence, matters=_matters(old[best], sentence))
        at = best + 1
    yield from (Change("removed", gone, "", matters=_says_something(gone)) for gone in old[at:])


def _most_alike(sentence: str, old: tuple[str, ...], start: int) -> int | None:
    words = _bare(sentence).split()[:_READ]
    best, most = None, _ALIKE
    for at in range(start, min(len(old), start + _PAIRED)):
        matcher = SequenceMatcher(None, _bare(old[at]).split()[:_READ], words, autojunk=False)
        if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and matcher.ratio() > most:
            best, most = at, matcher.ratio()
    return best


def _matters(before: str, after: str) -> bool:
    """Whether one sentence says something else than the other; slips of the pen that were mended do not."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _READ:
        return True  # no sentence, but a list or worse
    for tag, a, b, c, d in SequenceMatcher(
        None, [fold(each) for each in old], [fold(each) for each in new], autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        if b - a != d - c or not all(_is_slip(one, other) for one, other in zip(old[a:b], new[c:d], strict=True)):
            return not _is_doubling(old, new, (a, b, c, d))
    return False


def _is_slip(one: str, other: str) -> bool:
    """Whether a word is another one misspelt: small words, figures, names and negations never are."""
    if _FIGURE.search(one + other) or one[:1].isupper() or other[:1].isupper():
        return False
    if fold(one) in _NEGATIONS or fold(other) in _NEGATIONS or min(len(one), len(other)) < _SLIP:
        return False
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= _TYPO


def _is_doubling(old: list[str], new: list[str], place: tuple[int, int, int, int]) -> bool:
    """Whether a word that stood twice by mistake was taken away, and nothing else is different."""
    a, b, c, d = place
    if d != c or b - a != 1 or old[:a] + old[b:] != new:
        return False
    return fold(old[a]) in {fold(each) for each in (old[a - 1 : a] + old[b : b + 1])}
