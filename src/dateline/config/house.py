"""Running the house: kiosk, desk and press room, each a process of its own, each started again when it falls."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from dateline.config import environment as settings_source
from dateline.config import opening, secrets
from dateline.config.environment import ConfigurationError, Environment, Listener
from dateline.config.inspection import listener_trouble
from dateline.lib.api import FileLock, LockedError, public_key

_PATIENCE = 10.0
_READY_WITHIN = 60.0
_LONGEST_PAUSE = 5.0
_LONGEST_PAUSE_OF_A_KIOSK = 0.5  # it opens in less, and readers are waiting
_PR_SET_PDEATHSIG = 1


def run(*, with_demo: bool = False) -> int:
    """Run the newspaper until SIGTERM or SIGINT.

    Raises:
        ConfigurationError: a setting is wrong, an address is taken, or the house already runs on this folder.
    """
    environment = settings_source.read()
    with _only_one(environment):
        for name, listener in (("DATELINE_PAPER", environment.paper), ("DATELINE_DESK", environment.desk)):
            if trouble := listener_trouble(name, listener):
                raise ConfigurationError(trouble)
        opening.set_up()
        if with_demo:
            from dateline.config.demo.loading import load

            load(report=_say)
        link = opening.first_link(environment)
        with _power_watch(environment):
            return _supervise(environment, link)


@contextmanager
def _only_one(environment: Environment) -> Iterator[None]:
    environment.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(environment.home / "serve.lock")
    try:
        lock.acquire(timeout=0)
    except LockedError as error:
        raise ConfigurationError(
            f"A newspaper already runs on {environment.home}. Stop it first, or set DATELINE_HOME to another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _power_watch(environment: Environment) -> Iterator[None]:
    """Print everything again after a power failure: what was printed last may not have reached the disk.

    While the house runs, a file names the machine's boot (Linux, ``boot_id``); it goes when the house is closed. Found
    at the start with another boot's name, the machine went down under a running house.
    """
    mark, boot = environment.home / "running", Path("/proc/sys/kernel/random/boot_id")
    now = boot.read_text(encoding="ascii") if boot.exists() else ""
    if mark.exists() and mark.read_text(encoding="ascii") != now:
        from dateline.edition import api as edition

        _say("The machine went down while the paper was running. Everything is looked over and printed again.")
        edition.mend(since=mark.stat().st_mtime)
    mark.write_text(now, encoding="ascii")
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


@dataclass
class _Room:
    """A process of the house."""

    name: str
    words: list[str]
    leftover: Path | None = None  # what a fall leaves behind and a start trips over
    longest_pause: float = _LONGEST_PAUSE
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    not_before: float = field(default=0.0)

    def keep_running(self) -> None:
        """Start it, or start it again when it fell; each fall in a row makes the pause before that longer."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            if now - self.started > _PATIENCE:
                self.falls = 0
            return
        if self.process is not None:
            _say(f"The {self.name} fell (status {self.process.returncode}); it is started again.")
            self.end()
            self.falls += 1
            self.not_before = now + min(self.longest_pause, 0.1 * 2**self.falls)
            self.process = None
        if now >= self.not_before:
            self.started = now
            if self.leftover is not None:
                self.leftover.unlink(missing_ok=True)
            # A session of its own, so that what it started in turn can be ended with it.
            self.process = subprocess.Popen(  # noqa: S603
                self.words,
                preexec_fn=_die_with_the_house,  # noqa: PLW1509
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait for its end; end it when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.end()

    def end(self) -> None:
        """End whatever it started and left behind."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def _die_with_the_house() -> None:
    """On Linux, a room ends when the house is killed without having been asked to stop."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _rooms(environment: Environment) -> list[_Room]:
    python = [sys.executable, "-m"]
    granian = [*python, "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4",
               "--no-ws", "--http", "1", "--log-level", "warning"]  # fmt: skip
    desk = ["--host", environment.desk.host, "--port", str(environment.desk.port)]
    kiosks = environment.kiosks.count
    return [
        *(
            _Room(
                "kiosk" if kiosks == 1 else f"kiosk {number}",
                [*python, "dateline.kiosk", *_kiosk_words(environment)],
                longest_pause=_LONGEST_PAUSE_OF_A_KIOSK,
            )
            for number in range(1, kiosks + 1)
        ),
        _Room("desk", [*granian, *desk, "dateline.config.wsgi:application"]),
        _Room(
            "live desk",
            [*granian, "--uds", str(environment.live), "--uds-permissions", "0600", "dateline.config.wsgi:live"],
            leftover=environment.live,
        ),
        _Room("wire room", [*python, "dateline.config.wire_room"]),
        _Room("press room", [*python, "dateline.config.press_room"]),
    ]


def _kiosk_words(environment: Environment) -> list[str]:
    kiosks = environment.kiosks
    words = {
        "--shelf": environment.shelf,
        "--listen": environment.paper,
        "--memory": max(1, kiosks.memory // kiosks.count),
        "--live": environment.live,
        "--spool": environment.spool,
        "--seal": public_key(secrets.spool_key(environment.home)),
        "--visitor-key": environment.visitor_key,
        "--readings": environment.readings,
        "--hsts": kiosks.hsts,
        "--onion": kiosks.onion,
    }
    named = [str(word) for pair in words.items() for word in pair]
    return ["--share-port", *named, *(word for each in kiosks.proxies for word in ("--proxy", str(each)))]


def _supervise(environment: Environment, link: str) -> int:
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    os.environ["DATELINE_HOME"] = str(environment.home)
    environment.shelf.mkdir(parents=True, exist_ok=True)
    rooms = _rooms(environment)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    announced, was_printed = False, _has_front(environment)
    deadline = time.monotonic() + _READY_WITHIN
    try:
        while not stopping:
            for room in rooms:
                room.keep_running()
            if not announced and _is_open(environment, was_printed=was_printed):
                announced = True
                _say(f"Paper: {environment.paper.address}/\nDesk: {link}")
            elif not announced and time.monotonic() > deadline:
                deadline += _READY_WITHIN
                _say("Still printing the first edition …")
            time.sleep(0.1)
    finally:
        _say("Closing the house …")
        for room in rooms:
            room.stop()
        end = time.monotonic() + _PATIENCE
        for room in rooms:
            room.wait(end)
    return 0


def _is_open(environment: Environment, *, was_printed: bool) -> bool:
    """Whether readers and editors are answered, and the first edition is printed to its last page."""
    from dateline.edition import api as edition

    answered = _answers(environment.paper) and _answers(environment.desk) and _has_front(environment)
    return answered and (was_printed or edition.waiting() == 0)


def _has_front(environment: Environment) -> bool:
    return (environment.shelf / "pages" / "index.html").exists()


def _answers(listener: Listener) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(listener.host, listener.host)  # noqa: S104
    try:
        with socket.create_connection((host, listener.port), timeout=0.5):
            return True
    except OSError:
        return False


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
