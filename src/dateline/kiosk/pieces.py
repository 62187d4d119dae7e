import os
from typing import Final

from dateline.kiosk.answers import Stretch

_PIECE: Final = 256 * 1024


class Pieces:
    """A part of a file on its way to a reader, a piece at a time, as fast as the reader reads.

    The file stays open, so that it is the same file to the end, whatever is printed in its place meanwhile.
    """

    def __init__(self, stretch: Stretch) -> None:
        self._file = os.open(stretch.path, os.O_RDONLY | os.O_CLOEXEC)
        self._place, self._end = stretch.first, stretch.end

    @property
    def are_all_sent(self) -> bool:
        """Say whether there are no more."""
        return self._place >= self._end

    def next(self) -> bytes:
        """Give the next piece. An empty one means that the file has been shortened, which no press does."""
        piece = os.pread(self._file, min(_PIECE, self._end - self._place), self._place)
        self._place += len(piece)
        return piece

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)
