import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class ShelfError(Exception):
    """The shelf could not do what it was asked to do."""


class AddressError(ShelfError):
    """An address that the shelf refuses, because no file may be called so."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"The address {address!r} cannot stand on the shelf: {reason}.")
        self.address = address
        self.reason = reason


class ShelfBusyError(ShelfError):
    """Another writer is at work, and it did not end within the time given."""


class ShelfFullError(ShelfError):
    """The disk, or the quota on it, is full."""


@contextmanager
def on_disk(root: str) -> Iterator[None]:
    """Turn what the system reports about the disk into an error of this room."""
    try:
        yield
    except OSError as error:
        raise _shelf_error(error, root) from error


def _shelf_error(error: OSError, root: str) -> ShelfError:
    place = error.filename2 or error.filename or root
    if error.errno in _FULL:
        return ShelfFullError(
            f"There is no room left on the disk for {place}. Free some space, then print again: "
            "what was printed before stands whole, and the next print does what is missing."
        )
    if error.errno in (errno.ENOTDIR, errno.EISDIR):
        return ShelfError(
            f"{place} is needed both as a file and as a folder. Take the one that stands there off the shelf first."
        )
    return ShelfError(
        f"Writing {place} failed: {error.strerror}. Look at the rights and the health of the disk under {root}, "
        "then print again."
    )
