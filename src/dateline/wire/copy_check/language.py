"""What the copy check knows of each language: a file of ``languages/`` for each, read once."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from dateline.wire.spelling import fold

FOLDER: Final = Path(__file__).parent / "languages"
_WORD: Final = re.compile(r"[^\W\d_]+")
_READ: Final = 3000  # characters that a language is guessed from
_ENOUGH: Final = 0.12  # of the words must be common ones; in a sound text it is a third and more


@dataclass(frozen=True)
class Language:
    """What is known of a language. ``code`` is empty for one that is not known, of which nothing is.

    ``day``, ``times``, ``weekdays`` and both ``tolls`` are regular expressions, all else are words; see the recipe in
    docs/copy-check.md for what each is for.
    """

    code: str = ""
    reduplicates: bool = True
    common: frozenset[str] = frozenset()
    dangling: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    doubled: frozenset[str] = frozenset()
    never_doubled: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    about: str = ""
    times: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    every: frozenset[str] = frozenset()
    tolls: Mapping[str, str] = field(default_factory=dict)
    tolls_before: Mapping[str, str] = field(default_factory=dict)
    boilerplate: Mapping[str, list[str]] = field(default_factory=dict)

    @cached_property
    def days(self) -> re.Pattern[str] | None:
        """Finds a day of the week as a time is told."""
        if not self.weekdays:
            return None
        day = "(?:" + "|".join(self.weekdays) + ")"
        forms = "|".join(form.replace("{day}", day) for form in sorted(self.day, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{forms})(?![\w\u200c-])", re.IGNORECASE)

    def weekday(self, told: str) -> int:
        """Take a time that tells a day of the week and give the day, Monday being 0."""
        found = [re.search(name, told, re.IGNORECASE) for name in self.weekdays]
        return max(range(len(found)), key=lambda at: len(day.group()) if (day := found[at]) else 0)

    @cached_property
    def time_phrases(self) -> re.Pattern[str] | None:
        """Finds the times of the list ``times``."""
        return re.compile(rf"(?<![\w-])(?:{'|'.join(self.times)})(?![\w-])", re.IGNORECASE) if self.times else None


@cache
def known() -> Mapping[str, Language]:
    """Give every language that there is a file of, by its tag."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path) -> Language:
    read: dict[str, Any] = {"reduplicates": False, **tomllib.loads(path.read_text(encoding="utf-8"))}
    for name in ("common", "dangling", "joins", "doubled", "never_doubled", "ahead", "every"):
        read[name] = frozenset(fold(read.get(name, "")).split())
    read["numbers"] = tuple(word.replace("_", " ") for word in read.get("numbers", "").split())
    for name in ("times", "weekdays", "day", "photo"):
        read[name] = tuple(read.get(name, ()))
    return Language(code=path.stem, **read)


def language(tag: str, text: str) -> Language:
    """Take a language tag (BCP 47), or ``""``, and a text; give the language, guessed from common words if need be."""
    if tag:
        return known().get(tag.lower().replace("_", "-").partition("-")[0], Language(code=tag))
    return known().get(_guessed(text[:_READ]), Language())


@lru_cache(maxsize=64)
def _guessed(text: str) -> str:
    words = _WORD.findall(fold(text))
    if not words:
        return ""
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in counts.keys() & each.common) for code, each in known().items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _ENOUGH * len(words) else ""
