"""What the outlet of a picked-up story does not permit, held against the story as it stands."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format

from dateline.desk import body, pick_up, publication
from dateline.desk.models import Photograph, Story
from dateline.desk.rules import Terms
from dateline.lib import clock
from dateline.wire import api as wire


def item_of(story: Story) -> wire.Taken | None:
    """The item that a story was made of; None for every other story, and where the item was removed."""
    if story.wire_item_id is None:
        return None
    try:
        return wire.item(story.wire_item_id)
    except wire.UnknownItemError:
        return None


def terms_of(story: Story) -> Terms:
    """What keeps this draft out of print because its source says so."""
    item = item_of(story)
    if item is None:
        return Terms()
    is_told_anew = story.kind == Story.Kind.SUMMARY
    return Terms(
        forbids_reprint=item.forbids_reprints and not is_told_anew,
        is_edited=item.forbids_edits and not is_told_anew and _is_edited(story, item),
        forbidden_photographs=tuple(_forbidden_photographs(story, item)) if item.forbids_photographs else (),
        is_withheld=item.is_withheld,
        embargo=_embargo(story, item),
    )


def _is_edited(story: Story, item: wire.Taken) -> bool:
    """Whether the text says another word than the outlet's; how paragraphs and spaces are set makes no difference."""
    return " ".join(body.paragraphs(story.body.raw_data)).split() != item.body.split()


def _forbidden_photographs(story: Story, item: wire.Taken) -> Iterator[str]:
    """Photographs that may be the outlet's: nobody is credited with them, or the outlet is. The lead's has a ``*``."""
    theirs = [item.outlet, item.original_outlet, item.agency, item.photograph.get("credit", "")]
    names = [name.casefold() for name in theirs if name]
    lead = story.lead_photograph
    if lead and _may_be_theirs(lead.credit, names):
        yield f"*{lead.title}"
    shown = [photograph for photograph, _text in body.photographs_in(story.body.raw_data)]
    for photograph in Photograph.objects.filter(pk__in=shown).exclude(pk=story.lead_photograph_id):
        if _may_be_theirs(photograph.credit, names):
            yield photograph.title


def _may_be_theirs(credit: str, names: list[str]) -> bool:
    return not credit.strip() or any(name in credit.casefold() for name in names)


def _embargo(story: Story, item: wire.Taken) -> str:
    """Until when its source does not want it printed, if the story does not wait for that; in words."""
    until = pick_up.embargo_of(item)
    if until is None or until <= clock.now() or (story.embargo_until and story.embargo_until >= until):
        return ""
    return in_words(until)


def in_words(moment: datetime) -> str:
    """A moment in the paper's time zone, as the desk writes it."""
    return date_format(moment.astimezone(publication.zone()), "j F Y, H:i")
