"""What an editor mends in the provenance of a picked-up story teaches the wire how to read its source."""

from collections.abc import Iterator

from dateline.desk import pick_up, terms
from dateline.desk.models import Story
from dateline.wire import api as wire

_EXACT = {"day", "minute"}


def teach(story: Story) -> list[str]:
    """Tell the wire where an editor says otherwise than it read; gives the fields about which it learned something."""
    item = terms.item_of(story)
    if item is None:
        return []
    return [field for field, value in mended(story, item) if wire.learn(item.id, field, value)]


def mended(story: Story, item: wire.Taken) -> Iterator[tuple[str, str]]:
    """The fields that an editor has written otherwise, as the wire names them."""
    outlet = story.outlet.name if story.outlet else ""
    read = {
        "headline": (item.headline, story.original_headline),
        "standfirst": (item.standfirst, story.standfirst),
        "bylines": (", ".join(item.bylines), story.original_bylines),
        "dateline": (item.dateline, story.original_dateline),
        "original_outlet": (item.original_outlet or item.outlet, outlet),
    }
    for field, (before, now) in read.items():
        if now and _plain(now) != _plain(before):
            yield field, now
    day = story.original_on if story.original_precision in _EXACT else None
    if day and day != pick_up.published(item).get("original_on"):
        yield "published", day.isoformat()


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
