"""What the fields of a request ask for, by RFC 9110. Pure."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

OFFERED: Final = ("br", "gzip", "identity")  # ours to prefer, from the smallest on

_QUALITY: Final = re.compile(r"[ \t]*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)[ \t]*", re.IGNORECASE)
_TAG: Final = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_RANGE: Final = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)
UNSATISFIABLE: Final = (0, 0)


@lru_cache(maxsize=256)
def accepted(accept_encoding: str) -> tuple[str, ...]:
    """Take Accept-Encoding (12.5.3) and give the codings to try, the best first; identity is always among them.

    Without the field, a reader gets identity. What it refuses outright, it gets only if there is nothing else.
    """
    qualities: dict[str, float] = {}
    for member in accept_encoding.lower().split(","):
        coding, *parameters = member.split(";")
        name = coding.strip().replace("x-gzip", "gzip")
        qualities[name] = _quality(parameters)
    default = qualities.get("*", 0.0)
    ranked = {coding: qualities.get(coding, default) for coding in OFFERED}
    wanted = [coding for coding in OFFERED if ranked[coding] > 0]
    wanted.sort(key=lambda coding: -ranked[coding])  # a stable sort: among equals, our order
    return tuple(wanted) if "identity" in wanted else (*wanted, "identity")


def _quality(parameters: list[str]) -> float:
    if not parameters:
        return 1.0
    quality = _QUALITY.fullmatch(parameters[0])
    return float(quality[1]) if quality else 0.0


def matches(if_none_match: str, etag: str) -> bool:
    """Take If-None-Match (13.1.2) and a quoted entity tag; say whether the reader has it, by weak comparison."""
    return if_none_match.strip() == "*" or any(tag == etag for _, tag in _TAG.findall(if_none_match))


def unmodified(if_modified_since: str, modified: int) -> bool:
    """Take If-Modified-Since (13.1.3) and a time; say whether nothing changed. A date that is none is ignored."""
    since = _seconds(if_modified_since)
    return since is not None and modified <= since


def still_the_same(if_range: str, etag: str, modified: int) -> bool:
    """Take If-Range (13.1.5); say whether a part of what is here fits what the reader has, by strong comparison."""
    return if_range.strip() == etag or _seconds(if_range) == modified


def byte_range(field: str, size: int) -> tuple[int, int] | None:
    """Take Range (14.2) and a size; give the first byte and the one after the last.

    None means that the field is to be ignored: other units, several ranges, no range. UNSATISFIABLE means 416.
    """
    asked = _RANGE.fullmatch(field.strip())
    if asked is None or asked[1] == asked[2] == "":
        return None
    if asked[1] == "":
        length = min(int(asked[2]), size)
        return (size - length, size) if length else UNSATISFIABLE
    first, last = int(asked[1]), int(asked[2] or size)
    if asked[2] and last < first:
        return None
    return (first, min(last + 1, size)) if first < size else UNSATISFIABLE


def _seconds(date: str) -> int | None:
    try:
        moment = parsedate_to_datetime(date)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
