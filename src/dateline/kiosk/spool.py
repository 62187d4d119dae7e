"""Comments, on the disk and sealed before their readers are told so; the desk takes them from there."""

import asyncio
import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.kiosk.errors import SpoolError
from dateline.kiosk.limits import SPOOLED_BYTES, SPOOLED_FILES
from dateline.lib.api import seal, write_all

log: Final = logging.getLogger("dateline.kiosk")

FORM: Final = ".form"
_PART: Final = ".part"  # a form that is not whole yet
_STALE: Final = 600.0  # seconds, after which nobody is writing it any more
_TALLY: Final = ".tally"
_COUNT_EVERY: Final = 2.0  # seconds; counting 50,000 files takes a tenth of one
_HANDS: Final = 4  # while one waits for the disk, others write, and the disk takes them together
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_OPEN: Final = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


@dataclass(frozen=True, slots=True)
class Slip:
    """What is noted of a form besides its body: whose it is today, and when it came (ISO 8601, UTC)."""

    visitor: str
    at: str

    def line(self) -> bytes:
        """Give the line of JSON that stands before the body, with its end."""
        return json.dumps({"visitor": self.visitor, "at": self.at}).encode() + b"\n"


def name_of(ticket: str) -> str:
    """Give the name of a form's file: of its ticket, which opens the receipt, only a digest (SHA-256) is kept."""
    return hashlib.sha256(ticket.encode(errors="replace")).hexdigest()


class Spool:
    """Keeps forms in a folder, each a file ``<name>.form``: a line of JSON and the body's bytes as they came, sealed.

    A file is there whole and on the disk, or not at all: it is written under another name, forced to the disk, renamed,
    and its folder forced to the disk. Several kiosks fill one folder and the desk empties it; a tally in it, with a
    lock, says how much there is. It may say too much for a moment, never too little.
    """

    def __init__(
        self, folder: Path, key: str, most_bytes: int = SPOOLED_BYTES, most_files: int = SPOOLED_FILES
    ) -> None:
        self._folder = folder
        self._key = key
        self._most_bytes = most_bytes
        self._most_files = most_files
        self._hands = ThreadPoolExecutor(_HANDS, thread_name_prefix="spool")
        self._waiting = 0  # bytes
        self._is_told = False

    def has(self, ticket: str) -> bool:
        """Say whether a form waits here."""
        return (self._folder / f"{name_of(ticket)}{FORM}").exists()

    async def keep(self, ticket: str, slip: Slip, body: bytes) -> None:
        """Keep a form. When this returns, it is on the disk and outlives the machine's fall.

        Raises:
            SpoolError: It is not kept.
        """
        if self._waiting + len(body) > self._most_bytes:
            raise SpoolError
        self._waiting += len(body)
        try:
            await asyncio.get_running_loop().run_in_executor(
                self._hands, self._keep, name_of(ticket), slip.line() + body
            )
        except (OSError, SpoolError) as error:
            self._tell(error)
            raise SpoolError from error
        finally:
            self._waiting -= len(body)
        self._is_told = False

    def _tell(self, error: OSError | SpoolError) -> None:
        if not self._is_told:  # once, not for each reader
            self._is_told = True
            reason = error.strerror if isinstance(error, OSError) else "it is full"
            log.error("Nothing can be kept in %s: %s. Readers are given their words back.", self._folder, reason)

    def _keep(self, name: str, content: bytes) -> None:
        letter = seal(content, self._key)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part, form = (self._folder / f"{name}{ending}" for ending in (_PART, FORM))
        try:
            descriptor = self._write(part, letter)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            part.rename(form)
            self._settle()
        except BaseException:
            for each in (part, form):
                with suppress(OSError):
                    each.unlink(missing_ok=True)
            raise

    def _settle(self) -> None:
        """Force the folder to the disk."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _write(self, part: Path, content: bytes) -> int:
        """Write where there is room, and give the open file. What is written is counted before the next one looks."""
        with self._tally() as tally:
            at, files, size = self._count(tally)
            if files >= self._most_files or size + len(content) > self._most_bytes:
                raise SpoolError
            descriptor = os.open(part, _NEW, 0o600)
            try:
                write_all(descriptor, content)
                _note(tally, at, files + 1, size + len(content))
            except BaseException:
                os.close(descriptor)
                raise
            return descriptor

    @contextmanager
    def _tally(self) -> Iterator[int]:
        descriptor = os.open(self._folder / _TALLY, _OPEN, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)

    def _count(self, tally: int) -> tuple[float, int, int]:
        """Give when there was a count, and the number of files and of bytes that are there."""
        now = time.time()
        at, files, size = _noted(tally)
        if 0 <= now - at < _COUNT_EVERY:
            return at, files, size
        files = size = 0
        for name, length, written in self._there():
            if name.endswith(_PART) and now - written > _STALE:
                with suppress(OSError):
                    (self._folder / name).unlink()
            elif name != _TALLY:
                files, size = files + 1, size + length
        _note(tally, now, files, size)
        return now, files, size

    def _there(self) -> Iterator[tuple[str, int, float]]:
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):  # the desk has just taken it
                    found = entry.stat(follow_symlinks=False)
                    yield entry.name, found.st_size, found.st_mtime


def _noted(tally: int) -> tuple[float, int, int]:
    """Give when there was a count, and what is there by that and what was added; what is torn was never counted."""
    try:
        at, files, size = os.pread(tally, 100, 0).split()
        return float(at), int(files), int(size)
    except ValueError:
        return 0.0, 0, 0


def _note(tally: int, at: float, files: int, size: int) -> None:
    """Write the tally down, always at the same length: on a full disk, it needs no room."""
    os.pwrite(tally, b"%020.6f %020d %020d" % (at, files, size), 0)
