"""What the desk does with items: spike them, or think again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dateline.lib import clock
from dateline.wire.models import Item


@transaction.atomic
def spike(items: Sequence[int], *, by: Any) -> list[int]:
    """Take items off the river; gives those that were on it. Nothing is deleted."""
    return _move(items, Item.State.NEW, Item.State.SPIKED, by)


@transaction.atomic
def unspike(items: Sequence[int], *, by: Any) -> list[int]:
    """Put spiked items back; gives those that were."""
    return _move(items, Item.State.SPIKED, Item.State.NEW, by)


@transaction.atomic
def note_pick_up(item: int, *, by: Any) -> None:
    """Note that a story is made of an item."""
    Item.objects.filter(pk=item).update(state=Item.State.PICKED, state_at=clock.now(), state_by=by)


def _move(items: Sequence[int], before: str, after: str, by: Any) -> list[int]:
    moved = list(Item.objects.select_for_update().filter(pk__in=items, state=before).values_list("pk", flat=True))
    Item.objects.filter(pk__in=moved).update(state=after, state_at=clock.now(), state_by=by)
    return moved
