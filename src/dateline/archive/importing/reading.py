"""Reading exports with other processes: pieces go out by the dozen, what they are comes back in order."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Self, TypeVar

from dateline.archive.wordpress import text
from dateline.archive.wordpress.reading import Export
from dateline.archive.wordpress.work import Piece

_AT_ONCE = 120
_AHEAD = 2  # batches that each process may be ahead of whoever stores them
T = TypeVar("T")


class Sources:
    """Exports, one after the other, as one row of numbered pieces."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self.mended: Counter[str] = Counter()
        self.read = 0

    @property
    def size(self) -> int:
        """How many bytes they have on the disk."""
        return sum(path.stat().st_size for path in self._paths)

    def pieces(self) -> Iterator[Piece]:
        """Every piece of every export, numbered from 1; ``mended`` and ``read`` grow meanwhile.

        Raises:
            NoExportError: a file cannot be read, or is no export.
        """
        at, before = 0, 0
        self.mended.clear()
        for path in self._paths:
            with text.opened(path) as streams:
                for stream in streams:
                    export = Export(stream)
                    for names, kind, piece in export.pieces():
                        at += 1
                        self.read = before + export.read
                        yield Piece(at, names, kind, piece)
                    before += export.read
                    self.mended.update(export.mended)


class Readers:
    """Processes that read; with none, this process reads itself."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._count:
            # Forked at once, and they ask the database nothing: a connection that they inherit is never used.
            self._pool = ProcessPoolExecutor(self._count, mp_context=get_context("fork"))
            deque(self._pool.map(_awake, range(self._count)), maxlen=0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def map(self, work: Callable[..., list[T]], pieces: Iterable[Piece], *given: object) -> Iterator[list[T]]:
        """What ``work`` makes of batches of pieces, in their order; no more are read ahead than are soon wanted."""
        row = iter(pieces)
        batches = iter(lambda: list(islice(row, _AT_ONCE)), [])
        if self._pool is None:
            for batch in batches:
                yield work(batch, *given)
            return
        waiting: deque[Future[list[T]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(work, batch, *given))
            if len(waiting) > self._count * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _awake(_number: int) -> None:
    """A process that has done this is there."""
