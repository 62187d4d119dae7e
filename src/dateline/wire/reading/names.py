"""Who is a person: bylines split into names, and what only looks like one left out."""

import re
from functools import cache
from typing import Final

from dateline.wire.reading import outlets, phrases

_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 5
_MOST_NAMES: Final = 12
_MOST_TAIL: Final = 12
_LONGEST: Final = 60
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_NOISE: Final = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|@\w+|\([^()]*\)|\[[^\[\]]*\]|[©►▶*]"
    r"|\b\d{1,2}[:.]\d{2}.*$|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}.*$"
)
_PARTICLES: Final = frozenset(
    (
        "de", "da", "do", "das", "dos", "du", "des", "del", "della", "di", "la", "le", "van", "von", "der", "den",
        "ter", "ten", "bin", "ibn", "al", "el", "y", "e", "zu", "zur", "zum", "af", "av", "und", "bint", "abu", "st",
        "mac", "mc", "o", "san", "oğlu", "qızı",
    )
)  # fmt: skip
_LETTERS: Final = re.compile(r"[^\W\d_][\w'’.\-\u200c]*")
_CAPITALS: Final = re.compile(r"[^\W\d_]{3,}")


def people(line: str, *, outlet: str = "") -> tuple[str, ...]:
    """Take a byline and give the names of the persons in it, as a newspaper prints them; without any: nothing.

    ``outlet`` is whose page it is: its name is nobody's. "Staff", weekdays, agencies and the like are nobody's either.
    """
    found: list[str] = []
    for part in parts(line):
        name = _presentable(part)
        if name and name not in found and is_person(name, outlet=outlet):
            found.append(name)
    return tuple(found[:_MOST_NAMES])


def parts(line: str) -> list[str]:
    """Take a byline and give what stands in it between commas and "and", without the words that it begins with."""
    return _parts(_without_day(_without_prefix(_SPACE.sub(" ", _NOISE.sub(" ", line)).strip(" ,;:.-–—/"))))


def _without_day(line: str) -> str:
    return _day().sub("", line)


@cache
def _day() -> re.Pattern[str]:
    """A date behind a name, with the words that lead to it."""
    labels = "|".join(
        re.escape(word)
        for word in sorted(phrases.words("published") | phrases.words("modified"), key=len, reverse=True)
    )
    return re.compile(
        rf"\s+(?:(?:{labels})\W*\s*)*(?:[^\W\d_]{{2,12}}\.?,?\s+)?\d.*$|\s+(?:{labels})\W*$", re.IGNORECASE
    )


def is_person(name: str, *, outlet: str = "") -> bool:
    """Whether a name is likely that of a person: two to five words, none of a trade, no outlet."""
    words = name.split()
    if (
        not _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        or len(name) > _LONGEST
        or any(letter.isdigit() for letter in name)
    ):
        return False
    if not all(_LETTERS.fullmatch(word) for word in words):
        return False
    low = [part for word in words for part in (word.lower().strip(".’'"), *word.lower().split("-"))]
    if set(low) & phrases.words("nobody") - _PARTICLES or name.lower() in phrases.words("nobody"):
        return False
    if outlet and (outlets.same(name, outlet) or name.lower() in outlet.lower()):
        return False
    if outlets.named(name) is not None:
        return False
    return all(word[0].isupper() or not _has_case(word) or _is_particle(word) for word in words)


def _is_particle(word: str) -> bool:
    """Whether a word of a name is written small: "de", "al-Sample", "d'Example"."""
    return word.split("-", maxsplit=1)[0] in _PARTICLES or "'" in word[:3] or "’" in word[:3]


def agency(line: str) -> str:
    """The agency or outlet that a byline names, by the register: "By A. Person, Associated Press"; or nothing."""
    line = _without_prefix(_SPACE.sub(" ", line).strip())
    for part in (line, *re.split(r"\s*[,;/|()·•\n–—]\s*|\s-\s|\s+(?:for|via|of|at|in|from|and|und|with)\s+", line)):
        known = outlets.named(part) if len(part) > 1 and (part.isupper() or not outlets.is_everyday(part)) else None
        if known and known.kind != "aggregators":
            return known.name
    words = line.split()
    for start in range(2, len(words) - 1) if len(words) <= _MOST_TAIL else ():
        tail = " ".join(words[start:]).strip(" |,–-")
        known = outlets.named(tail) if " " in tail else None
        if known and known.kind != "aggregators" and people(" ".join(words[:start])):
            return known.name
    return ""


def _without_prefix(line: str) -> str:
    found = _prefix().match(line)
    return line[found.end() :].strip() if found else line


@cache
def _prefix() -> re.Pattern[str]:
    words = sorted(phrases.words("by"), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+))+", re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    joints = "|".join(re.escape(word) for word in sorted(phrases.words("and") - {"y", "e"}, key=len, reverse=True))
    return re.compile(rf"\s*[,،;|/\n•·]\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+|\s+[-–—]+\s+", re.IGNORECASE)


@cache
def _roles() -> re.Pattern[str]:
    roles = "|".join(re.escape(word) for word in sorted(phrases.words("roles"), key=len, reverse=True))
    return re.compile(rf"\s+(?:{roles})(?:\s.*)?$", re.IGNORECASE)


def _parts(line: str) -> list[str]:
    """The parts between commas and "and"; "y" and "e" may also stand within a Spanish or Portuguese name."""
    found: list[str] = []
    for part in (part.strip(" .:") for part in _joints().split(line)):
        halves = re.split(r"\s+[ye]\s+", part)
        found += halves if all(" " in half for half in halves) else [part]
    return [part for part in found if part]


def _presentable(name: str) -> str:
    """Without roles; a name shouted in capitals is written as a name: "MARY O'NEIL" → "Mary O'Neil"."""
    name = re.sub(r"\b(\w+)(?: \1\b)+", r"\1", name)  # a picture's description before the name: "Ann Ann Example"
    name = _without_outlet(_roles().sub("", name)).strip(" .,:;-–—'\"“”’")
    if _CAPITALS.search(name) and name == name.upper() and name != name.lower():
        name = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if len(word[0]) > 1 else word[0], name)
        name = re.sub(r"\b(Mc)([a-z])", lambda found: found[1] + found[2].upper(), name)
    return name


def _without_outlet(name: str) -> str:
    """Without the outlet that a line break had kept apart: "Ann Example The Associated Press"."""
    words = name.split()
    for start in range(2, len(words)):
        if len(words) - start > 1 and outlets.named(" ".join(words[start:])):
            return " ".join(words[:start])
    return name


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()
