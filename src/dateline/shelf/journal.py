"""The journal of changes: how those who remember pages learn which of them to forget.

Each line is a number, a tab and a note. A note is an address, or one of three words: `begin` and `end` around the
changes of one writer, and `everything` when more changed than can be listed. A line is written after the files that it
speaks of. A journal that does not end with `end` had its writer killed, so it may lack changes: the next writer puts a
new file in its place, and a reader who sees another file (another inode) forgets all.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Final

from dateline.lib.api import write_all, write_atomically

NAME: Final = "journal"
LONGEST: Final = 8 * 1024 * 1024

_BEGIN: Final = "begin"
_END: Final = "end"
_EVERYTHING: Final = "everything"
_TAIL: Final = 8192  # more than the longest line
_APPEND: Final = os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_CLOEXEC


class Everything(Enum):
    """The answer of a reader who cannot say what changed: forget all."""

    EVERYTHING = "everything"


EVERYTHING: Final = Everything.EVERYTHING


class Journal:
    """The writer's side. Only the holder of the shelf's lock may open one."""

    def __init__(self, root: Path) -> None:
        self._path = root / NAME
        tail, size = self._tail()
        self._sequence, ended = _last(tail)
        self.was_cut_off = size > 0 and not ended
        self._torn = self._failed = False
        if ended and size <= LONGEST:
            self._descriptor = os.open(self._path, _APPEND)
            self._append([_BEGIN])
        else:
            # A line that was cut off may have had the next number.
            self._sequence += 2
            write_atomically(self._path, f"{self._sequence}\t{_BEGIN}\n".encode())
            self._descriptor = os.open(self._path, _APPEND)

    def _tail(self) -> tuple[bytes, int]:
        try:
            descriptor = os.open(self._path, _READ)
        except FileNotFoundError:
            return b"", 0
        try:
            size = os.fstat(descriptor).st_size
            return os.pread(descriptor, _TAIL, max(size - _TAIL, 0)), size
        finally:
            os.close(descriptor)

    def note(self, addresses: Iterable[str]) -> None:
        """Write that these addresses changed. One system call, of a microsecond: nothing is gained by waiting."""
        self._append(addresses)

    def note_everything(self) -> None:
        """Write that readers must forget all."""
        self._append([_EVERYTHING])

    def note_failure(self) -> None:
        """Let readers forget all, and leave the journal without its end: the next writer sweeps the shelf first."""
        self._failed = True
        with suppress(OSError):
            self.note_everything()

    def close(self) -> None:
        """Write that this writer ended well, if it did."""
        with suppress(OSError):
            if not self._failed:
                self._append([_END])
        os.close(self._descriptor)

    def _append(self, notes: Iterable[str]) -> None:
        lines = []
        for note in notes:
            self._sequence += 1
            lines.append(f"{self._sequence}\t{note}\n")
        if not self._torn:  # nothing can follow half a line
            self._torn = True
            write_all(self._descriptor, "".join(lines).encode())
            self._torn = False


def _last(tail: bytes) -> tuple[int, bool]:
    """Take the end of a journal; give the last number in it, and whether its writer ended."""
    ended = tail.endswith(f"\t{_END}\n".encode())
    for line in reversed(tail.split(b"\n")[:-1]):
        number, tab, _ = line.partition(b"\t")
        if tab and number.isdigit():
            return int(number), ended
    return 0, False


class JournalReader:
    """The side of those who remember: asks what changed since it asked last."""

    def __init__(self, root: Path) -> None:
        self._path = os.fspath(root / NAME)
        self._descriptor = -1
        self._file: tuple[int, int] | None = None
        self._position = 0
        self._asked = False

    def changes(self) -> set[str] | Everything:
        """Give the addresses that changed since the last call, or EVERYTHING; the first call gives EVERYTHING.

        Two system calls when nothing changed. A line that is still being written waits for the next call.
        """
        if self._is_another():
            return EVERYTHING
        if self._file is None:
            return set()
        fresh = self._read()
        return _addresses(fresh) if fresh else set()

    def close(self) -> None:
        """Let go of the journal."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            self._file = None

    def _is_another(self) -> bool:
        """Open the journal that is there now, if it is not the one that was there before; say whether it is not."""
        try:
            found = os.stat(self._path)  # noqa: PTH116
        except FileNotFoundError:
            first, self._asked = not self._asked, True
            return first
        # The old file stays open, so a new one cannot have its number.
        if (found.st_dev, found.st_ino) == self._file and found.st_size >= self._position:
            return False
        self._asked = True
        self.close()
        self._descriptor = os.open(self._path, _READ)
        opened = os.fstat(self._descriptor)
        self._file = (opened.st_dev, opened.st_ino)
        self._position = 0
        self._read()
        return True

    def _read(self) -> bytes:
        """Give the whole lines that were not read yet."""
        fresh = b""
        while piece := os.pread(self._descriptor, LONGEST, self._position + len(fresh)):
            fresh += piece
        whole = fresh[: fresh.rfind(b"\n") + 1]
        self._position += len(whole)
        return whole


def _addresses(lines: bytes) -> set[str] | Everything:
    changed = set()
    for line in lines.decode().splitlines():
        note = line.partition("\t")[2]
        if note.startswith("/"):
            changed.add(note)
        elif note not in (_BEGIN, _END):
            return EVERYTHING
    return changed
