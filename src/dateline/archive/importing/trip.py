"""Taking a WordPress site over, from its export to the last of its addresses."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from dateline.archive.errors import ArchiveError, StoppedError
from dateline.archive.importing import ending, registers, rules
from dateline.archive.importing.ledger import ATTACHMENT, Ledger
from dateline.archive.importing.media import Fetch, Media
from dateline.archive.importing.options import Options
from dateline.archive.importing.reading import Readers, Sources
from dateline.archive.importing.registers import Registers
from dateline.archive.importing.remarks import Remarks
from dateline.archive.importing.stories import Stories
from dateline.archive.importing.survey import Survey, survey
from dateline.archive.models import Rule, Run, Site
from dateline.archive.wordpress import moments
from dateline.archive.wordpress.languages import language
from dateline.archive.wordpress.reading import part
from dateline.archive.wordpress.values import Item
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.work import work
from dateline.desk import api as desk
from dateline.edition import api as edition
from dateline.lib import clock

_FILES_AT_ONCE: Final = 20
_OBJECTS_BETWEEN: Final = 100_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a takeover is: in which stage, and how much of it is done (bytes, pieces or files)."""

    stage: str
    done: int
    total: int


Report = Callable[[Progress], None]
Chosen = dict[tuple[str, str], str]


def take_over(
    paths: Sequence[Path],
    options: Options,
    *,
    chosen: Chosen | None = None,
    review: Callable[[Site], None] | None = None,
    report: Report = lambda _progress: None,
    stop: Callable[[], bool] = bool,
    fetch: Fetch | None = None,
    by: Any = None,
    dry_run: bool = False,
) -> Run:
    """Bring everything in that WordPress exports hold; what is here already is amended, never doubled.

    Trip::

        export ─▶ pieces ─▶ survey: how much of what ─▶ rules ─▶ registers: sections, topics, contributors
                    │                                              │
                    ├─▶ attachments ─▶ photographs and files ◀─────┤
                    │                                              ▼
                    └─▶ readers (processes): item, blocks, whose it says it is ─▶ stories, comments, addresses,
                                                                   suggestions; the ledger with them
                                                                   │
                addresses of lists and files, leads ─▶ print orders

    It may be stopped or killed anywhere: each batch is one transaction with its notes in the ledger, and the next run
    over the same export goes on behind the last.

    Args:
        paths: exports of one site; XML, gzip or zip.
        options: what was chosen.
        chosen: what terms are to become, where not as proposed or as before.
        review: called when the rules stand; what it raises ends the run before anything came in.
        report: called often.
        stop: asked after each batch.
        fetch: gets a file from the old site, by its address.
        by: whose deed it is.
        dry_run: do it all, and undo it all; nothing is printed, and no file kept.

    Returns:
        The run, done; its ``counts`` say what became of what.

    Raises:
        NoExportError: there is no export in a file, or they are of different sites.
        StoppedError: it was stopped; run it again, and it goes on.
    """
    sources = Sources(paths)
    with Readers(options.workers) as readers, edition.holding_the_press(), _seldom_collecting():
        found = survey(
            sources, readers, lambda read: report(Progress("Looking through the export", read, sources.size))
        )
        with _undone() if dry_run else nullcontext():
            run = _opened(paths, found, options, by)
            trip = _Trip(run, found, options, sources, readers, report, stop, None if dry_run else fetch)
            with _told(run):
                trip.go(chosen or {}, review)
            if not dry_run:
                edition.take_stock()
                edition.order_everything("a site was taken over")
    return run


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for circles of garbage less often: millions of rows make hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _UndoneError(Exception):
    """Takes a transaction back that went well."""


@contextmanager
def _undone() -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    try:
        with transaction.atomic():
            yield
            raise _UndoneError
    except _UndoneError:
        return


@contextmanager
def _told(run: Run) -> Iterator[None]:
    """Write down how a run ended, whatever ended it."""
    try:
        yield
    except StoppedError:
        Run.objects.filter(pk=run.pk).update(state=Run.State.STOPPED)
        raise
    except (ArchiveError, OSError) as error:
        Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, trouble=str(error))
        raise


def _opened(paths: Sequence[Path], found: Survey, options: Options, by: Any) -> Run:
    """The run that goes on, if one over the same export was not finished; else a new one."""
    site = site_of(found)
    site.bases = {"category": options.category_base, "post_tag": options.tag_base}
    site.save(update_fields=["bases"])
    mark = fingerprint(paths)
    run = Run.objects.filter(site=site, fingerprint=mark).exclude(state=Run.State.DONE).order_by("-pk").first()
    run = run or Run(site=site, fingerprint=mark, started_at=clock.now(), by=by)
    run.sources, run.options, run.state = [path.name for path in paths], options.as_json(), Run.State.RUNNING
    run.stood, run.trouble = dict(found.stood), ""
    run.save()
    return run


def site_of(found: Survey) -> Site:
    """The site that an export is of, as it is known here."""
    return Site.objects.get_or_create(
        address=found.site.address[:300],
        defaults={"title": words(found.site.title)[:300], "language": _language_of(found)},
    )[0]


def _language_of(found: Survey) -> str:
    known = frozenset(desk.languages())
    here = desk.paper().editions[0].language
    return language(found.site.language, known, here)


def fingerprint(paths: Sequence[Path]) -> str:
    """The same for the same exports, wherever they lie."""
    digest = hashlib.blake2b(digest_size=16)
    for path in paths:
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
            size = path.stat().st_size
            file.seek(max(0, size - (1 << 20)))
            digest.update(file.read())
            digest.update(str(size).encode())
    return digest.hexdigest()


@dataclass(slots=True)
class _Trip:
    run: Run
    found: Survey
    options: Options
    sources: Sources
    readers: Readers
    report: Report
    stop: Callable[[], bool]
    fetch: Fetch | None

    def go(self, chosen: Chosen, review: Callable[[Site], None] | None) -> None:
        run, site = self.run, self.run.site
        assert site is not None  # noqa: S101  # it was opened with one
        with transaction.atomic():
            rules.write(site, self.found, chosen)
        if review:
            review(site)
        with transaction.atomic():
            if self.options.zone:
                desk.set_time_zone(self.options.zone)
            entered = registers.enter(self.found, Rule.objects.filter(site=site), site.language)
        ledger = Ledger(run)
        self._media(ledger)
        stories = self._stories(ledger, entered)
        self._said_of_files(ledger, stories.remarks)
        with transaction.atomic():
            registers.account(entered, ledger, self.options)
            ledger.write(done=run.done, stage="addresses")
        ending.lead_on(entered, ledger, self.options, lambda: self.tell("Former addresses", 0, 0))
        ending.arrange(self.found, ledger)
        run.mended, run.notes = dict(self.sources.mended), list(_notes(self.found))
        run.counts, run.state, run.ended_at = ledger.counts(), Run.State.DONE, clock.now()
        run.save()

    def _media(self, ledger: Ledger) -> None:
        """Photographs before the stories that show them."""
        total, done = self.found.stood[ATTACHMENT], 0
        behind = self.run.done if self.run.stage == "media" else 0
        if self.run.stage not in {"", "media"}:
            return
        media = Media(ledger, self.options, self.fetch)
        for batch in _batches(self._attachments(), _FILES_AT_ONCE):
            done += len(batch)
            if batch[-1][0] <= behind:
                continue
            known = ledger.known(ATTACHMENT, (item.id for _at, item in batch))
            with transaction.atomic():
                for at, item in batch:
                    media.take(item, at, known.get(item.id))
                ledger.write(done=batch[-1][0], stage="media")
            self.tell("Photographs and files", done, total)

    def _attachments(self) -> Iterator[tuple[int, Item]]:
        for piece in self.sources.pieces():
            if piece.kind == "item" and "attachment" in piece.text:
                found = part(piece.names, piece.kind, piece.text)
                if isinstance(found, Item) and found.kind == "attachment":
                    yield piece.at, found

    def _said_of_files(self, ledger: Ledger, remarks: Remarks) -> None:
        """Comments on the page of a photograph stand under the story that it belongs to."""
        if not self.found.said_of_files:
            return
        for batch in _batches((each for each in self._attachments() if each[1].comments), _FILES_AT_ONCE):
            with transaction.atomic():
                remarks.take_of_files(batch)
                ledger.write(done=self.run.done, stage="addresses")

    def _stories(self, ledger: Ledger, entered: Registers) -> Stories:
        from dateline.lib.clock import zone

        here = zone(desk.paper().zone)
        stories = Stories(ledger, entered, self.options, here, Remarks(ledger, here))
        if self.run.stage == "addresses":
            return stories
        behind = self.run.done if self.run.stage == "stories" else 0
        pieces = (piece for piece in self.sources.pieces() if piece.at > behind and piece.kind == "item")
        for batch in self.readers.map(work, pieces, self.found.site, self.found.reused):
            with transaction.atomic():
                stories.take(batch)
                ledger.write(done=batch[-1].at, stage="stories")
            self.tell("Stories and comments", batch[-1].at, self.found.pieces)
        return stories

    def tell(self, stage: str, done: int, total: int) -> None:
        self.report(Progress(stage, done, total))
        if self.stop():
            raise StoppedError(
                "Stopped. What came in is here; run the same command again, and it goes on where it was."
            )


def _notes(found: Survey) -> Iterator[str]:
    """What whoever takes a site over ought to know, and to do."""
    if not found.offsets:
        return
    there, _count = found.offsets.most_common(1)[0]
    zone = desk.paper().zone
    if there not in moments.offsets(clock.zone(zone)):
        yield (
            f"The site's clock was {there / 60:+g} hours from GMT, the paper's zone is {zone}. Times are shown in the "
            "paper's: choose it under Settings, Newspaper, or with --zone."
        )


def _batches(things: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for each in things:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
