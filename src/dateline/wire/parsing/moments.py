"""Dates as feeds write them, as exactly as they are known: ISO 8601, RFC 822, and what is written for them. Pure."""

import re
from datetime import date
from email.utils import parsedate_tz
from typing import Final

from dateline.wire.values import Fact, Moment

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2})"
    r"(?:[T ]\s*(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?",
    re.IGNORECASE,
)
_FIRST, _LAST = 1600, 2200  # years; outside of them a number is no year of a newspaper


def moment(written: str) -> Moment | None:
    """Take a date as it is written and give what it says, or ``None`` if it says nothing.

    The zone is the source's own; a time without one has none. Seconds are left out.
    """
    text = " ".join(written.split())[:80]
    found = _ISO.fullmatch(text)
    return _from_iso(found) if found else _from_mail(text)


def fact(written: object, where: str, witness: str, confidence: float = 0.95) -> Fact[Moment] | None:
    """Take what may be a date, and where it stood; give it as a fact, or ``None``."""
    if not isinstance(written, str) or not written.strip():
        return None
    found = moment(written)
    return Fact(found, f"{where}: {' '.join(written.split())[:80]}", confidence, witness) if found else None


def _from_iso(found: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute = (int(found[name] or -1) for name in ("year", "month", "day", "hour", "minute"))
    try:
        date(year, max(month, 1), max(day, 1))
    except ValueError:
        return None
    if not _FIRST <= year <= _LAST:
        return None
    if month < 0:
        return Moment(f"{year:04}", "year")
    if day < 0:
        return Moment(f"{year:04}-{month:02}", "month")
    if hour < 0 or not _is_time(hour, minute):
        return Moment(f"{year:04}-{month:02}-{day:02}", "day")
    return Moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{_zone(found['zone'] or '')}", "minute")


def _is_time(hour: int, minute: int) -> bool:
    return 0 <= hour < 24 and 0 <= minute < 60  # noqa: PLR2004


def _zone(written: str) -> str:
    if not written:
        return ""
    if written in "Zz":
        return "+00:00"
    digits = re.sub(r"\D", "", written).ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 and int(digits[2:]) < 60 else ""  # noqa: PLR2004


def _from_mail(text: str) -> Moment | None:
    """RFC 822, as its successors and most of those who try write it. A number for the zone, or a name that is known."""
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    year, month, day, hour, minute = parsed[:5]
    try:
        date(year, month, day)
    except ValueError:
        return None
    if not _FIRST <= year <= _LAST or not _is_time(hour, minute):
        return None
    if ":" not in text:
        return Moment(f"{year:04}-{month:02}-{day:02}", "day")
    return Moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{_offset(parsed[9], text)}", "minute")


def _offset(seconds: int | None, text: str) -> str:
    """``parsedate_tz`` takes a name that it does not know for UTC: then the zone is not known."""
    if seconds is None or (seconds == 0 and not re.search(r"(?:\s(?:GMT|UTC?|Z)|[+-]0{2}:?0{2})\)?$", text)):
        return ""
    sign, minutes = ("-" if seconds < 0 else "+"), abs(seconds) // 60
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def later(one: Fact[Moment] | None, other: Fact[Moment] | None) -> Fact[Moment] | None:
    """Take the dates of publication and of change; give the second if it says more than the first."""
    return other if other is not None and (one is None or other.value != one.value) else None
