"""Whose a story is, said of one that is here already: in print, and in the draft that is being written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from dateline.desk import outlets, rules, signals
from dateline.desk.models import Byline, Hop, Story
from dateline.desk.pick_up import moment
from dateline.desk.publication import zone

Facts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def attribute(story_id: int, facts: Facts, *, by: Any) -> None:
    """Say of a story whose it is, as far as facts say; what an editor has said already stays.

    Args:
        story_id: the story, in the paper or not.
        facts: ``outlet``, ``address``, ``bylines``, ``dateline``, ``published`` (ISO 8601, as exactly as it is known),
            ``agency``, ``via``, ``licence``; each with its ``value`` and the ``quotation`` that shows it.
        by: the editor who says so.
    """
    story = Story.objects.select_for_update().get(pk=story_id)
    _say(story, facts)
    story.age_on = (
        rules.dates_from(story.original_published, story.published_on, is_ours=story.outlet_id is None)
        if story.published_on
        else None
    )
    story.save()
    if story.latest_revision_id:
        draft = story.get_latest_revision_as_object()
        _say(draft, facts)
        draft.save_revision(user=by, changed=False)
    log(instance=story, action="wagtail.edit", user=by, content_changed=True)
    if story.live:
        signals.story_changed.send(Story, story_id=story.pk)


def _say(story: Story, facts: Facts) -> None:
    said = {name: each["value"] for name, each in facts.items()}
    if "outlet" in said and story.outlet_id is None:
        story.outlet = outlets.entered(said["outlet"], said.get("address", ""), story.language)
        story.kind = Story.Kind.REPRINT if story.kind == Story.Kind.ORIGINAL else story.kind
    if story.outlet_id is None:
        _sign(story, said)
        return
    story.original_address = story.original_address or said.get("address", "")[:1000]
    story.original_bylines = story.original_bylines or said.get("bylines", "")[:300]
    story.original_dateline = story.original_dateline or said.get("dateline", "")[:120]
    story.licence = story.licence or said.get("licence", "")[:120]
    if not story.original_precision:
        _date(story, facts.get("published"))
    if not story.hops.all():
        told = [(said[role], role) for role in ("agency", "via") if said.get(role)]
        story.hops = [  # type: ignore[misc]
            Hop(name=name[:200], role=role, sort_order=order) for order, (name, role) in enumerate(told)
        ]


def _sign(story: Story, said: Mapping[str, str]) -> None:
    """A story of our own that says who wrote it, and where."""
    if names := [name.strip() for name in said.get("bylines", "").split(",") if name.strip()]:
        story.bylines = [  # type: ignore[misc]
            Byline(name=name[:120], sort_order=order) for order, name in enumerate(names)
        ]
    story.dateline_place = story.dateline_place or said.get("dateline", "")[:120]


def _date(story: Story, said: Mapping[str, str] | None) -> None:
    """The original's date; unknown, and printed as unknown, where the text does not tell it."""
    if said is None:
        story.original_precision = Story.Precision.UNKNOWN
        return
    day: date
    day, at, precision = moment(said["value"], said.get("precision", "day"), zone())
    story.original_precision, story.original_on, story.original_at = precision, day, at
    story.original_known_how = f"“{said['quotation']}”"[:250]
