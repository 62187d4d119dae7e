"""The desk's home page: what waits for an editor, is scheduled, being written, published, and what was read most."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from dateline.desk import originals
from dateline.desk.models import Story
from dateline.desk.most_read import MostReadPanel
from dateline.wire import api as wire

ROWS = 8


class StoriesPanel(Component):
    """A short list of stories under a heading, each with the moment that matters in it; nothing when there are none."""

    template_name = "desk/home_stories.html"

    def __init__(self, name: str, heading: Any, rows: Iterable[tuple[Story, datetime | None]], *, order: int) -> None:
        self.name = name
        self.heading = heading
        self.rows = rows
        self.order = order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The rows, read from the database now."""
        return {
            "heading": self.heading,
            "rows": list(self.rows),
            "name": self.name,
            "request": parent_context["request"],
        }


class OriginalsPanel(Component):
    """What happened to the originals of what we printed, and nobody has answered yet; nothing when there is nothing."""

    name = "originals"
    order = 220
    template_name = "desk/home_originals.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The newest, for those who may correct."""
        may = parent_context["request"].user.has_perm("desk.correct_story")
        rows = originals.open_alerts() if may else []
        return {"rows": rows[:ROWS], "count": len(rows), "more": len(rows) > ROWS}


def newsroom_panels(_request: Any) -> list[Component]:
    """The lists of the home page, in order."""
    stories = Story.objects.prefetch_related("section", "locale", "outlet").defer("body", "standfirst")
    drafts = stories.filter(live=False, kill=None, go_live_at=None).order_by("-edited_at")[:ROWS]
    newest = stories.filter(live=True).order_by("-published_at")[:ROWS]
    withdrawn = stories.filter(live=True, wire_item_id__in=wire.withheld()).order_by("-published_at")[:ROWS]
    return [
        StoriesPanel(
            "withdrawn",
            _("In the paper, but withdrawn by their outlets"),
            ((e, e.published_at) for e in withdrawn),
            order=210,
        ),
        OriginalsPanel(),
        StoriesPanel("scheduled", _("Scheduled"), _scheduled(), order=230),
        StoriesPanel("drafts", _("Being written"), ((each, each.edited_at) for each in drafts), order=240),
        StoriesPanel("published", _("In the paper, newest first"), ((e, e.published_at) for e in newest), order=250),
        MostReadPanel(),
    ]


def _scheduled() -> Iterable[tuple[Story, datetime | None]]:
    due = Revision.objects.filter(
        approved_go_live_at__isnull=False, content_type=ContentType.objects.get_for_model(Story)
    ).order_by("approved_go_live_at")[:ROWS]
    for revision in due:
        yield revision.as_object(), revision.approved_go_live_at
