"""Quotation marks that do not close, or close what was never opened.

Looked for paragraph by paragraph. A quotation that goes on opens again in each paragraph and closes in the last, so an
open one is left alone if the next paragraph opens or closes one. Single marks are apostrophes as well: not looked at.
"""

import re
from typing import Final, NamedTuple

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.values import Damage

NAMES: Final = ("quotation mark",)
PLACES: Final = ("body", "headline", "caption")

_SHOWN: Final = 40  # characters of the quotation that show where the mark is
_MARK: Final = re.compile(r"[\"“”„«»]")
_ANY: Final = '"“”„«»'
_CLOSING: Final = "»”"  # in Spanish and French a paragraph that goes on may begin with the mark that closes
_INCHES: Final = re.compile(r"(?<=[\d½¼¾])[\"”](?![^\W_])|(?<=[\d½¼¾])”")


class Lonely(NamedTuple):
    """A mark without its other half."""

    at: int
    opens: bool


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each quotation mark that has no other half. No cure: it may belong anywhere."""
    is_open = False
    for number, (start, line) in enumerate(copy.lines):
        goes_on = is_open and line[0] in _ANY
        mark = _lonely(line.lstrip(_CLOSING) if goes_on and line[0] in _CLOSING else line)
        if mark is None:
            is_open = goes_on
            continue
        if mark.opens:
            is_open = _is_taken_up(copy.lines, number)
        elif is_open:
            is_open = False
            continue
        if not is_open:
            yield _told(copy, start, line, mark)


def _told(copy: Copy, start: int, line: str, mark: Lonely) -> Damage:
    at = mark.at + (len(line) - len(line.lstrip(_CLOSING)) if _lonely(line) != mark else 0)
    begin, end = (at, at + _SHOWN) if mark.opens else (at + 1 - _SHOWN, at + 1)
    note = "A quotation is not closed." if mark.opens else "A quotation closes that was not opened."
    return copy.damage("quotation mark", start + max(begin, 0), start + min(end, len(line)), None, note)


def _is_taken_up(lines: tuple[tuple[int, str], ...], number: int) -> bool:
    """Whether the next paragraph goes on with the quotation: it begins with a mark, or closes what is open."""
    if number + 1 == len(lines):
        return False
    line = lines[number + 1][1]
    mark = _lonely(line)
    return line[0] in _ANY or (mark is not None and not mark.opens)


def _lonely(line: str) -> Lonely | None:
    if not _MARK.search(line):
        return None
    line = _INCHES.sub(lambda _: " ", line) if _INCHES.search(line) and line.count('"') % 2 else line
    return _straight(line) or _angled(line) or _curled(line)


def _straight(line: str) -> Lonely | None:
    places = [place for place, character in enumerate(line) if character == '"']
    if len(places) % 2 == 0 or any(mark in line for mark in "“”"):
        return None
    return next((each for each in _by_sides(line, places) if each), None)


def _by_sides(line: str, places: list[int]) -> list[Lonely | None]:
    """Which of straight marks is alone, by what stands beside each: two in a row that open, or two that close."""
    open_at = None
    for place in places:
        opens = place == 0 or line[place - 1].isspace() or line[place - 1] in "([—–-"
        if opens and open_at is not None:
            return [Lonely(open_at, opens=True)]
        if not opens and open_at is None:
            return [Lonely(place, opens=False)]
        open_at = place if opens else None
    return [Lonely(open_at, opens=True)] if open_at is not None else []


def _angled(line: str) -> Lonely | None:
    """«…», and »…« as German and Danish have it: the first one in the line says which."""
    if "«" not in line and "»" not in line:
        return None
    outward = line.find("«") != -1 and (line.find("»") == -1 or line.find("«") < line.find("»"))
    if not outward and "«" not in line:
        outward = True
    return _pairs(line, *("«»" if outward else "»«"))


def _curled(line: str) -> Lonely | None:
    """“…”, „…“, „…” and ”…”: a mark that can be either is what the state of the line asks for."""
    count = line.count("“") + line.count("”") + line.count("„")
    if count % 2 == 0 or (line.count("“") == 0 and line.count("„") == 0 and count > 1):
        return None
    if '"' in line:  # one half may be typed straight
        return None
    if "„" in line:
        return _pairs(line.replace("“", "”"), "„", "”")
    return _pairs(line, "“", "”")


def _pairs(line: str, opening: str, closing: str) -> Lonely | None:
    waiting: list[int] = []
    for place, character in enumerate(line):
        if character == opening:
            waiting.append(place)
        elif character == closing:
            if not waiting:
                return Lonely(place, opens=False)
            waiting.pop()
    return Lonely(waiting[-1], opens=True) if waiting else None
