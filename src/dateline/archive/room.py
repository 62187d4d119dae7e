"""Carrying takeovers on outside of any request: looked through, reviewed, brought in; stopped, and gone on with."""

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from dateline.archive.errors import ArchiveError, NoExportError, StoppedError
from dateline.archive.fetching import fetcher
from dateline.archive.importing import rules
from dateline.archive.importing.options import Options
from dateline.archive.importing.reading import Readers, Sources
from dateline.archive.importing.survey import survey
from dateline.archive.importing.trip import Progress, fingerprint, site_of, take_over
from dateline.archive.models import Run
from dateline.lib import clock
from dateline.lib.api import FileLock, LockedError

logger: Final = logging.getLogger("dateline.archive")
_TELLS_EVERY: Final = 1.0
_BROKEN: Final = (
    "Dateline itself failed here (%s): the log says where. What came in is here. Try again; if it fails again, "
    "show the log to whoever looks after this house."
)


def folder() -> Path:
    """Where exports lie, those that were uploaded and those that were copied there."""
    place: Path = settings.DATELINE_HOME / "imports"
    place.mkdir(parents=True, exist_ok=True)
    return place


def ask(names: list[str], options: Options, *, by: Any) -> Run:
    """Ask for a takeover: the one of the same export that was not finished, or else a new one.

    Args:
        names: exports of one site, as they are called in the folder of exports.
        options: what was chosen.
        by: whose deed it is.
    """
    mark = fingerprint([folder() / name for name in names])
    run = Run.objects.filter(fingerprint=mark).exclude(state=Run.State.DONE).first() or Run(fingerprint=mark, by=by)
    if run.state != Run.State.RUNNING:
        run.sources, run.options = names, options.as_json()
        run.state = Run.State.REVIEW if run.state == Run.State.REVIEW else Run.State.WAITING
        run.save()
    return run


def next_run() -> int | None:
    """The run to be carried on now: one whose process died, or else the first that waits; none while one is at it."""
    unfinished = Run.objects.filter(state__in=(Run.State.RUNNING, Run.State.WAITING)).order_by("pk")
    # One that was started at a terminal, from files elsewhere, is that terminal's to go on with.
    ours = [run for run in unfinished if run.state == Run.State.WAITING or all(map(Path.exists, _paths(run)))]
    if not ours or _somebody_is_at_it():
        return None
    return min(ours, key=lambda run: run.state != Run.State.RUNNING).pk


def is_left(run_id: int) -> bool:
    """Whether a run whose process has ended is neither done nor waits for a person."""
    return Run.objects.filter(pk=run_id, state__in=(Run.State.RUNNING, Run.State.WAITING)).exists()


def give_up(run_id: int, why: str) -> None:
    """Let a run wait for a person, who is told why."""
    Run.objects.filter(pk=run_id).update(state=Run.State.FAILED, trouble=why)


@contextmanager
def alone() -> Iterator[None]:
    """One takeover at a time, whether from the desk or from a terminal.

    Raises:
        ArchiveError: another one is at it.
    """
    lock = FileLock(folder() / ".lock")
    try:
        lock.acquire(timeout=0)
    except LockedError as error:
        raise ArchiveError("Another takeover is being brought in. Wait for its end, or stop it at the desk.") from error
    try:
        yield
    finally:
        lock.release()


def carry_on(run_id: int) -> int:
    """Carry a run on until it is done, waits for a person, or is stopped; the desk is told how it ended.

    The first time its export is looked through, and it waits until somebody has seen what becomes of its terms; then
    everything is brought in. Stopped by a person it stays so; stopped by SIGTERM it waits to be carried on.

    Returns:
        An exit status: 0, or 1 if it failed.
    """
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        logger.error("There is no takeover %s.", run_id)
        return 1
    watch = _Watch(run_id)
    try:
        with alone(), _listening(watch):
            Run.objects.filter(pk=run_id).update(
                state=Run.State.RUNNING, trouble="", started_at=run.started_at or clock.now()
            )
            _bring_in(run, watch) if run.site_id else _look_through(run, watch)
    except StoppedError:
        state = Run.State.WAITING if watch.is_rung else Run.State.STOPPED
        Run.objects.filter(pk=run_id).update(state=state, is_asked_to_stop=False)
    except (ArchiveError, OSError) as error:
        give_up(run_id, str(error))
        return 1
    except Exception as error:  # whatever it was, whoever waits at the desk is told
        logger.exception("Takeover %s failed.", run_id)
        give_up(run_id, _BROKEN % type(error).__name__)
        return 1
    return 0


def _look_through(run: Run, watch: "_Watch") -> None:
    """Find out what an export holds, and propose what becomes of its terms."""
    options, sources = Options.of(run.options), Sources(_found(run))
    with Readers(options.workers) as readers:
        held = survey(sources, readers, lambda read: watch.report(Progress(_LOOKING, read, sources.size)))
    with transaction.atomic():
        run.site = site_of(held)
        rules.write(run.site, held, {})
        run.stood, run.state = dict(held.stood), Run.State.REVIEW
        run.save(update_fields=["site", "stood", "state"])


_LOOKING: Final = "Looking through the export"


def _bring_in(run: Run, watch: "_Watch") -> None:
    options = Options.of(run.options)
    fetch = fetcher() if options.fetch_media else None
    take_over(_found(run), options, report=watch.report, fetch=fetch, by=run.by)


class _Watch:
    """Tells the desk once a second how far a run is, and hears whether it is to stop."""

    def __init__(self, run_id: int) -> None:
        self.is_rung = False
        self._run = Run.objects.filter(pk=run_id)
        self._stage = ""
        self._next = 0.0
        self._starter = os.getppid()

    def ring(self, *_: object) -> None:
        """Stop after what is being done now."""
        self.is_rung = True

    def report(self, progress: Progress) -> None:
        """Note how far it is.

        Raises:
            StoppedError: it is to stop here.
        """
        self.is_rung = self.is_rung or os.getppid() != self._starter  # whoever would tell it to stop is gone
        if self.is_rung:
            raise StoppedError
        now = time.monotonic()
        if now < self._next and progress.stage == self._stage:
            return
        self._stage, self._next = progress.stage, now + _TELLS_EVERY
        self._run.update(progress={"stage": progress.stage, "done": progress.done, "total": progress.total})
        if self._run.filter(is_asked_to_stop=True).exists():
            raise StoppedError


@contextmanager
def _listening(watch: _Watch) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only there may signals be listened to
        yield
        return
    before = signal.signal(signal.SIGTERM, watch.ring)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _paths(run: Run) -> list[Path]:
    return [folder() / Path(name).name for name in run.sources]


def _found(run: Run) -> list[Path]:
    for path in _paths(run):
        if not path.is_file():
            raise NoExportError(f"{path} is not there any more. Copy the export there again, under this name.")
    return _paths(run)


def _somebody_is_at_it() -> bool:
    try:
        with alone():
            return False
    except ArchiveError:
        return True
