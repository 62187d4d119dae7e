"""The listing of stories at the desk: pleasant at a hundred thousand of them."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn, LocaleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView

from dateline.desk.models import Contributor, Outlet, Section, Story

_STATUS = {
    "live": Q(live=True),
    "draft": Q(live=False, kill=None),
    "changed": Q(live=True, has_unpublished_changes=True),
    "scheduled": Q(go_live_at__isnull=False, live=False),
    "killed": Q(kill__isnull=False),
}


class StoryFilterSet(WagtailFilterSet):
    """Status, section, language, kind, byline, outlet, day of publication."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        method="filter_status",
        choices=[
            ("live", _("In the paper")),
            ("changed", _("In the paper, with a newer draft")),
            ("draft", _("Not in the paper")),
            ("scheduled", _("Scheduled")),
            ("killed", _("Killed")),
        ],
    )
    section = django_filters.ModelChoiceFilter(label=_("Section"), queryset=Section.objects.select_related("locale"))
    language = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all(), field_name="locale")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Story.Kind.choices)
    byline = django_filters.CharFilter(label=_("Byline"), method="filter_byline")
    outlet = django_filters.ModelChoiceFilter(label=_("Outlet"), queryset=Outlet.objects.all())
    published_on = django_filters.DateFromToRangeFilter(label=_("Published"), widget=DateRangePickerWidget)
    unknown = django_filters.BooleanFilter(
        label=_("Original's date unknown"), method="filter_unknown", widget=BooleanRadioSelect
    )

    class Meta:
        model = Story
        fields: list[str] = []

    def filter_status(self, queryset: QuerySet[Story], _name: str, value: str) -> QuerySet[Story]:
        """Stories in one state."""
        return queryset.filter(_STATUS[value])

    def filter_byline(self, queryset: QuerySet[Story], _name: str, value: str) -> QuerySet[Story]:
        """Stories that somebody of this name signed, as printed or as registered."""
        contributors = Contributor.objects.filter(name__icontains=value).values("pk")
        signed = Q(bylines__name__icontains=value) | Q(bylines__contributor__in=contributors)
        return queryset.filter(pk__in=Story.objects.filter(signed).values("pk"))

    def filter_unknown(self, queryset: QuerySet[Story], _name: str, value: bool) -> QuerySet[Story]:
        """Reprints whose original has no known date."""
        unknown = Q(original_precision="unknown")
        return queryset.filter(unknown if value else ~unknown)


class StoryIndexView(IndexView):
    """Rows fetched with what they show, and nothing else: bodies stay in the database."""

    def get_base_queryset(self) -> QuerySet[Story]:
        """Stories with their section, language and outlet, without their text."""
        queryset: QuerySet[Story] = super().get_base_queryset()
        return queryset.prefetch_related("section", "locale", "outlet").defer("body", "standfirst")


STORY_COLUMNS = [
    LiveStatusTagColumn(),
    Column("section", label=_("Section"), sort_key=None),
    LocaleColumn(),
    Column("get_kind_display", label=_("Kind"), sort_key="kind"),
    Column("outlet", label=_("Outlet")),
    DateColumn("published_at", label=_("Published"), sort_key="published_at"),
    DateColumn("edited_at", label=_("Edited"), sort_key="edited_at"),
]
