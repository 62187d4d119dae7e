"""A page with a guarded form, on loopback: what a room above the gate would print. Its words stand here."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from dateline.gate import api as gate
from dateline.lib.clock import now
from tests.gate.conftest import COMMENT

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
RECEIVED: list[tuple[dict[str, str], gate.Verdict]] = []
FORM = """<form method="post" action="/-/comment" data-gate="/-/challenge?form=comment&amp;about=417"
data-working="One moment …" data-failed="There is no network. Your text is still here.">
<p><label for="text">Comment</label> <textarea id="text" name="text" required></textarea></p>
<p><button name="act" value="send">Send</button></p><p role="status"></p></form>
<script src="/script.js" defer></script>"""


def _page(body: str, language: str = "en") -> HttpResponse:
    direction = "rtl" if language in {"fa", "ar", "azb"} else "ltr"
    html = f'<html lang="{language}" dir="{direction}">'
    head = f'<!doctype html>{html}<head><meta charset="utf-8"><title>Page</title></head>'
    answer = HttpResponse(f"{head}<body><main><h1>Page</h1>{body}</main></body></html>")
    answer["Content-Security-Policy"] = POLICY
    return answer


def form(_request: HttpRequest) -> HttpResponse:
    return _page(FORM)


def step(request: HttpRequest) -> HttpResponse:
    language = request.GET.get("language", "en")
    offered = gate.offers(COMMENT, language, now())
    forms = (f'<form method="post" action="/-/comment">{each.html}</form>' for each in offered.fragments)
    return _page("".join(forms), language)


@csrf_exempt
def comment(request: HttpRequest) -> HttpResponse:
    fields = {name: str(value) for name, value in request.POST.items()}
    RECEIVED.append((fields, gate.judge(COMMENT, fields)))
    return _page("<p>Received</p>")


def script(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(gate.script(), content_type="text/javascript; charset=utf-8")


urlpatterns = [
    path("", form),
    path("step", step),
    path("favicon.ico", lambda _request: HttpResponse(status=204)),
    path("script.js", script),
    path("-/comment", comment),
    path("", include("dateline.gate.urls")),
]
