"""What a text is: its direction, its slug. Pure functions of Unicode."""

import re
import unicodedata
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

SLUG_CHARACTERS: Final = 80
SLUG_BYTES: Final = 200


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_RTL_SCRIPTS: Final = _named("adlm arab aran hebr mand mend nkoo rohg samr syrc syre syrj syrn thaa yezi")
_RTL_LANGUAGES: Final = _named(
    "acm aeb apc apd ar arb arc arq ars ary arz azb bal bcc bgn bqi brh ckb dv fa glk haz he iw khw ks lki lrc "
    "luz mzn nqo pbt pes pnb prs ps rhg sd sdh skr syr trw ug ur yi"
)
# Languages that are written from the left in general, and from the right here (CLDR, likely subtags).
_RTL_REGIONS: Final = frozenset({"az-ir", "az-iq", "kk-cn", "kk-ir", "ku-ir", "ku-iq", "pa-pk", "tk-ir", "uz-af"})

# Signs that readers leave out of an address: vowel points of Arabic and Hebrew, the tatweel, combining accents.
# The marks of other scripts (Devanagari, Thai …) are part of the spelling and stay.
_DIACRITICS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_APOSTROPHES: Final = re.compile("(?<=\\w)['\u2019\u02bc](?=\\w)")


def direction(lang: str) -> Direction:
    """Take a language tag (BCP 47, RFC 5646) and give the direction in which that language is written."""
    first, *rest = lang.lower().replace("_", "-").split("-")
    for subtag in rest:
        if len(subtag) == 1:  # an extension or private use begins
            break
        if len(subtag) == 4 and subtag.isalpha():  # noqa: PLR2004  # a script (ISO 15924) says it outright
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    if first in _RTL_LANGUAGES or any(f"{first}-{subtag}" in _RTL_REGIONS for subtag in rest):
        return "rtl"
    return "ltr"


def slugify(text: str) -> str:
    """Take a headline and give its slug, in the headline's own script.

    Letters and digits of any script stay, in lower case and NFC; accents that are not part of a letter, vowel points
    and invisible characters go; everything else becomes one "-". A slug has at most 80 characters and 200 bytes, and is
    cut between words. A text without letters or digits gives "".
    """
    text = unicodedata.normalize("NFC", text).lower()  # NFC first: "é" is a letter of its own, and stays
    text = _APOSTROPHES.sub("", _INVISIBLE.sub("", _DIACRITICS.sub("", text)))
    kept = (character if _is_spelling(character) else "-" for character in unicodedata.normalize("NFC", text))
    return _cut([word for word in "".join(kept).split("-") if word])


def _is_spelling(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def _cut(parts: list[str]) -> str:
    slug = ""
    for word in parts:
        longer = f"{slug}-{word}" if slug else word
        if not _fits(longer):
            break
        slug = longer
    return slug or _cut_word("".join(parts[:1]))


def _cut_word(word: str) -> str:
    word = word[:SLUG_CHARACTERS]
    return word.encode()[:SLUG_BYTES].decode(errors="ignore")


def _fits(slug: str) -> bool:
    return len(slug) <= SLUG_CHARACTERS and len(slug.encode()) <= SLUG_BYTES
