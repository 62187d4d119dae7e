"""What is a place: by the names of countries and cities that Babel knows, or by how a text speaks of it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from dateline.wire.reading import phrases

_LANGUAGES: Final = ("en", "az", "tr", "ru", "de", "es", "fr", "pt", "ar", "fa")
_BEGINS_AS_ONE: Final = re.compile(
    r"(?:Port|Fort|Mount|Cape|Lake|New|North|South|East|West|Saint|San|Santa|Los|Las|Bad|Upper|Lower)\s+[A-Z]",
    re.IGNORECASE,
)


def is_known(words: str) -> bool:
    """Whether words are the name of a country or a large city, or begin as names of towns do: "Port Ferrow"."""
    words = words.strip(" .")
    return words.casefold() in _names() or _BEGINS_AS_ONE.match(words) is not None


def is_mentioned(words: str, text: str) -> bool:
    """Whether a text speaks of it as of a place: "in Marrow", "Marrowda"."""
    where = "|".join(sorted(map(re.escape, phrases.words("where")), key=len, reverse=True))
    name = re.escape(words.strip(" ."))
    return re.search(rf"\b(?:{where})\s{name}\b|\b{name}['’]?[dt][aəe]n?\b", text, re.IGNORECASE) is not None


@cache
def _names() -> frozenset[str]:
    """Countries, and the cities after which time zones are named."""
    return frozenset(name.casefold() for name in _spelled() if name)


def _spelled() -> Iterator[str]:
    zones = get_global("zone_territories")
    yield from (zone.rpartition("/")[2].replace("_", " ") for zone in zones)
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        yield from (name for code, name in locale.territories.items() if code.isalpha())
        yield from (zone.get("city", "") for zone in locale.time_zones.values())
