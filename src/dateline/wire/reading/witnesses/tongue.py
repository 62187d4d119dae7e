"""In which language a text is, by its letters (py3langid): only asked if the page does not say."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from dateline.wire.reading.testimony import WEAK, Testimony

WITNESS: Final = "letters"
_ENOUGH: Final = 200
_READ: Final = 1500
_SURE: Final = 0.95
# What it tells apart well. Arabic script is not among them: it does not know South Azerbaijani and calls it another.
_KNOWN: Final = frozenset(
    ("en", "de", "es", "fr", "pt", "it", "nl", "ru", "tr", "az", "pl", "sv", "da", "ko", "ja", "zh")
)


def testify(body: str, quoted: str) -> Iterator[Testimony]:
    """Take a body and its first line on the page, and give its language, if it is long enough to be sure."""
    if len(body) < _ENOUGH:
        return
    language, probability = _identifier().classify(body[:_READ])
    if language in _KNOWN and probability > _SURE:
        yield Testimony("language", language, quoted, WEAK, WITNESS)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
