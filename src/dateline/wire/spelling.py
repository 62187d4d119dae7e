"""One spelling for texts that are compared: what keyboards write differently and readers read alike. Pure."""

from typing import Final

_FOLD: Final = str.maketrans(
    {"İ": "i", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "’": "'", "ʼ": "'", "\u200c": " ", "\u00ad": "", "\u0640": ""}
)


def fold(text: str) -> str:
    """Take a text and give it in small letters, with one i, one Arabic ya and kaf, one apostrophe."""
    return text.lower() if text.isascii() else text.translate(_FOLD).casefold()
