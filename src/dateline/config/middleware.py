"""One request that changes something is one transaction."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from dateline.edition import api as edition

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_SERVER_ERROR = 500


class OneTransaction:
    """Keeps a publication and its print orders together: both happen, or neither.

    What Wagtail does on saving runs in several steps; without this, a crash between them could publish a story that
    nobody has ordered to be printed. The press runs after the commit, before the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, in a transaction if it may change anything."""
        if request.method in _SAFE:
            return self.get_response(request)
        with suppress(UnreadablePostError):  # an upload of a gigabyte must not hold the database while it comes
            request.POST  # noqa: B018  # read now
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= _SERVER_ERROR:
                transaction.set_rollback(True)
        if trouble := edition.take_trouble():
            messages.error(request, trouble)
        return response
