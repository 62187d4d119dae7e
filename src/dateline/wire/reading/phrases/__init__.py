"""How languages say where a story comes from: one file of data for each language, read once.

A page is asked in all languages at once: an outlet quotes a licence in English under a text in Persian.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["Phrase", "lines", "matches", "words"]

_OUTLET: Final = (
    r"[:\s]*[\"“”„«‘'‹]?(?P<outlet>[^\s\"“”„«»‘'‹()][^\n]{{0,70}}?)"
    r"(?=[\"”“»›]|[’'](?:[\s.,;)]|$)|(?<!\s[A-ZА-Я])\.(?:\s|$)|[,;:!?)(|©،؛؟\]]|\s[-–—•·|]\s|\s(?:{stops})(?:\b|\s)|\s*$)"
)
_NAME: Final = r"[\"“”„«‘'‹]?(?P<outlet>[^\s\"“”„«»‘'‹()][^\n]{0,60}?)[\"”»]?"  # what follows it ends it
_NAMES: Final = r"(?P<names>[^;:()\n]{3,160}?)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to say something: ``key`` stands in every line that says it, in lower case; ``pattern`` finds it."""

    key: str
    pattern: re.Pattern[str]


def matches(kind: str, line: str) -> Iterator[re.Match[str]]:
    """Take a kind (a table of the files) and a line, and give where a phrase of that kind stands in it."""
    low = line.lower().replace("i̇", "i")  # the dotted capital of Turkish
    for phrase in _phrases(kind):
        if phrase.key in low and (found := phrase.pattern.search(line)):
            yield found


@cache
def words(kind: str) -> frozenset[str]:
    """Take a kind (a list of the files) and give its words in all languages, in lower case."""
    return frozenset(word.lower() for read in _files() for word in read.get(kind, ()))


@cache
def lines(kind: str) -> re.Pattern[str]:
    """Take a kind (a list of patterns) and give one pattern that a whole line must match."""
    patterns = "|".join(pattern for read in _files() for pattern in read.get(kind, ()))
    return re.compile(rf"[\W_]*(?:{patterns})[\W_]*", re.IGNORECASE)


@cache
def _phrases(kind: str) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(key, _compiled(pattern, read))
        for read in _files()
        for key, patterns in read.get(kind, {}).items()
        for pattern in patterns
    )


def _compiled(pattern: str, read: dict[str, Any]) -> re.Pattern[str]:
    """Fill in the names in braces: the file's own words, outlets, names. Repetitions like ``{0,3}`` stay."""
    own = {**read.get("words", {})}
    stops = "|".join(sorted(read["stops"], key=len, reverse=True))
    own |= {"outlet": _OUTLET.format(stops=stops), "name": _NAME, "names": _NAMES}
    filled = re.sub(r"\{([a-z]+)\}", lambda name: own[name[1]], pattern)
    return re.compile(filled.replace(" ", r"\s"), re.IGNORECASE)


@cache
def _files() -> tuple[dict[str, Any], ...]:
    """All languages, in the order of their names."""
    folder = files(__name__)
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)
