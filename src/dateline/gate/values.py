"""What goes in and out of the gate."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Binding:
    """What a pass is good for: one kind of form, about one thing; ``Binding("comment", "417")``."""

    form: str
    about: str

    def __str__(self) -> str:
        return f"{self.form}/{self.about}"


class Difficulty(StrEnum):
    """How hard the gate makes it, for everyone alike."""

    CALM = "calm"
    BUSY = "busy"
    SIEGE = "siege"

    def reaches(self, other: str) -> bool:
        """Whether it is as hard as ``other``, or harder; what is no difficulty is never reached."""
        ranks = list(Difficulty)
        return other in ranks and ranks.index(self) >= ranks.index(Difficulty(other))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a form that was handed in.

    ``kind`` is the check that was tried, empty if no pass was handed in. ``public`` is a short English reason (see
    :func:`dateline.gate.api.reason`), empty if passed; ``private`` is for moderators. ``wait`` is how many seconds
    are left for a reader who came too early.
    """

    passed: bool
    kind: str
    public: str
    private: str
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """One check as HTML: fields and a button of its own, to stand in a ``<form>`` of its own."""

    kind: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked of a reader without JavaScript: one of several, as they like. False if nothing is asked."""

    fragments: tuple[Fragment, ...]

    def __bool__(self) -> bool:
        return bool(self.fragments)
