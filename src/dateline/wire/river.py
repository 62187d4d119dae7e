"""The river: what came over the wire, the newest first, a bounded stretch of it with all that a choice rests on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dateline.lib.api import direction
from dateline.wire import facts
from dateline.wire.models import Item, Source
from dateline.wire.seams import pick_up_address

AT_ONCE: Final = 40
_LOOKED_THROUGH: Final = 2000
_TOPICS: Final = 40
STATES: Final = {
    "new": (_("New"), Q(state=Item.State.NEW)),
    "picked": (_("Picked up"), Q(state=Item.State.PICKED)),
    "spiked": (_("Spiked"), Q(state=Item.State.SPIKED)),
    "all": (_("All"), Q()),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items: a state, and, where they are not empty, a source, a language, a topic, words."""

    state: str = "new"
    source: int | None = None
    language: str = ""
    topic: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as it stands in the river. ``doubts`` counts fields to be looked at, ``copies`` the other copies."""

    item: Item
    dir: str
    doubts: int
    damages: int
    copies: int
    published: str
    pick_up: str


def stretch(wanted: Wanted, *, before: int = 0, after: int = 0) -> list[Row]:
    """The next items of the river, the newest first.

    Args:
        wanted: which.
        before: the id of the item that was shown last; 0 for the beginning.
        after: the id of the newest item that was shown; what came since.
    """
    found = _of(wanted)
    if before:
        found = found.filter(pk__lt=before)
    if after:
        found = found.filter(pk__gt=after)
    items = list(found.select_related("source").defer("body", "headers").order_by("-pk")[:AT_ONCE])
    copies = _copies(items)
    return [_row(each, copies) for each in items]


def languages() -> list[str]:
    """The languages of what came lately."""
    newest = Item.objects.order_by("-pk").values_list("language", flat=True)[:_LOOKED_THROUGH]
    return sorted({each for each in newest if each})


def topics() -> list[str]:
    """The topics that are most frequent in what came lately."""
    newest = Item.objects.exclude(topics="").order_by("-pk").values_list("topics", flat=True)[:_LOOKED_THROUGH]
    counted = Counter(line for each in newest for line in each.split("\n") if line)
    return sorted(name for name, _count in counted.most_common(_TOPICS))


def sources() -> QuerySet[Source]:
    """All sources."""
    return Source.objects.order_by("name")


def _of(wanted: Wanted) -> QuerySet[Item]:
    found = Item.objects.filter(STATES[wanted.state][1])
    if wanted.source:
        found = found.filter(source=wanted.source)
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.topic:
        found = found.filter(topics__contains=f"\n{wanted.topic}\n")
    if wanted.words:
        found = found.filter(Q(headline__icontains=wanted.words) | Q(standfirst__icontains=wanted.words))
    return found


def _copies(items: Sequence[Item]) -> dict[int | None, int]:
    groups = {each.copies for each in items if each.copies}
    counted: Any = Item.objects.filter(copies__in=groups).values("copies").annotate(number=Count("pk"))
    return {each["copies"]: each["number"] for each in counted}


def _row(item: Item, copies: dict[int | None, int]) -> Row:
    return Row(
        item=item,
        dir=direction(item.language) if item.language else "auto",
        doubts=len(facts.doubtful(item.facts)),
        damages=sum(each["kind"] != "undated day" for each in item.damages),
        copies=max(0, copies.get(item.copies, 0) - 1) if item.copies else 0,
        pick_up=pick_up_address(item.pk),
        published=item.published[:16].replace("T", ", "),
    )
