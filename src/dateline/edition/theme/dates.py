"""Dates in words: each language's own calendar names, order and digits, never more exact than what is known."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jdatetime import date as jalali_date
from markupsafe import Markup, escape

from dateline.desk.values import PublicationDate
from dateline.lib.tongues import tongue
from dateline.lib.words import Words

FULL = {
    "en": "EEEE d MMMM y",
    "az": "d MMMM y, EEEE",
    "tr": "d MMMM y EEEE",
    "ar": "EEEE، d MMMM y",
    "ru": "EEEE, d MMMM y",
}
# Only Russian has month names of its own for dates without a day. Asking Babel 2.18 for stand-alone names of a
# language that merely aliases them answers in whichever language was asked for first.
STAND_ALONE = {"ru"}

AZB_MONTHS = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مئی",
    "ژوئن",
    "جولای",
    "آقوست",
    "سپتامبر",
    "اوکتوبر",
    "نوامبر",
    "دسامبر",
]
AZB_WEEKDAYS = ("بازار ائرته‌سی", "چرشنبه آخشامی", "چرشنبه", "جومعه آخشامی", "جومعه", "شنبه", "بازار")
FA_MONTHS = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
]
FA_WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
JALALI_MONTHS = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
]
OWN_MONTHS = {"azb": AZB_MONTHS, "fa": FA_MONTHS}
OWN_WEEKDAYS = {"azb": AZB_WEEKDAYS, "fa": FA_WEEKDAYS}


def _babel(day: date, pattern: str, language: str) -> str:
    known = tongue(language)
    return known.number(format_date(day, pattern, locale=known.locale or "en_GB"))


@lru_cache(maxsize=16384)
def _jalali(day: date) -> tuple[int, int, int]:
    found = jalali_date.fromgregorian(date=day)
    return found.year, found.month, found.day


def jalali_words(day: date, *, year: bool = True) -> str:
    """A day in the calendar of Iran: ``۱۲ خرداد ۱۳۹۴``."""
    y, m, d = _jalali(day)
    return tongue("fa").number(f"{d} {JALALI_MONTHS[m - 1]} {y}" if year else f"{d} {JALALI_MONTHS[m - 1]}")


def _gregorian(day: date, language: str, *, year: bool = True) -> str:
    """A day in the Gregorian calendar, with or without its year."""
    if language in OWN_MONTHS:
        words = f"{day.day} {OWN_MONTHS[language][day.month - 1]}"
        return tongue(language).number(f"{words} {day.year}" if year else words)
    return _babel(day, "d MMMM y" if year else "d MMMM", language)


@lru_cache(maxsize=65536)
def day_words(day: date, language: str) -> str:
    """A full date: ``2 June 2015``; in Persian with both calendars, so that every reader can check it."""
    if language == "fa":
        # a line may break between the calendars, not within one
        halves = (jalali_words(day), f"({_gregorian(day, 'fa')})")
        return " ".join(half.replace(" ", "\u00a0") for half in halves)
    return _gregorian(day, language)


@lru_cache(maxsize=1024)
def dateline_words(day: date, language: str, *, year: bool) -> str:
    """The day as it stands behind the place a story was filed from: ``1 June``."""
    return jalali_words(day, year=year) if language == "fa" else _gregorian(day, language, year=year)


@lru_cache(maxsize=64)
def masthead_words(day: date, language: str) -> str:
    """The date of an edition, with its weekday."""
    if language in OWN_WEEKDAYS:
        comma = " " if language == "fa" else "، "
        return f"{OWN_WEEKDAYS[language][day.weekday()]}{comma}{day_words(day, language)}"
    return tongue(language).capital(_babel(day, FULL.get(language, "full"), language))


@lru_cache(maxsize=4096)
def month_words(day: date, language: str) -> str:
    """A month and its year: ``June 2015``."""
    if language in OWN_MONTHS:
        return tongue(language).number(f"{OWN_MONTHS[language][day.month - 1]} {day.year}")
    return _babel(day, "LLLL y" if language in STAND_ALONE else "MMMM y", language)


@lru_cache(maxsize=256)
def month_name(day: date, language: str) -> str:
    """The name of a month alone, short, for the table of an archive."""
    if language in OWN_MONTHS:
        return OWN_MONTHS[language][day.month - 1]
    return _babel(day, "LLL" if language in STAND_ALONE else "MMM", language)


@lru_cache(maxsize=65536)
def day_tag(day: date, language: str) -> Markup:
    """A full date in a ``<time>`` element."""
    return _tag(day.isoformat(), day_words(day, language))


def _tag(iso: str, words: str) -> Markup:
    return Markup(f'<time datetime="{iso}">{escape(words)}</time>')  # noqa: S704  # words are escaped here


class Dates:
    """Dates in one language and one time zone."""

    def __init__(self, language: str, zone: str, words: Words) -> None:
        self.language = language
        self._zone = ZoneInfo(zone)
        self._number = tongue(language).number
        self._unknown = words.text("date unknown")

    def on(self, moment: datetime) -> date:
        """The day a moment falls on at the paper."""
        return moment.astimezone(self._zone).date()

    def day(self, day: date) -> Markup:
        """A full date in a ``<time>`` element."""
        return day_tag(day, self.language)

    def clock(self, moment: datetime) -> Markup:
        """The time of day at the paper, in a ``<time>`` element: ``14:05``."""
        local = moment.astimezone(self._zone)
        return _tag(local.isoformat(timespec="minutes"), self._number(f"{local:%H:%M}"))

    def moment(self, moment: datetime) -> Markup:
        """Day, time and zone, in a ``<time>`` element: ``2 June 2015, 14:05 UTC+2``."""
        local = moment.astimezone(self._zone)
        comma = "،" if tongue(self.language).dir == "rtl" else ","
        time = self._number(f"{local:%H:%M}")
        words = f"{day_words(local.date(), self.language)}{comma} {time} {zone_words(local)}"
        return _tag(local.isoformat(timespec="minutes"), words)

    def month(self, day: date) -> Markup:
        """A month and its year in a ``<time>`` element."""
        return _tag(f"{day:%Y-%m}", month_words(day, self.language))

    def year(self, day: date) -> Markup:
        """A year in a ``<time>`` element."""
        return _tag(f"{day:%Y}", self._number(day.year))

    def published(self, date_: PublicationDate | None, *, exact: bool = False) -> Markup:
        """The original's date, with no more than is known of it; ``exact`` adds the time where it is known."""
        if date_ is None or date_.precision == "unknown":
            return self._unknown
        if date_.at is not None:
            return self.moment(date_.at) if exact else self.day(self.on(date_.at))
        if date_.on is None:
            return self._unknown
        if date_.precision == "month":
            return self.month(date_.on)
        return self.year(date_.on) if date_.precision == "year" else self.day(date_.on)


def zone_words(local: datetime) -> str:
    """The offset of a local time: ``UTC``, ``UTC+2``, ``UTC+3:30``."""
    offset = local.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"


def years_since(day: date | None, today: date) -> int:
    """Full years between two days, never rounded up; nought where the day is not known or not past."""
    if day is None:
        return 0
    return max(0, today.year - day.year - ((today.month, today.day) < (day.month, day.day)))
