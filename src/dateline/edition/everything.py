"""A print of everything: many processes under one lock, editors first all the while, stopped and resumed at will."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import groupby, islice
from multiprocessing import get_context
from typing import Self

from django.conf import settings
from django.db import connections, transaction

from dateline.desk import api as desk
from dateline.edition import ordering, pages
from dateline.edition.acts import Act, Keep, Put
from dateline.edition.errors import PressStoppedError
from dateline.edition.models import PrintOrder, PrintRun
from dateline.edition.pages import Page
from dateline.edition.press import belongs, perform, print_urgent, printer, shelf, tell, waiting
from dateline.edition.printer import Printer
from dateline.edition.sweeping import sweep
from dateline.shelf.api import ShelfError, lay

_SMALL_PAGES = 40
_MOST_ROWS = 250_000  # a quarter of a gigabyte; the rows of more stories are set once in each process
_UNDER_ONE_LOCK = 8  # portions for each process: a second's work or so, since an editor may be waiting


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a print of everything has come: orders done and still to do; a batch of stories is one order."""

    done: int
    left: int
    changed: int


def print_everything(
    *, presses: int | None = None, report: Callable[[Progress], None] | None = None, stop: Callable[[], bool] = bool
) -> int:
    """Carry out every order there is, with several processes; urgent ones of editors go first all the while.

    Trip: the next orders → their portions to the processes → each lays what has changed, under this process's lock →
    this process announces it in the journal and does the rest → the orders are done. It may be stopped or killed at any
    time and goes on where it was.

    Args:
        presses: how many processes print; the setting ``DATELINE_PRESSES`` without it.
        report: called after each batch.
        stop: asked after each batch.

    Returns:
        How many addresses changed.

    Raises:
        PressStoppedError: the shelf cannot be written, or a printing process was killed; the orders stand.
    """
    count = presses or settings.DATELINE_PRESSES
    done = changed = 0
    failed: set[int] = set()
    with _Crew(count) as crew:
        while not stop():
            changed += print_urgent()
            _expand()
            orders = _next(count, failed)
            if not orders:
                break
            try:
                changed += _print_batch(orders, crew, failed)
            except ShelfError as error:
                raise PressStoppedError(f"{error} What is not printed yet stays ordered.") from error
            except BrokenProcessPool as error:
                raise PressStoppedError("A printing process was killed. What is not printed stays ordered.") from error
            done += len(orders)
            if report:
                report(Progress(done, waiting(urgent=False), changed))
    return changed


def _next(count: int, failed: set[int]) -> list[PrintOrder]:
    """The next orders that go together: batches of stories, small pages, or the sweep alone."""
    portions = count * _UNDER_ONE_LOCK
    waiting_orders = PrintOrder.objects.filter(urgent=False).exclude(pk__in=failed).order_by("pk")
    kind, together = next(groupby(waiting_orders[: portions * _SMALL_PAGES], key=_portion), (0, iter(())))
    return list(together)[: portions * kind]


def _portion(order: PrintOrder) -> int:
    """How many orders of this kind one process takes at a time."""
    return 1 if pages.parse(order.page).kind in {"stories", "files", "moves", "sweep"} else _SMALL_PAGES


def _expand() -> None:
    with transaction.atomic():
        if PrintOrder.objects.filter(page=pages.EVERYTHING.key).delete()[0]:
            ordering.order_everything("everything")


def _print_batch(orders: Sequence[PrintOrder], crew: "_Crew", failed: set[int]) -> int:
    by_key = {order.page: order.pk for order in orders}
    changed = 0
    with shelf().writing() as writer:
        if pages.SWEEP.key in by_key:
            changed += sweep(printer(), writer)
            del by_key[pages.SWEEP.key]
        for laid in crew.lay(_portions(list(by_key), _portion(orders[0]))):
            writer.announce(laid.changed)
            changed += len(laid.changed) + sum(perform(act, writer) for act in laid.rest)
            failed.update(by_key[key] for key in laid.failed)
    PrintOrder.objects.filter(pk__in=[order.pk for order in orders if order.pk not in failed]).delete()
    return changed


def _portions(keys: Sequence[str], size: int) -> list[list[str]]:
    """Orders as one process takes them: batches of stories singly, small pages by the dozen."""
    return [list(keys[start : start + size]) for start in range(0, len(keys), size)]


@dataclass(slots=True)
class _Laid:
    """What a printing process laid, what it leaves to the one that holds the lock, and what it could not set."""

    changed: list[str] = field(default_factory=list)
    rest: list[Act] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)  # those of stories that it met first


class _Crew:
    """The processes that print. Forked, so that they know what this one has learnt: names, and rows for lists.

    While they set stories, they hand the rows of these stories on. Before they set lists they are forked anew, so that
    no row has to be set again. What was read before a press run of editors is not used after it, since the run has
    printed something newer: then all is forgotten, and they are forked anew too.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._knows: tuple[bool, int] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._dismiss(in_haste=kind is not None)
        _Kept.printer = None

    def lay(self, portions: Sequence[list[str]]) -> Iterator[_Laid]:
        """What is laid of each portion; called under the lock of the shelf."""
        if not portions:
            return
        with_stories, run = pages.parse(portions[0][0]).kind == "stories", _last_run()
        if self._knows is None or self._knows[1] != run:
            _Kept.printer = printer()
        if self._knows != (with_stories, run):
            self._dismiss()
            self._knows = (with_stories, run)
        for laid in self._hired().map(_lay, portions) if self._count > 1 else map(_lay, portions):
            rows = _Kept.here().rows
            if len(rows) < _MOST_ROWS:
                rows.update(laid.rows)
            yield laid

    def _hired(self) -> ProcessPoolExecutor:
        if self._pool is None:
            _Kept.here().theme.prepare()
            connections.close_all()
            self._pool = ProcessPoolExecutor(self._count, mp_context=get_context("fork"))
        return self._pool

    def _dismiss(self, *, in_haste: bool = False) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=not in_haste, cancel_futures=in_haste)
            self._pool = None


class _Kept:
    """The printer that this process was forked with, or that the only process has."""

    printer: Printer | None = None

    @classmethod
    def here(cls) -> Printer:
        """The printer; a new one where there is none."""
        cls.printer = cls.printer or printer()
        return cls.printer


def _last_run() -> int:
    """The number of the newest press run of editors."""
    return PrintRun.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _lay(keys: list[str]) -> _Laid:
    here, laid = _Kept.here(), _Laid()
    known = len(here.rows)
    for key in keys:
        page = pages.parse(key)
        try:
            _lay_page(page, here, laid)
        except ShelfError:
            raise
        except Exception as error:  # noqa: BLE001  # one page that cannot be set must not keep the others from print
            if page.kind == "stories":
                _lay_singly(page, here, laid)
            else:
                tell(page, error)
                laid.failed.append(key)
    laid.rows = dict(islice(here.rows.items(), known, None))
    return laid


def _lay_singly(batch: Page, here: Printer, laid: _Laid) -> None:
    """The stories of a batch one by one: those that cannot be set are ordered anew by themselves."""
    ids = [
        story for story in desk.story_ids(after=batch.subject - 1, limit=ordering.BATCH) if story <= int(batch.period)
    ]
    for story in ids:
        page = Page("story", story)
        try:
            _lay_page(page, here, laid)
        except ShelfError:
            raise
        except Exception as error:  # noqa: BLE001
            tell(page, error)
            ordering.order([page], "could not be printed")


def _lay_page(page: Page, here: Printer, laid: _Laid) -> None:
    root = str(settings.SHELF)
    for act in here.acts(page):
        if isinstance(act, Put):
            if lay(root, act.address, act.body):
                laid.changed.append(act.address)
        elif not isinstance(act, Keep) or _has_more(root, act):
            laid.rest.append(act)


def _has_more(root: str, act: Keep) -> bool:
    """Whether a story's folder holds files that should no longer stand there."""
    try:
        with os.scandir(f"{root}/pages{act.folder}") as found:
            names = {
                f"{each.name}/" if each.is_dir() else each.name
                for each in found
                if not each.name.startswith("index.html")
            }
    except FileNotFoundError:
        return False  # a killed story keeps nothing
    return not {name for name in names if belongs(name)} <= act.names
