"""The wire's place at the desk. Everything only translates."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from dateline.lib import clock
from dateline.lib.api import direction
from dateline.wire import facts, grouping, river, spiking, taking
from dateline.wire.errors import EvidenceError, UnknownItemError, WireError
from dateline.wire.items import page_of
from dateline.wire.marking import marked
from dateline.wire.models import Item, Source
from dateline.wire.seams import pick_up_address

LANGUAGES = ("en", "az", "azb", "fa", "tr", "ar", "ru", "de", "es", "fr", "pt")
_DIGITS = 12  # of an id in an address
_SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def _label(field: str) -> str:
    return field.replace("_", " ")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


class _AtTheWire(PermissionRequiredMixin, View):
    permission_required: Any = "wire.view_item"
    raise_exception = True


class RiverView(_AtTheWire):
    """What came over the wire: read it, spike it, pick it up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The river, or, for the page that is open already, what is new in it."""
        wanted = _wanted(request.GET)
        after, before = _number(request.GET.get("after", "")), _number(request.GET.get("before", ""))
        rows = river.stretch(wanted, before=before, after=after)
        named = {"state": wanted.state, "source": wanted.source or "", "language": wanted.language}
        named |= {"topic": wanted.topic, "q": wanted.words}
        if "after" in request.GET:
            return render(request, "wire/rows.html", {"rows": rows})
        last = rows[-1].item.pk if len(rows) == river.AT_ONCE else None
        names = {
            "rows": rows,
            "wanted": wanted,
            "states": [(name, label) for name, (label, _which) in river.STATES.items()],
            "sources": river.sources(),
            "languages": river.languages(),
            "topics": river.topics(),
            "newest": rows[0].item.pk if rows else 0,
            "asked": urlencode(named),
            "more": urlencode({**named, "before": last}) if last else "",
            "undo": request.session.get("wire_undo", ""),
            "here": request.get_full_path(),
        }
        return render(request, "wire/river.html", names)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Spike, think again, or have every source looked at now."""
        verdict, _colon, only = request.POST.get("verdict", "").partition(":")
        chosen = [_number(each) for each in ([only] if only else request.POST.getlist("item"))]
        if verdict == "look":
            Source.objects.filter(is_active=True).update(next_at=clock.now())
            messages.success(request, _("Every source is looked at now. What is new appears here by itself."))
        elif request.user.has_perm("wire.spike_item"):
            self._spike(request, verdict, chosen)
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back if is_ours else reverse("wire_river"))

    def _spike(self, request: HttpRequest, verdict: str, chosen: list[int]) -> None:
        if verdict == "spike":
            spiked = spiking.spike(chosen, by=request.user)
            request.session["wire_undo"] = ",".join(map(str, spiked))
            done = len(spiked)
            messages.success(request, ngettext("{} item spiked.", "{} items spiked.", done).format(done))
        elif verdict in {"unspike", "undo"}:
            last = request.session.pop("wire_undo", "") if verdict == "undo" else ""
            back = spiking.unspike(chosen or [int(each) for each in last.split(",") if each], by=request.user)
            done = len(back)
            messages.success(request, ngettext("{} item is back.", "{} items are back.", done).format(done))


class ItemView(_AtTheWire):
    """One item: every fact with its evidence, the copy with its damages, the other copies."""

    def get(self, request: HttpRequest, item_id: int) -> HttpResponse:
        """The item."""
        item = get_object_or_404(Item.objects.select_related("source"), pk=item_id)
        copies = grouping.copies_of(item)
        others = Item.objects.filter(pk__in=copies.members).select_related("source") if copies else []
        known = [(name, item.facts.get(name)) for name in facts.FIELDS if name != "body"]
        doubtful = set(facts.doubtful(item.facts))
        names = {
            "item": item,
            "dir": direction(item.language) if item.language else "auto",
            "facts": [(_label(name), fact, name in doubtful) for name, fact in known if fact],
            "unknown": [_label(name) for name, fact in known if not fact],
            "paragraphs": marked(item.body, item.damages),
            "elsewhere": [each for each in item.damages if each.get("where", "body") != "body"],
            "copies": copies,
            "others": others,
            "pick_up": pick_up_address(item.pk),
            "forbidden": item.source.forbidden if item.source else (),
        }
        return render(request, "wire/item.html", names)


class PageView(_AtTheWire):
    """The page of an item as it was received, cleaned, in a box that nothing gets out of."""

    def get(self, _request: HttpRequest, item_id: int) -> HttpResponse:
        """The page; a sentence where there is none."""
        try:
            page = page_of(item_id)
        except EvidenceError as error:
            page = f"<p>{error}"
        except UnknownItemError as error:
            raise Http404(str(error)) from error
        answer = HttpResponse(f'<!doctype html><html dir="auto"><meta charset="utf-8">{page}')
        answer["Content-Security-Policy"] = _SEALED
        answer["X-Frame-Options"] = "SAMEORIGIN"
        answer["Referrer-Policy"] = "no-referrer"
        return answer


class TakeView(_AtTheWire):
    """Take one story: from an address, or from text."""

    permission_required = "wire.take_item"

    def get(self, request: HttpRequest, status: int = 200, trouble: str = "") -> HttpResponse:
        """The form; an address may come with it, from the bookmarklet."""
        given = request.POST if request.method == "POST" else request.GET
        here = request.build_absolute_uri(reverse("wire_take"))
        names: dict[str, Any] = {name: given.get(name, "") for name in ("address", "text", "headline", "language")}
        names |= {"here": here, "trouble": trouble, "languages": LANGUAGES}
        return render(request, "wire/take.html", names, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it, and show it."""
        given = request.POST
        try:
            address, text = given.get("address", ""), given.get("text", "")
            if not (address.strip() or text.strip()):
                return self.get(request, status=422, trouble=_("Write an address, or paste the text of a story."))
            if text.strip():
                words = {name: given.get(name, "")[:200] for name in ("headline", "language")}
                filed = taking.take_text(text, address=address, **words)
            else:
                filed = taking.take(address)
        except WireError as error:
            return self.get(request, status=422, trouble=str(error))
        if filed.became != "new":
            messages.info(request, _("This story was on the wire already."))
        return HttpResponseRedirect(reverse("wire_item", args=[filed.item]))


def _wanted(given: Mapping[str, str]) -> river.Wanted:
    state = given.get("state", "new")
    return river.Wanted(
        state=state if state in river.STATES else "new",
        source=_number(given.get("source", "")) or None,
        language=given.get("language", "")[:12],
        topic=given.get("topic", "")[:100],
        words=given.get("q", "").strip()[:100],
    )
