"""What a writer might not want to give away: telephone numbers, e-mail addresses, street addresses. Pure."""

import re
from typing import Final, Literal

Private = Literal["email", "telephone", "street"]

_EMAIL: Final = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Digits of any script, as they are grouped in numbers that are dialled; years, sums and dates are shorter or dotted.
_TELEPHONE: Final = re.compile(r"(?<![\w/.,:-])(?:\+|00)?\d(?:[\s().–-]{0,2}\d){8,14}(?![\w/])")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER: Final = r"\d{1,4}[\w]?"
_STREET: Final = re.compile(
    rf"""\b(?:
        {_NUMBER},?\s+(?:[\w.'-]+\s+){{1,4}}(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|square)\b
      | (?:[\w.'-]+\s+){{1,3}}(?:küçəsi|prospekti|döngəsi|caddesi|sokağı|sokak|cad\.|sok\.|bulvarı)
        ,?\s*(?:ev|no|no:|bina|m\.)?[\s.:]*{_NUMBER}
      | (?:ул\.|улица|проспект|пр-т|пер\.|переулок|бульвар)\s*[\w.\s-]{{2,40}}?,?\s*(?:д\.|дом)?\s*{_NUMBER}
      | (?:خیابان|کوچه|بلوار|شارع|حي)\s+[\w\s‌]{{2,40}}?(?:،|,)?\s*(?:پلاک|شماره|رقم)?\s*{_NUMBER}
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def found_in(text: str) -> tuple[Private, ...]:
    """What kinds of private facts a text seems to hold, in a fixed order."""
    text = _ADDRESS.sub(" ", text[:20_000])
    kinds: tuple[tuple[Private, re.Pattern[str]], ...] = (
        ("email", _EMAIL),
        ("telephone", _TELEPHONE),
        ("street", _STREET),
    )
    return tuple(kind for kind, pattern in kinds if pattern.search(text))
