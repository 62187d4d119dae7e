"""What is known of a comment when it is judged, and what the judgement says. Frozen values."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Signals:
    """One comment, as the classifier sees it.

    Attributes:
        text: the comment as it was written.
        name: the name that the reader gave.
        links: how many links the discussion found in it; what can be seen in the text is counted anyway.
        seconds: how long the form was open; None if it was sent without script, so that nobody knows.
        honeypot: whether the field that people do not see was filled in.
        gate: "passed", "failed", "skipped", or "" if nothing was asked.
        seen_before: how many near-identical comments stand or wait under other stories.
        trusted: how many comments under the same receipt or token were approved.
    """

    text: str
    name: str = ""
    links: int = 0
    seconds: float | None = None
    honeypot: bool = False
    gate: str = ""
    seen_before: int = 0
    trusted: int = 0


class Reason(NamedTuple):
    """A part of a score.

    Attributes:
        code: short and stable, to be stored: "links-one", "word:viagra", "rest".
        weight: what it adds to the logit; above 0 it speaks for spam.
        label: an English msgid for the desk; ``%s`` in it stands for ``detail``.
        detail: the word, if it is about one.
    """

    code: str
    weight: float
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Score:
    """What the classifier thinks of a comment.

    Attributes:
        probability: that it is spam, 0 to 1.
        holds: whether a person should look before it is printed. Nothing else follows from a score.
        logit: the same as log-odds: the sum of the reasons' weights.
        reasons: the strongest first. The last is "rest": what is too small to be told one by one.
    """

    probability: float
    holds: bool
    logit: float
    reasons: tuple[Reason, ...]
