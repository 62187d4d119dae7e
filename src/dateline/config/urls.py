"""Every address of the desk."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from dateline.desk.views import FirstPasswordView, kept_file

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("desk/welcome/<uidb64>/<token>/", FirstPasswordView.as_view(), name="desk_welcome"),
    path("desk/", include(wagtailadmin_urls)),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", kept_file, name="desk_kept_file"),
]
