"""What happened to originals, for whoever printed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.lib import clock
from dateline.wire.models import Alert, Original


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """Something that happened to an original. ``key`` names our story; ``text`` is how the original reads now."""

    id: int
    key: int
    kind: str
    says: str
    at: datetime
    address: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    headline: str
    text: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How the watch on an original goes."""

    address: str
    outcome: str
    reason: str
    looked_at: datetime | None
    next_at: datetime


def open_alerts(keys: Sequence[int] | None = None, at_most: int = 50) -> list[AlertSeen]:
    """What nobody has answered yet, the newest first; of these stories of ours, or of all."""
    found = Alert.objects.filter(answered_at=None).select_related("original")
    if keys is not None:
        found = found.filter(original__key__in=keys)
    return [_seen(each) for each in found[:at_most]]


def alert(key: int) -> AlertSeen | None:
    """An alert by its id."""
    found = Alert.objects.select_related("original").filter(pk=key).first()
    return _seen(found) if found else None


def answer_alert(key: int, what: str, *, by: Any) -> None:
    """Say what the desk did about it: ``corrected``, ``nothing``."""
    Alert.objects.filter(pk=key, answered_at=None).update(answered_at=clock.now(), answered_by=by, answer=what[:12])


def standing(key: int) -> Standing | None:
    """How the original of a story of ours is; None if it is not watched."""
    found = Original.objects.filter(key=key).first()
    if found is None:
        return None
    return _standing(found)


def watched(after: int, at_most: int) -> list[tuple[int, Standing]]:
    """The keys of stories whose originals are watched, the newest first, each with how the watch goes.

    Args:
        after: the key where the last page ended; 0 for the first.
        at_most: how many.
    """
    found = Original.objects.order_by("-key").defer("text", "page_notes")
    if after:
        found = found.filter(key__lt=after)
    return [(each.key, _standing(each)) for each in found[:at_most]]


def _standing(found: Original) -> Standing:
    return Standing(found.address, found.outcome, found.reason, found.looked_at, found.next_at)


def _seen(found: Alert) -> AlertSeen:
    return AlertSeen(
        id=found.pk,
        key=found.original.key,
        kind=found.kind,
        says=str(found.get_kind_display()),
        at=found.at,
        address=found.original.address,
        reasons=tuple(found.reasons),
        notes=tuple(found.notes),
        headline=found.headline,
        text=found.text,
        is_answered=found.answered_at is not None,
    )
