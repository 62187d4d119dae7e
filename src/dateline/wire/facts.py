"""Facts as they are written down and read again: JSON, each with its evidence. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any, Final

from dateline.wire.parsing import FeedItem
from dateline.wire.values import Damage, Fact, ReadStory

CERTAIN: Final = 0.8  # below, a fact is doubtful: the desk is asked to look
FIELDS: Final = (
    "headline", "standfirst", "body", "bylines", "dateline", "published", "modified", "reprinted", "outlet",
    "original_outlet", "original_address", "agency", "hops", "photograph", "licence", "language",
)  # fmt: skip
_SEEN: Final = {"body", "language", "photograph"}  # whoever reads the story sees whether these are right
_UNPRINTED: Final = {"body"}  # its own column holds it; here it would lie twice

Written = dict[str, Any]


def of_page(story: ReadStory) -> dict[str, Written]:
    """What a page says, by field; what it does not say is not in it."""
    return {name: _written(name, fact) for name, fact in _facts(story)}


def of_feed(item: FeedItem) -> dict[str, Written]:
    """What a feed or an agency's file says, by field."""
    found = {name: _written(name, fact) for name, fact in _facts(item)}
    if item.photographs:
        first = item.photographs[0]
        found["photograph"] = _fact(asdict(first), first.caption or first.address, 1.0, "feed")
    return found


def together(page: Mapping[str, Written], feed: Mapping[str, Written]) -> dict[str, Written]:
    """Both; where both speak, the surer one, and the page if they are equally sure."""
    found = dict(page)
    for name, told in feed.items():
        if name not in found or told["confidence"] > found[name]["confidence"]:
            found[name] = told
    return found


def value(facts: Mapping[str, Written], name: str, default: Any = "") -> Any:
    """A fact's value, or what stands for *unknown*."""
    return facts[name]["value"] if name in facts else default


def doubtful(facts: Mapping[str, Written]) -> list[str]:
    """The fields that somebody should look at: what is not sure, and a date that is unknown."""
    unsure = [name for name in FIELDS if name in facts and name not in _SEEN and facts[name]["confidence"] < CERTAIN]
    return unsure if "published" in facts else [*unsure, "published"]


def damages(found: tuple[Damage, ...]) -> list[dict[str, Any]]:
    """What is damaged in the copy, as it is written down."""
    return [asdict(each) for each in found]


def _facts(holder: ReadStory | FeedItem) -> Iterator[tuple[str, Fact[Any]]]:
    for each in fields(holder):
        fact = getattr(holder, each.name)
        if each.name in FIELDS and isinstance(fact, Fact):
            yield each.name, fact


def _written(name: str, fact: Fact[Any]) -> Written:
    return _fact("" if name in _UNPRINTED else _plain(fact.value), fact.evidence[:500], fact.confidence, fact.witness)


def _fact(held: Any, evidence: str, confidence: float, witness: str) -> Written:
    return {"value": held, "evidence": evidence, "confidence": round(confidence, 3), "witness": witness}


def _plain(held: Any) -> Any:
    if isinstance(held, tuple):
        return [_plain(each) for each in held]
    return held if isinstance(held, str | int | float | bool) else asdict(held)
