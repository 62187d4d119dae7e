"""Where sentences begin and end, in any language that the paper is written in. Pure.

A full stop does not end a sentence after an initial, a known abbreviation or a number; a line end always does.
"""

import re
from functools import lru_cache
from typing import Final

_END: Final = re.compile(r"(?<![.!?…؟۔。！？])[.!?…؟۔。！？]+[\"'”’“»«)\]]*(?=\s)|\n|\Z")
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"«„']+\Z")


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ABBREVIATIONS: Final = _named(
    "mr. mrs. ms. dr. prof. st. gen. col. lt. sgt. capt. rep. sen. gov. rev. hon. jr. sr. vs. etc. no. jan. feb. mar. "
    "apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. inc. co. corp. ltd. e.g. i.e. cf. approx. u.s. u.k. u.n. "
    "d.c. a.m. p.m. т.е. т.д. т.п. т.к. г. гг. ул. им. см. др. пр. тыс. млн. млрд. руб. стр. z.b. bzw. ca. d.h. u.a. "
    "usw. vgl. nr. str. sr. sra. srta. ee.uu. pág. núm. mme. mlle. art. av. dra. exmo. vb. vs. s. bkz. prof. doç. op. "
    "yrd. av. m.ö. m.s. və.s."
)
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.)+")


@lru_cache(maxsize=8)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Take a text and give where each sentence begins and ends, without the white space around it."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if end.group().startswith(".") and _goes_on(text, start, end):
            continue
        raw = text[start : end.end()]
        begin = start + len(raw) - len(raw.lstrip())
        stop = end.end() - (len(raw) - len(raw.rstrip()))
        if stop > begin:
            found.append((begin, stop))
        start = end.end()
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """Take a text and give its sentences, without the white space around them."""
    return tuple(text[start:end] for start, end in spans(text))


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, or what follows does not begin a sentence."""
    after = text[end.end() : end.end() + 3].lstrip(" \u00a0")[:1]
    if after.islower():
        return True
    if end.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(start, end.end() - 24), end.end())
    return bool(word and (word.group().lower() in _ABBREVIATIONS or _INITIAL.fullmatch(word.group())))
