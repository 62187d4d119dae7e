"""Captions in the wrong place or in pieces: one that leaked into the body, a line of credit, one that was cut."""

import re
from functools import cache
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.copy_check.language import known
from dateline.wire.spelling import fold

NAMES: Final = ("broken caption", "caption in the body", "credit in the body")
PLACES: Final = ("body", "caption")

_LEAST: Final = 4  # words of a caption that are looked for in the body
_CREDIT: Final = 16  # words of a line that can be a credit
_AGENCY: Final = re.compile(
    r"(?:Getty Images?|Shutterstock|AFP|Reuters|EPA|AP Photo|iStock|Unsplash|Wikimedia Commons)\)?\.?$"
)
_BY: Final = re.compile(
    r"^\(?(?:photo(?:graph)?s?|images?|pictures?|foto|фото|عکس|صورة) (?:by|courtesy|credit|von|de|par|из|از)\b",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|tiff?)|(?:IMG|DSC|PIC)[_-]?\d+\S*|"
    r"caption|image|photo|undefined|null|none|n/a|alt(?: text)?|untitled(?:[ -]\d+)?",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?؟…][\"”»’)]?\s+\S")


def find(copy: Copy) -> Found:
    """Take a body or a caption and give what is wrong with captions there."""
    if copy.where == "caption":
        yield from _broken(copy)
        return
    caption = fold(" ".join(copy.caption.split())).strip(" .")
    for start, line in copy.lines:
        end = start + len(line)
        if _is_caption(line, caption):
            yield copy.damage(
                "caption in the body", start, end, "", "The caption of the photograph stands in the body."
            )
        elif _is_credit(line):
            yield copy.damage("credit in the body", start, end, "", "The credit of a photograph stands in the body.")


def _is_caption(line: str, caption: str) -> bool:
    """Whether a line is the caption, the caption with its credit, or a good part of it."""
    if len(caption.split()) < _LEAST:
        return False
    folded = fold(" ".join(line.split())).strip(" .")
    if folded.startswith(caption):
        return len(folded) - len(caption) < len(caption) / 2 + 40
    return len(folded.split()) >= _LEAST and caption.startswith(folded) and 2 * len(folded) > len(caption)


@cache
def _labels() -> re.Pattern[str]:
    labels = {re.escape(label) for language in known().values() for label in language.photo}
    every = "|".join(sorted(labels, key=len, reverse=True))
    return re.compile(rf"^[(\[]?(?:{every})(?: \w+)?\s*(?::|©|/(?= ?[A-Z]))", re.IGNORECASE)


def _is_credit(line: str) -> bool:
    if len(line.split()) > _CREDIT or _SENTENCE.search(line):
        return False
    return bool(_labels().match(line) or _BY.match(line) or (line.startswith(("(", "[", "©")) and _AGENCY.search(line)))


def _broken(copy: Copy) -> Found:
    words = copy.text.split()
    if not words:
        return
    start = copy.text.rindex(words[-1])
    note = ""
    if copy.text.rstrip().endswith(("…", "...", "-", ",", "&")):
        note = "The caption breaks off."
    elif fold(words[-1]) in copy.language.dangling and len(words) > 1:
        note = "The caption ends with a word that something must follow."
    elif _PLACEHOLDER.fullmatch(copy.text.strip()):
        start, note = copy.text.index(words[0]), "This is a name of a file or of a field, and no caption."
    if note:
        yield copy.damage("broken caption", start, start + len(copy.text[start:].rstrip()), None, note)
