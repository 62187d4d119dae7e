"""On a story's form: what its source forbids, what is doubtful, what is damaged; beside it, the page as received."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.desk import mending, originals, terms
from dateline.desk.doubts import doubts_of
from dateline.desk.models import Story
from dateline.desk.pick_up import embargo_of
from dateline.lib import clock
from dateline.wire import api as wire


class _OfAStory(Panel):
    """A panel without fields about one story."""

    class BoundPanel(Panel.BoundPanel):
        """It is there where there is something to say about one of its ``subjects`` (see ``_about``)."""

        subjects: tuple[str, ...] = ()

        def is_shown(self) -> bool:
            """Where there is something to say."""
            if not (super().is_shown() and self.instance.pk):
                return False
            about = _about(self.instance)
            return any(about[subject] for subject in self.subjects)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What it says, read now."""
            return {**super().get_context_data(parent_context), **_about(self.instance), "story": self.instance}


class NoticePanel(_OfAStory):
    """At the top of the form: what may not be done with this story, how many damages and doubts there are."""

    class BoundPanel(_OfAStory.BoundPanel):
        """The notice of one story."""

        template_name = "desk/wire_notice.html"
        subjects = ("forbidden", "damages", "doubts", "since")


class ForbiddenPanel(_OfAStory):
    """What may not be done with this story."""

    class BoundPanel(_OfAStory.BoundPanel):
        """Of one story."""

        template_name = "desk/wire_forbidden.html"
        subjects = ("forbidden",)


class CopyPanel(_OfAStory):
    """What is damaged in the copy, each place with its cure."""

    class BoundPanel(_OfAStory.BoundPanel):
        """The damages of one draft."""

        template_name = "desk/wire_copy.html"
        subjects = ("damages",)


class WirePanel(_OfAStory):
    """What the wire knows of a picked-up story, and how; how its original is."""

    class BoundPanel(_OfAStory.BoundPanel):
        """The item of one story."""

        template_name = "desk/wire_panel.html"
        subjects = ("item",)


class SourcePagePanel(BaseSidePanel):
    """At the side of the form: the source's page as it was received, to be read while one writes."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = gettext_lazy("Toggle the source's page")
        icon_name = "rss"
        has_counter = False

    name = "source"
    title = gettext_lazy("The page as it was received")
    template_name = "desk/wire_page.html"
    order = 350

    def __init__(self, story: Story, request: Any, item: wire.Taken) -> None:
        super().__init__(story, request)
        self.item = item

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """With the item whose page it is."""
        return {**super().get_context_data(parent_context), "item": self.item}


def _about(story: Story) -> dict[str, Any]:
    """What the panels of one form say; found out once for all of them."""
    known: dict[str, Any] | None = getattr(story, "_wire", None)
    if known is None:
        item = terms.item_of(story)
        known = {
            "item": item,
            "forbidden": list(forbidden(item)) if item else [],
            "doubts": list(doubts_of(item)) if item else [],
            "since": originals.differences_since_pick_up(story, item) if item else [],
            "damages": mending.damages_of(story),
            "watch": wire.standing(story.pk) if item else None,
        }
        story._wire = known
    return known


def forbidden(item: wire.Taken) -> Iterator[str]:
    """What may not be done with an item, in sentences."""
    if item.is_withheld:
        yield _("Its outlet has withdrawn this story, or holds it back. Ask them before you print it.")
    if (until := embargo_of(item)) and until > clock.now():
        yield _("Its outlet does not want it printed before %s.") % terms.in_words(until)
    yield from item.forbidden
