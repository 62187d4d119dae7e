"""What the live desk answers for the gate."""

import re

from captcha import views as captcha
from django.http import HttpRequest, HttpResponse, JsonResponse

from dateline.gate import api

_FORM = re.compile(r"[a-z][a-z-]{0,31}")
_ABOUT = re.compile(r"[\w.-]{0,64}", re.ASCII)


def challenge(request: HttpRequest) -> HttpResponse:
    """``/-/challenge?form=comment&about=417``: a challenge, for the script."""
    form, about = request.GET.get("form", ""), request.GET.get("about", "")
    if not _FORM.fullmatch(form) or not _ABOUT.fullmatch(about):
        return _unstored(HttpResponse("Say which form, and about what.\n", status=400, content_type="text/plain"))
    return _unstored(JsonResponse(api.challenge(api.Binding(form, about))))


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """The picture of the check by that name."""
    return _unstored(captcha.captcha_image(request, name))


def spoken(request: HttpRequest, name: str) -> HttpResponse:
    """The same digits, read out; 404 where there is no voice."""
    return _unstored(captcha.captcha_audio(request, name))


def _unstored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
