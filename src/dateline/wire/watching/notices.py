"""What outlets say when they have corrected a story, taken it back, or want to be paid: a file for each language."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, Literal

from dateline.wire.spelling import fold

NoticeKind = Literal["correction", "retraction", "paywall"]

FOLDER: Final = Path(__file__).parent / "notices"
_KINDS: Final = ("correction", "retraction", "paywall")
_ESCAPED: Final = re.compile(r"(\\.)|[^\\]+")
_TOO_LONG: Final = 5000  # characters of a paragraph that nobody writes
_LONGEST: Final = 700  # characters; more is no note, and its sentence is told instead


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """All languages at once: a paper in one language is corrected in another now and then."""
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {kind: re.compile("|".join(_form(form) for each in read for form in each[kind])) for kind in _KINDS}


def _form(form: str) -> str:
    """A form as folded texts have it; what is escaped in it is no letter, and stays."""
    return r"(?<!\w)(?:" + _ESCAPED.sub(lambda part: part[1] or fold(part[0]), form) + ")"


def notices(text: str, kind: NoticeKind) -> tuple[str, ...]:
    """Take a text, a line a paragraph, and give the paragraphs that are notices of a kind, as they stand."""
    found = []
    for line in text.splitlines():
        bare = line.strip()
        place = _patterns()[kind].search(fold(bare)) if 0 < len(bare) < _TOO_LONG else None
        if place:
            found.append(bare if len(bare) <= _LONGEST else bare[max(0, place.start() - 100) : place.end() + 300])
    return tuple(found)


def new_notices(before: str, now: str, kind: NoticeKind) -> tuple[str, ...]:
    """Take a text as it was and as it is, and give the notices of a kind that were not there."""
    known = {" ".join(fold(each).split()) for each in notices(before, kind)}
    return tuple(each for each in notices(now, kind) if " ".join(fold(each).split()) not in known)
