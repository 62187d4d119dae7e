"""What the discussion asks of the room that prints; it fills these places when the application starts."""

from dataclasses import dataclass
from typing import Protocol

from dateline.discussion.sheets import LetterSheet, Sheet


@dataclass(frozen=True, slots=True)
class Set:
    """A page that was set: UTF-8 HTML, and the fields that it has to be sent with."""

    body: bytes
    headers: dict[str, str]


class Setter(Protocol):
    """Sets live pages in the look of the paper."""

    def __call__(self, sheet: Sheet) -> Set:
        """The page of ``sheet``."""


class LetterSetter(Protocol):
    """Sets letters in the words of the paper."""

    def __call__(self, sheet: LetterSheet) -> tuple[str, str]:
        """The subject and the plain text of a letter."""


class _Seams:
    setter: Setter | None = None
    letter_setter: LetterSetter | None = None


def fill_setter(setter: Setter, letter_setter: LetterSetter) -> None:
    """Called once by the room that prints."""
    _Seams.setter, _Seams.letter_setter = setter, letter_setter


def set_page(sheet: Sheet) -> Set:
    """A live page, set; a bare line where nothing prints yet."""
    if _Seams.setter is None:
        return Set(b"Nothing here prints yet: the edition is not installed.", {})
    return _Seams.setter(sheet)


def set_letter(sheet: LetterSheet) -> tuple[str, str]:
    """The subject and the plain text of a letter; bare ones where nothing prints yet."""
    if _Seams.letter_setter is None:
        return sheet.headline, f"{sheet.address}\n{sheet.letters}\n"
    return _Seams.letter_setter(sheet)
