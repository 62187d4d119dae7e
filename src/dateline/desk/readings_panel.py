"""How often a story was read, beside its form: figures, the curve, and the curve's figures as a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from dateline.desk import publication, readings
from dateline.desk.curve import Drawing, Series, Span, draw, series
from dateline.desk.models import Story
from dateline.desk.templatetags.newsroom import grouped
from dateline.lib import clock

# Two drawings, since words in a picture shrink with it: one is shown where there is room, the other on a phone.
_DRAWINGS = {"wide": {"width": 760, "height": 260, "labels": 6}, "narrow": {"width": 340, "height": 220, "labels": 3}}
_SHORT = {"day": "j M", "week": "j M Y", "month": "M Y"}


class ReadingsPanel(Panel):
    """A panel without fields. It is there as soon as the story has been in the paper."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one story."""

        template_name = "desk/readings.html"

        def is_shown(self) -> bool:
            """For stories that readers may have read."""
            return bool(super().is_shown() and self.instance.pk and self.instance.published_on)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The figures, read from the database now."""
            return {**super().get_context_data(parent_context), **figures(self.instance)}


@dataclass(frozen=True, slots=True)
class Named:
    """A span of the curve in words."""

    short: str
    long: str
    count: int


def figures(story: Story) -> dict[str, Any]:
    """What the page of a story's readings says."""
    today = clock.today(publication.zone())
    by_day = readings.readings_of(story)
    published = story.published_on or today
    since = max(published, readings.counted_since() or today)
    of = series(by_day, since, today)
    best = max(by_day, key=lambda day: (by_day[day], day), default=None)
    return {
        "total": of.total,
        "today": by_day.get(today, 0),
        "week": sum(count for day, count in by_day.items() if today - readings.WEEK <= day <= today),
        "best": Named(_date(best), _date(best), by_day[best]) if best else None,
        "since": _date(of.spans[0].first),
        "was_counted_from_the_start": of.spans[0].first <= published,
        "title": _title(of),
        "description": _description(of),
        "drawings": {name: _drawing(of, **size) for name, size in _DRAWINGS.items()} if of.total else {},
        "rows": [Named(_short(each, of), _long(each, of), each.count) for each in reversed(of.spans)],
        "is_running": not of.spans[-1].is_over,
    }


def _drawing(of: Series, **size: int) -> dict[str, Any]:
    drawing: Drawing = draw(of, **size)
    return {
        "drawing": drawing,
        "labels": [(mark, _short(mark.span, of)) for mark in drawing.labels],
        "columns": [(column, f"{_long(column.span, of)}: {grouped(column.span.count)}") for column in drawing.columns],
    }


def _title(of: Series) -> str:
    return {"day": _("Readings per day"), "week": _("Readings per week"), "month": _("Readings per month")}[of.step]


def _description(of: Series) -> str:
    """The curve in words, for whoever does not see it."""
    highest, last = of.highest, of.spans[-1]
    words = _("From %(first)s to %(last)s: %(total)s in all. The most: %(most)s (%(when)s).") % {
        "first": _date(of.spans[0].first),
        "last": _date(last.last),
        "total": grouped(of.total),
        "most": grouped(highest.count),
        "when": _long(highest, of),
    }
    running = _("Not over yet: %(count)s (%(when)s).") % {"count": grouped(last.count), "when": _long(last, of)}
    return words if last.is_over else f"{words} {running}"


def _short(span: Span, of: Series) -> str:
    return date_format(span.first, _SHORT[of.step])


def _long(span: Span, of: Series) -> str:
    if of.step == "month":
        return date_format(span.first, "F Y")
    return _date(span.first) if of.step == "day" else f"{_date(span.first)} – {_date(span.last)}"


def _date(day: date) -> str:
    return date_format(day, "j F Y")
