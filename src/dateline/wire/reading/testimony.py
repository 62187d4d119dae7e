"""What a witness says: one value for one field, the words that show it, and how far this witness is to be trusted."""

from dataclasses import dataclass
from typing import Final, Literal

from dateline.wire.values import Moment, Photograph

Field = Literal[
    "headline",
    "standfirst",
    "bylines",
    "dateline",
    "published",
    "created",
    "modified",
    "outlet",
    "origin",
    "copyright",
    "agency",
    "canonical",
    "photograph",
    "licence",
    "language",
]
Value = str | tuple[str, ...] | Moment | Photograph

# How far a witness is to be trusted who stands alone. Two that agree are trusted more than either (``deciding``).
CERTAIN: Final = 0.95
STRONG: Final = 0.85
FAIR: Final = 0.7
PASSED_ON: Final = 0.65
WEAK: Final = 0.5
FAINT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Testimony:
    """One value for one field.

    ``quotation`` stands in the page, word for word but for white space; ``address`` is where a link in it leads;
    ``via`` are the stations that the words name between the original and here.
    """

    field: Field
    value: Value
    quotation: str
    strength: float
    witness: str
    address: str = ""
    via: tuple[str, ...] = ()
