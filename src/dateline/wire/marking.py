"""A text with its damages marked where they are. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

_MARK = Markup('<mark title="{}">{}</mark>')


def marked(text: str, damages: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """The paragraphs of a text, each damage of it in ``<mark>``, with what is wrong and the cure as its title."""
    here = (each for each in damages if each.get("where", "body") == "body")
    found = sorted(here, key=lambda each: (each["start"], -each["end"]))
    pieces, at = [], 0
    for each in found:
        start, end = each["start"], each["end"]
        if start < at or not 0 <= start < end <= len(text):
            continue
        pieces += [Markup.escape(text[at:start]), _MARK.format(_says(each), text[start:end])]
        at = end
    whole = Markup("").join([*pieces, Markup.escape(text[at:])])
    return [Markup(line) for line in whole.split("\n") if line.strip()]  # noqa: S704  # escaped above


def _says(damage: Mapping[str, Any]) -> str:
    said = damage.get("note") or damage["kind"]
    cure = damage.get("cure")
    if cure is None:
        return str(said)
    return f"{said} → {cure}" if cure else f"{said} →  ∅"
