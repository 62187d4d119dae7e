"""An outlet's name as an editor writes it in a line: which words can be one, and how a newspaper prints it."""

import re
from typing import Final

from dateline.wire.reading import outlets, phrases, places
from dateline.wire.reading.witnesses.origins import is_outlet

_MARKS: Final = " .,:;\"'“”„«»"
_MOST_WORDS: Final = 6
_MOST_WITHOUT_CAPITALS: Final = 3
_MOST_SMALL: Final = 4
_SMALL: Final = frozenset(
    ["of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "der", "und", "&", "və", "ve"]
)
_WITHOUT_CAPITALS: Final = re.compile(r"[а-яё\u0600-\u06ff]", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w-]+")


def printed(words: str, *, is_alone: bool = False) -> str:
    """The name as it is printed; nothing, if the words are no name, or that of a platform or a town.

    ``is_alone``: the line can say nothing else, so that a name written small is one: "telegraph", "marrow courier".
    """
    words = words.strip(_MARKS)
    is_small, known = words == words.lower() != words.upper(), outlets.named(words)
    if known is not None:
        is_a_word = is_small and not is_alone and outlets.is_everyday(words)
        return "" if known.kind == "aggregators" or is_a_word else known.name
    if is_small and is_alone and _last(words) in phrases.words("nobody"):
        words = _with_capitals(words)
    return outlets.presentable(words) if is_outlet(words) and _is_written_as_a_name(words) else ""


def is_an_office(words: str) -> bool:
    """Whether words name an office, a society, a study: what supplies figures, and not stories."""
    found = {word.lower() for word in _WORD.findall(words)}
    return bool(found & (phrases.words("offices") | phrases.words("institutions")))


def _last(words: str) -> str:
    parts = words.split()
    return parts[-1] if len(parts) <= _MOST_SMALL else ""


def _with_capitals(words: str) -> str:
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.split())


def _is_written_as_a_name(words: str) -> bool:
    """Whether each word has a capital, as "Courier last week" has not. Russian names have but one, Arabic ones none."""
    parts = words.split()
    if _WITHOUT_CAPITALS.search(words):
        return len(parts) <= _MOST_WITHOUT_CAPITALS and not parts[0].islower() and not places.is_known(words)
    is_capital = all(not word[0].islower() or word in _SMALL or "." in word for word in parts)
    return is_capital and len(parts) <= _MOST_WORDS and not places.is_known(words)
