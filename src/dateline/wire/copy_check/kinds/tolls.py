"""A headline that counts otherwise than the body: "12 killed" above a text that says "21 killed".

Quiet when in doubt: where the headline rounds ("over 100"), where its number stands anywhere in the body, where
numbers of the body add up to it, and where the body counts nothing of the kind.
"""

import re
from functools import cache
from itertools import combinations
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.copy_check.language import Language
from dateline.wire.spelling import fold

NAMES: Final = ("different number",)
PLACES: Final = ("body",)

_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_FIGURE: Final = r"(?<![\d.,:$€£-])\d{1,3}(?:[,. ]\d{3}){0,3}(?![\d.,:%]{0,9}\d|%)"
# Behind a number, these say that it counts time and not people.
_TIMES: Final = (
    r"years?|months?|weeks?|days?|hours?|minutes?|times?|лет|год|дн|час|мин|سنوات|سنة|أيام|ساعة|سال|روز|ساعت|"
    r"jahre|tage|stunden|años|días|horas|ans|jours|heures|anos|dias|января|февраля|марта|апреля|мая|июня|июля|"
    r"августа|сентября|октября|ноября|декабря"
)
_ROUND: Final = 50  # from here on, tens are taken for rounded
_TERMS: Final = 7  # numbers of a body that are tried to be added up


@cache
def _pattern(after: str, before: str, numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a number with what it counts behind it ("12 killed"), or before it ("kills 12")."""
    words = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    number = rf"{_FIGURE}|(?<!\w)(?:{words})(?!\w)"
    behind = rf"(?P<number>{number})\s+(?:\w+\s+){{0,2}}?{after}"
    ahead = rf"|(?<!\w){before}\s+(?P<last>{number})(?!\s+(?:{_TIMES}))" if before else ""
    return re.compile(behind + ahead, re.IGNORECASE)


def _counted(pattern: re.Pattern[str], text: str, language: Language) -> list[tuple[re.Match[str], int]]:
    groups = ("number", "last") if "last" in pattern.groupindex else ("number",)
    found = []
    for place in pattern.finditer(text):
        value = _value(next(place[group] for group in groups if place[group]), language)
        if value:
            found.append((place, value))
    return found


def find(copy: Copy) -> Found:
    """Take a body with its headline and give the first toll of the body that is not the headline's."""
    if not copy.headline:
        return
    headline, body = copy.headline.translate(_DIGITS), copy.text.translate(_DIGITS)
    for kind, toll in copy.language.tolls.items():
        pattern = _pattern(toll, copy.language.tolls_before.get(kind, ""), copy.language.numbers)
        said, told = (_counted(pattern, text, copy.language) for text in (headline, body))
        if len(said) == 1 and told and _differs(copy.language, headline, said[0], body, [number for _, number in told]):
            place = told[0][0]
            note = f"The headline says {said[0][1]}, the body {told[0][1]}."
            yield copy.damage("different number", *place.span(), None, note)


def _value(written: str, language: Language) -> int:
    folded = fold(written)
    if folded in language.numbers:
        return language.numbers.index(folded) + 1
    figures = re.sub(r"\D", "", written)
    return int(figures) if figures else 0


def _differs(language: Language, headline: str, said: tuple[re.Match[str], int], body: str, told: list[int]) -> bool:
    place, number = said
    before = fold(headline[: place.start()])
    about = fold(language.about).split()
    rounded = any(word in about for word in before.split()[-3:]) or (number >= _ROUND and number % 10 == 0)
    return not rounded and number not in _numbers(body, language) and not _adds_up(number, told)


def _numbers(body: str, language: Language) -> set[int]:
    figures = {_value(figure, language) for figure in re.findall(_FIGURE, body)}
    words = set(re.findall(r"[^\W\d_]+", fold(body)))
    return figures | {at + 1 for at, word in enumerate(language.numbers) if word in words}


def _adds_up(number: int, told: list[int]) -> bool:
    terms = told[:_TERMS]
    return any(sum(some) == number for size in (2, 3) for some in combinations(terms, size))
