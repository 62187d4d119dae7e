"""What was read, told: as a line of JSON, or as an account with its evidence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dateline.config.wire.sources import Source
from dateline.wire.copy_check import check
from dateline.wire.reading import read_page
from dateline.wire.values import Damage, Fact, Moment, ReadStory

_WIDTH: Final = 100
_PHOTOGRAPH: Final = ("address", "caption", "credit")
_TOLD: Final = (
    "headline", "standfirst", "bylines", "dateline", "published", "modified", "reprinted", "outlet", "original_outlet",
    "original_address", "agency", "hops", "photograph", "licence", "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """A story as it was read, and what is damaged in its copy."""

    story: ReadStory
    damages: tuple[Damage, ...]

    def as_json(self, name: str) -> str:
        """One line of JSON (RFC 8259)."""
        return json.dumps(
            {"source": name, **_fields(self.story), "copy_check": _damages(self.damages)}, ensure_ascii=False
        )

    def as_text(self, name: str) -> str:
        """An account for people: each fact, how sure it is, who says so and in which words."""
        lines = [name, ""]
        for field in _TOLD:
            lines += _told(field.replace("_", " "), getattr(self.story, field))
        lines += [f"{'reprint':<17} {'yes' if self.story.is_reprint else 'it does not say so'}", ""]
        lines += (_value(self.story.body) or "No text was found.").split("\n")
        for each in self.damages:
            lines += ["", f"{each.kind}: {_cut(each.quotation)}"]
            lines += [f"  cure: {_cut(each.cure)}"] if each.cure is not None else []
        return "\n".join([*lines, ""])


def of(source: Source) -> Account:
    """Read a page, and check its copy."""
    story = read_page(source.html, address=source.address, content_type=source.content_type, seen_on=source.seen_on)
    damages = check(
        _value(story.body) or "",
        headline=_value(story.headline) or "",
        caption=story.photograph.value.caption if story.photograph else "",
        language=_value(story.language) or "",
        published=_day(story.published),
    )
    return Account(story, damages)


def failure(name: str, why: str) -> str:
    """The line of JSON for what could not be read."""
    return json.dumps({"source": name, "error": why}, ensure_ascii=False)


def _fields(story: ReadStory) -> dict[str, Any]:
    photograph, hops = _value(story.photograph), _value(story.hops)
    return {
        "headline": _value(story.headline),
        "standfirst": _value(story.standfirst),
        "body": _value(story.body),
        "bylines": list(story.bylines.value) if story.bylines else None,
        "dateline": _value(story.dateline),
        "published": _moment(story.published),
        "modified": _moment(story.modified),
        "reprinted": _moment(story.reprinted),
        "outlet": _value(story.outlet),
        "original_outlet": _value(story.original_outlet),
        "original_address": _value(story.original_address),
        "agency": _value(story.agency),
        "hops": [{"name": hop.name, "role": hop.role, "address": hop.address or None} for hop in hops]
        if hops
        else None,
        "is_reprint": story.is_reprint,
        "photograph": {key: getattr(photograph, key) or None for key in _PHOTOGRAPH} if photograph else None,
        "licence": _value(story.licence),
        "language": _value(story.language),
    }


def _damages(damages: tuple[Damage, ...]) -> list[dict[str, str | None]]:
    return [{"kind": each.kind, "quotation": each.quotation, "cure": each.cure} for each in damages]


def _told(name: str, fact: Fact[Any] | None) -> Iterator[str]:
    if fact is None:
        yield f"{name:<17} unknown"
        return
    yield f"{name:<17} {_cut(_spelled(fact.value))}"
    yield f"{'':<17}   {fact.confidence:.0%} {fact.witness}: {_cut(fact.evidence)}"


def _spelled(value: Any) -> str:
    if isinstance(value, Moment):
        return f"{value.value} (known to the {value.precision})"
    if isinstance(value, tuple):
        return ", ".join(each if isinstance(each, str) else f"{each.name} ({each.role})" for each in value)
    return (
        value
        if isinstance(value, str)
        else " · ".join(part for part in (value.address, value.caption, value.credit) if part)
    )


def _cut(words: str) -> str:
    return words if len(words) <= _WIDTH else f"{words[:_WIDTH]}…"


def _value(fact: Fact[Any] | None) -> Any:
    return fact.value if fact else None


def _moment(fact: Fact[Moment] | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "value": fact.value.value,
        "precision": fact.value.precision,
        "confidence": fact.confidence,
        "evidence": fact.evidence,
    }


def _day(published: Fact[Moment] | None) -> date | None:
    if published is None or published.value.precision not in ("minute", "day"):
        return None
    return date.fromisoformat(published.value.value[:10])
