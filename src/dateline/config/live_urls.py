"""Every live address: what the kiosk relays."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(_request: HttpRequest) -> HttpResponse:
    """Say that the newsroom's side answers, and its database too; for whoever watches over the paper."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(
        "The desk answers.\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


urlpatterns = [
    path("-/health", health),
    path("", include("dateline.gate.urls")),
    path("", include("dateline.discussion.urls")),
]
