import os
from threading import Thread
from typing import Final

_MOST: Final = 256  # a process may have some thousand files open; the kiosk's and the database's are among them

_READ: Final = os.O_RDONLY | os.O_CLOEXEC


class Replaced:
    """Files that give way to new ones, held open until their writer has ended.

    A rename onto a file frees that file's blocks, and waits for the disk's journal to do it: ten times as long as the
    rename itself, and more when the disk is busy. Nobody has to wait for that while a page is printed.
    """

    def __init__(self) -> None:
        self._descriptors: list[int] = []

    def hold(self, path: str) -> None:
        """Hold the file that stands there now, if one does; of many, only the first."""
        if len(self._descriptors) < _MOST:
            try:
                self._descriptors.append(os.open(path, _READ))
            except OSError:  # there is none, or too many are open: then the rename takes as long as it takes
                return

    def let_go(self) -> None:
        """Let go of all, and wait for none."""
        if self._descriptors:
            descriptors, self._descriptors = self._descriptors, []
            Thread(target=_close, args=(descriptors,), name="replaced").start()


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
