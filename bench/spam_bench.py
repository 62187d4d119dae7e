"""The benchmark of the classifier of spam: it learns from some videos and judges the comments under others.

Never the same video on both sides: a random split would let it learn what one video is about.
"""

import argparse
import csv
import math
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))
from dateline.discussion.spam import THRESHOLD, Classifier, Signals  # noqa: E402

SAMPLES = HERE.parent.parent / "shared" / "samples" / "spam"
SIZES = (0, 10, 25, 50, 100, 350)
_STARTS = 6  # where in the video the decisions begin, if not all are learned
_FEW_GOOD = 0.02


@dataclass(frozen=True)
class Comment:
    """A comment of a public set, and what its makers say of it."""

    text: str
    is_spam: bool


class Judge(Protocol):
    """What learns from decisions and gives a logit for a comment."""

    def learn(self, comment: Comment) -> None:
        """Take a decision."""

    def logit(self, comment: Comment) -> float:
        """Say how much speaks for spam."""


class Ours:
    """Dateline's classifier, of the text alone: the set knows nothing of gate, form and reader."""

    name = "dateline"

    def __init__(self) -> None:
        self.classifier = Classifier()

    def learn(self, comment: Comment) -> None:
        """Take a decision."""
        self.classifier.learn(Signals(comment.text), is_spam=comment.is_spam)

    def logit(self, comment: Comment) -> float:
        """Say how much speaks for spam."""
        return self.classifier.score(Signals(comment.text)).logit


class Plain:
    """Naive Bayes as it stands in textbooks: words split at white space, counts plus one."""

    name = "naive Bayes on words"

    def __init__(self) -> None:
        self.counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self.decisions = Counter[bool]()

    def learn(self, comment: Comment) -> None:
        """Take a decision."""
        self.decisions[comment.is_spam] += 1
        self.counts[comment.is_spam].update(comment.text.lower().split())

    def logit(self, comment: Comment) -> float:
        """Say how much speaks for spam."""
        known = len(self.counts[True] | self.counts[False]) + 1
        spam, good = ({"counts": self.counts[each], "all": self.counts[each].total() + known} for each in (True, False))
        found = math.log((self.decisions[True] + 1) / (self.decisions[False] + 1))
        for word in comment.text.lower().split():
            found += math.log((spam["counts"][word] + 1) / spam["all"] * good["all"] / (good["counts"][word] + 1))
        return found


@dataclass(frozen=True)
class Found:
    """How one judge fared with the comments of one video."""

    auc: float
    good_held: float
    spam_held: float
    spam_at_few: float


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    folder = given.folder or SAMPLES
    if not folder.is_dir():
        print(f"bench/spam: there is no {folder}: give --folder with files of date,text,spam", file=sys.stderr)
        return 2
    try:
        videos = {path.stem: _comments(path) for path in sorted(folder.glob("*.csv"))}
    except (OSError, KeyError, ValueError) as error:
        print(f"bench/spam: {folder}: not a set of date,text,spam: {error!r}", file=sys.stderr)
        return 1
    if len(videos) < 2:
        print(f"bench/spam: {folder}: at least two videos are needed", file=sys.stderr)
        return 1
    report = Report(_TABLES, "decisions", as_json=given.json)
    for make in (Ours, Plain):
        _curves(make, videos, report)
    if len(videos) > 2:
        for make in (Ours, Plain):
            _all_but_one(make, videos, report)
    _speed(videos, report)
    report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/spam", description=__doc__)
    parser.add_argument("--folder", type=Path, help="files of date,text,spam, one a video; without: the shared samples")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, instead of a table")
    return parser


_TABLES = (
    Columns(
        f"Comments under videos that nothing was learned from; held from {THRESHOLD:.0%} on",
        "auc",
        {
            "auc": ("AUC", 1, 3),
            "good_held": ("good held %", 0.01, 1),
            "spam_held": ("spam held %", 0.01, 1),
            "spam_at_few": ("spam held % if 2 % of good", 0.01, 1),
            "runs": ("runs", 1, 0),
        },
    ),
    Columns(
        "What it costs",
        "learn_us",
        {
            "learn_us": ("learn µs", 1, 0),
            "score_us": ("score µs", 1, 0),
            "score_300_us": ("score 300 characters µs", 1, 0),
            "saved_bytes": ("saved, bytes", 1, 0),
            "save_ms": ("save ms", 1, 1),
            "load_ms": ("load ms", 1, 1),
        },
    ),
)


def _comments(path: Path) -> Sequence[Comment]:
    """The comments of a video, in the order in which they were written."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["date"])
    return [Comment(row["text"], bool(int(row["spam"]))) for row in rows]


def _curves(make: type[Ours] | type[Plain], videos: dict[str, Sequence[Comment]], report: Report) -> None:
    """Learn from one video, judge another; each with each."""
    for learned_name, learned in videos.items():
        for judged_name, judged in videos.items():
            if judged is learned:
                continue
            what = f"{make.name}: {learned_name} → {judged_name}"
            report.begin(what, len(learned))
            for size in SIZES:
                runs = [_fare(make, part, judged) for part in _parts(learned, size)]
                _add(report, what, min(size, len(learned)), runs)


def _all_but_one(make: type[Ours] | type[Plain], videos: dict[str, Sequence[Comment]], report: Report) -> None:
    for name, judged in videos.items():
        learned = [comment for other, comments in videos.items() if other != name for comment in comments]
        report.begin(f"{make.name}: all others → {name}", len(learned))
        _add(report, f"{make.name}: all others → {name}", len(learned), [_fare(make, learned, judged)])


def _parts(comments: Sequence[Comment], size: int) -> Iterator[Sequence[Comment]]:
    """Runs of so many decisions, as a newsroom would have met them, from several places of the video on."""
    room = len(comments) - size
    starts = range(0, room + 1, max(1, room // _STARTS)) if size and room > 0 else (0,)
    return (comments[start : start + size] for start in starts)


def _fare(make: Callable[[], Judge], learned: Sequence[Comment], judged: Sequence[Comment]) -> Found:
    judge = make()
    for comment in learned:
        judge.learn(comment)
    good, spam = ([judge.logit(each) for each in judged if each.is_spam is wanted] for wanted in (False, True))
    bar = math.log(THRESHOLD / (1 - THRESHOLD))
    few = sorted(good, reverse=True)[int(len(good) * _FEW_GOOD)]
    return Found(_auc(good, spam), _share(good, bar), _share(spam, bar), sum(each > few for each in spam) / len(spam))


def _share(logits: Sequence[float], bar: float) -> float:
    return sum(each >= bar for each in logits) / len(logits)


def _auc(good: Sequence[float], spam: Sequence[float]) -> float:
    """How often spam is judged worse than a good comment; the same counts half."""
    won = sum((bad > fine) + (bad == fine) / 2 for bad in spam for fine in good)
    return won / (len(good) * len(spam))


def _add(report: Report, what: str, size: int, runs: Sequence[Found]) -> None:
    report.add(
        what, size,
        auc=statistics.fmean(run.auc for run in runs),
        good_held=statistics.fmean(run.good_held for run in runs),
        spam_held=statistics.fmean(run.spam_held for run in runs),
        spam_at_few=statistics.fmean(run.spam_at_few for run in runs),
        runs=len(runs),
    )  # fmt: skip


def _speed(videos: dict[str, Sequence[Comment]], report: Report) -> None:
    """What learning one video and judging another costs: median microseconds of a comment, words not met before."""
    learned, judged, *_ = videos.values()
    report.begin("dateline", len(learned))
    ours = Ours()
    learning = [_took(lambda each=each: ours.learn(each)) for each in learned]
    scoring = [_took(lambda each=each: ours.logit(each)) for each in judged]
    running = " ".join(comment.text for comment in judged)
    long = [Comment(running[at : at + 300], is_spam=False) for at in range(0, len(running) - 300, 300)]
    scoring_long = [_took(lambda each=each: ours.logit(each)) for each in long]
    saved = ours.classifier.dumps()
    report.add(
        "dateline", len(learned),
        learn_us=1e6 * statistics.median(learning), score_us=1e6 * statistics.median(scoring),
        score_300_us=1e6 * statistics.median(scoring_long), saved_bytes=len(saved),
        save_ms=1e3 * _took(ours.classifier.dumps), load_ms=1e3 * _took(lambda: Classifier.loads(saved)),
    )  # fmt: skip


def _took(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
