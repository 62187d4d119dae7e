"""What the discussion hangs into Wagtail."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import ListingButton
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.discussion import desk_views, queue, reports
from dateline.discussion.models import Banned, DiscussionSettings, SectionRule

DiscussionSettings.edit_handler = ObjectList(
    [
        FieldPanel(name)
        for name in (
            "mode", "closes_after", "requires_email", "edit_minutes", "trusted_after", "reports_that_hold"
        )
    ]
)  # fmt: skip
register_setting(DiscussionSettings, icon="comment")


class BannedViewSet(SnippetViewSet):
    """Banned words, names and hosts."""

    model = Banned
    icon = "clear"
    menu_label = _("Banned words")
    menu_name = "banned-words"
    add_to_settings_menu = True
    list_display = ["phrase", "rejects"]
    search_fields = ["phrase"]
    url_prefix = "banned-words"
    panels = [FieldPanel("phrase"), FieldPanel("rejects")]


class SectionRuleViewSet(SnippetViewSet):
    """Who is printed when, section by section."""

    model = SectionRule
    icon = "comment"
    menu_label = _("Comments in sections")
    menu_name = "comments-in-sections"
    add_to_settings_menu = True
    list_display = ["section", "mode"]
    url_prefix = "comments-in-sections"
    panels = [FieldPanel("section"), FieldPanel("mode")]


register_snippet(BannedViewSet)
register_snippet(SectionRuleViewSet)


class _CommentsMenuItem(MenuItem):
    """Comments, for moderators."""

    def is_shown(self, request: Any) -> bool:
        """For those who may decide on them."""
        return bool(request.user.has_perm("discussion.moderate_comment"))


@hooks.register("construct_main_menu")
def _count_those_that_wait(_request: Any, items: list[Any]) -> None:
    """Put the number of those that wait into the menu, on an item of this request alone."""
    for place, item in enumerate(items):
        if item.name == "comments" and (waiting := queue.counted()):
            items[place] = counted = copy(item)
            counted.label = f"{_('Comments')} ({waiting if waiting < queue.MANY else f'{queue.MANY - 1}+'})"


class _WaitingPanel(Component):
    """On the desk's first page: that comments wait, and the way to them."""

    name = "comments"
    order = 225
    template_name = "discussion/home.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """How many wait, for moderators."""
        may = parent_context["request"].user.has_perm("discussion.moderate_comment")
        return {"waiting": queue.counted() if may else 0, "many": queue.MANY}


@hooks.register("construct_homepage_panels", order=10)
def _home(_request: Any, home: list[Any]) -> None:
    home.append(_WaitingPanel())


@hooks.register("register_admin_menu_item")
def _comments_menu() -> MenuItem:
    return _CommentsMenuItem(
        _("Comments"), reverse("discussion_queue"), name="comments", icon_name="comment", order=150
    )


@hooks.register("register_admin_urls")
def _addresses() -> list[Any]:
    return [
        path("comments/", desk_views.QueueView.as_view(), name="discussion_queue"),
        path("comments/<int:comment_id>/", desk_views.CommentView.as_view(), name="discussion_comment_desk"),
        path("comments/attack/", desk_views.AttackView.as_view(), name="discussion_attack"),
        path("comments/decisions/", reports.DecisionsView.as_view(), name="discussion_decisions"),
        path(
            "comments/decisions/results/",
            reports.DecisionsView.as_view(results_only=True),
            name="discussion_decisions_results",
        ),
        path("comments/story/<int:story_id>/", desk_views.ThreadView.as_view(), name="discussion_thread"),
    ]


@hooks.register("register_reports_menu_item")
def _decisions_menu() -> MenuItem:
    return reports.menu_item()


@hooks.register("register_snippet_listing_buttons")
def _comments_of_a_story(snippet: Any, user: Any, _next_url: str | None = None) -> Iterator[ListingButton]:
    if snippet._meta.label == "desk.Story" and user.has_perm("discussion.moderate_comment"):
        where = f"{reverse('discussion_queue')}?{urlencode({'view': 'all', 'story': snippet.pk})}"
        yield ListingButton(_("Comments"), where, icon_name="comment", priority=40)


@hooks.register("insert_global_admin_css")
def _style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("discussion/discussion.css"))


@hooks.register("register_permissions")
def _permissions() -> Any:
    from django.contrib.auth.models import Permission

    ours = ["view_comment", "moderate_comment", "read_email"]
    return Permission.objects.filter(content_type__app_label="discussion", codename__in=ours)
