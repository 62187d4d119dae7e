"""What readers reach through the kiosk: they send comments, come back with receipts, report. All of it translates."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dateline.discussion import forms, receipts, threads, writers
from dateline.discussion.drainage import drain_one
from dateline.discussion.errors import IncompleteError, SaidBeforeError, TooLateError, UnknownReceiptError
from dateline.discussion.letters import confirm, decline
from dateline.discussion.seams import set_page
from dateline.discussion.sheets import Filled, FormSheet, ReportSheet, Sheet, Stub, WordSheet
from dateline.discussion.values import LONGEST_EMAIL, PrintedComment
from dateline.gate import api as gate

_PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
_SECRET = {**_PRIVATE, "Referrer-Policy": "no-referrer"}  # the address of a receipt opens it


@require_safe
def comment(request: HttpRequest) -> HttpResponse:
    """The form on a page of its own, to answer a comment. What is sent goes to the kiosk's spool: see ``drainage``."""
    story = receipts.stub(forms.number(request.GET.get("story", "")))
    if story is None or story.address is None:
        return _word(_language(request), "no comment", status=404)
    replied = _printed(story, forms.number(request.GET.get("reply", "")))
    discussion, writer = threads.discussions([story.id])[story.id], request.GET.get("writer", "")[:200]
    return _page(FormSheet(story.language, story, discussion, writer, replied))


@csrf_exempt  # nobody is signed in here: who has the address may do what can be done with it
def receipt(request: HttpRequest, ticket: str) -> HttpResponse:
    """A comment for its writer alone: GET shows it, POST does what ``action`` says."""
    here = f"/-/receipt/{ticket}"
    drain_one(ticket)
    try:
        if request.method == "POST":
            return _act(request, ticket, here)
        return _page(receipts.sheet(ticket, here), secret=True)
    except UnknownReceiptError:
        return _word(_language(request), "no receipt", status=404)
    except SaidBeforeError as error:
        return _word(_language(request), "stands already", receipts.address_of_comment(error.comment))


def _act(request: HttpRequest, ticket: str, here: str) -> HttpResponse:
    fields = forms.texts(request.POST.dict())
    name, words = fields.get("name", ""), fields.get("text", "")
    acts: dict[str, Callable[[], Any]] = {
        "change": lambda: writers.change(ticket, name, words, fields.get("email", "").strip()[:LONGEST_EMAIL]),
        "withdraw": lambda: writers.withdraw(ticket),
        "appeal": lambda: writers.appeal(ticket, fields.get("words", "")),
        "sure": lambda: writers.insist(ticket),
        "gate": lambda: writers.pass_gate(ticket, fields),
    }
    act = acts.get(fields.get("action", ""))
    try:
        done = act() if act else None
    except IncompleteError as error:
        filled = Filled(name=name, text=words, lacks=error.lacks)
        return _page(receipts.sheet(ticket, here, filled=filled), status=422, secret=True)
    except TooLateError:
        done = None
    if isinstance(done, gate.Verdict) and not done.passed:
        return _page(receipts.sheet(ticket, here, verdict=done), status=422, secret=True)
    return _see(here)


@csrf_exempt
def letters(request: HttpRequest, token: str) -> HttpResponse:
    """GET: whether letters about a comment are wanted. POST: they are, or are not (any more)."""
    here = f"/-/letters/{token}"
    try:
        if request.method != "POST":  # programs that look into letters follow links, so a link alone does nothing
            return _page(receipts.letters(token, here), secret=True)
        (confirm if request.POST.get("action") == "confirm" else decline)(token)
    except UnknownReceiptError:
        return _word(_language(request), "no receipt", status=404)
    return _see(here)


@csrf_exempt
def report(request: HttpRequest) -> HttpResponse:
    """GET: the page on which a reader says what is wrong with a comment. POST: a reader has said so."""
    given = request.POST if request.method == "POST" else request.GET
    story = receipts.stub(forms.number(given.get("story", "")))
    printed = _printed(story, forms.number(given.get("comment", "")))
    if story is None or printed is None or story.address is None:
        return _word(_language(request), "no comment", status=404)
    if request.method != "POST":
        return _page(ReportSheet(story.language, story, printed))
    fields = forms.texts(request.POST.dict())
    writers.report(
        story.id,
        printed.place,
        reason=fields.get("reason", ""),
        words=fields.get("words", ""),
        visitor=request.headers.get("Dateline-Visitor", ""),
    )
    return _page(ReportSheet(story.language, story, printed, is_sent=True))


def _printed(story: Stub | None, place: int | None) -> PrintedComment | None:
    return threads.comment(story.id, place) if story and place else None


def _language(request: HttpRequest) -> str:
    return (request.GET.get("language") or request.POST.get("language") or "")[:12]


def _see(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303  # RFC 9110, 15.4.4: see it with GET
    for name, value in _SECRET.items():
        answer[name] = value
    return answer


def _word(language: str, says: Any, back: str | None = "", *, status: int = 200) -> HttpResponse:
    return _page(WordSheet(language, says, back or ""), status=status)


def _page(sheet: Sheet, *, status: int = 200, secret: bool = False) -> HttpResponse:
    page = set_page(sheet)
    headers = {**page.headers, **(_SECRET if secret else _PRIVATE)}
    return HttpResponse(page.body, status=status, headers=headers, content_type="text/html; charset=utf-8")
