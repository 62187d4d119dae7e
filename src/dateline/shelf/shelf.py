import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dateline.lib.api import FileLock, LockedError
from dateline.shelf import reading, trees, ways
from dateline.shelf.errors import ShelfBusyError, ShelfError, on_disk
from dateline.shelf.journal import Journal
from dateline.shelf.reading import Found, Printed, Tree
from dateline.shelf.ways import Way
from dateline.shelf.writer import HEADERS, Writer


class Shelf:
    """The printed pages under one root: written by one at a time, read by anybody at any time."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._root = os.fspath(root)

    @contextmanager
    def writing(self, timeout: float | None = None) -> Iterator[Writer]:
        """Take the lock, open the journal, and give the writer; end the journal and give the lock back.

            lock → journal: begin → put, put, move …, each noted → journal: end → lock given back
              └ was the writer before killed? a new journal, so that readers forget all, and a sweep

        Args:
            timeout: The longest time to wait for another writer, in seconds; without one, wait for as long as it takes.

        Raises:
            ShelfBusyError: Another writer is still at work.
            ShelfFullError: There is no room even for the journal.
            ShelfError: The disk refuses otherwise.
        """
        with self._locked(timeout):
            with on_disk(self._root):
                journal = Journal(self.root)
            try:
                if journal.was_cut_off:
                    with on_disk(self._root):
                        trees.sweep(self._root)
                with closing(Writer(self._root, journal)) as writer:
                    yield writer
            except BaseException:
                journal.note_failure()
                raise
            finally:
                journal.close()

    def sweep(self, timeout: float | None = None) -> int:
        """Remove what killed writers left unfinished, and give the number of files. The next writer does it by itself.

        Raises:
            ShelfBusyError: A writer is still at work.
            ShelfError: The disk refuses.
        """
        with self._locked(timeout), on_disk(self._root):
            return trees.sweep(self._root)

    def mend(self, timeout: float | None = None) -> int:
        """Take off every page whose compressed copies do not say what it says, and give their number.

        A machine that loses its power can leave files empty that were written last; a print of everything then lays
        what was taken off here, and what is itself wrong.
        """
        with self._locked(timeout):
            return sum(trees.clear_torn(file) for file in list(reading.bodies(self._root)))

    @contextmanager
    def _locked(self, timeout: float | None) -> Iterator[None]:
        lock = FileLock(self.root / trees.LOCK)
        try:
            with on_disk(self._root):
                self.root.mkdir(parents=True, exist_ok=True)
                lock.acquire(timeout=timeout)
        except LockedError as error:
            raise ShelfBusyError(
                f"Another process has been writing to the shelf {self.root} for more than {timeout} seconds. "
                "Wait until it has finished, or end it; what it has printed until then stands."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def look_up(self, address: str, length: int = 0) -> Found | None:
        """Give what stands at exactly this address: a page, a move, a page that is gone, or nothing.

        A page comes with so many of its first bytes.
        """
        return reading.look_up(self._root, address, length)

    def notice(self, status: int, address: str) -> str | None:
        """Give the file of the notice (404, 503) that is sent in the part of the paper that an address is in."""
        return reading.notice(self._root, status, address)

    def read(self, path: str, copy: str = "", longest: int | None = None) -> Printed | None:
        """Give the body in a file of the shelf, or its copy (".br", ".gz"); None when there is none.

        A body longer than `longest` bytes is described, but not read.
        """
        return reading.read(path, copy, longest)

    def beginning(self, path: str, length: int) -> bytes:
        """Give the first bytes of the body in a file of the shelf."""
        return reading.beginning(path, length)

    def headers(self) -> dict[str, str]:
        """Give the header fields that are sent with every page of HTML.

        Raises:
            ShelfError: Somebody else than a writer has changed them.
        """
        try:
            headers: dict[str, str] = json.loads((self.root / HEADERS).read_bytes())
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise ShelfError(f"{self.root / HEADERS} is not JSON. Delete it, then print again.") from error
        return headers

    def ways(self) -> tuple[Way, ...]:
        """Give the ways from families of former addresses.

        Raises:
            ShelfError: Somebody else than a writer has changed them.
        """
        try:
            return ways.read((self.root / ways.NAME).read_bytes())
        except FileNotFoundError:
            return ()

    def walk(self) -> Iterator[tuple[Tree, str]]:
        """Give every address, with the tree that it stands in."""
        return reading.walk(self._root)

    def digest(self) -> dict[str, str]:
        """Give the SHA-256 of every printed file, by its path from the root."""
        return reading.digest(self._root)
