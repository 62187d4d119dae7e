"""What speaks for or against spam in any language: marks of the shape of a comment and of how it came. Pure.

Each kind of mark has one value for a comment, or none where nothing is known. The table says how many of a hundred
pieces of spam and how many of a hundred good comments are expected to bear it before the newsroom has decided
anything. That is the prior: what the newsroom decides is counted on top of it, and soon weighs more.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from dateline.discussion.spam.reading import LINK, Reading, read
from dateline.discussion.spam.signals import Signals


class Expected(NamedTuple):
    """How many of a hundred bear a mark, and what it is called at the desk (an English msgid)."""

    spam: float
    good: float
    label: str


# kind → value → what is expected; "" is the value of all that bear no other.
TABLE: Final[Mapping[str, Mapping[str, Expected]]] = {
    "links": {
        "one": Expected(40, 4, "a link"),
        "many": Expected(15, 1, "several links"),
        "": Expected(45, 95, "no links"),
    },
    "alone": {"yes": Expected(18, 2, "little but a link"), "": Expected(82, 98, "more than a link")},
    "bare": {"yes": Expected(10, 2, "an address without http"), "": Expected(90, 98, "")},
    "markup": {"yes": Expected(6, 1, "a link in markup"), "": Expected(94, 99, "")},
    "email": {"yes": Expected(5, 1, "an e-mail address"), "": Expected(95, 99, "")},
    "telephone": {"yes": Expected(6, 1, "a telephone number"), "": Expected(94, 99, "")},
    "handles": {"yes": Expected(5, 4, "a handle of another service"), "": Expected(95, 96, "")},
    "hashtags": {"many": Expected(5, 1, "several hashtags"), "": Expected(95, 99, "")},
    "shouting": {"yes": Expected(12, 6, "mostly capitals"), "": Expected(88, 94, "")},
    "stretched": {"yes": Expected(10, 6, "characters repeated many times"), "": Expected(90, 94, "")},
    "disguised": {"yes": Expected(6, 0.5, "words that mix scripts"), "": Expected(94, 99.5, "")},
    "hidden": {"yes": Expected(4, 0.4, "invisible characters inside words"), "": Expected(96, 99.6, "")},
    "spaced": {"yes": Expected(3, 1, "words with their letters apart"), "": Expected(97, 99, "")},
    "code": {"yes": Expected(5, 1, "a long code"), "": Expected(95, 99, "")},
    "money": {"yes": Expected(6, 2, "a sum of money"), "": Expected(94, 98, "")},
    "arrows": {"yes": Expected(5, 1, "arrows that point at something"), "": Expected(95, 99, "")},
    "repeats": {"yes": Expected(6, 1.5, "the same words again and again"), "": Expected(94, 98.5, "")},
    "length": {
        "few": Expected(20, 20, "a few words"),
        "long": Expected(20, 20, "a long text"),
        "": Expected(60, 60, "neither short nor long"),
    },
    "pictures": {"yes": Expected(20, 20, "emoji"), "": Expected(80, 80, "no emoji")},
    "asking": {"yes": Expected(20, 20, "a question mark"), "": Expected(80, 80, "no question mark")},
    "calling": {"yes": Expected(30, 25, "an exclamation mark"), "": Expected(70, 75, "no exclamation mark")},
    "name": {"address": Expected(8, 0.5, "an address as the name"), "": Expected(92, 99.5, "")},
    "sent": {
        "fast": Expected(30, 2, "sent within three seconds"),
        "soon": Expected(15, 8, "sent within ten seconds"),
        "": Expected(55, 90, "time was taken to write"),
    },
    "honeypot": {"filled": Expected(30, 0.3, "a hidden field was filled in"), "": Expected(70, 99.7, "")},
    "gate": {
        "passed": Expected(30, 70, "passed the gate"),
        "failed": Expected(25, 3, "failed at the gate"),
        "": Expected(45, 27, "skipped the gate"),
    },
    "seen": {
        "once": Expected(10, 1.5, "a near-identical comment elsewhere"),
        "often": Expected(30, 0.4, "near-identical comments elsewhere"),
        "": Expected(60, 98.1, "not seen elsewhere"),
    },
    "trust": {
        "some": Expected(2, 12, "a comment of the same reader was approved"),
        "much": Expected(0.6, 22, "comments of the same reader were approved"),
        "": Expected(97.4, 66, "no comment of the same reader was approved"),
    },
}

_TELEPHONE: Final = re.compile(
    r"(?<![\w/=.,:-])(?!\d{1,3}(?:[.,]\d{3})+(?![\w.,-]))(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){8,14}(?![\w/=,:-])"
)
_HANDLE: Final = re.compile(r"(?<!\S)[@+][^\W\d]\w{2,40}")
_HASHTAG: Final = re.compile(r"(?<!\S)#[^\W\d]\w{1,60}")
_STRETCH: Final = re.compile(r"([^\W\d]|[!?*~^])\1{3}")
_SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_]([ .*_-])(?:[^\W\d_]\1){2,20})[^\W\d_](?!\S)")
_CODE: Final = re.compile(r"(?<![\w/=?&.-])(?=[^\W_]*[a-zA-Z])(?=[^\W_]*\d)[a-zA-Z0-9]{14,100}(?![\w/])")
_CURRENCIES: Final = "$€£¥₽₺﷼₹₴₼₸₾֏"
_MONEY: Final = re.compile(rf"[{_CURRENCIES}]\s?\d|\d\s?[{_CURRENCIES}]")
_ARROW: Final = re.compile(r"[-=]{1,}>|>{3,}|[→➜➡⇒➔►▶☞👉⬇↓]")
_MARKUP: Final = re.compile(r"<a\s|\[(?:url|link)|\]\(http", re.IGNORECASE)
_PICTURE: Final = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_QUESTIONS: Final = ("?", "؟", "？", "՞", ";")
_EXCLAMATIONS: Final = ("!", "！", "՜")
_NAME = 200  # characters of it that are read
_FEW, _LONG = 3, 80  # words
_LETTERS = 12  # fewer say nothing about shouting
_LOUD = 0.7
_FAST, _SOON = 3.0, 10.0  # seconds
_OFTEN, _MUCH = 3, 3
_HASHTAGS = 3
_REPEATED = 9  # words; a text of fewer repeats nothing


def borne(signals: Signals, reading: Reading) -> dict[str, str]:
    """Take a comment and its reading, and give the value of each kind of mark that something is known about."""
    text = reading.plain
    found = dict(_of_links(signals, reading))
    for kind, (signs, pattern) in _PATTERNS.items():
        likely = not signs or any(sign in text for sign in signs)
        found[kind] = "yes" if likely and pattern.search(text) else ""
    found["email"] = "yes" if reading.emails else ""
    found["markup"] = "yes" if _MARKUP.search(signals.text[:_MARKUP_READ]) else ""
    found["disguised"] = "yes" if reading.disguised else ""
    found["hidden"] = "yes" if reading.hidden else ""
    found["hashtags"] = "many" if "#" in text and len(_HASHTAG.findall(text)) >= _HASHTAGS else ""
    found["shouting"] = "yes" if _shouts(text) else ""
    found["repeats"] = "yes" if _repeats(reading.words) else ""
    found["asking"] = "yes" if any(each in text for each in _QUESTIONS) else ""
    found["calling"] = "yes" if any(each in text for each in _EXCLAMATIONS) else ""
    found["length"] = "few" if len(reading.words) <= _FEW else "long" if len(reading.words) >= _LONG else ""
    found.update(_of_the_trip(signals))
    if found["length"] == "few" and not found["links"]:
        del found["seen"]  # many readers say thank you in the same words
    return found


_MARKUP_READ: Final = 4000
# kind → signs of which one must be there (a search for them is cheap), and the pattern
_PATTERNS: Final = {
    "telephone": ("0123456789", _TELEPHONE),
    "handles": ("@+", _HANDLE),
    "stretched": ("", _STRETCH),
    "spaced": ("", _SPACED),
    "code": ("0123456789", _CODE),
    "money": (_CURRENCIES, _MONEY),
    "arrows": (">→➜➡⇒➔►▶☞👉⬇↓", _ARROW),
    "pictures": ("", _PICTURE),
}


def _of_links(signals: Signals, reading: Reading) -> Iterator[tuple[str, str]]:
    links = max(signals.links, len(reading.hosts))
    yield "links", "many" if links > 1 else "one" if links else ""
    written = sum(word != LINK for word in reading.words)
    yield "alone", "yes" if links and written <= _FEW * links else ""
    yield "bare", "yes" if reading.bare else ""


def _of_the_trip(signals: Signals) -> Iterator[tuple[str, str]]:
    """What is known of how the comment came; nothing is said of what nobody knows."""
    yield "name", "address" if _is_address(signals.name[:_NAME]) else ""
    if signals.seconds is not None:
        yield "sent", "fast" if signals.seconds < _FAST else "soon" if signals.seconds < _SOON else ""
    yield "honeypot", "filled" if signals.honeypot else ""
    if signals.gate:
        yield "gate", signals.gate if signals.gate in ("passed", "failed") else ""
    yield "seen", "often" if signals.seen_before >= _OFTEN else "once" if signals.seen_before > 0 else ""
    yield "trust", "much" if signals.trusted >= _MUCH else "some" if signals.trusted > 0 else ""


def _is_address(name: str) -> bool:
    if "." not in name and "@" not in name:
        return False
    reading = read(name)
    return bool(reading.hosts or reading.emails)


def _shouts(text: str) -> bool:
    """Whether a text in a script that has capitals is mostly in capitals."""
    upper = sum(map(str.isupper, text))
    return upper >= _LETTERS and upper >= _LOUD * (upper + sum(map(str.islower, text)))


def _repeats(words: tuple[str, ...]) -> bool:
    written = [word for word in words if word != LINK]
    return len(written) >= _REPEATED and len(set(written)) * 2 < len(written)
