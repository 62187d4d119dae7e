"""What the desk asks of rooms above it; they fill these places when the application starts."""

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.desk.models import Story
    from dateline.desk.values import PrintedStory


class Previewer(Protocol):
    """Sets a story as it will be printed."""

    def __call__(self, story: "PrintedStory") -> bytes:
        """The page of ``story`` as UTF-8 HTML."""


class FormerSite(Protocol):
    """Tells what the site knew of a story that it was taken over from."""

    def __call__(self, story: "Story", user: Any) -> str:
        """HTML for the story's form, as far as this user may read it; empty for a story that has no such past."""


class _Seams:
    previewer: Previewer | None = None
    former_site: FormerSite | None = None


def fill_preview(previewer: Previewer) -> None:
    """Called once by the room that prints."""
    _Seams.previewer = previewer


def fill_former_site(former_site: FormerSite) -> None:
    """Called once by the room that takes sites over."""
    _Seams.former_site = former_site


def former_site(story: "Story", user: Any) -> str:
    """What a former site knew of a story, as HTML; mostly nothing."""
    return _Seams.former_site(story, user) if _Seams.former_site and story.pk else ""


def preview(story: "Story", _request: "HttpRequest") -> "HttpResponse":
    """The page of a draft, as it will be printed."""
    from django.http import HttpResponse

    from dateline.desk import copy

    if _Seams.previewer is None:
        return HttpResponse("Nothing here prints yet: the edition is not installed.", status=503)
    return HttpResponse(_Seams.previewer(copy.of_draft(story)))
