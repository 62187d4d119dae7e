"""The originals of what we printed: they are watched while our story is in the paper, and held against our copy."""

from dataclasses import dataclass
from typing import Any

from dateline.desk import body, terms
from dateline.desk.changes import Run, changes_between
from dateline.desk.models import Correction, Story
from dateline.wire import api as wire

AT_ONCE = 50
_SHOWN = 5  # sentences that a note begins with
_KINDS = {
    "correction": Correction.Kind.CORRECTION,
    "retraction": Correction.Kind.RETRACTION,
    "update": Correction.Kind.UPDATE,
    "gone": Correction.Kind.UPDATE,
}
_ALIKE = {Story.Kind.REPRINT, Story.Kind.ORIGINAL}


@dataclass(frozen=True, slots=True)
class Followed:
    """A story of ours, and how the watch on its original goes."""

    story: Story
    watch: Any
    alerts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of ours that the original has otherwise: ``runs`` are its words, as in a correction."""

    kind: str
    matters: bool
    runs: tuple[Run, ...]


def follow(story: Story) -> None:
    """Watch the original of a story that has just been published; none, if it has no address."""
    item = terms.item_of(story)
    address = story.original_address or (item.address if item and item.address.startswith("http") else "")
    if not address:
        wire.forget(story.pk)
        return
    taken = item.id if item and item.address == address else None
    says_the_same = taken is None and story.treatment == Story.Treatment.UNCHANGED
    wire.watch(
        story.pk,
        address,
        headline=story.original_headline,
        text=our_text(story) if says_the_same else "",
        item=taken,
    )


def our_text(story: Story) -> str:
    """The body as readers have it, a line a paragraph."""
    return "\n".join(body.paragraphs(story.body.raw_data))


def is_comparable(story: Story) -> bool:
    """Whether our copy says in the original's words what it says."""
    return story.kind in _ALIKE


def differences(story: Story, alert: wire.AlertSeen) -> list[Difference]:
    """Sentence by sentence, what the original says now and our copy does not, and the other way round."""
    return differences_from(story, alert.text) if alert.text and is_comparable(story) else []


def differences_since_pick_up(story: Story, item: wire.Taken) -> list[Difference]:
    """What the item of a story says now and our draft does not, if its source has changed it since it was picked up."""
    is_other = item.changed_at and item.picked_at and item.changed_at > item.picked_at
    return differences_from(story, item.body) if is_other and is_comparable(story) else []


def differences_from(story: Story, theirs: str) -> list[Difference]:
    """Sentence by sentence, what our copy says otherwise than a text of theirs."""
    return [
        Difference(each.kind, each.matters, tuple(changes_between([each.before], [each.after])[0]))
        for each in wire.changes(our_text(story), theirs)
    ]


def correction_for(story: Story, alert: wire.AlertSeen) -> dict[str, str]:
    """What a correction of our story may begin with: its kind, and the outlet's own words, or the sentences."""
    note = "\n".join(alert.notes)
    if not note and alert.text and is_comparable(story):
        matter = [each for each in wire.changes(our_text(story), alert.text) if each.matters]
        note = "\n".join(" → ".join(f"“{each}”" for each in (m.before, m.after) if each) for m in matter[:_SHOWN])
    return {"kind": _KINDS.get(alert.kind, Correction.Kind.UPDATE), "note": note}


def open_alerts(at_most: int = AT_ONCE) -> list[tuple[Story, wire.AlertSeen]]:
    """What happened to originals and nobody has answered, with our story."""
    alerts = wire.open_alerts(at_most=at_most)
    stories = _stories([each.key for each in alerts])
    return [(stories[each.key], each) for each in alerts if each.key in stories]


def watched(after: int = 0) -> tuple[list[Followed], int]:
    """The stories whose originals are watched, and how the last look went; with where the next page begins, or 0."""
    page = wire.watched(after, AT_ONCE + 1)
    shown = page[:AT_ONCE]
    stories = _stories([key for key, _watch in shown])
    rows = [Followed(stories[key], watch) for key, watch in shown if key in stories]
    return rows, (shown[-1][0] if len(page) > AT_ONCE else 0)


def _stories(keys: list[int]) -> dict[int, Story]:
    return Story.objects.select_related("locale", "outlet").defer("body", "standfirst").in_bulk(keys)
