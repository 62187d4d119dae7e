"""Measuring: a process with its whole tree (seconds, CPU seconds, memory), or something done in this one."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EVERY = 0.05
_TELL_EVERY = 1.0
_PAGE = os.sysconf("SC_PAGE_SIZE")


class FailedError(Exception):
    """What was measured did not succeed."""


@dataclass(frozen=True)
class Measured:
    """``seconds``: from start to end of the process, its own start-up included. ``cpu_seconds``: user and system time
    of it and of every process that it waited for (wait4). ``peak_rss``: the largest sum, over the process tree, of
    resident bytes, looked at twenty times a second in ``/proc``; what processes share is counted in each of them.
    ``peak_anonymous``: the same without files that are mapped into memory (programs, and the database)."""

    seconds: float
    cpu_seconds: float
    peak_rss: int
    peak_anonymous: int


def run(
    command: Sequence[str], environ: Mapping[str, str], log: Path, tell: Callable[[str], None] | None = None
) -> Measured:
    """Run a command and measure it.

    Args:
        command: the program and its arguments.
        environ: its whole environment.
        log: where what it says is kept.
        tell: called once a second with the last line that it said.

    Raises:
        FailedError: it did not end with 0; says where its output is, and its last lines.
    """
    os.sync()  # so that nobody pays for what another measurement has written
    with log.open("wb") as output:
        began = time.monotonic()
        process = subprocess.Popen(list(command), env=dict(environ), stdout=output, stderr=subprocess.STDOUT)
        sampler = _Sampler(process.pid, log, tell)
        sampler.start()
        try:
            _pid, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        finally:
            sampler.stop.set()
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    sampler.join()
    if process.returncode:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise FailedError(f"{' '.join(command[:6])} … ended with {process.returncode}; all it said is in {log}\n{last}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, sampler.peak, sampler.anonymous)


class _Sampler(threading.Thread):
    def __init__(self, root: int, log: Path, tell: Callable[[str], None] | None) -> None:
        super().__init__(daemon=True)
        self.root, self.log, self.tell = root, log, tell
        self.peak, self.anonymous, self.stop = 0, 0, threading.Event()

    def run(self) -> None:
        told = time.monotonic()
        while not self.stop.wait(_EVERY):
            resident, mapped = (sum(each) for each in zip(*map(_memory, tree(self.root)), strict=True))
            self.peak, self.anonymous = max(self.peak, resident), max(self.anonymous, resident - mapped)
            if self.tell and time.monotonic() - told > _TELL_EVERY:
                told = time.monotonic()
                self.tell(_last_line(self.log))


def _last_line(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 500))
        lines = file.read().decode(errors="replace").splitlines()
    return lines[-1] if lines else ""


def tree(root: int) -> list[int]:
    """A process and all that it started, by their numbers."""
    found = [root]
    for process in found:
        with suppress(OSError):
            for thread in Path(f"/proc/{process}/task").iterdir():
                with suppress(OSError):
                    found.extend(map(int, (thread / "children").read_bytes().split()))
    return found


def _memory(process: int) -> tuple[int, int]:
    """Resident bytes of a process, and those of them that are pages of files; proc_pid_statm(5)."""
    with suppress(OSError, IndexError, ValueError):
        fields = Path(f"/proc/{process}/statm").read_bytes().split()
        return int(fields[1]) * _PAGE, int(fields[2]) * _PAGE
    return 0, 0


def median_ms(what: Callable[[], Any]) -> float:
    """Milliseconds that something takes, the median of five."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        what()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)
