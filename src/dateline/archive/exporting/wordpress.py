"""The whole newspaper as one export that WordPress' own importer reads (WXR 1.2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Final, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from dateline.archive.errors import ArchiveError
from dateline.archive.exporting.authors import Authors
from dateline.archive.exporting.counts import Counts, Report, silent
from dateline.archive.exporting.files import Files
from dateline.archive.exporting.kept import ATTACHMENT, as_it_stood, of_stories
from dateline.archive.exporting.moments import published
from dateline.archive.exporting.numbers import Numbers, Thing
from dateline.archive.exporting.posts import Posts
from dateline.archive.exporting.remarks import Remarks
from dateline.archive.exporting.terms import TRANSLATIONS, Terms
from dateline.archive.importing.trip import Progress
from dateline.archive.models import Carried
from dateline.archive.wordpress import writing
from dateline.archive.wordpress.values import Item, Site
from dateline.desk import api as desk
from dateline.desk.api import Register
from dateline.desk.values import Paper
from dateline.lib import clock

_AT_ONCE: Final = 200
T = TypeVar("T")


@transaction.atomic
def export_wordpress(out: BinaryIO, *, report: Report = silent, base: str = "", with_emails: bool = False) -> Counts:
    """Write the whole newspaper, drafts too, as WordPress takes it in; what was killed stays away.

    Trip::

        numbers: what is what in the export ─▶ head, authors, terms
                    │
                    └─▶ a batch at a time, by number ─▶ stories  ─▶ as they stood, where the desk has not touched them
                                                        files        else as they stand
                                                        kept things  ─▶ items

    The same newspaper is the same bytes. Where readers came from is never in it.

    Args:
        out: where it is written.
        report: called after each batch.
        base: the paper's address, if not the one that the desk has.
        with_emails: whether the e-mail addresses that readers gave in confidence go along.

    Raises:
        ArchiveError: the paper has no address yet.
    """
    paper = desk.paper()
    base = (base or paper.public_address).rstrip("/")
    if not base:
        raise ArchiveError("The paper has no address yet. Write it at the desk under Newspaper, or give one here.")
    trip = _Trip.prepared(paper, base, with_emails=with_emails)
    for piece in trip.frame():
        out.write(piece.encode())
    done, total = 0, len(trip.numbers.things)
    for batch in _batches(trip.numbers.things, _AT_ONCE):
        for item in trip.items(batch):
            out.write(writing.item(item).encode())
        done += len(batch)
        report(Progress("Writing the export", done, total))
    out.write(writing.END.encode())
    return trip.counts


@dataclass(slots=True)
class _Trip:
    paper: Paper
    base: str
    numbers: Numbers
    terms: Terms
    authors: Authors
    files: Files
    posts: Posts
    counts: Counts

    @classmethod
    def prepared(cls, paper: Paper, base: str, *, with_emails: bool) -> "_Trip":
        zone: ZoneInfo = clock.zone(paper.zone)
        numbers, authors = Numbers.of_everything(), Authors.of_everything()
        terms = Terms.of_everything([edition.language for edition in paper.editions], authors)
        files = Files(numbers, base, zone)
        remarks = Remarks.numbered(zone, with_emails=with_emails)
        posts = Posts(numbers, terms, authors, files, remarks, Register(paper), zone)
        trip = cls(paper, base, numbers, terms, authors, files, posts, Counts())
        if len(paper.editions) > 1:
            trip._group()
        return trip

    def frame(self) -> Iterator[str]:
        """What stands before the first item."""
        first = self.paper.editions[0]
        site = Site(
            title=first.name,
            address=self.base,
            description=first.organisation,
            language=first.language,
            version="1.2",
            base_site=self.base,
            generator="Dateline",
        )
        newest = desk.newest_of_all()
        yield writing.head(site, published(newest) if newest else "")
        yield from map(writing.author, self.authors.all)
        yield from map(writing.term, self.terms.all())

    def items(self, things: Sequence[Thing]) -> Iterator[Item]:
        """These things as items, in their order; what is not to be given away is left out."""
        rows = Carried.objects.in_bulk([thing.id for thing in things if thing.kind == "carried"])
        of_kind = {kind: [thing for thing in things if thing.kind == kind] for kind in {each.kind for each in things}}
        attachments = [thing for thing in of_kind.get("carried", ()) if rows[thing.id].kind == ATTACHMENT]
        found: dict[tuple[str, int], Item] = {}
        for kind, items in (
            ("story", self.posts.of([thing.id for thing in of_kind.get("story", ())])),
            ("photograph", self.files.photographs(of_kind.get("photograph", ()))),
            ("file", self.files.files(of_kind.get("file", ()))),
            ("carried", self.files.carried(rows, attachments)),
        ):
            found.update({(kind, record): item for record, item in items.items()})
        for thing in things:
            is_machinery = thing.kind == "carried" and rows[thing.id].kind != ATTACHMENT
            item = as_it_stood(rows[thing.id], thing.number) if is_machinery else found.get((thing.kind, thing.id))
            if item:
                self._count(item, is_machinery=is_machinery)
                yield item

    def _count(self, item: Item, *, is_machinery: bool) -> None:
        self.counts.stories += not is_machinery and item.kind not in {"page", "attachment"}
        self.counts.pages += item.kind == "page"
        self.counts.files += item.kind == "attachment"
        self.counts.kept += is_machinery
        self.counts.comments += len(item.comments)

    def _group(self) -> None:
        """The translation groups that a story belongs to which no site has put into one."""
        for batch in _batches(desk.translations(), _AT_ONCE):
            rows = of_stories(story for group in batch for story, _language in group)
            for group in batch:
                said = {story: _group_of(rows[story]) for story, _ in group if story in rows}
                if len(said) < len(group) or not all(said.values()):
                    self._join(group, next(filter(None, said.values()), ""))

    def _join(self, group: list[tuple[int, str]], slug: str) -> None:
        first = group[0][0]
        slug = slug or f"pll_{self.numbers.of('story', first)}"
        self.posts.groups.update({story: slug for story, _language in group})
        tongues = self.terms.languages
        members = {
            tongues[tongue].slug: self.numbers.of("story", story) for story, tongue in group if tongue in tongues
        }
        self.terms.group(slug, first, dict(sorted(members.items())))


def _group_of(row: Carried) -> str:
    return next((slug for taxonomy, slug, _name in row.kept.get("labels", ()) if taxonomy == TRANSLATIONS), "")


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    row: Any = iter(things)
    return iter(lambda: list(islice(row, size)), [])
