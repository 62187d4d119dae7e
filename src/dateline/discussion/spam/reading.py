"""How a comment is read: normalised, so that disguises fall, and cut into words and links. Pure, and of any script."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

READ: Final = 4000  # characters that are read of a long text: its beginning,
READ_AT_END: Final = 1000  # of which the end, where links like to hide
LINK: Final = "LINK"  # stands among the words for a link, in capitals that no word has,
EMAIL: Final = "EMAIL"  # and this for an address
WORDS: Final = 400  # that are weighed of one comment
_WORD: Final = 40  # characters of a word; what is longer is no word

_TAG: Final = re.compile(r"<(?:[^<>]{0,300}?href\s*=\s*[\"']?([^\"'\s<>]{1,300})[^<>]{0,300}|/?[a-zA-Z][^<>]{0,300})>")
_LINK: Final = re.compile(r"(?:https?://|\bwww\.)([^\s<>\"'\]\[)]{2,})", re.IGNORECASE)
# Addresses without a scheme. An end of a sentence without a space ("song.This") looks the same, so that only the
# great domains count, and those of countries with a path behind.
_GREAT: Final = (
    "com|net|org|info|biz|xyz|top|online|site|shop|store|club|live|link|click|app|dev|win|vip|pro|рф|онлайн|сайт"
)
_BARE: Final = re.compile(
    r"(?<![\w@.])((?:[^\W_](?:[\w-]{0,60}[^\W_])?(?:\.| \.|\. | \. )){1,4}"
    rf"(?:(?:{_GREAT}|{_GREAT.upper()})(?![\w@-])(?!\.\w)(?:/\S{{0,200}})?|[a-zA-Z]{{2,3}}/\S{{1,200}}))"
)
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HOST: Final = re.compile(r"[^/?#:]{1,253}")
_HIDDEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_TOKEN: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_DENSE: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_RUN: Final = re.compile(r"(.)\1{2,}", re.DOTALL)
_DIGITS: Final = re.compile(r"\d+")
_LATIN: Final = re.compile("[a-z]")
_LOOKS_LATIN: Final = re.compile("[\u0370-\u052f]")
# Letters of Greek and Cyrillic that look like Latin ones, and Arabic letters that differ by keyboard only.
_LOOK_ALIKES: Final = str.maketrans(
    "абвгеёзикмнопрстухуѕіјһԁԛԝαβεηικνορτυχω", "abbreezukmhonpctyxysijhdqwabenikvoptuxw"
)
_KEYBOARDS: Final = str.maketrans("يىكةۀأإٱ", "ییکههااا")


@dataclass(frozen=True)
class Reading:
    """What a text is made of.

    Attributes:
        plain: the text without markup and invisible characters, as it was written otherwise.
        words: normalised, in order; for a link stands LINK, for an address EMAIL.
        hosts: what its links lead to, normalised, in order.
        bare: how many of them were written without a scheme.
        emails: how many addresses it holds.
        hidden: how many invisible characters stood inside words.
        disguised: how many words mix letters that look alike.
    """

    plain: str
    words: tuple[str, ...]
    hosts: tuple[str, ...]
    bare: int
    emails: int
    hidden: int
    disguised: int


def read(text: str) -> Reading:
    """Take a text of any length and give what it is made of; of a long one, only the beginning and the end."""
    text = bounded(text)
    links: list[str] = []
    if "&" in text or "<" in text:
        text = _TAG.sub(lambda tag: f" http://{_bare_address(tag[1])} " if tag[1] else " ", html.unescape(text))
    hidden = _hidden(text)
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    rest, emails = _EMAIL.subn(f" {EMAIL} ", plain) if "@" in plain else (plain, 0)
    rest = _LINK.sub(lambda link: links.append(link[1]) or f" {LINK} ", rest)  # type: ignore[func-returns-value]
    bare = 0
    if "." in rest:
        schemes = len(links)
        rest = _BARE.sub(lambda link: links.append(link[1]) or f" {LINK} ", rest)  # type: ignore[func-returns-value]
        bare = len(links) - schemes
    words, disguised = _words(rest)
    return Reading(plain, words, tuple(map(_host, links)), bare, emails, hidden, disguised)


def bounded(text: str) -> str:
    """Take a text and give what is read of it."""
    if len(text) <= READ:
        return text
    return f"{text[: READ - READ_AT_END]} {text[-READ_AT_END:]}"


def _bare_address(address: str) -> str:
    return address.partition("//")[2] or address


def _hidden(text: str) -> int:
    """Count invisible characters between letters; joiners are part of the spelling where they stand alone."""
    if text.isascii():
        return 0
    inside = re.findall(f"(?<=[^\\W_])({_HIDDEN.pattern}+)(?=[^\\W_])", text)
    return sum(len(each) for each in inside if each not in ("\u200c", "\u200d", "\u00ad"))


def _host(address: str) -> str:
    found = _HOST.match(address.casefold().replace(" ", ""))
    return found[0].removeprefix("www.").rstrip(".") if found else ""


def _words(text: str) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    disguised = 0
    for token in _TOKEN.findall(text)[:WORDS]:
        parts, was = normal(token)
        disguised += was
        found += parts
    return tuple(found[:WORDS]), disguised


@lru_cache(maxsize=20_000)
def normal(token: str) -> tuple[tuple[str, ...], bool]:
    """Take a word and give it as it is compared, and whether it mixes letters that look alike.

    Where a script puts no spaces between words, a run of it is given as pairs of characters.
    """
    if token in (LINK, EMAIL):
        return (token,), False
    word, mixed = _folded(token.casefold()[: 2 * _WORD])
    word = _RUN.sub(r"\1", _DIGITS.sub("0", word).replace("\u2019", "'"))[:_WORD]
    if _DENSE.search(word):
        return tuple(word[at : at + 2] for at in range(max(1, len(word) - 1))), mixed
    return (word,), mixed


def _folded(word: str) -> tuple[str, bool]:
    if word.isascii():
        return word, False
    mixed = bool(_LATIN.search(word) and _LOOKS_LATIN.search(word))
    if mixed:
        word = word.translate(_LOOK_ALIKES)
    plain = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", plain).translate(_KEYBOARDS), mixed
