"""What the desk refuses, wherever in Wagtail it was asked: said on the page, with nothing changed."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dateline.desk.errors import DeskError, NotReadyError


class Refusals:
    """Turns a refusal (an approval of what cannot be printed, say) into messages on the page it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo, say why, and lead back."""
        if not isinstance(exception, DeskError):
            return None
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        reasons = [lack.cure for lack in exception.lacks] if isinstance(exception, NotReadyError) else [str(exception)]
        for reason in reasons:
            messages.error(request, reason)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = reverse("wagtailadmin_home")
        return HttpResponseRedirect(back)
