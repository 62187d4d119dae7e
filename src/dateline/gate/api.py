"""The gate's front door: tells people from machines, for any form, and shuts nobody out.

The trip of a pass, with JavaScript: a form is sent → ``script`` asks for a :func:`challenge` → the browser solves it →
``gate-altcha`` → :func:`judge`. Without: the form is stored → :func:`offers` on a page of its own → the reader
answers one → ``gate-kind``, ``gate-pass`` and the answer → :func:`judge`; or they skip it.

What becomes of who does not pass is for the form to say; it should be people who decide it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from captcha.models import CaptchaStore
from django.db import transaction
from markupsafe import Markup

from dateline.gate import errors
from dateline.gate.checks import CHECKS
from dateline.gate.checks.altcha.check import challenge as altcha_challenge
from dateline.gate.checks.check import Asking, Handed
from dateline.gate.load import LOAD
from dateline.gate.models import GateState, Spent
from dateline.gate.stance import forget, stance
from dateline.gate.values import Binding, Difficulty, Fragment, Step, Verdict
from dateline.lib.api import Words, now, tongue

__all__ = [
    "Binding",
    "Difficulty",
    "Fragment",
    "Step",
    "Verdict",
    "challenge",
    "difficulty",
    "is_asked",
    "judge",
    "offers",
    "prune",
    "raise_gate",
    "raised_until",
    "reason",
    "script",
]

_HERE = Path(__file__).parent
RAISED = timedelta(hours=24)
# How long after it expired a pass is remembered: a form may have lain in the kiosk's spool as long.
KEPT = timedelta(days=7)


def challenge(binding: Binding) -> dict[str, Any]:
    """A challenge for the script, signed and expiring, as dear as the load makes it; {} if the newsroom wants none."""
    LOAD.knock()
    standing = stance()
    return altcha_challenge(binding, standing.difficulty) if "altcha" in standing.checks else {}


def offers(binding: Binding, language: str, given_at: datetime) -> Step:
    """What to ask of a reader without JavaScript, who handed in a form at ``given_at``: whatever the newsroom has on.

    Whether to ask at all says :func:`is_asked`. Each fragment belongs into a ``<form method="post">`` of its own,
    beside whatever that form needs itself.
    """
    LOAD.knock()
    standing = stance()
    asking = Asking(binding, tongue(language), given_at, now(), standing.difficulty)
    made = ((kind, check.fragment(asking)) for kind, check in CHECKS.items() if kind in standing.checks)
    return Step(tuple(Fragment(kind, html) for kind, html in made if html is not None))


def is_asked(load: int = 0) -> bool:
    """Whether anything is asked of readers without JavaScript.

    Args:
        load: how many forms came within a minute, if others than this process counted more than it did itself.
    """
    return stance().asks(load)


def judge(binding: Binding, fields: Mapping[str, str], at: datetime | None = None) -> Verdict:
    """Take a form's fields (its own begin with ``gate-``), spend the pass that is in them, and say if it was good.

    ``at`` is when the form was handed in, if that was not now. A pass is good once, also among any number at the same
    time; inside a transaction it is spent if that is committed.
    """
    LOAD.knock()
    kind = fields.get("gate-kind") or ("altcha" if fields.get("gate-altcha") else "")
    if kind not in CHECKS:
        return Verdict(False, "", "", f"There is no check “{kind[:20]}”." if kind else "No pass was handed in.")
    try:
        private = CHECKS[kind].judge(Handed(binding, fields, at or now()))
    except errors.PassError as error:
        return Verdict(False, kind, error.public, error.private, error.wait)
    return Verdict(True, kind, "", private)


def reason(verdict: Verdict, language: str) -> Markup:
    """A verdict's public reason in a language; empty if there is none."""
    if not verdict.public:
        return Markup("")
    words = Words(tongue(language), _HERE / "locale")
    if verdict.public not in errors.REASONS:
        words = CHECKS[verdict.kind].words(tongue(language))
    return words.text(verdict.public)


def difficulty() -> Difficulty:
    """How hard it is now: by the load of this process, or because the newsroom raised the gate."""
    return stance().difficulty


def raised_until() -> datetime | None:
    """Until when the newsroom raised the gate; None if it is not raised."""
    until = stance().raised_until
    return until if until is not None and now() < until else None


@transaction.atomic
def raise_gate(raised: bool, until: datetime | None = None) -> None:
    """The newsroom's switch: under siege until then (or for a day, so that nobody has to remember), or no longer."""
    GateState.objects.all().delete()
    if raised:
        GateState.objects.create(raised_until=until or now() + RAISED)
    transaction.on_commit(forget)


def prune() -> int:
    """Forget the spent passes that have long expired, and old pictures; give how many passes."""
    CaptchaStore.remove_expired()
    count, _kinds = Spent.objects.filter(expires__lt=int((now() - KEPT).timestamp())).delete()
    return count


@cache
def script() -> bytes:
    """The script that solves challenges, to be served as ``text/javascript``."""
    return (_HERE / "script.js").read_bytes()
