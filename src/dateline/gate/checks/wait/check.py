"""A timed wait: a pass that opens at a moment. Nobody is shut out by it, and a crowd of machines is slowed."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from dateline.gate.checks.check import Asked, Asking, Handed, StepCheck
from dateline.gate.errors import PassError
from dateline.gate.pass_token import Pass
from dateline.gate.values import Difficulty

EARLY: Final = "That was too early. Nothing is lost: please wait a little longer."
SECONDS: Final[Mapping[Difficulty, int]] = {Difficulty.CALM: 10, Difficulty.BUSY: 30, Difficulty.SIEGE: 120}


class WaitCheck(StepCheck):
    """A timed wait, counted from when the form was first handed in."""

    kind = "wait"
    label = _("a timed wait")
    reasons = frozenset({EARLY})
    spent_by_trying = False

    def ask(self, asking: Asking, serial: str) -> Asked:  # noqa: ARG002
        """A moment, and how long it is until then."""
        opens = int(asking.given_at.timestamp()) + SECONDS[asking.difficulty]
        return Asked({"left": max(0, opens - int(asking.at.timestamp()))}, opens=opens)

    def refusal(self, given: Pass, handed: Handed) -> PassError | None:
        """Compare with the clock."""
        left = given.opens - int(handed.at.timestamp())
        return PassError(EARLY, f"Came {left} s too early.", wait=left) if left > 0 else None


CHECK = WaitCheck()
