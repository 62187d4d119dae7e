"""What was read most, on the desk's home page: today, and in seven days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from dateline.desk import publication, readings
from dateline.desk.copy import paper
from dateline.desk.models import Story
from dateline.desk.values import Paper
from dateline.lib import clock
from dateline.lib.text import Direction, direction

STORIES, PAGES = 8, 4
_FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what was read, how often, how long its bar is (of a hundred); where it is edited, or where it stands."""

    name: str
    count: int
    length: str
    language: str = ""
    direction: Direction = "ltr"
    edit: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What was read most in a number of days."""

    name: str
    heading: str
    stories: Sequence[Bar]
    pages: Sequence[Bar]


class MostReadPanel(Component):
    """Two lists of stories with their readings, and of the other pages below; nothing when nothing was read."""

    template_name = "desk/most_read.html"
    name = "most-read"
    order = 260

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The numbers, read from the database now."""
        return {"periods": periods(clock.today(publication.zone())), "request": parent_context["request"]}


def periods(today: date) -> list[Period]:
    """Today and the last seven days; nothing when nothing was read in them."""
    begins = {"today": today, "week": today - readings.WEEK}
    stories = {name: readings.most_read_stories(first, today, STORIES) for name, first in begins.items()}
    pages = {name: readings.most_read_pages(first, today, PAGES) for name, first in begins.items()}
    if not stories["week"] and not pages["week"]:
        return []
    wanted = {story for rows in stories.values() for story, _count in rows}
    known = Story.objects.select_related("locale").only("headline", "locale__language_code").in_bulk(wanted)
    here = paper()
    headings = {"today": _("Today"), "week": _("Last seven days")}
    return [
        Period(name, headings[name], _story_bars(stories[name], known), _page_bars(pages[name], here))
        for name in begins
    ]


def _story_bars(rows: Sequence[tuple[int, int]], known: Mapping[int, Story]) -> list[Bar]:
    edit = Story.snippet_viewset.get_url_name("edit")
    return [
        Bar(
            name=known[story].headline,
            count=count,
            length=_length(count, rows[0][1]),
            language=known[story].language,
            direction=direction(known[story].language),
            edit=reverse(edit, args=[story]),
        )
        for story, count in rows
        if story in known
    ]


def _page_bars(rows: Sequence[tuple[str, int]], here: Paper) -> list[Bar]:
    names = page_names(here)
    return [
        Bar(
            name=name,
            count=count,
            length=_length(count, rows[0][1]),
            language=language,
            direction=direction(language),
            place=address,
        )
        for address, count in rows
        for name, language in [names.get(address, ("", ""))]
    ]


def page_names(here: Paper) -> dict[str, tuple[str, str]]:
    """The names of fronts and sections by address, each with the language that it is in."""
    names = {
        link.address: (link.name, language)
        for language, links in (here.sections or {}).items()
        for link in links
        if link.address
    }
    return names | {edition.prefix: (edition.name, edition.language) for edition in here.editions}


def _length(count: int, longest: int) -> str:
    return f"{_FULL * count / longest:.1f}"
