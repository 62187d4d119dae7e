"""An item as rooms above see it: a frozen value, complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.lib.api import clean_block
from dateline.wire import evidence, facts
from dateline.wire.errors import EvidenceError, UnknownItemError
from dateline.wire.models import Item, Source
from dateline.wire.parsing.encodings import decoded

_MOST_COPIES = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A story as it came over the wire.

    ``facts`` are all fields by name, each ``{value, evidence, confidence, witness}``; what is not in it is unknown.
    ``doubtful`` are the fields that somebody should look at; ``forbidden`` are sentences of what the outlet does not
    permit. ``published`` is ISO 8601, as exactly as ``precision`` says (``minute``, ``day``, ``month``, ``year``);
    so is ``embargo``, until when its source does not want it printed. ``copies`` are the ids of the other items that
    tell the same story in the same words. ``changed_at`` is when its source last told it otherwise, ``picked_at`` when
    a story was last made of it.
    """

    id: int
    address: str
    headline: str
    standfirst: str
    body: str
    language: str
    outlet: str
    original_outlet: str
    original_address: str
    agency: str
    bylines: tuple[str, ...]
    dateline: str
    published: str
    precision: str
    hops: tuple[tuple[str, str, str], ...]
    photograph: Mapping[str, str]
    licence: str
    terms: str
    credit: str
    forbidden: tuple[str, ...]
    forbids_edits: bool
    forbids_photographs: bool
    forbids_reprints: bool
    is_withheld: bool
    embargo: str
    trouble: str
    copies: tuple[int, ...]
    facts: Mapping[str, Mapping[str, Any]]
    doubtful: tuple[str, ...]
    damages: tuple[Mapping[str, Any], ...]
    state: str
    received_at: datetime
    changed_at: datetime | None
    picked_at: datetime | None


def item(key: int) -> Taken:
    """An item by its id.

    Raises:
        UnknownItemError: there is none.
    """
    found = Item.objects.select_related("source").filter(pk=key).first()
    if found is None:
        raise UnknownItemError("There is no such item on the wire. It may have been removed.")
    source, held = found.source, found.facts
    published = facts.value(held, "published", {})
    hops = facts.value(held, "hops", [])
    return Taken(
        id=found.pk,
        address=found.address,
        headline=found.headline,
        standfirst=found.standfirst,
        body=found.body,
        language=found.language,
        outlet=found.outlet,
        original_outlet=found.original_outlet,
        original_address=facts.value(held, "original_address"),
        agency=facts.value(held, "agency"),
        bylines=tuple(facts.value(held, "bylines", ())),
        dateline=facts.value(held, "dateline"),
        published=published.get("value", ""),
        precision=published.get("precision", ""),
        hops=tuple((each["name"], each["role"], each.get("address", "")) for each in hops),
        photograph=facts.value(held, "photograph", {}),
        licence=facts.value(held, "licence") or (source.licence if source else ""),
        **_terms(source),
        is_withheld=found.is_withheld,
        embargo=found.embargo,
        trouble=found.trouble,
        copies=_copies_of(found),
        facts=held,
        doubtful=tuple(facts.doubtful(held)),
        damages=tuple(found.damages),
        state=found.state,
        received_at=found.received_at,
        changed_at=found.changed_at,
        picked_at=found.state_at if found.state == Item.State.PICKED else None,
    )


def _terms(source: Source | None) -> dict[str, Any]:
    """What the outlet of a source permits; of an item without a source, nobody has asked."""
    return {
        "terms": source.terms if source else "",
        "credit": source.credit if source else "",
        "forbidden": tuple(source.forbidden) if source else (),
        "forbids_edits": bool(source and source.forbids_edits),
        "forbids_photographs": bool(source and source.forbids_photographs),
        "forbids_reprints": bool(source and source.forbids_reprints),
    }


def withheld(at_most: int = 500) -> list[int]:
    """The ids of items of which stories were made and which their sources withhold now, the newest first."""
    found = Item.objects.filter(state=Item.State.PICKED, is_withheld=True).order_by("-pk")
    return list(found.values_list("pk", flat=True)[:at_most])


def _copies_of(found: Item) -> tuple[int, ...]:
    if found.copies is None:
        return ()
    others = Item.objects.filter(copies=found.copies).exclude(pk=found.pk)
    return tuple(others.values_list("pk", flat=True)[:_MOST_COPIES])


def page_of(key: int) -> str:
    """The page as it was received, cleaned: text and structure, nothing that runs or asks anybody for anything.

    Raises:
        UnknownItemError: there is no such item.
        EvidenceError: its page is not there any more.
    """
    found = Item.objects.filter(pk=key).values_list("evidence", "content_type").first()
    if found is None:
        raise UnknownItemError("There is no such item on the wire. It may have been removed.")
    digest, content_type = found
    if not digest:
        raise EvidenceError("No page was kept of this item.")
    text, _complaints = decoded(evidence.show(digest), content_type)
    return clean_block(text)
