"""The desk's forms: what they refuse, with the field and the cure, and what they fill in by themselves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from dateline.desk import darkroom, doubts, publication
from dateline.desk.models import Story
from dateline.lib import clock

_TO_PRINT = ("action-publish", "action-submit", "action-restart-workflow")


class StoryForm(WagtailAdminModelForm):
    """A story. A draft may lack anything but a headline; what is to be printed may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, mark in doubts.marks_of(self.instance).items():
            if shown := self.fields.get(field):
                shown.help_text = f"{mark} {shown.help_text}".strip()

    @property
    def is_for_print(self) -> bool:
        """Whether the editor asked for publication, or for approval of it."""
        return any(action in self.data for action in _TO_PRINT)

    def clean(self) -> dict[str, Any]:
        """Check what can only be checked on the whole story."""
        cleaned: dict[str, Any] = super().clean()
        self._check_embargo(cleaned)
        return cleaned

    def _check_embargo(self, cleaned: dict[str, Any]) -> None:
        embargo = cleaned.get("embargo_until")
        if embargo and "embargo_until" in self.changed_data and embargo <= clock.now():
            self.add_error(
                "embargo_until", _("This time has passed. Write a time to come, or clear the field to publish at once.")
            )

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_for_print and not self.errors:
            self._refuse_what_is_not_ready()

    def _refuse_what_is_not_ready(self) -> None:
        story: Story = self.instance
        for lack in publication.lacks(story):
            self.add_error(lack.field if lack.field in self.fields else None, str(lack.cure))


class PhotographField(WagtailImageField):
    """The file of a photograph; one that breaks off is refused in words."""

    def to_python(self, data: Any) -> Any:
        """Read the file as far as its size and kind.

        Raises:
            ValidationError: it is no photograph, of a kind that is not kept, too large, or damaged.
        """
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(darkroom.UNREADABLE) from error


class PhotographForm(BaseImageForm):
    """A photograph: its metadata is read into caption and credit, then removed from the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PhotographField(label=given.label, required=given.required, widget=given.widget)

    def clean_file(self) -> Any:
        """Keep a copy of the photograph that carries nothing but its pixels.

        Raises:
            ValidationError: the file is no photograph, or too large to be read.
        """
        uploaded = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return uploaded
        try:
            uploaded.seek(0)
            self._developed = darkroom.develop(uploaded)
        except darkroom.UnusablePhotographError as error:
            raise ValidationError(str(error)) from error
        kept = ContentFile(self._developed.content, name=_neutral_name(uploaded.name))
        kept.image = getattr(uploaded, "image", None)  # type: ignore[attr-defined]
        return kept

    def save(self, commit: bool = True) -> Any:
        """Save, with what was embedded in caption, credit and rights where the editor wrote nothing."""
        developed = getattr(self, "_developed", None)
        if developed is not None:
            for field in ("caption", "credit", "rights"):
                if not getattr(self.instance, field):
                    limit = self.instance._meta.get_field(field).max_length
                    setattr(self.instance, field, getattr(developed.embedded, field)[:limit])
        return super().save(commit=commit)


def _neutral_name(name: str) -> str:
    """A file name that says nothing: cameras and telephones write dates, places and owners into theirs."""
    from secrets import token_hex

    return f"{token_hex(8)}.{name.rpartition('.')[2].lower()}"
