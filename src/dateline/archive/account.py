"""The account of a takeover: how much of each kind stood in the export, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive.models import Carried, Run

_NAMES = {
    "author": "authors",
    "comment": "comments",
    "term:category": "categories",
    "term:post_tag": "tags",
    "term:nav_menu": "menus",
    "item:post": "posts",
    "item:page": "pages",
    "item:attachment": "photographs and files",
    "item:nav_menu_item": "entries of menus",
    "item:wp_block": "reusable blocks",
    "item:custom_css": "style sheets",
    "item:guest-author": "co-authors' profiles",
    "term:author": "co-authors",
    "term:language": "languages",
    "term:post_format": "formats",
    "term:post_translations": "groups of translations",
}


def name_of(kind: str) -> str:
    """What people call things of a kind."""
    return _NAMES.get(kind) or kind.partition(":")[2] or kind


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing: how many stood in the export, and what became of how many."""

    kind: str
    stood: int
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflict: int = 0
    left: int = 0
    twice: int = 0

    @property
    def name(self) -> str:
        """What people call it."""
        return name_of(self.kind)

    @property
    def adds_up(self) -> bool:
        """Whether everything that stood there is accounted for."""
        accounted = self.new + self.updated + self.unchanged + self.conflict + self.left + self.twice
        return self.stood == accounted


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of which there is something to say."""

    kind: str
    old_id: str
    title: str
    outcome: str
    why: str
    record: int | None
    address: str


def lines(run: Run) -> list[Line]:
    """A line for each kind, stories first."""
    kinds = sorted({*run.stood, *run.counts} - {"site"}, key=lambda kind: (not kind.startswith("item:"), kind))
    return [
        Line(kind, run.stood.get(kind, 0), twice=run.doubles.get(kind, 0), **run.counts.get(kind, {})) for kind in kinds
    ]


def entries(run: Run, *, kind: str = "", outcome: str = "", limit: int | None = None) -> Iterator[Entry]:
    """What there is something to say about: what was left, what conflicts, what came in otherwise than it stood."""
    rows = Carried.objects.filter(run=run).exclude(why="").order_by("kind", "outcome", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    if outcome:
        rows = rows.filter(outcome=outcome)
    told = rows.values_list("kind", "old_id", "title", "outcome", "why", "record", "address")
    yield from (Entry(*row) for row in (told[:limit] if limit is not None else told.iterator()))


def not_understood(run: Run) -> Iterator[tuple[str, str, str]]:
    """What stood in texts and was not understood: the title of the story, what it is, how it begins."""
    rows = Carried.objects.filter(run=run, kind__startswith="item:", record__isnull=False, rest__isnull=False)
    for row in rows.order_by("pk").iterator(chunk_size=200):
        for what, quotation in row.kept.get("left", ()):
            yield row.title, what, quotation


def adds_up(run: Run) -> bool:
    """Whether all sums agree."""
    return all(line.adds_up for line in lines(run))
