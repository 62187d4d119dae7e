"""The gate's live addresses. Pages name them as they stand here: the desk's own urls do not have them."""

from django.urls import path, re_path

from dateline.gate import views

urlpatterns = [
    path("-/challenge", views.challenge),
    re_path(r"^-/gate/(?P<name>[0-9a-f]{40})\.png$", views.picture),
    re_path(r"^-/gate/(?P<name>[0-9a-f]{40})\.wav$", views.spoken),
]
