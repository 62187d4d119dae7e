"""When two answers are the same answer. Pure."""

import re
import unicodedata
from typing import Final

# Letters that one keyboard has and the next has not, and that mean the same in an answer.
_SAME: Final = str.maketrans(
    {"ı": "i", "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
     "ؤ": "و", "ۆ": "و", "ۇ": "و", "ё": "е", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
)  # fmt: skip
_MARKS: Final = frozenset({"Mn", "Me", "Cf"})
_TATWEEL: Final = "\u0640"
_NEITHER: Final = re.compile(r"[\W_]+")


def same_as(text: str) -> str:
    """Take an answer and give what remains of it: letters and digits, without case, accents and spaces."""
    text = unicodedata.normalize("NFC", text).casefold().translate(_SAME).replace(_TATWEEL, "")
    parted = (each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) not in _MARKS)
    return _NEITHER.sub("", "".join(map(_plain, parted)).casefold())


def digits(text: str) -> str:
    """Take a text and give the digits in it, in Latin script."""
    return "".join(each for each in map(_plain, text) if each.isascii() and each.isdigit())


def _plain(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
