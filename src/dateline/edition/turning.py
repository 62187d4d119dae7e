"""What the calendar and a new theme do to the paper."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from dateline.desk import api as desk
from dateline.discussion import api as discussion
from dateline.edition import ordering, pages
from dateline.edition.models import PressState
from dateline.edition.pages import Page
from dateline.edition.press import printer, shelf
from dateline.lib import clock


@transaction.atomic
def turn_the_day() -> bool:
    """Order what changes when the paper's local day turns: fronts, the news sitemap, stories that pass a year.

    Stories whose comments close, too.

    Returns:
        Whether the day had turned since it was last asked; days that were slept through are made up for.
    """
    paper = desk.paper()
    today = clock.today(clock.zone(paper.zone))
    state, _created = PressState.objects.select_for_update().get_or_create(pk=1)
    before = state.turned_on
    if before == today:
        return False
    state.turned_on = today
    state.save(update_fields=["turned_on"])
    if before is None:
        return False
    fronts = [Page("front", language=edition.language) for edition in paper.editions]
    turning = [Page("story", story) for story in desk.ages_turning(today, before)] if before < today else []
    closing = [Page("story", story) for story in discussion.closing(before, today)]
    ordering.order([*fronts, pages.NEWS_SITEMAP, *turning, *closing], f"the day turned to {today.isoformat()}")
    return True


def mend(since: float) -> None:
    """After the machine went down: take off what may be torn, and order everything.

    Args:
        since: when the house was opened that time (POSIX timestamp); what was developed before is whole.
    """
    shelf().mend()
    for printing in (Path(settings.MEDIA_ROOT) / "printings").glob("*"):
        if printing.stat().st_mtime >= since:
            printing.unlink()
    ordering.order_everything("after a power failure")


@transaction.atomic
def order_if_imprint_changed() -> bool:
    """Order everything when templates, style or words are not those that the paper was last printed with."""
    imprint = printer().theme.imprint
    state, _created = PressState.objects.select_for_update().get_or_create(pk=1)
    if state.imprint == imprint:
        return False
    state.imprint = imprint
    state.save(update_fields=["imprint"])
    ordering.order([pages.EVERYTHING], "a new imprint", urgent=False)
    return True
