"""Provenance out of prose: what imported stories say of their origin, suggested with the words that say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dateline.archive.models import Suggestion
from dateline.archive.wordpress.provenance import Facts
from dateline.desk import api as desk
from dateline.lib import clock


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion as an editor sees it. ``facts`` are (name, value, quotation)."""

    story: int
    headline: str
    address: str
    facts: tuple[tuple[str, str, str], ...]
    state: str
    is_undated: bool


def suggest(found: Mapping[int, Facts]) -> None:
    """Let what the wire read out of new stories (facts, by the stories' ids) wait for an editor."""
    Suggestion.objects.bulk_create(
        [
            Suggestion(story_id=story, facts=facts, is_undated="outlet" in facts and "published" not in facts)
            for story, facts in found.items()
            if facts
        ],
        batch_size=250,
        ignore_conflicts=True,
    )


def waiting() -> int:
    """How many suggestions wait for an editor."""
    return Suggestion.objects.filter(state=Suggestion.State.OPEN).count()


def undated() -> int:
    """How many stories seem to be others', and do not say when they were first published."""
    return Suggestion.objects.filter(is_undated=True).exclude(state=Suggestion.State.DISMISSED).count()


def suggestions(*, state: str = "open", only_undated: bool = False, after: int = 0, limit: int = 50) -> list[Suggested]:
    """Suggestions in the order of their stories, from behind the story ``after``."""
    rows = Suggestion.objects.filter(state=state, story_id__gt=after).order_by("story_id").select_related("story")
    if only_undated:
        rows = rows.filter(is_undated=True)
    return [
        Suggested(
            story=row.story_id,
            headline=row.story.headline,
            address=row.story.address or "",
            facts=tuple((name, said["value"], said["quotation"]) for name, said in row.facts.items()),
            state=row.state,
            is_undated=row.is_undated,
        )
        for row in rows[:limit]
    ]


@transaction.atomic
def confirm(stories: Iterable[int], *, by: Any) -> int:
    """Let what is suggested be so: each story becomes a reprint with this provenance; gives how many did."""
    rows = Suggestion.objects.select_for_update().filter(story_id__in=list(stories), state=Suggestion.State.OPEN)
    for row in rows:
        desk.attribute(row.story_id, row.facts, by=by)
        _settle(row, Suggestion.State.CONFIRMED, by)
    return len(rows)


@transaction.atomic
def dismiss(stories: Iterable[int], *, by: Any) -> int:
    """Let what is suggested not be so; the stories stay as they are. Gives how many."""
    rows = Suggestion.objects.select_for_update().filter(story_id__in=list(stories), state=Suggestion.State.OPEN)
    for row in rows:
        _settle(row, Suggestion.State.DISMISSED, by)
    return len(rows)


@transaction.atomic
def reopen(stories: Iterable[int], *, by: Any) -> int:
    """Take back a dismissal: the suggestions wait again."""
    rows = Suggestion.objects.select_for_update().filter(story_id__in=list(stories), state=Suggestion.State.DISMISSED)
    for row in rows:
        _settle(row, Suggestion.State.OPEN, by)
    return len(rows)


def _settle(row: Suggestion, state: str, by: Any) -> None:
    row.state, row.by, row.at = state, by, clock.now()
    row.save(update_fields=["state", "by", "at"])
