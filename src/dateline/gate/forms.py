"""How the newsroom fills in what it wants of the gate."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from dateline.gate.checks import CHECKS


def _kinds() -> list[tuple[str, Any]]:
    return [(kind, check.label) for kind, check in CHECKS.items()]


class GateSettingsForm(WagtailAdminModelForm):
    """The checks as boxes to tick."""

    checks = forms.MultipleChoiceField(choices=_kinds, widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self._meta.model._meta.get_field("checks")
        self.fields["checks"].label, self.fields["checks"].help_text = field.verbose_name.capitalize(), field.help_text
