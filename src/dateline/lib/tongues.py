"""What is known of each language that the paper speaks: its own name, its script, its digits, its quotation marks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel.core import Locale, UnknownLocaleError

from dateline.lib.text import direction

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LATIN_DIGITS: dict[int, int] = {}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as readers see it. ``locale`` is Babel's name of it, empty where CLDR does not know it."""

    code: str
    own_name: str
    dir: Literal["ltr", "rtl"]
    open_graph: str
    locale: str
    quotes: tuple[str, str] = ("“", "”")
    digits: "dict[int, int]" = None  # type: ignore[assignment]

    def number(self, value: object) -> str:
        """A number, or a text with digits in it, in the digits of this language."""
        return str(value).translate(self.digits or LATIN_DIGITS)

    def capital(self, text: str) -> str:
        """The text with a capital first letter, with the dotted capital where the alphabet has one."""
        if text[:1] == "i" and self.code in {"az", "tr"}:
            return "İ" + text[1:]
        return text[:1].upper() + text[1:]


GUILLEMETS = ("«", "»")
KNOWN = {
    tongue.code: tongue
    for tongue in (
        Tongue("en", "English", "ltr", "en_GB", "en_GB"),
        Tongue("az", "Azərbaycanca", "ltr", "az_AZ", "az"),
        Tongue("azb", "تۆرکجه", "rtl", "azb_IR", "", GUILLEMETS, PERSIAN_DIGITS),
        Tongue("fa", "فارسی", "rtl", "fa_IR", "", GUILLEMETS, PERSIAN_DIGITS),
        Tongue("tr", "Türkçe", "ltr", "tr_TR", "tr"),
        Tongue("ar", "العربية", "rtl", "ar_AR", "ar", GUILLEMETS, ARABIC_DIGITS),
        Tongue("ru", "Русский", "ltr", "ru_RU", "ru", GUILLEMETS),
    )
}


@lru_cache(maxsize=256)
def tongue(code: str) -> Tongue:
    """The language named ``code``; one that is not known here borrows English dates and marks."""
    if code in KNOWN:
        return KNOWN[code]
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Tongue(code, code, direction(code), code.replace("-", "_"), "en_GB")
    own_name = locale.get_display_name() or code
    return Tongue(code, own_name, direction(code), code.replace("-", "_"), str(locale))
