"""The press: takes print orders and carries them out, one press at a time."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from dateline.desk import api as desk
from dateline.edition import comments, pages
from dateline.edition.acts import Act, Gone, Headers, Keep, Move, Notice, Put, Remove, Ways
from dateline.edition.errors import PressStoppedError
from dateline.edition.feeds import Entry
from dateline.edition.models import PrintOrder, PrintRun
from dateline.edition.pages import Page
from dateline.edition.printer import Printer
from dateline.edition.theme import Theme
from dateline.lib import clock
from dateline.shelf.api import Shelf, ShelfBusyError, ShelfError, Writer

logger = logging.getLogger("dateline.press")

_TAKEN_AT_ONCE = 400
_PATIENCE = 0.05
_MOST_ROWS = 20_000  # some twenty megabytes
_MOST_ENTRIES = 1_000  # some twenty megabytes, if stories are long
# Stories first, so that no list leads to a page that is not there; taken-away addresses last, so that none does then.
_SEQUENCE = {"story": 0, "address": 2}


def shelf() -> Shelf:
    """The shelf that this press fills."""
    return Shelf(Path(settings.SHELF))


def printer() -> Printer:
    """A printer for the paper as it stands now, on its own local day."""
    register = desk.Register(desk.paper())
    return Printer(
        today=clock.today(clock.zone(register.paper.zone)),
        replacements=settings.DATELINE_THEME,
        developed=Path(settings.MEDIA_ROOT) / "printings",
        standing_headers=shelf().headers(),
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


class _Standing:
    """Standing type: rows of lists and entries of feeds as the last run has set them, while they may be used again.

    Whoever changes a story orders it to be printed, and stories are printed before lists: so a run sets that anew
    which changed since the run before it. That holds while no other process has run between the two.
    """

    run: tuple[int, datetime, float] | None = None
    theme: Theme | None = None
    rows: Final[dict[int, str]] = {}
    entries: Final[dict[int, Entry]] = {}

    @classmethod
    def take_up(cls, here: Printer) -> None:
        """Let a printer have the type that still is right. Called under the lock of the shelf."""
        newest = PrintRun.objects.order_by("-pk").values_list("pk", "at", "seconds").first()
        is_stale = newest is None or newest != cls.run or here.theme is not cls.theme
        if is_stale or len(cls.rows) > _MOST_ROWS:
            cls.rows.clear()
        if is_stale or len(cls.entries) > _MOST_ENTRIES:
            cls.entries.clear()
        cls.theme = here.theme
        here.rows, here.entries = cls.rows, cls.entries


def _drain(writer: Writer) -> int:
    changed = 0
    failed: set[int] = set()
    while orders := list(PrintOrder.objects.filter(urgent=True).exclude(pk__in=failed)[:_TAKEN_AT_ONCE]):
        changed += _carry_out(orders, writer, failed)
    return changed


def _carry_out(orders: Sequence[PrintOrder], writer: Writer, failed: set[int]) -> int:
    began, changed, here = time.monotonic(), 0, printer()
    _Standing.take_up(here)
    by_page: dict[Page, list[int]] = {}
    for order in orders:
        by_page.setdefault(pages.parse(order.page), []).append(order.pk)
    for page in sorted(by_page, key=lambda each: (_SEQUENCE.get(each.kind, 1), each)):
        try:
            changed += _print(page, here, writer)
        except ShelfError:
            raise
        except Exception as error:  # noqa: BLE001  # one page that cannot be set must not keep the others from print
            tell(page, error)
            failed.update(by_page[page])
    done = [order.pk for order in orders if order.pk not in failed]
    with transaction.atomic():
        PrintOrder.objects.filter(pk__in=done).delete()
        run = PrintRun.objects.create(
            at=clock.now(),
            reason=", ".join(dict.fromkeys(order.reason for order in orders))[:200],
            orders=len(orders),
            changed=changed,
            seconds=time.monotonic() - began,
        )
    _Standing.run = (run.pk, run.at, run.seconds)
    return changed


_told: set[tuple[str, str]] = set()


def tell(page: Page, error: Exception) -> None:
    """Log why a page could not be printed: the whole story the first time, since the order is tried again and again."""
    known = (page.key, repr(error))
    if known not in _told:
        _told.add(known)
        logger.error("Page %s could not be printed; its order stands and is tried again.", page.key, exc_info=error)


def _print(page: Page, here: Printer, writer: Writer) -> int:
    return sum(perform(act, writer) for act in here.acts(page))


def perform(act: Act, writer: Writer) -> int:  # noqa: PLR0911  # one for each act
    """Do one act on the shelf; gives how many addresses changed."""
    match act:
        case Put(where, body):
            return writer.put(where, body)
        case Keep(folder, _) if not folder.endswith("/"):
            return 0
        case Keep(folder, names):
            return _keep(folder, names, writer)
        case Remove(where, whole, keep):
            return writer.remove(where) + (writer.remove_under(where, keep) if whole and where.endswith("/") else 0)
        case Move(where, target, keep):
            return writer.move(where, target) + (writer.remove_under(where, keep) if where.endswith("/") else 0)
        case Gone(where, body):
            return writer.put_gone(where, body)
        case Notice(status, prefix, body):
            return writer.put_notice(status, prefix, body)
        case Headers(values):
            return writer.put_headers(values)
        case Ways(rules):
            return writer.put_ways(rules)


def _keep(folder: str, names: frozenset[str], writer: Writer) -> int:
    beside = (where for where in writer.under(folder) if where != folder and belongs(where[len(folder) :]))
    return sum(writer.remove(where) for where in beside if where[len(folder) :] not in names)


def belongs(name: str) -> bool:
    """Whether what lies under this name in a story's folder is part of the story, and not another that stands there."""
    return "/" not in name or name.startswith(comments.FOLDER)


def waiting(*, urgent: bool | None = None) -> int:
    """How many print orders wait; only the urgent ones, or only the others, if asked."""
    orders = PrintOrder.objects.all() if urgent is None else PrintOrder.objects.filter(urgent=urgent)
    return orders.count()
