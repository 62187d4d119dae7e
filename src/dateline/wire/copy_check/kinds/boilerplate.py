"""Lines of a page that are no part of its story: "Write your comment", "Devamını oku", "Читайте также"."""

import re
from functools import cache
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.copy_check.language import known
from dateline.wire.spelling import fold

NAMES: Final = ("boilerplate",)
PLACES: Final = ("body",)

_LONGEST: Final = 30  # words of a line that can be one
_FRAME: Final = " .:!…→»«›>|-–—•*[](){}\"“”'"


@cache
def _lines() -> frozenset[str]:
    return frozenset(fold(each) for language in known().values() for each in language.boilerplate.get("lines", ()))


@cache
def _openings() -> re.Pattern[str]:
    openings = {fold(each) for language in known().values() for each in language.boilerplate.get("openings", ())}
    return re.compile("|".join(re.escape(each) for each in sorted(openings, key=len, reverse=True)))


def find(copy: Copy) -> Found:
    """Take a body and give each line that is boilerplate in any language, for pages mix them."""
    for start, line in copy.lines:
        if line.count(" ") < _LONGEST and is_boilerplate(line):
            yield copy.damage(
                "boilerplate", start, start + len(line), "", "This line belongs to the page, not to the story."
            )


def is_boilerplate(line: str) -> bool:
    """Take a line and say whether it belongs to a page rather than to its story."""
    folded = fold(line)
    return folded.strip(_FRAME) in _lines() or bool(_openings().match(folded.lstrip(_FRAME)))
