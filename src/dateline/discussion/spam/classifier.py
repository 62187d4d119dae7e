"""The classifier: counts of what the newsroom decided, and what follows from them for a new comment. Pure.

A comment's logit is a sum, so that each part of it can be told:

    Σ marks  +  Σ hosts  +  GAIN · Σ words / √n

A mark (see ``marks``) weighs log(p / q): the share of spam that bears it by the share of good comments that do, each
counted on top of what is expected. A word (see ``words``) or host that the newsroom has met weighs the log-odds of
the same two shares, drawn towards 0 the more, the fewer comments it was met in; n is the number of things that could
have weighed. The root stands there because words are not independent: a plain sum is too sure of itself.

What is learned are only counts. So the order of decisions does not matter, and undoing one leaves no trace.
"""

import json
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from dateline.discussion.spam import marks, words
from dateline.discussion.spam.errors import NeverLearnedError, StateError
from dateline.discussion.spam.reading import read
from dateline.discussion.spam.signals import Reason, Score, Signals

THRESHOLD: Final = 0.9
GAIN: Final = 1.5
_PRIOR_MARKS: Final = 40.0  # decisions that the expected marks count for, of each kind
_PRIOR_WORDS: Final = 3.0  # comments that a word must have been met in, to weigh about half of what it could
_TOLD: Final = 0.05  # of a logit; smaller parts are told together
_MOST_TOLD: Final = 12
_PRIOR_SHARE: Final = 2.0  # decisions of each kind, in which every word is as frequent as in all
_STATE_BOUND: Final = 16_000_000

_Thing = str | tuple[str, str]
_Found = tuple[float, str, _Thing]  # a weight, and what it is of: "mark", "word", "host"

# Of each mark: its slot, and how many of the prior's decisions bear it.
_MARKS: Final = {
    (kind, value): (
        words.of_mark(kind, value),
        _PRIOR_MARKS * expected.spam / 100,
        _PRIOR_MARKS * expected.good / 100,
    )
    for kind, values in marks.TABLE.items()
    for value, expected in values.items()
}


class _Weights(dict[int, float]):
    """Weights by slot, worked out when they are asked for."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, slot: int) -> float:
        weight = self[slot] = self._weigh(slot)
        return weight


class Classifier:
    """Learns from decisions, and scores comments. ``threshold`` is the probability from which a comment is held."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._spam: dict[int, int] = {}
        self._good: dict[int, int] = {}
        self._spam_decisions = self._good_decisions = 0
        self._weights = _Weights(self._weight)  # of words, by their slots, until something is learned

    @property
    def decisions(self) -> tuple[int, int]:
        """How many comments it has learned: spam, good."""
        return self._spam_decisions, self._good_decisions

    def learn(self, signals: Signals, *, is_spam: bool) -> None:
        """Take a comment that a person decided about, and the decision."""
        self._count(_counted(signals), is_spam, 1)

    def unlearn(self, signals: Signals, *, is_spam: bool) -> None:
        """Forget a decision that was undone: the same comment, with the same signals, as it was learned.

        Raises:
            NeverLearnedError: if it cannot have been learned; nothing is forgotten then.
        """
        counts = self._spam if is_spam else self._good
        found = _counted(signals)
        if not all(map(counts.__contains__, found)) or not self.decisions[not is_spam]:
            raise NeverLearnedError("this decision was never learned, or the comment has changed since")
        self._count(found, is_spam, -1)

    def score(self, signals: Signals) -> Score:
        """Take a comment and say how likely it is to be spam, and why."""
        reading = read(signals.text)
        found = list(self._of_marks(marks.borne(signals, reading).items()))
        found += self._of_words(list(words.things(reading)))
        found += self._of_hosts(words.hosts(reading))
        logit = math.fsum([weight for weight, _, _ in found])
        probability = _probability(logit)
        return Score(probability, probability >= self.threshold, logit, _told(found, logit))

    def dumps(self) -> bytes:
        """Give what was learned as bytes: some 100 kB after a thousand decisions, a few megabytes at most."""
        learned = {
            "version": words.VERSION,
            "decisions": self.decisions,
            "spam": sorted(self._spam.items()),
            "good": sorted(self._good.items()),
        }
        return zlib.compress(json.dumps(learned, separators=(",", ":")).encode(), 6)

    @classmethod
    def loads(cls, saved: bytes, threshold: float = THRESHOLD) -> "Classifier":
        """Take what ``dumps`` gave, and give a classifier that has learned the same.

        Raises:
            StateError: if it is damaged, or of another version.
        """
        learned = _opened(saved)
        classifier = cls(threshold)
        try:
            classifier._spam, classifier._good = _counts(learned["spam"]), _counts(learned["good"])
            classifier._spam_decisions, classifier._good_decisions = (_natural(each) for each in learned["decisions"])
        except (TypeError, KeyError, ValueError) as error:
            raise StateError("what was saved is damaged") from error
        return classifier

    def _count(self, found: frozenset[int], is_spam: bool, step: int) -> None:
        counts = self._spam if is_spam else self._good
        for slot in found:
            count = counts.get(slot, 0) + step
            if count:
                counts[slot] = count
            else:
                del counts[slot]
        if is_spam:
            self._spam_decisions += step
        else:
            self._good_decisions += step
        self._weights.clear()

    def _of_marks(self, borne: Iterable[tuple[str, str]]) -> Iterator[_Found]:
        spam_decisions, good_decisions = self._spam_decisions + _PRIOR_MARKS, self._good_decisions + _PRIOR_MARKS
        for mark in borne:
            slot, expected_in_spam, expected_in_good = _MARKS[mark]
            spam = (self._spam.get(slot, 0) + expected_in_spam) / spam_decisions
            good = (self._good.get(slot, 0) + expected_in_good) / good_decisions
            yield math.log(spam / good), "mark", mark

    def _of_words(self, things: Sequence[tuple[_Thing, tuple[int, ...]]]) -> Iterator[_Found]:
        """The weight of each thing is that of its slots: a word's parts are told with the word."""
        scale = GAIN / math.sqrt(max(1, sum([len(slots) for _, slots in things])))
        weigh = self._weights.__getitem__
        for thing, slots in things:
            if weight := sum(map(weigh, slots)):
                yield scale * weight, "word", thing

    def _of_hosts(self, hosts: Iterable[tuple[str, int]]) -> Iterator[_Found]:
        for host, slot in hosts:
            if weight := self._weights[slot]:
                yield weight, "host", host

    def _weight(self, slot: int) -> float:
        return self._log_odds(self._spam.get(slot, 0), self._good.get(slot, 0))

    def _log_odds(self, spam: int, good: int) -> float:
        """The log-odds of what a word was met in, drawn towards 0 by what is not known of it.

        While only one kind of decision was made, nothing is known: each share is drawn towards that of all comments.
        """
        met = spam + good
        if not met:
            return 0.0
        everywhere = met / (self._spam_decisions + self._good_decisions)
        in_spam = (spam + _PRIOR_SHARE * everywhere) / (self._spam_decisions + _PRIOR_SHARE)
        in_good = (good + _PRIOR_SHARE * everywhere) / (self._good_decisions + _PRIOR_SHARE)
        likely = (met * in_spam / (in_spam + in_good) + _PRIOR_WORDS / 2) / (met + _PRIOR_WORDS)
        return math.log(likely / (1 - likely))


def _counted(signals: Signals) -> frozenset[int]:
    """The slots that a decision counts in: of marks and of words, each once."""
    reading = read(signals.text)
    found = {words.of_mark(kind, value) for kind, value in marks.borne(signals, reading).items()}
    found.update(slot for _, slots in words.things(reading) for slot in slots)
    found.update(slot for _, slot in words.hosts(reading))
    return frozenset(found)


def _told(found: list[_Found], logit: float) -> tuple[Reason, ...]:
    """The reasons that are worth telling, the strongest first, then what is left of the sum."""
    strong = sorted([each for each in found if abs(each[0]) >= _TOLD], key=_strength)
    told = [reason for reason in map(_reason, strong[:_MOST_TOLD]) if reason.label]
    rest = logit - math.fsum([reason.weight for reason in told])
    return (*told, Reason("rest", rest, "many small signs"))


def _strength(found: _Found) -> tuple[float, str]:
    return -abs(found[0]), str(found[2])


def _reason(found: _Found) -> Reason:
    weight, sort, thing = found
    if sort == "mark" and not isinstance(thing, str):
        kind, value = thing
        return Reason(f"{kind}-{value or 'none'}", weight, marks.TABLE[kind][value].label)
    detail = thing if isinstance(thing, str) else " ".join(thing)
    return Reason(f"{sort}:{detail}", weight, "a link to %s" if sort == "host" else "“%s”", detail)


def _probability(logit: float) -> float:
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    odds = math.exp(logit)
    return odds / (1 + odds)


def _opened(saved: bytes) -> dict[str, Any]:
    opener = zlib.decompressobj()
    try:
        learned = json.loads(opener.decompress(saved, _STATE_BOUND))
    except (zlib.error, ValueError) as error:
        raise StateError("what was saved is damaged") from error
    if not isinstance(learned, dict) or learned.get("version") != words.VERSION:
        raise StateError("what was saved was counted in another way: learn the decisions anew")
    return learned


def _counts(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    return {_slot(slot): _natural(count) for slot, count in pairs}


def _slot(number: object) -> int:
    slot = _natural(number)
    if slot >= words.SLOTS:
        raise ValueError(slot)
    return slot


def _natural(number: object) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(number)
    return number
