"""What the desk hangs into Wagtail; everything here only translates."""

import colorsys
from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from dateline.desk import lessons, panels, views, wire_views
from dateline.desk.copy import paper
from dateline.desk.home import newsroom_panels
from dateline.desk.models import Newspaper, Story
from dateline.desk.viewsets import FrontPageViewSet, RegisterGroup, StoryViewSet

register_snippet(StoryViewSet)
register_snippet(FrontPageViewSet)
register_snippet(RegisterGroup)
Newspaper.edit_handler = panels.NEWSPAPER
register_setting(Newspaper, icon="site")

# The paper's colour, as a ground that white letters can be read on.
_MUTED, _DARKEST = 70, 0.2
_UNUSED_IN_A_NEWSROOM = frozenset({"explorer", "documents", "help"})
_UNUSED_REPORTS = frozenset({"aging-pages", "page-types-usage", "locked-pages"})
_UNUSED_SETTINGS = frozenset({"sites", "collections", "redirects", "workflow-tasks", "locales"})


@hooks.register("construct_main_menu")
def _newsroom_menu(_request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in _UNUSED_IN_A_NEWSROOM]
    for item in items:
        if item.name == "images":
            item.label = _("Photographs")


@hooks.register("construct_reports_menu")
def _newsroom_reports(_request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in _UNUSED_REPORTS]


@hooks.register("construct_settings_menu")
def _newsroom_settings(_request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in _UNUSED_SETTINGS]


@hooks.register("register_admin_search_area")
def _search_stories() -> SearchArea:
    return SearchArea(_("Stories"), reverse(Story.snippet_viewset.get_url_name("list")), name="stories", order=0)


@hooks.register("construct_search")
def _search_newsroom(_request: Any, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name not in {"pages", "documents"}]


@hooks.register("construct_homepage_panels")
def _newsroom_home(request: Any, home: list[Any]) -> None:
    home[:] = [
        panel for panel in home if panel.name in {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}
    ]
    home.extend(newsroom_panels(request))


@hooks.register("construct_homepage_summary_items")
def _no_summary(_request: Any, items: list[Any]) -> None:
    items.clear()


@hooks.register("insert_global_admin_css")
def _newsroom_style() -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(
        *(int(paper().accent[each : each + 2], 16) / 255 for each in (1, 3, 5))
    )
    return format_html(
        '<link rel="stylesheet" href="{}"><style>:root{{--w-color-primary-hue:{};--w-color-primary-saturation:{}%;'
        "--w-color-primary-lightness:{}%}}</style>",
        static("desk/desk.css"),
        round(hue * 360),
        round(saturation * _MUTED),
        round(min(lightness, _DARKEST) * 100),
    )


@hooks.register("register_admin_urls")
def _newsroom_addresses() -> list[Any]:
    return [
        path("stories/<int:story_id>/correct/", views.CorrectView.as_view(), name="desk_correct"),
        path("stories/<int:story_id>/kill/", views.KillView.as_view(), name="desk_kill"),
        path("stories/<int:story_id>/mend/<slug:place>/", wire_views.MendView.as_view(), name="desk_mend"),
        path("stories/<int:story_id>/look/", wire_views.LookView.as_view(), name="desk_look"),
        path("wire/<int:item_id>/pick-up/", wire_views.PickUpView.as_view(), name="desk_pick_up"),
        path("originals/", wire_views.OriginalsView.as_view(), name="desk_originals"),
        path("originals/<int:alert_id>/", wire_views.OriginalView.as_view(), name="desk_original"),
    ]


@hooks.register("register_permissions")
def _newsroom_permissions() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="desk", codename__in=["correct_story", "kill_story"])


@hooks.register("after_edit_snippet")
def _teach_the_wire(_request: Any, story: Any) -> None:
    if isinstance(story, Story):
        lessons.teach(story)


class _OriginalsMenuItem(MenuItem):
    """The originals of what we printed, for those who may correct."""

    def is_shown(self, request: Any) -> bool:
        """For those who may correct."""
        return bool(request.user.has_perm("desk.correct_story"))


@hooks.register("register_reports_menu_item")
def _originals() -> MenuItem:
    return _OriginalsMenuItem(_("Originals"), reverse("desk_originals"), name="originals", icon_name="view", order=90)


class _StoryAction(ActionMenuItem):
    """An entry beside Publish that leads to a page of its own, for stories in the paper."""

    permission = ""
    url_name = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """For stories in the paper, and for those who may."""
        story = context.get("instance")
        return (
            context["view"] == "edit"
            and isinstance(story, Story)
            and story.live
            and not context.get("locked_for_user")
            and context["request"].user.has_perm(f"desk.{self.permission}")
        )

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The page where it is done."""
        return reverse(self.url_name, args=[parent_context["instance"].pk])


class CorrectMenuItem(_StoryAction):
    """Publish the draft with a note of what was wrong."""

    label = _("Correct…")
    name = "action-correct"
    icon_name = "edit"
    permission = "correct_story"
    url_name = "desk_correct"


class KillMenuItem(_StoryAction):
    """Take the story away from everywhere."""

    label = _("Kill…")
    name = "action-kill"
    icon_name = "bin"
    permission = "kill_story"
    url_name = "desk_kill"


@hooks.register("register_snippet_action_menu_item")
def _correct(model: type) -> CorrectMenuItem | None:
    return CorrectMenuItem(order=35) if model is Story else None


@hooks.register("register_snippet_action_menu_item")
def _kill(model: type) -> KillMenuItem | None:
    return KillMenuItem(order=37) if model is Story else None


@hooks.register("construct_snippet_action_menu")
def _publish_first(items: list[Any], _request: Any, context: dict[str, Any]) -> None:
    """What an editor does most stands first: publish, or submit for those who may not."""
    if context["model"] is not Story:
        return
    for name in ("action-submit", "action-publish"):
        for item in [each for each in items if each.name == name]:
            items.remove(item)
            items.insert(0, item)
