"""Which of the paper's languages a site's language is. Pure."""

from typing import Final

# WordPress' locales, and tags of Polylang, beside those that are spelled as ours.
_SAME: Final = {"azb": "azb", "az-arab": "azb", "az-ir": "azb", "pes": "fa", "prs": "fa", "fa-af": "fa", "haz": "fa"}


def language(tag: str, known: frozenset[str], otherwise: str) -> str:
    """The language of ours that a tag means (``fa-IR``, ``az_AZ``, ``pll_fa``); ``otherwise``, if none."""
    tag = tag.strip().lower().replace("_", "-").removeprefix("pll-")
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        part = "-".join(parts[:length])
        if (found := _SAME.get(part, part)) in known:
            return found
    return otherwise
