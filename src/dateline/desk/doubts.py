"""Which facts of a picked-up story somebody should look at, and at which field of its form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk import lessons, terms
from dateline.desk.models import Story
from dateline.wire import api as wire

_NAMES: Final = {
    "headline": gettext_lazy("headline"),
    "standfirst": gettext_lazy("standfirst"),
    "body": gettext_lazy("text"),
    "bylines": gettext_lazy("bylines"),
    "dateline": gettext_lazy("dateline"),
    "published": gettext_lazy("date of the original"),
    "modified": gettext_lazy("changed there"),
    "reprinted": gettext_lazy("reprinted there"),
    "outlet": gettext_lazy("whose page it is"),
    "original_outlet": gettext_lazy("who published it first"),
    "original_address": gettext_lazy("address of the original"),
    "agency": gettext_lazy("agency"),
    "hops": gettext_lazy("stations"),
    "photograph": gettext_lazy("photograph"),
    "licence": gettext_lazy("licence"),
    "language": gettext_lazy("language"),
}
_MISSED: Final = ("headline", "bylines", "published", "outlet", "language")  # what every story has, if only one knew
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("headline", "original_headline"),
    "standfirst": ("standfirst",),
    "bylines": ("original_bylines",),
    "dateline": ("original_dateline",),
    "published": ("original_precision",),
    "outlet": ("outlet",),
    "original_outlet": ("outlet",),
    "original_address": ("original_address",),
    "licence": ("licence",),
    "language": ("original_language",),
}
_SHOWN: Final = 120  # letters of a quotation


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that somebody should look at: its value in words, the words of the page, how sure (percent), who says.

    A fact that is not known has no witness.
    """

    fact: str
    name: Any
    value: str
    quotation: str
    percent: int
    witness: str

    def __str__(self) -> str:
        if not self.witness:
            return _("The page does not tell. Look for it.")
        words = _("Doubtful, %(percent)d %%: “%(words)s”") % {"percent": self.percent, "words": self.quotation[:_SHOWN]}
        return words if self.quotation else _("Doubtful, %(percent)d %%.") % {"percent": self.percent}


def marks_of(story: Story) -> dict[str, str]:
    """What stands at fields of a story's form until an editor has written otherwise there, by field."""
    item = terms.item_of(story)
    if item is None:
        return {}
    mended = {fact for fact, _value in lessons.mended(story, item)}
    found = [each for each in doubts_of(item) if each.fact not in mended]
    return {field: str(each) for each in found for field in _FIELDS.get(each.fact, ())}


def doubts_of(item: wire.Taken) -> Iterator[Doubt]:
    """The facts that are doubtful, and those that nobody knows though every story has them."""
    missed = [each for each in _MISSED if not getattr(item, each)]
    if item.original_outlet and "outlet" in missed:  # whose story it is, is known; whose page, nobody prints
        missed.remove("outlet")
    names = dict.fromkeys([*missed, *item.doubtful])
    for name in names:
        if fact := item.facts.get(name):
            value = item.body[:120] if name == "body" else _in_words(fact["value"])
            percent = round(fact["confidence"] * 100)
            yield Doubt(name, _NAMES.get(name, name), value, fact["evidence"], percent, fact["witness"])
        else:
            yield Doubt(name, _NAMES.get(name, name), "", "", 0, "")


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(each) for each in value)
    if isinstance(value, dict):
        return " ".join(str(value[key]) for key in ("name", "value", "address", "caption", "credit") if value.get(key))
    return str(value)
