"""Who signed a text, in a line of its own and nothing else: "By Name", "By Name, Place", "By Name in Place"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from dateline.wire.reading import mastheads, moments, names, outlets, phrases, places
from dateline.wire.reading.page import Line
from dateline.wire.reading.testimony import STRONG, Testimony
from dateline.wire.reading.witnesses import bylines
from dateline.wire.reading.witnesses.extraction import Text

_LAST_PART: Final = re.compile(r"(?P<writers>.+)(?P<joint>\s*[,،|]\s*|\s+[-–—]\s+|\s+in\s+)(?P<part>[^,،|]+)")
_MOST_WORDS: Final = 6
_WORD: Final = re.compile(r"[\w-]+")


def testify(lines: Sequence[Line], text: Text) -> Iterator[Testimony]:
    """Give the persons, the agency and the place that these lines name; "By boat, Marrow is near" names none."""
    for line in lines:
        if found := _signed().fullmatch(line.text):
            yield from _named(line.text, found["rest"], "\n".join(text.paragraphs))
        yield from bylines.reporting(line)


def is_signed(line: str) -> bool:
    """Whether a line begins as a byline and names persons only, and where they were."""
    return any(_named(line, found["rest"], "")) if (found := _signed().fullmatch(line)) else False


def _named(line: str, rest: str, text: str) -> Iterator[Testimony]:
    writers, place = _without_place(rest, text)
    people = names.people(writers)
    if len(people) != len(names.parts(writers)) or mastheads.is_an_office(writers):
        return
    if not people or (len(people) > 1 and not _is_joined(writers)):  # "By Ann Example, Bob Sample": or is it a town?
        return
    yield Testimony("bylines", people, line, STRONG, bylines.WITNESS)
    if agency := names.agency(line):
        yield Testimony("agency", agency, line, STRONG, bylines.WITNESS)
    if place and " in " not in writers:
        yield Testimony("dateline", place, line, STRONG, bylines.WITNESS)


def _without_place(rest: str, text: str) -> tuple[str, str]:
    """What stands behind "By" without the place, the trade, the outlet and the day behind the names; and the place."""
    where: list[str] = []
    while (found := _LAST_PART.fullmatch(rest)) and not _is_joined(part := found["part"].strip()):
        if _is_place(part, text, is_said=found["joint"].strip() == "in"):
            where.insert(0, part)
        elif not _is_of_the_trade(part):
            break
        rest = found["writers"]
    return rest, ", ".join(where)


def _is_place(part: str, text: str, *, is_said: bool) -> bool:
    if _is_of_the_trade(part) or not all(word[:1] != word[:1].lower() or not word.isascii() for word in part.split()):
        return False
    return is_said or places.is_known(part) or places.is_mentioned(part, text)


def _is_of_the_trade(part: str) -> bool:
    """Whether it tells for whom they write, as what, or when."""
    words = {word.lower() for word in _WORD.findall(part)}
    if len(words) > _MOST_WORDS:
        return False
    return bool(
        words & (phrases.words("nobody") | phrases.words("roles"))
        or outlets.named(part)
        or moments.parse(part)
        or moments.parse(f"1 {part} 2000")
        or moments.parse(f"{part} 2000")
    )


def _is_joined(words: str) -> bool:
    return bool(phrases.words("and") & {word.lower() for word in words.split()})


@cache
def _signed() -> re.Pattern[str]:
    """Words that begin a byline: any of them before a colon, those that are plain enough also without."""
    labels, plain = (
        "|".join(sorted(map(re.escape, phrases.words(kind)), key=len, reverse=True)) for kind in ("by", "signed")
    )
    return re.compile(
        rf"[\W_]{{0,3}}(?:(?:{labels})\s*[:：]\s*|(?:{plain})\s+)(?P<rest>[^\W\d_].{{2,118}}?)[\s.]*", re.IGNORECASE
    )
