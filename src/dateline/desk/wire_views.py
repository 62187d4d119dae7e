"""Pages of the desk about what came over the wire: picking up, mending the copy, what became of originals."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from dateline.desk import api, mending, originals
from dateline.desk.errors import AlreadyPickedUpError, DeskError
from dateline.desk.models import Story
from dateline.wire import api as wire


def edit_address(story: Story) -> str:
    """Where a story is edited."""
    return reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])


class _AtTheDesk(PermissionRequiredMixin, View):
    raise_exception = True


class PickUpView(_AtTheDesk):
    """An item becomes a draft; if there is a story of it, that one is shown first."""

    permission_required = "wire.take_item"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, item_id: int) -> HttpResponse:
        """Pick up, and lead to the draft; or ask."""
        try:
            story = api.pick_up(item_id, by=request.user, again=bool(request.POST.get("again")))
        except AlreadyPickedUpError as error:
            names = {"item": wire.item(item_id), "story": error.story, "edit": edit_address(error.story)}
            return render(request, "desk/picked_up.html", names, status=409)
        except wire.UnknownItemError as error:
            raise Http404(str(error)) from error
        messages.success(request, _("Picked up. Look at the fields that are marked under “The wire”."))
        return redirect(edit_address(story))


class MendView(_AtTheDesk):
    """One damage of the copy is mended as the copy check offers; the editor sees the new draft."""

    permission_required = "desk.change_story"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, story_id: int, place: str) -> HttpResponse:
        """Mend it in a new draft, or say why not."""
        story = get_object_or_404(Story, pk=story_id)
        try:
            mending.mend(story, place, user=request.user)
            messages.success(request, _("Mended, in a new draft. Readers see nothing of it before you publish."))
        except DeskError as error:
            messages.error(request, str(error))
        return redirect(edit_address(story))


class _AtOriginals(_AtTheDesk):
    permission_required = "desk.correct_story"


class OriginalsView(_AtOriginals):
    """Every original that is watched, and how the last look went."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, a page at a time."""
        after = request.GET.get("after", "")
        rows, more = originals.watched(int(after) if after.isascii() and after.isdigit() else 0)
        return render(request, "desk/originals.html", {"rows": rows, "more": more, "alerts": originals.open_alerts()})


class LookView(_AtTheDesk):
    """Look at one original now."""

    permission_required = "desk.change_story"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, story_id: int) -> HttpResponse:
        """Say that it is due."""
        if wire.look_soon(story_id):
            messages.success(request, _("It is looked at in a moment. If it has changed, an alert says so."))
        else:
            messages.error(request, _("Its original is not watched: the story is not in the paper, or has no address."))
        story = Story.objects.filter(pk=story_id).first()
        back = "desk_originals" if request.POST.get("back") == "originals" or story is None else edit_address(story)
        return redirect(back)


class OriginalView(_AtOriginals):
    """What happened to an original, held against our copy."""

    def get(self, request: HttpRequest, alert_id: int) -> HttpResponse:
        """What happened, what differs, what can be done."""
        alert, story = self._found(alert_id)
        names = {
            "alert": alert,
            "story": story,
            "edit": edit_address(story),
            "differences": originals.differences(story, alert),
            "is_comparable": originals.is_comparable(story),
            "original_language": story.original_language or story.language,
            "correct": f"{reverse('desk_correct', args=[story.pk])}?alert={alert.id}",
        }
        return render(request, "desk/original.html", names)

    def post(self, request: HttpRequest, alert_id: int) -> HttpResponse:
        """Nothing is to be done about it."""
        alert, _story = self._found(alert_id)
        wire.answer_alert(alert.id, "nothing", by=request.user)
        messages.success(request, _("Noted: nothing to do."))
        return redirect("desk_originals")

    @staticmethod
    def _found(alert_id: int) -> tuple[Any, Story]:
        alert = wire.alert(alert_id)
        story = Story.objects.select_related("locale").filter(pk=alert.key).first() if alert else None
        if alert is None or story is None:
            raise Http404("There is no such alert (any more).")
        return alert, story
