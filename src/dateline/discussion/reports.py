"""What moderators and readers decided on comments, the newest first, as one of Wagtail's reports."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from dateline.discussion.models import Comment, Decision

DECISIONS = (
    "approve", "reject", "spam", "undo", "pin", "unpin", "answer", "email", "appeal", "withdraw", "reports",
)  # fmt: skip


def _moderators(_request: Any) -> Any:
    users = get_user_model().objects
    return users.filter(pk__in=Decision.objects.exclude(by=None).values("by")).order_by("pk")


def _what(decision: Decision) -> str:
    return f"{decision.what} ({_('undone')})" if decision.is_undone else decision.what


class DecisionFilters(WagtailFilterSet):
    """By whom, what, why, and when."""

    by = django_filters.ModelChoiceFilter(label=_("Moderator"), queryset=_moderators)
    what = django_filters.ChoiceFilter(
        label=_("Decision"),
        choices=[(each, each) for each in DECISIONS],
    )
    at = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = Decision
        fields = ("by", "what", "at")


class DecisionsView(ReportView):
    """Who decided what about which comment; also who asked for an e-mail address."""

    page_title = _("Decisions on comments")
    header_icon = "comment"
    index_url_name = "discussion_decisions"
    index_results_url_name = "discussion_decisions_results"
    permission_policy = ModelPermissionPolicy(Comment)
    permission_required = "moderate"
    filterset_class = DecisionFilters
    model = Decision
    queryset = Decision.objects.select_related("by", "comment").defer("comment__email").order_by("-pk")
    columns = (
        DateColumn("at", label=_("At")),
        Column("by", label=_("Moderator"), accessor=lambda each: each.by or "–"),
        Column("what", label=_("Decision"), accessor=_what),
        Column("reason", label=_("Reason")),
        TitleColumn("comment", label=_("Comment"), url_name="discussion_comment_desk", id_accessor="comment_id"),
    )
    list_export = ("at", "by", "what", "reason", "before", "after", "is_undone", "comment_id")

    def get_filename(self) -> str:
        """The name of what is exported."""
        return "decisions-on-comments"


class DecisionsMenuItem(MenuItem):
    """The report's place in the menu, for moderators."""

    def is_shown(self, request: Any) -> bool:
        """For those who may decide."""
        return bool(request.user.has_perm("discussion.moderate_comment"))


def menu_item() -> DecisionsMenuItem:
    """The report's item in Wagtail's menu of reports."""
    return DecisionsMenuItem(
        _("Decisions on comments"), reverse("discussion_decisions"), name="decisions", icon_name="comment", order=800
    )
