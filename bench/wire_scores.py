"""How readings are scored: bodies as the article-extraction-benchmark does, facts against what was read by hand."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

TOKENS = 4
_TOKEN = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """All runs of four tokens (``\\w+``), with how often each stands there; a shorter text is one run."""
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + TOKENS]) for at in range(max(1, len(tokens) - TOKENS + 1)) if tokens)


def precision_recall(true: str, found: str) -> tuple[float, float]:
    """Of the runs found, the share that is true; of the true ones, the share that is found. Two empty texts agree."""
    wanted, given = shingles(true), shingles(found)
    both = (wanted & given).total()
    if not wanted.total() and not given.total():
        return 1.0, 1.0
    return both / given.total() if given else 0.0, both / wanted.total() if wanted else 0.0


def body(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The mean precision and recall of pages, and the harmonic mean of these two: each page counts the same.

    Pages without a found text do not count for the precision, nor pages without a true one for the recall, as there.
    """
    scores = [(true, found, precision_recall(true, found)) for true, found in pairs]
    precision = statistics.fmean(score[0] for _, found, score in scores if found.strip())
    recall = statistics.fmean(score[1] for true, _, score in scores if true.strip())
    return {"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}


@dataclass
class Tally:
    """How often something was right, of how many; what is wrong and what is missing apart."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, *, right: bool, given: bool) -> None:
        """Count a page."""
        self.right += right
        self.wrong += given and not right
        self.missing += not given and not right

    @property
    def all(self) -> int:
        """How many were counted."""
        return self.right + self.wrong + self.missing

    def share(self, kind: str) -> float:
        """The share of a kind: right, wrong or missing."""
        return getattr(self, kind) / self.all if self.all else 0.0


def is_day(wanted: str, value: str | None) -> bool:
    """Whether a date is the one that was read by hand, as exactly as that is known."""
    return value is not None and value[: len(wanted)] == wanted[: len(value[:10])]


def is_name(wanted: str, value: str | None) -> bool:
    """Whether two names of an outlet are one: without case, articles, "(print)", domain endings."""
    return value is not None and _plain(wanted) == _plain(value)


def people(named: str | None) -> frozenset[str]:
    """The persons of an annotation ("Ann Example; Bob Sample"), without case."""
    return frozenset(name.strip().casefold() for name in (named or "").split(";") if name.strip())


def _plain(name: str) -> str:
    name = re.sub(
        r"\(.*?\)|\b\d+/\d+\b|\.(?:com|org|net|de|es|co\.uk)\b|^(?:the|der|die|das|el|la|le)\s", " ", name.casefold()
    )
    return re.sub(r"\W", "", name)
