"""A day of the week without its date: "on Tuesday" means nothing to who reads it a month later.

Only the first is told: it sets the time for the rest. If it is known when the text was published, the date that is
meant is worked out: the last such day, or the next one where the sentence speaks of what is to come.
"""

import re
from datetime import date, timedelta
from typing import Final

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date

from dateline.lib.tongues import tongue
from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.spelling import fold

NAMES: Final = ("undated day",)
PLACES: Final = ("body",)

_NEAR: Final = 30  # characters on both sides within which a figure is the date
_FIGURE: Final = re.compile(r"(?<![\d:.,])[0-3]?\d(?![\d:%])|[۰-۹٠-٩]{1,2}")
_SENTENCE: Final = re.compile(r"(?<=\w{5})[.!?…] ")  # not behind "Nov."
_WEEK: Final = 7


def find(copy: Copy) -> Found:
    """Take a body and give the first day of the week that has no date; the cure adds the date that is meant."""
    days = copy.language.days
    place = days.search(copy.text) if days else None
    if place is None or _has_date(copy.text, place) or _is_habit(copy, place):
        return
    weekday = copy.language.weekday(place.group())
    cure, note = None, "A day of the week without its date."
    if copy.published:
        meant = _meant(copy, place, weekday)
        cure = (
            f"{place.group()}{', ' if copy.language.code in _WITH_COMMA else ' '}{_written(meant, copy.language.code)}"
        )
        note = f"A day of the week without its date; {meant.isoformat()} is meant."
    yield copy.damage("undated day", *place.span(), cure, note)


_WITH_COMMA: Final = frozenset({"en", "ru", "de", "es", "pt"})


def _has_date(text: str, place: re.Match[str]) -> bool:
    before = text[max(0, place.start() - _NEAR) : place.start()].rpartition("\n")[2]
    after = text[place.end() : place.end() + _NEAR].partition("\n")[0]
    return bool(_FIGURE.search(_SENTENCE.split(after)[0]) or _FIGURE.search(_SENTENCE.split(before)[-1]))


def _is_habit(copy: Copy, place: re.Match[str]) -> bool:
    """Whether it is every such day, and none in particular."""
    around = copy.text[max(0, place.start() - _NEAR) : place.end() + _NEAR]
    return any(word in copy.language.every for word in re.findall(r"[^\W\d_]+", fold(around)))


def _meant(copy: Copy, place: re.Match[str], weekday: int) -> date:
    published = copy.published or date.min
    back = (published.weekday() - weekday) % _WEEK
    if _is_ahead(copy, place):
        return published + timedelta(days=(_WEEK - back) % _WEEK or _WEEK)
    return published - timedelta(days=back)


def _is_ahead(copy: Copy, place: re.Match[str]) -> bool:
    sentence = next((each for at, each in copy.sentences if at <= place.start() < at + len(each)), "")
    return any(word in copy.language.ahead for word in re.findall(r"[^\W\d_]+", fold(sentence)))


def _written(day: date, code: str) -> str:
    try:
        written = format_date(day, "long", locale=Locale.parse("en_GB" if code == "en" else code))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return tongue(code).number(written)
