"""The archive's place in the press room: takeovers are carried on by a process of their own, one at a time."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

logger: Final = logging.getLogger("dateline.archive")
_EVERY: Final = 1.0
_RESTED: Final = 30.0
_FALLS: Final = 3
_POLITENESS: Final = 10
_PATIENCE: Final = 8.0
_FALLEN: Final = (
    "Its process ended {} times without a word, the last time with status {}: mostly for want of memory. What came in "
    "is here. Look into the log, then let it go on."
)


@dataclass
class ArchiveRoom:
    """Starts what waits, and starts again what fell."""

    process: subprocess.Popen[bytes] | None = None
    run: int = 0
    falls: Counter[int] = field(default_factory=Counter)
    not_before: float = 0.0

    def look(self) -> None:
        """If nothing is being taken over, and something is to be, start; at most once a second."""
        from dateline.archive import room

        if time.monotonic() < self.not_before:
            return
        self.not_before = time.monotonic() + _EVERY
        if self.process is not None:
            if self.process.poll() is None:
                return
            self._see_how_it_ended(self.process)
        elif (run := room.next_run()) is not None:
            self._start(run)

    def close(self) -> None:
        """Ask what is under way to stop after its batch; it goes on when the house is opened again."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):  # then it ends by itself, a little later
                self.process.wait(_PATIENCE)

    def _start(self, run: int) -> None:
        words = [sys.executable, "-m", "dateline.config", "import", "wordpress", "--run", str(run)]
        self.run = run
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _POLITENESS)  # readers and editors go first

    def _see_how_it_ended(self, ended: subprocess.Popen[bytes]) -> None:
        from dateline.archive import room

        with suppress(OSError):  # readers that it left behind would keep its lock
            os.killpg(ended.pid, signal.SIGKILL)
        self.process, status = None, ended.returncode
        if status == 0 or not room.is_left(self.run):
            self.falls.pop(self.run, None)
            return
        self.falls[self.run] += 1
        logger.error("Takeover %s fell (status %s).", self.run, status)
        if self.falls[self.run] < _FALLS:
            self.not_before = time.monotonic() + _RESTED
        else:
            room.give_up(self.run, _FALLEN.format(self.falls.pop(self.run), status))
