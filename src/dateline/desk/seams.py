"""What the desk asks of rooms above it; they fill these places when the application starts."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.desk.models import Story
    from dateline.desk.values import PrintedStory


class Previewer(Protocol):
    """Sets a story as it will be printed."""

    def __call__(self, story: "PrintedStory") -> bytes:
        """The page of ``story`` as UTF-8 HTML."""


class _Seams:
    previewer: Previewer | None = None


def fill_preview(previewer: Previewer) -> None:
    """Called once by the room that prints."""
    _Seams.previewer = previewer


def preview(story: "Story", _request: "HttpRequest") -> "HttpResponse":
    """The page of a draft, as it will be printed."""
    from django.http import HttpResponse

    from dateline.desk import copy

    if _Seams.previewer is None:
        return HttpResponse("Nothing here prints yet: the edition is not installed.", status=503)
    return HttpResponse(_Seams.previewer(copy.of_draft(story)))
