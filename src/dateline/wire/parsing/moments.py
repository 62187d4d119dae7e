"""Dates as feeds and agencies write them, made facts. Pure."""

import re
from typing import Final

from dateline.wire.reading.moments import parse
from dateline.wire.values import Fact, Moment

_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d{2}")
_LONGEST: Final = 80  # characters


def moment(written: str) -> Moment | None:
    """Take a date as it is written (ISO 8601, RFC 822, or words) and give what it says, or ``None``.

    The zone is the source's own; a time without one has none. Seconds are left out.
    """
    text = " ".join(written.split())[:_LONGEST]
    return Moment(text, "year") if _YEAR.fullmatch(text) else parse(text)


def fact(written: object, where: str, witness: str, confidence: float = 0.95) -> Fact[Moment] | None:
    """Take what may be a date, and where it stood; give it as a fact, or ``None``."""
    if not isinstance(written, str) or not written.strip():
        return None
    found = moment(written)
    return Fact(found, f"{where}: {' '.join(written.split())[:_LONGEST]}", confidence, witness) if found else None


def later(one: Fact[Moment] | None, other: Fact[Moment] | None) -> Fact[Moment] | None:
    """Take the dates of publication and of change; give the second if it says more than the first."""
    return other if other is not None and (one is None or other.value != one.value) else None
