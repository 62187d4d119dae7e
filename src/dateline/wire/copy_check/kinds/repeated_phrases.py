"""A phrase said twice in one sentence, as in "He said last week that he had resigned last week".

Times of each language's list, and runs of six words and more. Quotations, lists and comparisons repeat on purpose, so
sentences with a quotation, a colon, a semicolon or many words are left alone, and so is a clause that begins alike.
"""

import re
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.copy_check.language import Language
from dateline.wire.spelling import fold

NAMES: Final = ("repeated phrase",)
PLACES: Final = ("body",)

_NOTE: Final = "The same phrase stands twice in one sentence."
_RUN: Final = 6  # words
_LONG: Final = 60  # words; a sentence that has more is a list
_ASIDE: Final = re.compile(r"[\"“”«»„;:()]")
_PAUSES: Final = (",", "–", "—", "،", "-")
_WORD: Final = re.compile(r"[^\W_]+(?:['’\u200c-][^\W_]+)*")


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each phrase that its sentence has said before. No cure: either could be the one."""
    for at, sentence in copy.sentences:
        if _ASIDE.search(sentence):
            continue
        again = _time(copy.language, sentence) or _run(sentence)
        if again:
            yield copy.damage("repeated phrase", at + again[0], at + again[1], None, _NOTE)


def _time(language: Language, sentence: str) -> tuple[int, int] | None:
    """The second place of a time that stands twice with words between, and is not compared with anything."""
    if language.time_phrases is None:
        return None
    seen: dict[str, int] = {}
    for place in language.time_phrases.finditer(sentence):
        phrase = fold(place.group())
        if phrase in seen and "," not in sentence[seen[phrase] : place.start()] and not _has_figures(sentence):
            return place.span()
        seen.setdefault(phrase, place.end())
    return None


def _has_figures(sentence: str) -> bool:
    """Figures, two at least, are compared with each other: so many last year, so many more this."""
    return len(re.findall(r"\d[\d.,]*", sentence)) > 1


def _run(sentence: str) -> tuple[int, int] | None:
    """The second place of a run of words that stands twice, unless it begins its clause (an anaphora)."""
    written = sentence.split()
    if len(written) - len(set(written)) < _RUN - 1:  # too few words stand twice; most sentences end here
        return None
    words = list(_WORD.finditer(sentence))
    if not 2 * _RUN < len(words) <= _LONG:
        return None
    folded = [fold(word.group()) for word in words]
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - _RUN + 1):
        run = tuple(folded[at : at + _RUN])
        first = seen.setdefault(run, at)
        if at >= first + _RUN and not _begins_clause(sentence, words[at].start()):
            return words[at].start(), words[at + _RUN - 1].end()
    return None


def _begins_clause(sentence: str, at: int) -> bool:
    before = sentence[:at].rstrip()
    return before.endswith(_PAUSES) or before.rpartition(" ")[0].endswith(_PAUSES)  # ", and"
