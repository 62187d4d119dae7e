"""The numbers of things in an export: those that they had on a former site; of all others, some above the largest.

A new thing's number is drawn from its own id, so it is the same in every export, whatever comes in between.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Length

from dateline.archive.exporting.kept import ATTACHMENT
from dateline.archive.models import Carried
from dateline.desk import api as desk

Kind = Literal["story", "photograph", "file", "carried"]
_MENU: Final = "item:nav_menu_item"
_DIGITS: Final = 15
_PLACES: Final[tuple[Kind, ...]] = ("story", "photograph", "file")  # of three numbers, which is for what


class Thing(NamedTuple):
    """Something that is an item of the export: a record of the desk's, or a row of what the archive keeps."""

    number: int
    kind: Kind
    id: int


@dataclass(slots=True)
class Numbers:
    """The number of each story, photograph and file; ``things`` are all of them in the order of their numbers."""

    largest: int = 0
    things: list[Thing] = field(default_factory=list)
    _kept: dict[Kind, dict[int, int]] = field(default_factory=lambda: {kind: {} for kind in _PLACES})

    @classmethod
    def of_everything(cls) -> "Numbers":
        """The numbers of all that is to go out."""
        numbers = cls(largest=largest(Carried.objects.filter(kind__startswith="item:")))
        stories = set(desk.all_stories())
        numbers._keep(stories)
        new: tuple[tuple[Kind, Iterable[int]], ...] = (
            ("story", stories),
            ("photograph", desk.all_photographs()),
            ("file", desk.all_files()),
        )
        for kind, ids in new:
            known = numbers._kept[kind]
            numbers.things += [Thing(numbers.of(kind, each), kind, each) for each in ids if each not in known]
        numbers.things.sort()
        return numbers

    def of(self, kind: Kind, record: int) -> int:
        """The number of a story, a photograph or a file."""
        return self._kept[kind].get(record) or above(self.largest, record, _PLACES.index(kind), of=len(_PLACES))

    def _keep(self, stories: set[int]) -> None:
        """Let what came from a site keep its number, where no other site's has it."""
        taken: set[int] = set()
        rows = Carried.objects.filter(kind__startswith="item:").order_by("site_id", "pk")
        told = rows.values_list("pk", "kind", "old_id", "record", "outcome", "marks")
        for pk, kind, old_id, record, outcome, marks in told.iterator():
            number = plain_number(old_id.partition(" ")[0] if kind == _MENU else old_id)
            is_free = number > 0 and (kind == _MENU or number not in taken)
            what: Kind = "story" if kind != ATTACHMENT else "photograph" if marks else "file"
            if record is None:
                if is_free and (kind == ATTACHMENT or outcome != Carried.Outcome.LEFT):
                    self.things.append(Thing(number, "carried", pk))
                    taken.add(number)
            elif (what != "story" or record in stories) and record not in self._kept[what]:
                number = number if is_free else above(self.largest, record, _PLACES.index(what), of=len(_PLACES))
                self._kept[what][record] = number
                taken.add(number)
                self.things.append(Thing(number, "story", record) if what == "story" else Thing(number, "carried", pk))


def above(largest: int, record: int, place: int, *, of: int) -> int:
    """A number above the largest for a new record, where ``of`` kinds of records share the numbers."""
    return largest + of * record - of + 1 + place


def largest(rows: QuerySet[Carried]) -> int:
    """The largest number that things had on a former site."""
    numbered = rows.filter(old_id__regex=rf"^[0-9]{{1,{_DIGITS}}}$").exclude(kind=_MENU)
    menus = rows.filter(kind=_MENU).values_list("old_id", flat=True)
    ordered = numbered.order_by(Length("old_id").desc(), "-old_id").values_list("old_id", flat=True)
    return max([plain_number(ordered.first() or ""), *(plain_number(each.partition(" ")[0]) for each in menus)])


def plain_number(old_id: str) -> int:
    """An id as the number that it is; 0 for any other."""
    return int(old_id) if old_id.isascii() and old_id.isdecimal() and len(old_id) <= _DIGITS else 0
