"""What the wire hangs into Wagtail."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.wire import views
from dateline.wire.models import Source


class SourceViewSet(SnippetViewSet):
    """Sources, and how each of them is."""

    model = Source
    icon = "rss"
    menu_label = _("Sources")
    menu_name = "sources"
    add_to_settings_menu = True
    url_prefix = "sources"
    list_display = [
        "name",
        "outlet",
        Column("health", label=_("Health"), accessor=lambda each: Source.Health(each.health).label),
        DateColumn("well_at", label=_("Last success")),
        DateColumn("item_at", label=_("Last new item")),
        "failures",
        Column("trouble", label=_("What is wrong"), accessor=lambda each: each.trouble[:120]),
    ]
    list_filter = ["language", "is_active"]
    search_fields = ["name", "outlet", "address"]
    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("outlet"),
        FieldPanel("language"),
        FieldPanel("fetches_pages"),
        FieldPanel("minutes"),
        FieldPanel("is_active"),
        MultiFieldPanel(
            [
                FieldPanel("licence"),
                FieldPanel("terms"),
                FieldPanel("credit"),
                FieldPanel("forbids_reprints"),
                FieldPanel("forbids_edits"),
                FieldPanel("forbids_photographs"),
                FieldPanel("is_noncommercial"),
            ],
            heading=_("Permission"),
        ),
    ]


register_snippet(SourceViewSet)


class _WireMenuItem(MenuItem):
    """The wire, for those who may read it."""

    def is_shown(self, request: Any) -> bool:
        """For the whole newsroom, but for moderators."""
        return bool(request.user.has_perm("wire.view_item"))


@hooks.register("register_admin_menu_item")
def _wire_menu() -> MenuItem:
    return _WireMenuItem(_("Wire"), reverse("wire_river"), name="wire", icon_name="rss", order=120)


@hooks.register("register_icons")
def _icons(icons: list[str]) -> list[str]:
    return [*icons, "wire/icons/rss.svg"]


@hooks.register("register_admin_urls")
def _addresses() -> list[Any]:
    return [
        path("wire/", views.RiverView.as_view(), name="wire_river"),
        path("wire/take/", views.TakeView.as_view(), name="wire_take"),
        path("wire/<int:item_id>/", views.ItemView.as_view(), name="wire_item"),
        path("wire/<int:item_id>/page/", views.PageView.as_view(), name="wire_page"),
    ]


@hooks.register("insert_global_admin_css")
def _style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("wire/wire.css"))


@hooks.register("register_permissions")
def _permissions() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(
        content_type__app_label="wire", codename__in=["take_item", "spike_item", "view_item"]
    )
