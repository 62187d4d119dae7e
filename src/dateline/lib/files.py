"""Files that are whole or not there, and locks that die with their holder."""

import errno
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from dateline.lib.errors import LockedError

_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_ASK_AGAIN: Final = 0.02


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the data, also where the system takes it in pieces."""
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, data[written:])


def write_atomically(path: Path, data: bytes, *, lasting: bool = False) -> None:
    """Take a path and its new content; whoever opens the path finds the old content or the new one, nothing between.

    ``lasting`` forces it to the disk before it takes the old one's place, for what cannot be made again.

    Raises:
        OSError: The disk is full, the folder is missing. The old content stands then, and no temporary file is left.
    """
    # The name's beginning suffices, and the whole stays below the 255 bytes that a file's name may have.
    beginning = path.name.encode()[:200].decode(errors="ignore")
    temporary = path.with_name(f".{beginning}.{secrets.token_hex(6)}")
    try:
        descriptor = os.open(temporary, _FLAGS, 0o644)
        try:
            write_all(descriptor, data)
            if lasting:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of ``path`` when all is written; after an error nothing is there."""
    beginning = path.name.encode()[:200].decode(errors="ignore")
    temporary = path.with_name(f".{beginning}.{secrets.token_hex(6)}")
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class FileLock:
    """A lock between processes (flock). The system takes it back when its holder dies, and exec does not pass it on.

    Forked children keep it held until they end too, unless it is released.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> None:
        """Take the lock: wait for it, wait for at most `timeout` seconds, or do not wait at all.

        Raises:
            LockedError: Somebody else holds it.
        """
        if self._descriptor is not None:
            raise LockedError(self.path)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            if blocking and timeout is None:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            else:
                self._ask(descriptor, timeout or 0.0 if blocking else 0.0)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _ask(self, descriptor: int, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                    raise
                if time.monotonic() >= deadline:
                    raise LockedError(self.path) from error
                time.sleep(_ASK_AGAIN)
            else:
                return

    def release(self) -> None:
        """Give the lock back; without it, do nothing."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            # Closing alone would leave it held by forked children.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
