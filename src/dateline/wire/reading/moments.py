"""Dates as pages write them, made moments: only what is written, as exactly as it is written, in its own zone."""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Final

import jdatetime
from babel.dates import get_month_names

from dateline.wire.values import Moment, Precision

_LANGUAGES: Final = ("en", "az", "tr", "ru", "de", "es", "fr", "pt", "ar", "fa", "it", "nl", "uk")
_FIRST_YEAR: Final = 1500
_OTHER_NAMES: Final = {
    "sept": 9, "januari": 1, "jänner": 1, "feber": 2, "märz": 3, "mrz": 3, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "أكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
    "ژانویه": 1, "فوریه": 2, "مارس": 3, "آوریل": 4, "مه": 5, "ژوئن": 6, "ژوئیه": 7, "جولای": 7, "اوت": 8, "آگوست": 8,
    "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12, "январь": 1, "февраль": 2, "март": 3, "апрель": 4, "май": 5,
    "июнь": 6, "июль": 7, "август": 8, "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
}  # fmt: skip
_JALALI: Final = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8,
    "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
}  # fmt: skip
_ZONES: Final = {
    "utc": "+00:00", "gmt": "+00:00", "z": "+00:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00",
    "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00", "msk": "+03:00", "мск": "+03:00", "hkt": "+08:00",
    "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
_ISO: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(?!\d)"
    r"(?:[T\s]+(?P<H>\d{2}):?(?P<M>\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(?P<z>Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d)|[A-Z]{3,4}\b)?)?"
)
_ISO_MONTH: Final = re.compile(r"(?P<y>(?:19|20)\d{2})-(?P<m>\d{2})")
_NUMBERS: Final = re.compile(
    r"(?<![\d.,/-])(?P<a>\d{1,2})\s?(?P<s>[./-])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<c>\d{4}|\d{2})(?![\d/])"
)
_YEAR_FIRST: Final = re.compile(
    r"(?<![\d.,/-])(?P<y>1[34]\d{2}|(?:19|20)\d{2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<d>\d{1,2})(?!\d)"
)
_TIME: Final = re.compile(
    r"(?<![\d.:/-])(?P<H>[01]?\d|2[0-3])(?:[:.]|\s?[hH]\s?)(?P<M>[0-5]\d)(?::[0-5]\d)?(?![\d:])\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?P<z>(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|[A-Za-zА-я]{3,4}\b))?",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(
    r"(?<![\d.:/-])(?P<H>1[0-2]|[1-9])\s?(?P<half>[ap]\.?m\b\.?)(?:\s*(?P<z>[A-Z]{3,4}\b))?", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d")


def parse(text: str, *, month_first: bool | None = None, not_after: date | None = None) -> Moment | None:
    """Take a text with a date in it and give the first date, with the time that stands beside it.

    Args:
        text: an ISO 8601 date, or words in any language known here; Persian and Arabic digits count, so does Jalali.
        month_first: whether 3/4/2020 is in March; unknown: such a date is only taken if it can mean but one thing.
        not_after: later days are no dates of a story (a day is let pass for time zones).
    """
    text = _plain(text)
    if not _DIGITS.search(text):
        return None
    found = _iso(text) or _in_words(text) or _in_numbers(text, month_first)
    if found is None or (not_after and found.value[:10] > _day_after(not_after)):
        return None
    return found


def day(moment: Moment) -> str:
    """Its day, or as much of it as is known."""
    return moment.value[:10]


def month(text: str, *, is_issue: bool = False) -> Moment | None:
    """Take a text like "October 2022" or "10/2022" and give a moment that is known to the month.

    ``is_issue`` says that the text names a printed issue, so that "10/22" is a month as well.
    """
    text = _plain(text)
    names = "|".join(_month_pattern())
    if found := re.search(rf"(?<!\w)({names})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)(?!\d)", text, re.IGNORECASE):
        number = _month_number(found[1])
        return _moment(int(found[2]), number, None) if number else None
    years = r"(?:19|20)?\d{2}" if is_issue else r"(?:19|20)\d{2}"
    if found := re.search(rf"(?<![\d./])(0?[1-9]|1[0-2])\s?[/.]\s?({years})(?![\d./])", text):
        return _moment(_full_year(int(found[2])), int(found[1]), None)
    return None


def _plain(text: str) -> str:
    """Digits of any script as 0 to 9, Arabic letters as Persians and Arabs both write them, spaces as spaces."""
    text = "".join(
        str(unicodedata.digit(letter)) if letter > "\x7f" and letter.isdigit() else letter for letter in text[:400]
    )
    text = text.translate(
        {0x64A: "ی", 0x649: "ی", 0x643: "ک", 0x200C: " ", 0x200F: None, 0x200E: None, 0xA0: " ", 0x202F: " "}
    )
    return text.replace("i̇", "i").strip()


def _iso(text: str) -> Moment | None:
    found = _ISO.search(text)
    if found is None:
        whole = _ISO_MONTH.fullmatch(text)
        return _moment(int(whole["y"]), int(whole["m"]), None) if whole else None
    time = (int(found["H"]), int(found["M"]), _zone(found["z"])) if found["H"] else None
    return _moment(int(found["y"]), int(found["m"]), int(found["d"]), time)


def _in_words(text: str) -> Moment | None:
    found = _worded().search(text)
    if found is None:
        return None
    name = found["m1"] or found["m2"] or found["m3"]
    number = _month_number(name)
    year, days = int(found["y1"] or found["y2"] or found["y3"]), int(found["d1"] or found["d2"] or found["d3"])
    if year < _FIRST_YEAR and (jalali := _JALALI.get(name)):
        return _from_jalali(year, jalali, days, _time(text))
    return _moment(year, number, days, _time(text[: found.start()] + " " + text[found.end() :])) if number else None


def _in_numbers(text: str, month_first: bool | None) -> Moment | None:
    if found := _YEAR_FIRST.search(text):
        year, months, days = int(found["y"]), int(found["m"]), int(found["d"])
        rest = _time(text[: found.start()] + " " + text[found.end() :])
        return _from_jalali(year, months, days, rest) if year < _FIRST_YEAR else _moment(year, months, days, rest)
    found = _NUMBERS.search(text)
    if found is None:
        return None
    first, second, year = int(found["a"]), int(found["b"]), _full_year(int(found["c"]))
    if found["s"] == "." or first > 12:  # noqa: PLR2004
        days, months = first, second
    elif second > 12 or month_first:  # noqa: PLR2004
        months, days = first, second
    elif month_first is False or first == second:
        days, months = first, second
    else:
        return None
    return _moment(year, months, days, _time(text[: found.start()] + " " + text[found.end() :]))


def _time(text: str) -> tuple[int, int, str] | None:
    found = _TIME.search(text) or _HOUR.search(text)
    if found is None:
        return None
    hour, minute = int(found["H"]), int(found["M"]) if "M" in found.re.groupindex else 0
    half = (found["half"] or "").lower()
    if half and hour <= 12:  # noqa: PLR2004
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour, minute, _zone(found["z"])


def _zone(words: str | None) -> str:
    """The zone as an offset; what is no zone, or means several, gives none."""
    if not words:
        return ""
    low = words.lower()
    if low in _ZONES:
        return _ZONES[low]
    offset = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", low)
    return f"{offset[1]}{int(offset[2]):02d}:{offset[3] or '00'}" if offset and int(offset[2]) <= 14 else ""  # noqa: PLR2004


def _moment(year: int, months: int, days: int | None, time: tuple[int, int, str] | None = None) -> Moment | None:
    try:
        whole = date(year, months, days or 1)
    except ValueError:
        return None
    if year < _FIRST_YEAR:
        return None
    if days is None:
        return Moment(f"{whole:%Y-%m}", "month")
    precision: Precision = "minute" if time else "day"
    return Moment(f"{whole.isoformat()}T{time[0]:02d}:{time[1]:02d}{time[2]}" if time else whole.isoformat(), precision)


def _from_jalali(year: int, months: int, days: int, time: tuple[int, int, str] | None) -> Moment | None:
    try:
        whole = jdatetime.date(year, months, days).togregorian()
    except ValueError:
        return None
    return _moment(whole.year, whole.month, whole.day, time)


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year  # noqa: PLR2004


def _day_after(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()


def _month_number(name: str) -> int:
    return _months().get(name.lower().replace("i̇", "i").rstrip("."), 0)


@cache
def _months() -> dict[str, int]:
    """Names of months in all languages known here, long and short, in the Gregorian calendar."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    key = _plain(name).lower().rstrip(".")
                    if not key.isdigit():
                        found.setdefault(key, number)
    return found | {_plain(name): number for name, number in _OTHER_NAMES.items()}


@cache
def _month_pattern() -> list[str]:
    return sorted((re.escape(name) for name in {*_months(), *_JALALI}), key=len, reverse=True)


@cache
def _worded() -> re.Pattern[str]:
    names = "|".join(_month_pattern())
    day_, year = r"(?P<d{0}>[0-3]?\d)", r"(?P<y{0}>1[34]\d{{2}}|(?:19|20)\d{{2}})"
    return re.compile(
        rf"(?<![\d.]){day_.format(1)}\s?(?:\.|st|nd|rd|th|er|º|°|-?го)?\s*(?:de\s+|of\s+|d['’])?(?P<m1>{names})\b\.?,?\s*(?:de\s+|del\s+|of\s+)?{year.format(1)}(?!\d)"
        rf"|\b(?P<m2>{names})\b\.?\s+{day_.format(2)}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){year.format(2)}(?!\d)"
        rf"|(?<!\d){year.format(3)}\s*[,.،]?\s*(?P<m3>{names})\b\s*{day_.format(3)}(?!\d)",
        re.IGNORECASE,
    )
