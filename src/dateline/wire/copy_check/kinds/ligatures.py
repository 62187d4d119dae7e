"""Broken ligatures: what PDF and OCR make of fi, fl, ff, and of the joined letters of Arabic script.

Three marks: characters that stand for joined letters ("ﬁrst"), a ligature said twice ("signifificant"), a word cut
behind a ligature ("offi cial"). The second and third are only looked for in languages whose words do not do that.
"""

import re
import unicodedata
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.spelling import fold

NAMES: Final = ("ligature",)
PLACES: Final = ("body", "headline", "caption")

# Latin ligatures; Arabic presentation forms without the ones that are written on purpose (ornate brackets, formulas).
_JOINED: Final = re.compile(r"[\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdef\ufe70-\ufefc]+")
_TYPED: Final = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "ti"}  # what some fonts of office programs leave behind
_TYPED_IN_WORD: Final = re.compile(r"(?<=[a-z])[ƟƩƫ](?=[a-z])")
_TWICE: Final = re.compile(r"(?:fi(?=fi[a-z]{2})|fl(?=fl[a-z]{2})|ffi(?=ffi)|ffl(?=ffl))", re.IGNORECASE)
_CUT: Final = re.compile(r"f[fil][ \u00a0]([^\W\d_]+)(?!\w)")
_WITH_FIFI: Final = frozenset({"tr", "az", "fr", ""})
_WITH_LIGATURES: Final = frozenset({"en", "de", "fr", "es", "pt"})

# What a word cut behind a ligature begins and goes on with. Whole words that end like this are not among them.
_BEGINNINGS: Final = re.compile(
    r"(?:fi|fl|\w*(?:ffi|ffl|nifi|cifi|tifi|difi|rifi|lifi|sifi|mifi|gnifi|onfi|nefi|rofi|efl|nfl|onfl)|defi)",
    re.IGNORECASE,
)
_WHOLE: Final = frozenset({"wifi", "hifi", "scifi"})
_BEFORE_FI: Final = frozenset({"wi", "sci", "hi", "lo", "semper"})
_AFTER_FF: Final = {
    "diff": "er ers ered ering erent ently erence erences erently icult iculty iculties use usion",
    "eff": "ort orts ect ects ective ectively ectiveness icient iciently iciency",
    "aff": "ect ects ected ecting air airs ord ordable ection iliate iliated irm irmed luent",
    "suff": "er ers ered ering erings ice icient iciently rage ocate",
    "off": "er ers ered ering erings icer icers icial icials icially ense enses ensive ender enders",
    "coff": "ee in ins ers",
    "traff": "ic icking icker ickers",
    "buff": "er ers et eted",
    "scaff": "old olding",
}


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each broken ligature, with the word as it should be."""
    text = copy.text
    for run in _JOINED.finditer(text):
        start, end = copy.whole_word(*run.span())
        cure = _plain(text[start:end])
        is_first = run.start() == start or not _JOINED.search(text, start, run.start())
        if is_first and cure != text[start:end]:  # some places in these blocks are no letters (yet)
            yield copy.damage("ligature", start, end, cure, "Joined letters of a PDF stand here.")
    for letter in _TYPED_IN_WORD.finditer(text) if not text.isascii() else ():
        start, end = copy.whole_word(*letter.span())
        cure = "".join(_TYPED.get(each, each) for each in text[start:end])
        yield copy.damage("ligature", start, end, cure, "A letter of a PDF's font stands for two.")
    if copy.language.code not in _WITH_FIFI:
        yield from _said_twice(copy)
    if copy.language.code in _WITH_LIGATURES:
        yield from _cut_words(copy)


def _plain(word: str) -> str:
    """Only the joined characters change: NFKC of a whole word would change more of it."""
    return _JOINED.sub(lambda run: unicodedata.normalize("NFKC", run.group()), word)


def _said_twice(copy: Copy) -> Found:
    text = copy.text
    for place in _TWICE.finditer(text):
        start, end = copy.letters_around(*place.span())
        if text[start].isupper() and not copy.begins_sentence(start):
            continue  # a name
        rest = text[place.end() : end]
        rest = rest[0].upper() + rest[1:] if place.group()[0].isupper() else rest
        yield copy.damage("ligature", start, end, text[start : place.start()] + rest, "A ligature was read twice.")


def _cut_words(copy: Copy) -> Found:
    for place in _CUT.finditer(copy.text):
        start, _ = copy.letters_around(*place.span())
        first, rest = copy.text[start : place.start() + 2], place[1]
        if rest.islower() and fold(rest) not in copy.language.common and _is_cut(copy.text, start, first, rest):
            yield copy.damage("ligature", start, place.end(), first + rest, "A word was cut behind a ligature.")


def _is_cut(text: str, start: int, written: str, rest: str) -> bool:
    first = written.lower()
    if text[max(0, start - 1) : start] in tuple("'’-") or (text[max(0, start - 1) : start].isalnum()):
        return False
    if first.endswith("ff"):
        return rest in _AFTER_FF.get(first, "").split()
    if first in _WHOLE or (first[:1] == "f" and _word_before(text, start) in _BEFORE_FI):
        return False
    return bool(_BEGINNINGS.fullmatch(first)) and not (written.isupper() and len(first) > 1)


def _word_before(text: str, at: int) -> str:
    before = text[max(0, at - 12) : at].split()
    return before[-1].lower() if before else ""
