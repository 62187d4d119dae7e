"""Text that was read in the wrong encoding: "donâ€™t", "РїСЂРёРІРµС‚", "yaþayan", and U+FFFD where nothing is left.

What is cured is what was one encoding and is another, without doubt: the cure, written in the one and read in the
other, gives the damaged text again.
"""

import re
from collections.abc import Mapping
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found

NAMES: Final = ("lost character", "mojibake")
PLACES: Final = ("body", "headline", "caption")

_LOST: Final = re.compile(r"\ufffd+|(?:ï¿½)+")
_CODEPAGES: Final = ("cp1252", "cp1254", "cp1251")


def _bytes_of(codepage: str) -> dict[str, int]:
    """Which byte each character stands for. Bytes without a character read as controls, as browsers do it."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)} if codepage != "cp1251" else {}
    for byte in range(0x80, 0x100):
        table[bytes([byte]).decode(codepage, "ignore") or chr(byte)] = byte
    return table


_TABLES: Final[Mapping[str, Mapping[str, int]]] = {each: _bytes_of(each) for each in _CODEPAGES}


def _pattern(codepage: str) -> re.Pattern[str]:
    """Finds what could be UTF-8: a first byte, and as many further ones as it asks for."""
    table = _TABLES[codepage]
    members = {
        kind: "[" + re.escape("".join(character for character, byte in table.items() if byte in of)) + "]"
        for kind, of in {
            "further": range(0x80, 0xC0),
            "two": range(0xC2, 0xE0),
            "three": range(0xE0, 0xF0),
            "four": range(0xF0, 0xF5),
        }.items()
    }
    more = members["further"]
    one = f"(?:{members['two']}{more}|{members['three']}{more}{{2}}|{members['four']}{more}{{3}})"
    return re.compile(f"{one}+")


_PATTERNS: Final = {each: _pattern(each) for each in _CODEPAGES}
# What the cure of a single pair may be, where nothing else in the text speaks for mojibake: letters and signs that the
# languages of the paper need. "É »" with a no-break space would be ɠ.
_LIKELY: Final = re.compile(
    r"[\u00a0-\u017f\u018f\u0259\u0400-\u04ff\u0600-\u06ff\u200b-\u200f\u2010-\u2044\u20a0-\u20bf\u2116\u2122\ufeff\U0001f300-\U0001faff]+"
)
_TWO: Final = re.compile(r"[^\x00-\x7f]{2}")
_PAIR: Final = 2
_IN_A_ROW: Final = 6  # three pairs
_ROUNDS: Final = 3
_TURKISH: Final = str.maketrans("ÐÝÞðýþ", "ĞİŞğış")
_ICELANDIC: Final = re.compile(r"[ÐÝÞðýþ]")
_TURKISH_LETTERS: Final = re.compile(r"[ĞİŞğış]")
_ACCENTED_WORD: Final = re.compile(
    r"(?<![A-Za-z\u00c0-\u00ff])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4,}(?![A-Za-z])"
)


def find(copy: Copy) -> Found:
    """Take a piece of copy and give each word that was read in a wrong encoding, with its cure where there is one."""
    if copy.text.isascii():
        return
    for lost in _LOST.finditer(copy.text):
        start, end = copy.whole_word(*lost.span())
        if not _LOST.search(copy.text, start, lost.start()):
            yield copy.damage("lost character", start, end, None, "A character was lost in an encoding.")
    found = _as_utf8(copy)
    for start, end, cure in found:
        yield copy.damage("mojibake", start, end, cure, "UTF-8 was read in another encoding.")
    if not found:
        yield from _turkish(copy)
        yield from _one_byte(copy)


def _as_utf8(copy: Copy) -> list[tuple[int, int, str]]:
    """Places that are UTF-8 read in one of the code pages: the one of them that explains most."""
    best: list[tuple[int, int, str]] = []
    if not _TWO.search(copy.text):
        return best
    for codepage in _CODEPAGES:
        runs = _certain_runs(copy.text, codepage)
        if runs:
            places = _places(copy, runs, codepage)
            if sum(end - start for start, end, _ in places) > sum(end - start for start, end, _ in best):
                best = places
    return best


def _certain_runs(text: str, codepage: str) -> list[re.Match[str]]:
    """What could be UTF-8, if the text leaves no doubt that it is.

    One pair can be chance ("СССР»", "LIBERTÉ »"); three bytes of one sign, pairs in a row, or signs in a word are not.
    """
    runs = [run for run in _PATTERNS[codepage].finditer(text) if not _LOST.fullmatch(run.group())]
    is_certain = _is_certain_cyrillic if codepage == "cp1251" else _is_certain_latin
    return runs if any(is_certain(text, run) for run in runs) else []


def _is_certain_cyrillic(text: str, run: re.Match[str]) -> bool:
    return run.group().startswith("вЂ") or len(run.group()) >= _IN_A_ROW or _is_foreign(text, run)


def _is_certain_latin(text: str, run: re.Match[str]) -> bool:
    return run.group()[0] in "ÃÂ" or len(run.group()) > _PAIR or _is_inside(text, run)


def _is_foreign(text: str, run: re.Match[str]) -> bool:
    """Whether Cyrillic stands in a word of Latin letters."""
    around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
    return any(letter.isascii() and letter.isalpha() for letter in around)


def _is_inside(text: str, run: re.Match[str]) -> bool:
    """Whether a pair stands between letters, and is no letter with a space behind it."""
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    return before.isalpha() and after.islower() and not run.group()[-1].isspace()


def _places(copy: Copy, runs: list[re.Match[str]], codepage: str) -> list[tuple[int, int, str]]:
    places: list[tuple[int, int, str]] = []
    rounds = _rounds(copy.text, codepage)
    for run in runs:
        start, end = copy.letters_around(*run.span())
        if (
            places
            and copy.text[places[-1][1] : start].strip(" ,.-'") == ""
            and "\n" not in copy.text[places[-1][1] : start]
        ):
            start = places.pop()[0]
        elif places and start < places[-1][1]:
            continue
        cure = _decoded(copy.text[start:end], codepage, rounds)
        if cure is not None:
            places.append((start, end, cure))
    return places


def _decoded(text: str, codepage: str, rounds: int) -> str | None:
    """The text as it was before it was misread, so many times; nothing if it is the same."""
    cure = text
    for _ in range(rounds):
        cure = _round(cure, codepage)
    return cure if cure != text and "\ufffd" not in cure else None


def _rounds(text: str, codepage: str) -> int:
    """How often a text was misread, one time after the other."""
    for count in range(_ROUNDS):
        if not _certain_runs(text, codepage):
            return count
        text = _round(text, codepage)
    return _ROUNDS


def _round(text: str, codepage: str) -> str:
    return _PATTERNS[codepage].sub(lambda run: _one_round(run.group(), codepage), text)


def _one_round(run: str, codepage: str) -> str:
    table = _TABLES[codepage]
    try:
        decoded = bytes(table[character] for character in run).decode()
    except UnicodeDecodeError:
        return run
    return decoded if _LIKELY.fullmatch(decoded) else run


def _turkish(copy: Copy) -> Found:
    """Turkish or Azerbaijani of Windows (cp1254) read as Western (cp1252): "þ" for "ş"."""
    if copy.language.code not in ("tr", "az") or _TURKISH_LETTERS.search(copy.text):
        return
    last = 0
    for letter in _ICELANDIC.finditer(copy.text):
        start, end = copy.whole_word(*letter.span())
        if start >= last:
            cure = copy.text[start:end].translate(_TURKISH)
            yield copy.damage("mojibake", start, end, cure, "Turkish letters were read in a Western encoding.")
            last = end


def _one_byte(copy: Copy) -> Found:
    """Russian or Arabic of Windows read as Western: words of nothing but accented letters."""
    words = list(_ACCENTED_WORD.finditer(copy.text))
    if len(words) < 2:  # noqa: PLR2004  # a single one can be a cry
        return
    for word in words:
        cure = next(
            (each for each in map(word.group().encode("cp1252").decode, ("cp1251", "cp1256")) if _is_word(each)), None
        )
        if cure:
            yield copy.damage("mojibake", *word.span(), cure, "One encoding of Windows was read as another.")


def _is_word(text: str) -> bool:
    """Whether letters are of one script, and capitals only at the beginning or everywhere."""
    cyrillic = all("\u0400" <= letter <= "\u04ff" for letter in text)
    arabic = all("\u0600" <= letter <= "\u06ff" for letter in text)
    return (cyrillic and (text.islower() or text.istitle() or text.isupper())) or arabic
