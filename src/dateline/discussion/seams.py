"""What the discussion asks of the room that prints; it fills these places when the application starts."""

from dataclasses import dataclass
from typing import Protocol

from dateline.discussion.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Set:
    """A page that was set: UTF-8 HTML, and the fields that it has to be sent with."""

    body: bytes
    headers: dict[str, str]


class Setter(Protocol):
    """Sets live pages in the look of the paper."""

    def __call__(self, sheet: Sheet) -> Set:
        """The page of ``sheet``."""


class _Seams:
    setter: Setter | None = None


def fill_setter(setter: Setter) -> None:
    """Called once by the room that prints."""
    _Seams.setter = setter


def set_page(sheet: Sheet) -> Set:
    """A live page, set; a bare line where nothing prints yet."""
    if _Seams.setter is None:
        return Set(b"Nothing here prints yet: the edition is not installed.", {})
    return _Seams.setter(sheet)
