"""Taking a site over, as the desk shows it: what was taken over, how far it is, what became of what."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from dateline.archive import report, room
from dateline.archive.account import adds_up
from dateline.archive.forms import TakeoverForm
from dateline.archive.models import Rule, Run
from dateline.archive.wordpress.words import words

_SHOWN: Final = 50
_TERMS: Final = 500
_UNDER_WAY: Final = (Run.State.WAITING, Run.State.RUNNING)
_GOES_ON: Final = (Run.State.STOPPED, Run.State.FAILED)
_DIGITS: Final = 15


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


class _TakingOver(PermissionRequiredMixin, View):
    permission_required = "archive.take_over_site"
    raise_exception = True


class TakeoversView(_TakingOver):
    """Every takeover, the newest first, and the form for another."""

    def get(self, request: HttpRequest, form: TakeoverForm | None = None) -> HttpResponse:
        """The list, and the form."""
        runs = list(Run.objects.select_related("site").order_by("-pk")[:_SHOWN])
        names = {
            "runs": [(each, _progress(each)) for each in runs],
            "is_under_way": any(each.state in _UNDER_WAY for each in runs),
            "form": form or TakeoverForm(),
        }
        return render(request, "archive/takeovers.html", names, status=422 if form else 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for a takeover; it is looked through a moment later, outside of any request."""
        form = TakeoverForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.get(request, form)
        try:
            run = room.ask([form.export()], form.options(), by=request.user)
        except OSError as error:
            word = _("The server could not keep the export, or not read it: %s. Put that right, and send it again.")
            form.add_error(None, word % (error.strerror or error))
            return self.get(request, form)
        return HttpResponseRedirect(reverse("archive_takeover", args=[run.pk]))


class TakeoverView(_TakingOver):
    """One takeover: how far it is, what waits for a word, what became of what."""

    def get(self, request: HttpRequest, run_id: int) -> HttpResponse:
        """What there is to say in the state that it is in."""
        run = get_object_or_404(Run.objects.select_related("site"), pk=run_id)
        names: dict[str, Any] = {
            "run": run,
            "progress": _progress(run),
            "is_under_way": run.state in _UNDER_WAY,
            "goes_on": run.state in _GOES_ON,
            "is_empty": not run.carried.exists(),
        }
        if run.state == Run.State.REVIEW:
            names |= _terms(run)
        elif run.state == Run.State.DONE:
            names |= _report(run, request.GET)
        return render(request, "archive/takeover.html", names)

    def post(self, request: HttpRequest, run_id: int) -> HttpResponse:
        """Keep to the rules that were chosen; bring in, stop, go on, or forget it."""
        run = get_object_or_404(Run.objects.select_for_update(), pk=run_id)
        verdict = request.POST.get("verdict", "")
        if verdict in {"keep", "bring"} and run.state == Run.State.REVIEW:
            _rule(run, request.POST)
        if verdict == "keep":
            messages.success(request, _("This is kept. Nothing comes in until you say so."))
        elif verdict == "forget" and run.state not in _UNDER_WAY and not run.carried.exists():
            run.delete()
            messages.success(request, _("This takeover is forgotten. Its file still lies on the server."))
            return HttpResponseRedirect(reverse("archive_takeovers"))
        else:
            _move(run, verdict)
        return HttpResponseRedirect(reverse("archive_takeover", args=[run_id]))


def _move(run: Run, verdict: str) -> None:
    """Start it, stop it, or let it go on, where its state allows that."""
    if (verdict == "bring" and run.state == Run.State.REVIEW) or (verdict == "go" and run.state in _GOES_ON):
        run.state, run.trouble, run.progress, run.is_asked_to_stop = Run.State.WAITING, "", {}, False
    elif verdict == "stop" and run.state == Run.State.RUNNING:
        run.is_asked_to_stop = True
    elif verdict == "stop" and run.state == Run.State.WAITING:
        run.state = Run.State.STOPPED
    run.save(update_fields=["state", "trouble", "progress", "is_asked_to_stop"])


def _progress(run: Run) -> dict[str, Any]:
    """How far it is, in words and in hundredths; None where nobody knows."""
    told = run.progress if run.state == Run.State.RUNNING else {}
    total = told.get("total") or 0
    return {"stage": told.get("stage", ""), "percent": min(100, 100 * told["done"] // total) if total else None}


def _terms(run: Run) -> dict[str, Any]:
    """What each term becomes; of very many, those that most stories bear, and the others of their kind together."""
    rules = Rule.objects.filter(site=run.site)
    taxonomies = []
    names = set(rules.order_by().values_list("taxonomy", flat=True))
    for taxonomy in sorted(names, key=lambda name: (name != "category", name)):
        of_it = rules.filter(taxonomy=taxonomy).order_by("-stories", "name")
        shown = [(rule, words(rule.name)) for rule in of_it[:_TERMS]]
        taxonomies.append((taxonomy, shown, of_it.count() - len(shown)))
    return {"taxonomies": taxonomies, "becomes": Rule.Becomes.choices}


def _rule(run: Run, said: Any) -> None:
    """Keep to what was chosen for each term that was shown, and for the others of its kind."""
    rules = Rule.objects.filter(site=run.site)
    for becomes in Rule.Becomes.values:
        chosen = [_number(name.removeprefix("term-")) for name, value in said.items() if value == becomes]
        rules.filter(pk__in=[each for each in chosen if each]).update(becomes=becomes)
    for taxonomy in set(rules.order_by().values_list("taxonomy", flat=True)):
        if (becomes := said.get(f"rest-{taxonomy}")) in Rule.Becomes.values:
            shown = rules.filter(taxonomy=taxonomy).order_by("-stories", "name").values_list("pk", flat=True)[:_TERMS]
            rules.filter(taxonomy=taxonomy).exclude(pk__in=list(shown)).update(becomes=becomes)


def _report(run: Run, asked: Any) -> dict[str, Any]:
    """The account, and the list below it that was asked for."""
    kind, outcome = asked.get("kind", ""), asked.get("outcome", "")
    names: dict[str, Any] = {
        "account": report.counted(run),
        "adds_up": adds_up(run),
        "outcomes": report.OUTCOMES,
        "kind": kind,
        "outcome": outcome,
        "shows_texts": "texts" in asked,
    }
    if "texts" in asked:
        names["texts"], after = report.left_in_texts(run, _number(asked["texts"]))
        names["more"] = urlencode({"texts": after}) if after else ""
        return names
    page = max(1, _number(asked.get("page", "")))
    names["rows"], follows = report.rows(run, kind, outcome, page)
    names["more"] = urlencode({"kind": kind, "outcome": outcome, "page": page + 1}) if follows else ""
    names["less"] = urlencode({"kind": kind, "outcome": outcome, "page": page - 1}) if page > 1 else ""
    return names
