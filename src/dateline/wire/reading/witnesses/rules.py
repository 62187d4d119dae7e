"""What editors taught: where, in the pages of one source, a byline, a date or a headline stands.

An editor who mends a fact of a story shows where the right one stands (:mod:`dateline.wire.learning`). A rule is a
field and a selector; it is heard as testimony, and what it says counts, whatever others say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from lxml import html

from dateline.wire.reading import moments, names, outlets
from dateline.wire.reading.page import bare, open_page
from dateline.wire.reading.selectors import select, words_of
from dateline.wire.reading.testimony import Field, Testimony, Value
from dateline.wire.values import Fact, ReadStory

WITNESS: Final = "rule"
TAUGHT: Final[dict[str, Field]] = {
    "headline": "headline",
    "standfirst": "standfirst",
    "bylines": "bylines",
    "dateline": "dateline",
    "published": "published",
    "original_outlet": "origin",
}
_SURE: Final = 1.0
_LONGEST: Final = {"standfirst": 1000, "headline": 400}
_LONGEST_OTHERS: Final = 180


def told_by_rules(page: bytes, rules: Mapping[str, str], *, content_type: str = "") -> Iterator[Testimony]:
    """Take a page and the rules of its source, and give what stands where they say (``read_page(told=…)``)."""
    tree = open_page(page, content_type=content_type).tree if rules else None
    for field, selector in rules.items() if tree is not None else ():
        found = {words_of(element) for element in select(tree, selector)}
        if field in TAUGHT and len(found) == 1 and (value := read(field, words := found.pop())) is not None:
            yield Testimony(TAUGHT[field], value, words, _SURE, WITNESS)


def read(field: str, words: str) -> Value | None:
    """The value of a field in the words of an element; None where they are none."""
    if not words or len(words) > _LONGEST.get(field, _LONGEST_OTHERS):
        return None
    if field == "bylines":
        return names.people(words) or tuple(each for part in words.split(",") if (each := part.strip()))
    if field == "published":
        return moments.parse(words)
    return outlets.presentable(words) if field == "original_outlet" else words


def says(element: html.HtmlElement, field: str, value: str) -> bool:
    """Whether an element says this value of a field; of a date, its day; of bylines, these names in any order."""
    found = read(field, words_of(element))
    if found is None:
        return False
    if isinstance(found, tuple):
        return {bare(each) for each in found} == {bare(each) for each in value.split(",")}
    if field == "published":
        return getattr(found, "value", "")[:10] == value[:10]
    if field == "original_outlet":
        return outlets.same(str(found), value)
    return bare(str(found)) == bare(value)


def as_taught(story: ReadStory, told: Iterable[Testimony], outlet: str = "") -> ReadStory:
    """A story as it was read, with what the rules say in place of what others said. ``outlet``: whose page it is."""
    fields = {heard: name for name, heard in TAUGHT.items()}
    taught: dict[str, Any] = {
        fields[each.field]: Fact(each.value, each.quotation, each.strength, each.witness)
        for each in told
        if each.witness == WITNESS
    }
    outlet = outlet or (story.outlet.value if story.outlet else "")
    if "original_outlet" in taught and outlets.same(taught["original_outlet"].value, outlet):
        taught["original_outlet"] = None  # the outlet's own name where a source is named: it is no reprint
    if "original_outlet" in taught:
        taught["is_reprint"] = taught["original_outlet"] is not None
    return replace(story, **taught)
