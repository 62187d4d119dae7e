"""The archive's places at the desk."""

from typing import Any

from django.urls import path

from dateline.archive import suggestion_views, views

urlpatterns: list[Any] = [
    path("takeovers/", views.TakeoversView.as_view(), name="archive_takeovers"),
    path("takeovers/<int:run_id>/", views.TakeoverView.as_view(), name="archive_takeover"),
    path("provenance/", suggestion_views.ProvenanceView.as_view(), name="archive_provenance"),
]
