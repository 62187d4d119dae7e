"""Copies of one story find each other: new items are compared with those of the last days."""

from datetime import timedelta
from typing import Final

from dateline.lib import clock
from dateline.wire.containment import Candidate, Group, Index, grouped, shingles
from dateline.wire.models import Item
from dateline.wire.values import Moment

_WITHIN: Final = timedelta(days=10)
_AT_ONCE: Final = 200
_MOST: Final = 20_000


class Grouping:
    """An index of the last days' items, kept while the process lives; made when it is first needed."""

    def __init__(self) -> None:
        self._index: Index[int] | None = None
        self._made_at = clock.now()

    def group_new(self) -> int:
        """Find the copies of items that were not compared yet; gives how many items were."""
        fresh = list(Item.objects.filter(copies=None).order_by("pk").only("pk", "headline", "body")[:_AT_ONCE])
        if fresh:
            index = self._current(before=fresh[0].pk)
            for item in fresh:
                self._place(item, index)
        return len(fresh)

    def _current(self, before: int) -> Index[int]:
        if self._index is None or clock.now() - self._made_at > timedelta(days=1):
            index: Index[int] = Index()
            known = Item.objects.filter(pk__lt=before, received_at__gt=clock.now() - _WITHIN).exclude(copies=None)
            for key, body in known.order_by("-pk").values_list("pk", "body")[:_MOST].iterator():
                index.add(key, shingles(body))
            self._index, self._made_at = index, clock.now()
        return self._index

    def _place(self, item: Item, index: Index[int]) -> None:
        of = shingles(item.body)
        near = [key for key, _share in index.near(of)]
        group = Item.objects.filter(pk__in=near).order_by("pk").values_list("copies", flat=True).first()
        Item.objects.filter(pk=item.pk).update(copies=group or item.pk)
        index.add(item.pk, of)


def copies_of(item: Item) -> Group[int] | None:
    """The copies of a story and which of them is what; None if there is only this one."""
    if item.copies is None:
        return None
    others = list(Item.objects.filter(copies=item.copies).select_related("source")[:_AT_ONCE])
    found = grouped([_candidate(each) for each in others])
    return next((group for group in found if item.pk in group.members), None)


def _candidate(item: Item) -> Candidate[int]:
    fact = item.facts.get("published")
    moment = Moment(fact["value"]["value"], fact["value"]["precision"]) if fact else None
    permitted = item.source is not None and not item.source.forbids_reprints
    return Candidate(item.pk, item.body, moment, len(item.damages), permitted)
