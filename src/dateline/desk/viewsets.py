"""What the desk edits, and where each stands in its menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from dateline.desk import panels, terms
from dateline.desk.forms import StoryForm
from dateline.desk.listing import STORY_COLUMNS, StoryFilterSet, StoryIndexView
from dateline.desk.models import Contributor, FrontPage, Outlet, Section, Story, Topic
from dateline.desk.wire_panel import SourcePagePanel


class _OwnLanguage:
    """Choosers that offer the story's own language only, so that a section of another is not chosen by mistake."""

    object: Any
    locale: Any

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form, its sections and topics narrowed to the story's language."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        locale = form.instance.locale_id or getattr(self.locale, "pk", None)
        for field in ("section", "topics"):
            if field in form.fields and locale:
                form.fields[field].queryset = form.fields[field].queryset.filter(locale_id=locale)
        return form


class StoryCreateView(_OwnLanguage, CreateView):
    """A new story."""


class StoryEditView(_OwnLanguage, EditView):
    """A story being edited; if it was picked up, its source's page at the side."""

    def get_side_panels(self) -> Any:
        """Wagtail's, and the source's page."""
        beside = super().get_side_panels()
        if item := terms.item_of(self.object):
            beside.append(SourcePagePanel(self.object, self.request, item))
        return beside


class StoryViewSet(SnippetViewSet):
    """Stories."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 100
    add_to_admin_menu = True
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    index_view_class = StoryIndexView
    filterset_class = StoryFilterSet
    list_display = ["headline", *STORY_COLUMNS]
    list_per_page = 40
    ordering = ["-edited_at"]
    url_prefix = "stories"
    edit_handler = panels.STORY
    copy_view_enabled = False
    search_fields = None

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: ARG002
        """The form of a story, with the desk's own rules."""
        return self._edit_handler.get_form_class()

    def get_edit_handler(self) -> Any:
        """The panels, with the form that checks them."""
        handler = panels.STORY
        handler.base_form_class = StoryForm
        return handler.bind_to_model(self.model)


class SectionViewSet(SnippetViewSet):
    """Sections."""

    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    list_display = ["name", "slug", "order", LocaleColumn()]
    list_filter = ["locale"]
    url_prefix = "sections"


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "kind", "slug", LocaleColumn()]
    list_filter = ["locale", "kind"]
    url_prefix = "topics"


class ContributorViewSet(SnippetViewSet):
    """Contributors."""

    model = Contributor
    icon = "group"
    menu_label = _("Contributors")
    list_display = ["name", "slug", "is_pseudonym"]
    url_prefix = "contributors"


class OutletViewSet(SnippetViewSet):
    """Outlets."""

    model = Outlet
    icon = "globe"
    menu_label = _("Outlets")
    list_display = ["name", "address", "language", "canonical_policy"]
    url_prefix = "outlets"


class FrontPageViewSet(SnippetViewSet):
    """The leads of each front page."""

    model = FrontPage
    icon = "home"
    menu_label = _("Front page")
    add_to_admin_menu = True
    menu_order = 110
    list_display = ["__str__"]
    url_prefix = "fronts"
    edit_handler = panels.FRONT_PAGE


class RegisterGroup(SnippetViewSetGroup):
    """What stories refer to."""

    items = (SectionViewSet, TopicViewSet, ContributorViewSet, OutletViewSet)
    menu_icon = "folder-open-1"
    menu_label = _("Registers")
    menu_name = "registers"
    menu_order = 300
