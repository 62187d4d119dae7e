"""Provenance that was read out of stories' own words: an editor confirms it, or says that it is not so."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from dateline.archive import suggesting

AT_ONCE: Final = 50
VIEWS: Final = {
    "waiting": (gettext_lazy("Waiting"), "open", False),
    "undated": (gettext_lazy("Waiting, original's date unknown"), "open", True),
    "confirmed": (gettext_lazy("Confirmed, original's date unknown"), "confirmed", True),
    "dismissed": (gettext_lazy("Not so"), "dismissed", False),
}
FACTS: Final = {
    "outlet": gettext_lazy("Outlet"),
    "bylines": gettext_lazy("By"),
    "dateline": gettext_lazy("From"),
    "published": gettext_lazy("Published there"),
    "address": gettext_lazy("Address"),
    "agency": gettext_lazy("Agency"),
    "via": gettext_lazy("Taken from"),
    "licence": gettext_lazy("Licence"),
}
_DIGITS: Final = 15


def _ids(given: list[str]) -> list[int]:
    return [int(each) for each in given if each.isascii() and each.isdigit() and len(each) <= _DIGITS]


def _told(name: str, value: str, quotation: str) -> tuple[Any, str, str]:
    """A fact as people read it: its name, its value, the words that show it."""
    return FACTS.get(name, name), _day(value) if name == "published" else value, quotation


def _day(value: str) -> str:
    """A date that is known to the day, in words; one of which less is known, or more, as it stands."""
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except ValueError:
        return value


class ProvenanceView(PermissionRequiredMixin, View):
    """What stories say of their origin: confirm it, dismiss it, undo that."""

    permission_required = "desk.publish_story"
    raise_exception = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """The next suggestions."""
        view = request.GET.get("view", "waiting")
        view = view if view in VIEWS else "waiting"
        _label, state, only_undated = VIEWS[view]
        after = next(iter(_ids([request.GET.get("after", "")])), 0)
        found = suggesting.suggestions(state=state, only_undated=only_undated, after=after, limit=AT_ONCE)
        names = {
            "rows": [(each, [_told(*fact) for fact in each.facts]) for each in found],
            "view": view,
            "state": state,
            "views": [(name, label) for name, (label, *_rest) in VIEWS.items()],
            "waiting": suggesting.waiting(),
            "undated": suggesting.undated(),
            "undo": request.session.get("archive_undo", ""),
            "here": request.get_full_path(),
            "more": urlencode({"view": view, "after": found[-1].story}) if len(found) == AT_ONCE else "",
        }
        return render(request, "archive/provenance.html", names)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide on one or several."""
        verdict, _colon, only = request.POST.get("verdict", "").partition(":")
        chosen = _ids([only] if only else request.POST.getlist("story"))
        if verdict == "undo":
            chosen = _ids(request.session.pop("archive_undo", "").split(","))
        if chosen:
            self._decide(request, verdict, chosen)
        else:
            messages.warning(request, _("No story was chosen. Tick the box of one or more."))
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back if is_ours else reverse("archive_provenance"))

    def _decide(self, request: HttpRequest, verdict: str, chosen: list[int]) -> None:
        by: Any = request.user
        if verdict == "confirm":
            done = suggesting.confirm(chosen, by=by)
            said = ngettext("{} story now says whose it is.", "{} stories now say whose they are.", done)
        elif verdict == "dismiss":
            done = suggesting.dismiss(chosen, by=by)
            request.session["archive_undo"] = ",".join(map(str, chosen))
            said = ngettext("{} suggestion is dismissed; its story stays as it is.",
                            "{} suggestions are dismissed; their stories stay as they are.", done)  # fmt: skip
        elif verdict in {"reopen", "undo"}:
            done = suggesting.reopen(chosen, by=by)
            said = ngettext("{} suggestion waits again.", "{} suggestions wait again.", done)
        else:
            return
        messages.success(request, said.format(done))
