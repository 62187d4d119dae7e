"""The account of a run: what each thing was, and what became of it, written down with the thing itself."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from dateline.archive.models import Carried, Run

ATTACHMENT = "item:attachment"
_TOLD = ("run", "at", "title", "address", "parent", "digest", "outcome", "why", "record", "marks", "rest")


class Ledger:
    """Notes what becomes of things; :meth:`write` puts the notes down, in the transaction of the things themselves."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._notes: dict[tuple[str, str], Carried] = {}
        self.doubles: Counter[str] = Counter(run.doubles)

    def known(self, kind: str, old_ids: Iterable[str]) -> dict[str, Carried]:
        """What is known of things of a kind, by their old ids."""
        rows = Carried.objects.filter(site=self.run.site, kind=kind, old_id__in=list(old_ids))
        return {row.old_id: row for row in rows}

    def records(self, kind: str, old_ids: Iterable[str]) -> dict[str, int]:
        """The ids of ours of things of a kind that came in."""
        rows = Carried.objects.filter(site=self.run.site, kind=kind, old_id__in=list(old_ids), record__isnull=False)
        return {old_id: record for old_id, record in rows.values_list("old_id", "record") if record}

    def stories(self, old_ids: Iterable[str]) -> dict[str, int]:
        """The stories of ours that items came in as, by their old ids."""
        rows = Carried.objects.filter(
            site=self.run.site, kind__startswith="item:", old_id__in=set(old_ids), record__isnull=False
        ).exclude(kind=ATTACHMENT)
        return {old_id: record for old_id, record in rows.values_list("old_id", "record") if record}

    def twin(self, kind: str, old_id: str, at: int, known: Carried | None) -> Carried | None:
        """What stood under the same id earlier in the same export; None for nearly everything."""
        if noted := self._notes.get((kind, old_id)):
            return noted
        return known if known and known.run_id == self.run.pk and known.at != at else None

    def is_double(self, kind: str, old_id: str, at: int, known: Carried | None) -> bool:
        """Whether a thing stood in the export before, in this run; then it is counted as such."""
        again = self.twin(kind, old_id, at, known) is not None
        self.doubles[kind] += again
        return again

    def note(self, kind: str, old_id: str, **told: object) -> Carried:
        """Note what became of a thing."""
        note = Carried(site=self.run.site, run=self.run, kind=kind, old_id=old_id, **told)
        note.title, note.address, note.why = note.title[:200], note.address[:700], note.why[:300]
        note.parent = note.parent[:80]
        self._notes[kind, old_id] = note
        return note

    def write(self, *, done: int, stage: str) -> None:
        """Put the notes down, and how far the run has come."""
        Carried.objects.bulk_create(
            self._notes.values(),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["site", "kind", "old_id"],
            update_fields=_TOLD,
        )
        self._notes.clear()
        run = self.run
        run.done, run.stage, run.doubles = done, stage, dict(self.doubles)
        run.save(update_fields=["done", "stage", "doubles"])

    def counts(self) -> dict[str, dict[str, int]]:
        """How many of each kind became what, in this run."""
        rows = Carried.objects.filter(run=self.run).values_list("kind", "outcome").annotate(number=Count("pk"))
        found: dict[str, dict[str, int]] = {}
        for kind, outcome, number in rows.order_by("kind", "outcome"):
            found.setdefault(kind, {})[outcome] = number
        return found
