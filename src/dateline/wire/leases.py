"""Who looks at what: a row is held for a while, so that no two look at it, and that ends if its holder dies."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Model, Q

LEASE: Final = timedelta(minutes=15)


def claim(
    model: type[Model], held_by: str, at: datetime, at_most: int, *, but: Collection[int] = (), **wanted: Any
) -> list[Any]:
    """Hold rows that are due (``next_at``), those first that have waited longest, and give them.

    Args:
        model: ``Source`` or ``Original``.
        held_by: the column that says until when a row is held.
        at: now.
        at_most: how many.
        but: these not, however long they are held.
        wanted: what else must be so.
    """
    free = Q(**{f"{held_by}__isnull": True}) | Q(**{f"{held_by}__lt": at})
    due = model._default_manager.filter(free, next_at__lte=at, **wanted).exclude(pk__in=but)
    ids: Sequence[int] = list(due.order_by("next_at").values_list("pk", flat=True)[:at_most])
    held = [each for each in ids if due.filter(pk=each).update(**{held_by: at + LEASE})]
    return list(model._default_manager.filter(pk__in=held).order_by("next_at"))
