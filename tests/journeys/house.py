"""A whole house for a journey: kiosk, desk and press room as `dateline serve --demo` starts them, on free ports."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

READY_WITHIN = 150.0
ENDS_WITHIN = 15.0
ROOMS = {
    "kiosk": "dateline.kiosk",
    "desk": "dateline.config.wsgi:application",
    "live desk": "dateline.config.wsgi:live",
    "press room": "dateline.config.press_room",
    "wire room": "dateline.config.wire_room",
}


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


@dataclass
class House:
    """The running newspaper, as a person at its door sees it."""

    folder: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, **settings: str) -> "House":
        """Start a house with the demo newspaper and such settings, and wait for the two lines that it promises."""
        folder = Path(tempfile.mkdtemp(prefix="dateline-house-"))
        paper, desk = free_ports(2)
        surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        surroundings |= {
            "DATELINE_HOME": str(folder),
            "DATELINE_PAPER": f"127.0.0.1:{paper}",
            "DATELINE_DESK": f"127.0.0.1:{desk}",
            **settings,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline.config", "serve", "--demo"],
            env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        house = cls(folder, process)
        threading.Thread(target=house._listen, daemon=True).start()
        try:
            house.wait_until(lambda: house._line("Desk: ") or process.poll() is not None, READY_WITHIN)
            assert process.poll() is None, house.story_so_far
            house.wait_until(house.is_printed, READY_WITHIN)
        except BaseException:
            house.close()
            raise
        return house

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            self.said.extend(line.rstrip() for line in self.process.stdout)

    def _line(self, start: str) -> str:
        return next((line.removeprefix(start) for line in list(self.said) if line.startswith(start)), "")

    @property
    def story_so_far(self) -> str:
        """Everything that the house said."""
        return "\n".join(self.said)

    @property
    def paper(self) -> str:
        """The readers' address, without the slash at its end."""
        return self._line("Paper: ").rstrip("/")

    @property
    def desk_link(self) -> str:
        """The one-time link that the house printed."""
        return self._line("Desk: ")

    @property
    def desk(self) -> str:
        """The desk's address, without the slash at its end."""
        return self.desk_link.partition("/desk/")[0]

    @property
    def pages(self) -> Path:
        """Where the printed pages stand."""
        return self.folder / "shelf" / "pages"

    def is_printed(self) -> bool:
        """Whether the press has nothing left to do."""
        with closing(sqlite3.connect(f"file:{self.folder}/dateline.sqlite3?mode=ro", uri=True, timeout=10)) as database:
            return database.execute("SELECT count(*) FROM edition_printorder").fetchone() == (0,)

    def wait_until(self, claim, within: float = 20.0):
        """Wait until a claim holds, and give what it gave."""
        end = time.monotonic() + within
        while not (found := claim()):
            assert time.monotonic() < end, f"It did not come to pass within {within} s.\n{self.story_so_far}"
            time.sleep(0.05)
        return found

    def processes(self) -> list[tuple[str, int]]:
        """The processes that the house started: what each is, and its number."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = []
        for each in map(int, children):
            try:
                words = Path(f"/proc/{each}/cmdline").read_bytes().decode().split("\0")
            except (FileNotFoundError, ProcessLookupError):
                continue
            found += [(name, each) for name, mark in ROOMS.items() if mark in words]
        return found

    def rooms(self) -> dict[str, int]:
        """The processes that the house started, by what they are; one of the kiosks."""
        return dict(self.processes())

    def stop(self) -> float:
        """Ask the house to close; gives the seconds it took."""
        asked = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(ENDS_WITHIN)
        return time.monotonic() - asked

    def close(self) -> None:
        """Close the house, by force if need be, and clear the place."""
        try:
            if self.process.poll() is None:
                self.stop()
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)
