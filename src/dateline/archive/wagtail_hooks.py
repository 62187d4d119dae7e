"""What the archive hangs into Wagtail."""

from copy import copy
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from dateline.archive import suggesting, urls
from dateline.archive.models import Suggestion


class _TakeoverMenuItem(MenuItem):
    """Taking a former site over, for those who may."""

    def is_shown(self, request: Any) -> bool:
        """For publishers, mostly."""
        return bool(request.user.has_perm("archive.take_over_site"))


class _ProvenanceMenuItem(MenuItem):
    """Provenance that was read out of stories, for editors, where there ever was any."""

    def is_shown(self, request: Any) -> bool:
        """For those who may publish."""
        return bool(request.user.has_perm("desk.publish_story") and Suggestion.objects.exists())


@hooks.register("register_settings_menu_item")
def _takeover_menu() -> MenuItem:
    return _TakeoverMenuItem(
        _("Takeover"), reverse("archive_takeovers"), name="takeover", icon_name="folder-inverse", order=900
    )


@hooks.register("register_admin_menu_item")
def _provenance_menu() -> MenuItem:
    return _ProvenanceMenuItem(
        _("Provenance"), reverse("archive_provenance"), name="provenance", icon_name="openquote", order=130
    )


@hooks.register("construct_main_menu")
def _count_those_that_wait(_request: Any, items: list[Any]) -> None:
    """Put the number of those that wait into the menu, on an item of this request alone."""
    for place, item in enumerate(items):
        if item.name == "provenance" and (waiting := suggesting.waiting()):
            items[place] = counted = copy(item)
            counted.label = f"{_('Provenance')} ({waiting})"


class _WaitingPanel(Component):
    """On the desk's first page: that suggestions wait, and the way to them."""

    name = "provenance"
    order = 226
    template_name = "archive/home.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """How many wait, for editors."""
        may = parent_context["request"].user.has_perm("desk.publish_story")
        return {"waiting": suggesting.waiting() if may else 0}


@hooks.register("construct_homepage_panels", order=10)
def _home(_request: Any, home: list[Any]) -> None:
    home.append(_WaitingPanel())


@hooks.register("register_admin_urls")
def _addresses() -> list[Any]:
    return urls.urlpatterns


@hooks.register("insert_global_admin_css")
def _style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("archive/archive.css"))


@hooks.register("register_permissions")
def _permissions() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="archive", codename="take_over_site")
