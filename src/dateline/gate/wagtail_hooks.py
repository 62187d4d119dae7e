"""What the gate hangs into Wagtail."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.gate.forms import GateSettingsForm
from dateline.gate.models import GateSettings, Question


class QuestionViewSet(SnippetViewSet):
    """Questions."""

    model = Question
    icon = "help"
    menu_label = _("Gate's questions")
    menu_name = "gate-questions"
    add_to_settings_menu = True
    list_display = ["text", "language", "is_asked"]
    list_filter = ["language", "is_asked"]
    url_prefix = "gate-questions"
    panels = [FieldPanel("language"), FieldPanel("text"), FieldPanel("answers"), FieldPanel("is_asked")]


GateSettings.edit_handler = ObjectList(
    [FieldPanel("checks"), FieldPanel("asks_from")], base_form_class=GateSettingsForm
)
register_setting(GateSettings, icon="lock")
register_snippet(QuestionViewSet)
