"""The press: takes print orders and carries them out, one press at a time."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from dateline.desk import api as desk
from dateline.edition import addresses, ordering, pages
from dateline.edition.errors import PressStoppedError
from dateline.edition.models import PressState, PrintOrder, PrintRun, Tally
from dateline.edition.pages import Page
from dateline.edition.printer import Act, Gone, Headers, Keep, Missing, Move, Printer, Put, Remove, theme_of
from dateline.lib import clock
from dateline.shelf.api import Shelf, ShelfBusyError, ShelfError, Writer, lay

logger = logging.getLogger("dateline.press")

_TAKEN_AT_ONCE = 400
_PATIENCE = 0.05
# Stories first, so that no list leads to a page that is not there; taken-away addresses last, so that none does then.
_SEQUENCE = {"story": 0, "stories": 0, "address": 2, "sweep": 3}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a print of everything has come: orders done and still to do; a batch of stories is one order."""

    done: int
    left: int
    changed: int


def shelf() -> Shelf:
    """The shelf that this press fills."""
    return Shelf(Path(settings.SHELF))


def printer() -> Printer:
    """A printer for the paper as it stands now, on its own local day."""
    register = desk.Register(desk.paper())
    return Printer(
        today=clock.today(clock.zone(register.paper.zone)),
        replacements=settings.DATELINE_THEME,
        developed=Path(settings.DATELINE_HOME) / "developed",
        register=register,
    )


def print_urgent(patience: float = 60.0) -> int:
    """Carry out every urgent order, here and now; or wait while another press does.

    Trip: order (in the change's transaction) → commit → **take** → ``impact`` was computed when ordering → ``Printer``
    → ``shelf.put`` → the journal moves → the kiosk serves it. A crash anywhere leaves the orders.

    Args:
        patience: how long to wait for another press, in seconds.

    Returns:
        How many addresses changed.

    Raises:
        PressStoppedError: the shelf cannot be written, or another press did not finish; the orders stand.
    """
    deadline = time.monotonic() + patience
    while PrintOrder.objects.filter(urgent=True).exists():
        try:
            with shelf().writing(timeout=_PATIENCE) as writer:
                return _drain(writer)
        except ShelfBusyError as error:
            if time.monotonic() > deadline:
                raise PressStoppedError(f"{error} What you published waits its turn.") from error
        except ShelfError as error:
            raise PressStoppedError(
                f"{error} What was published is kept, and printed as soon as that is mended."
            ) from error
    return 0


def _drain(writer: Writer) -> int:
    changed = 0
    failed: set[int] = set()
    while orders := list(PrintOrder.objects.filter(urgent=True).exclude(pk__in=failed)[:_TAKEN_AT_ONCE]):
        changed += _carry_out(orders, writer, failed)
    return changed


def _carry_out(orders: Sequence[PrintOrder], writer: Writer, failed: set[int]) -> int:
    began, changed, here = time.monotonic(), 0, printer()
    by_page: dict[Page, list[int]] = {}
    for order in orders:
        by_page.setdefault(pages.parse(order.page), []).append(order.pk)
    for page in sorted(by_page, key=lambda each: (_SEQUENCE.get(each.kind, 1), each)):
        try:
            changed += _print(page, here, writer)
        except ShelfError:
            raise
        except Exception as error:  # one page that cannot be set must not keep the others from print
            _tell(page, error)
            failed.update(by_page[page])
    done = [order.pk for order in orders if order.pk not in failed]
    with transaction.atomic():
        PrintOrder.objects.filter(pk__in=done).delete()
        PrintRun.objects.create(
            at=clock.now(),
            reason=", ".join(dict.fromkeys(order.reason for order in orders))[:200],
            orders=len(orders),
            changed=changed,
            seconds=time.monotonic() - began,
        )
    return changed


_told: set[tuple[str, str]] = set()


def _tell(page: Page, error: Exception) -> None:
    """Log why a page could not be printed: the whole story the first time, since the order is tried again and again."""
    known = (page.key, repr(error))
    if known not in _told:
        _told.add(known)
        logger.error("Page %s could not be printed; its order stands and is tried again.", page.key, exc_info=error)


def _print(page: Page, here: Printer, writer: Writer) -> int:
    if page == pages.EVERYTHING:
        return 0 * ordering.order_everything("everything")
    if page == pages.SWEEP:
        return _sweep(here, writer)
    return sum(perform(act, writer) for act in here.acts(page))


def perform(act: Act, writer: Writer) -> int:
    """Do one act on the shelf; gives how many addresses changed."""
    match act:
        case Put(where, body):
            return writer.put(where, body)
        case Keep(folder, names):
            return writer.remove_under(folder, keep={folder + name for name in names})
        case Remove(where, whole):
            return writer.remove(where) + (writer.remove_under(where) if whole and where.endswith("/") else 0)
        case Move(where, target):
            return writer.move(where, target) + (writer.remove_under(where) if where.endswith("/") else 0)
        case Gone(where, body):
            return writer.put_gone(where, body)
        case Missing(prefix, body):
            return writer.put_missing(prefix, body)
        case Headers(values):
            return writer.put_headers(values)


# Everything


def print_everything(
    *, presses: int | None = None, report: Callable[[Progress], None] | None = None, stop: Callable[[], bool] = bool
) -> int:
    """Carry out every order there is, with several processes; urgent ones of editors go first all the while.

    It may be stopped at any time and goes on where it was: what is done is no longer ordered.

    Args:
        presses: how many processes print; the setting ``DATELINE_PRESSES`` without it.
        report: called after each batch.
        stop: asked after each batch.

    Returns:
        How many addresses changed.
    """
    count = presses or settings.DATELINE_PRESSES
    _expand()
    done = changed = 0
    with _presses(count) as pool:
        while not stop():
            changed += print_urgent()
            orders = list(PrintOrder.objects.filter(urgent=False).order_by("pk")[: _batch(count)])
            if not orders:
                break
            changed += _print_batch(orders, pool)
            done += len(orders)
            if report:
                report(Progress(done, PrintOrder.objects.filter(urgent=False).count(), changed))
    return changed


def _batch(count: int) -> int:
    """How many orders are carried out under one lock: a second's work or so, since an editor may be waiting."""
    head = PrintOrder.objects.filter(urgent=False).order_by("pk").values_list("page", flat=True)[:1]
    return count * (4 if any(page.startswith("stories:") for page in head) else 60)


def _expand() -> None:
    everything = PrintOrder.objects.filter(page=pages.EVERYTHING.key)
    if everything.exists():
        with transaction.atomic():
            everything.delete()
            ordering.order_everything("everything")


class _presses:  # noqa: N801
    """Processes that print, or None when one is enough. Forked: they share what this process has read so far."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool: Pool | None = None

    def __enter__(self) -> Pool | None:
        if self.count > 1:
            theme_of(printer())
            connections.close_all()
            self.pool = get_context("fork").Pool(self.count)
        return self.pool

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.terminate()
            self.pool.join()


def _print_batch(orders: Sequence[PrintOrder], pool: Pool | None) -> int:
    keys = [order.page for order in orders]
    changed = 0
    with shelf().writing() as writer:
        # ``sweep`` looks at the whole shelf, so it waits for the others.
        spread = [key for key in keys if pages.parse(key) != pages.SWEEP]
        results: Iterable[_Laid] = pool.imap_unordered(_lay, _shares(spread)) if pool else map(_lay, _shares(spread))
        for laid in results:
            writer.announce(laid.changed)
            changed += len(laid.changed) + sum(perform(act, writer) for act in laid.rest)
        if len(spread) < len(keys):
            changed += _sweep(printer(), writer)
    PrintOrder.objects.filter(pk__in=[order.pk for order in orders]).delete()
    return changed


def _shares(keys: Sequence[str]) -> Iterator[list[str]]:
    """Orders in the portions that one process takes at a time: batches of stories singly, small pages by the dozen."""
    small = [key for key in keys if not key.startswith("stories:")]
    yield from ([key] for key in keys if key.startswith("stories:"))
    yield from (small[start : start + 12] for start in range(0, len(small), 12))


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a printing process laid, and what it leaves to the one that holds the lock."""

    changed: list[str]
    rest: list[Act]


def _lay(keys: list[str]) -> _Laid:
    root, here = str(settings.SHELF), printer()
    laid = _Laid([], [])
    for key in keys:
        for act in here.acts(pages.parse(key)):
            if isinstance(act, Put):
                if lay(root, act.address, act.body):
                    laid.changed.append(act.address)
            elif not isinstance(act, Keep) or _has_more(root, act):
                laid.rest.append(act)
    return laid


def _has_more(root: str, act: Keep) -> bool:
    """Whether a story's folder holds files that should no longer stand there."""
    names = {name for name in os.listdir(f"{root}/pages{act.folder}") if not name.startswith("index.html")}  # noqa: PTH208
    return not names <= act.names


# What should not be there


def _sweep(here: Printer, writer: Writer) -> int:
    """Take away whatever stands on the shelf and should not; gives how many addresses went."""
    stories = {address for batch in _batches(desk.addresses) for _id, address in batch}
    moved = {address for batch in _batches(desk.moved) for address in batch}
    listings = _listing_addresses(here)
    changed = 0
    for tree, where in list(shelf().walk()):
        folder = where.rpartition("/")[0] + "/"
        stays = where in listings or where in stories or folder in stories if tree == "pages" else where in moved
        if not stays:
            changed += writer.remove(where)
    prefixes = {edition.prefix.strip("/") for edition in here.register.paper.editions}
    return changed + sum(writer.remove_missing(each) for each in desk.languages() if each not in prefixes)


def _batches(source: Callable[..., list]) -> Iterator[list]:  # type: ignore[type-arg]
    batch = source()
    while batch:
        yield batch
        last = batch[-1]
        batch = source(after=last[0] if isinstance(last, tuple) else last)


def _listing_addresses(here: Printer) -> set[str]:
    found = {"/robots.txt", addresses.sitemap(""), addresses.sitemap("news")}
    for edition in here.register.paper.editions:
        prefix = edition.prefix
        found |= {prefix, addresses.archive(prefix, ""), addresses.corrections(prefix)}
        found |= {*addresses.feeds(prefix).values(), *addresses.static(prefix).values()}
    for links in (here.register.paper.sections or {}).values():
        for link in links:
            found |= {link.address or "", *addresses.feeds(link.address or "").values()}
    for tally in Tally.objects.iterator():
        if where := here.address_of(tally.page):
            found.add(where)
    return found


# Turning of the day


@transaction.atomic
def turn_the_day() -> bool:
    """Order what changes when the paper's local day turns: fronts, the news sitemap, stories that pass a year.

    Returns:
        Whether the day had turned since it was last asked; days that were slept through are made up for.
    """
    paper = desk.paper()
    today = clock.today(clock.zone(paper.zone))
    state, _created = PressState.objects.select_for_update().get_or_create(pk=1)
    before = state.turned_on
    if before == today:
        return False
    state.turned_on = today
    state.save(update_fields=["turned_on"])
    if before is None:
        return False
    fronts = [Page("front", language=edition.language) for edition in paper.editions]
    turning = [Page("story", story) for story in desk.ages_turning(today, before)] if before < today else []
    ordering.order([*fronts, pages.NEWS_SITEMAP, *turning], f"the day turned to {today.isoformat()}")
    return True


@transaction.atomic
def order_if_imprint_changed() -> bool:
    """Order everything when templates, style or words are not those that the paper was last printed with."""
    imprint = theme_of(printer()).imprint
    state, _created = PressState.objects.select_for_update().get_or_create(pk=1)
    if state.imprint == imprint:
        return False
    state.imprint = imprint
    state.save(update_fields=["imprint"])
    ordering.order([pages.EVERYTHING], "a new imprint", urgent=False)
    return True


def waiting(*, urgent: bool | None = None) -> int:
    """How many print orders wait; only the urgent ones, or only the others, if asked."""
    orders = PrintOrder.objects.all() if urgent is None else PrintOrder.objects.filter(urgent=urgent)
    return orders.count()
