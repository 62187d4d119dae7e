"""Names of outlets made presentable: with a register of well-known ones, by name and by domain."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from tld import get_tld

Kind = Literal["agencies", "aggregators", "outlets"]
_ARTICLES: Final = re.compile(r"^(?:the|der|die|das|dem|den|le|la|les|el|los|las|il|o|a)\s+|^l['’]", re.IGNORECASE)
_LEGAL: Final = re.compile(
    r"[,\s]+(?:ltd|limited|inc|llc|llp|l\.?p"
    r"|gmbh|ag|corp|corporation|company|co|plc|s\.?a|s\.?l|a\.?ş|media group)\.?$",
    re.IGNORECASE,
)
_OF_THE_WEB: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.ASCII)
_LONG_WITH_ARTICLE: Final = 6  # "thelantern", not "theme"
_QUOTES: Final = "\"'“”„‟«»‹›‘’‚`*_[]<> \u200e\u200f\u00a0"
_ISSUE: Final = re.compile(
    r"[\s,(]*(?:no\.?|nr\.?|n°|#|heft|ausgabe|issue)?\s*\d{1,2}\s?/\s?(?:20)?\d{2}\)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the register."""

    name: str
    kind: Kind


def named(words: str) -> Known | None:
    """Take a name, a domain or an address and give the outlet that the register knows under it."""
    words = words.strip()
    names, domains = _register()
    if found := names.get(_key(words)):
        return found
    if words.startswith(("http://", "https://")):
        words = host(words)
    elif not _OF_THE_WEB.fullmatch(words):
        return None
    labels = words.lower().split(".")
    for start in range(len(labels) - 1):
        if found := domains.get(".".join(labels[start:])):
            return found
    return None


def presentable(words: str) -> str:
    """Take an outlet's name as a page spells it and give it as a newspaper prints it: "telegraph" → "The Telegraph"."""
    words = " ".join(words.split()).strip(_QUOTES + ",:;–—-|").rstrip(".") or words.strip()
    if known := named(words) or named(_LEGAL.sub("", words)):
        return known.name
    if words.startswith(("http://", "https://", "www.")):
        return host(words) or words.removeprefix("www.")
    return _LEGAL.sub("", words).strip(_QUOTES).removeprefix("the ")


def is_agency(words: str) -> bool:
    """Whether the register knows it as an agency or a syndicate."""
    known = named(words)
    return known is not None and known.kind == "agencies"


def is_everyday(words: str) -> bool:
    """Whether an outlet goes by an everyday word ("Time", "Nature"), which alone does not make a line name it."""
    return words.strip().lower() in _everyday()


def is_syndicate(words: str) -> bool:
    """Whether it only passes on what others have written."""
    known = named(words)
    return known is not None and known.name in _read()["syndicates"]


def is_issue(words: str) -> bool:
    """Whether a name is that of a printed issue ("Example 10/22")."""
    return _ISSUE.search(words) is not None


def without_issue(words: str) -> str:
    """The name of an outlet without the number of its issue."""
    return _ISSUE.sub("", words)


def same(one: str, other: str) -> bool:
    """Whether two names (or domains) mean the same outlet, as far as letters tell."""
    first, second = _squeezed(one), _squeezed(other)
    return bool(first) and (first == second or _as_known(one) == _as_known(other))


@lru_cache(maxsize=1024)
def host(address: str) -> str:
    """The host of an address, in lower case, without ``www.``; empty if it has none."""
    try:
        found = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return found.lower().removeprefix("www.").rstrip(".")


@lru_cache(maxsize=1024)
def site(address: str) -> str:
    """The registrable domain of an address ("news.example.co.uk" → "example.co.uk"), or its host if there is none."""
    name = host(address if "//" in address else f"https://{address}")
    found = get_tld(f"https://{name}", fail_silently=True, as_object=True) if name else None
    return str(found.fld) if found is not None and not isinstance(found, str) else name


def label(address: str) -> str:
    """The part of the registrable domain that is a name ("news.example.co.uk" → "example")."""
    return site(address).split(".", maxsplit=1)[0]


def squeezed(words: str) -> str:
    """A name as it stands in a domain: lower case, without accents, spaces, articles."""
    return _squeezed(words)


def _as_known(words: str) -> str:
    known = named(words) or named(_LEGAL.sub("", words))
    return known.name if known else _squeezed(words)


def _squeezed(words: str) -> str:
    if _OF_THE_WEB.fullmatch(words.strip()):
        name = _key(label(words.strip().lower()))
        return name.removeprefix("the") if len(name) > _LONG_WITH_ARTICLE else name
    return _key(words)


@lru_cache(maxsize=4096)
def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.strip(_QUOTES).casefold().replace("ı", "i"))
    plain = _ARTICLES.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return "".join(letter for letter in plain if letter.isalnum() or letter in "&+")


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_read()["everyday"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("register.toml").read_text(encoding="utf-8"))


@cache
def _register() -> tuple[dict[str, Known], dict[str, Known]]:
    """The register: by name, by domain."""
    read = _read()
    names: dict[str, Known] = {}
    domains: dict[str, Known] = {}
    kinds: tuple[Kind, ...] = ("agencies", "aggregators", "outlets")
    for kind in kinds:
        for name, others in read[kind].items():
            known = Known(name, kind)
            names.setdefault(_key(name), known)
            for other in others:
                if _OF_THE_WEB.fullmatch(other) and other.islower():
                    domains.setdefault(other, known)
                names.setdefault(_key(other), known)
    return names, domains
