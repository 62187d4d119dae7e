"""What whoever takes a site over says first: which export, and how."""

import re
from pathlib import Path
from secrets import token_hex
from shutil import move
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dateline.archive import room
from dateline.archive.importing.options import Options

LARGEST: Final = 1 << 30
_EXPORTS: Final = (".xml", ".xml.gz", ".zip")
_BASE: Final = re.compile(r"[^\s/?#]+(?:/[^\s/?#]+)*")
_NOT_ONE: Final = _("This is no export: its name ends neither in .xml nor .xml.gz nor .zip. Take the file as it is.")


class TakeoverForm(forms.Form):
    """An export, uploaded or lying on the server, and what is to be done with it."""

    upload = forms.FileField(
        label=_("Export"),
        required=False,
        help_text=_("What WordPress gives under Tools, Export: .xml, .xml.gz or .zip; up to 1 GB."),
        widget=forms.FileInput(attrs={"accept": ".xml,.gz,.zip", "data-largest": LARGEST}),
    )
    lying = forms.ChoiceField(
        label=_("Or a file on the server"),
        required=False,
        help_text=_("For what is too large to upload: whoever looks after the server copies it into %(folder)s."),
    )
    photographs = forms.ChoiceField(
        label=_("Photographs"),
        required=False,
        help_text=_(
            "A copy of the site's wp-content/uploads, the folder that holds 2015, 2016 and so on, copied or linked "
            "into %(folder)s. They may also come later: take the same export over again."
        ),
    )
    fetch_media = forms.BooleanField(
        label=_("Fetch photographs that are not there from the site itself"),
        required=False,
        help_text=_("As long as the old site answers. It takes hours where there are many."),
    )
    with_trash = forms.BooleanField(label=_("Bring in what lies in its bin, as drafts"), required=False)
    category_base = forms.CharField(
        label=_("Word in the addresses of its categories"),
        initial="category",
        max_length=100,
        help_text=_("Under Settings, Permalinks, “Category base”, if somebody changed it."),
    )
    tag_base = forms.CharField(label=_("Word in the addresses of its tags"), initial="tag", max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, lying = room.folder(), sorted(each for each in room.folder().iterdir() if each.name[0] != ".")
        for name, is_one, none in (
            ("lying", _is_export, _("none")),
            ("photographs", Path.is_dir, _("none yet")),
        ):
            field: Any = self.fields[name]
            field.choices = [("", none), *((each.name, each.name) for each in lying if is_one(each))]
            field.help_text = field.help_text % {"folder": place}

    def clean_upload(self) -> UploadedFile | None:
        """Refuse what cannot be an export.

        Raises:
            ValidationError: it is too large, or of another kind.
        """
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is not None and (upload.size or 0) > LARGEST:
            raise ValidationError(_("It is larger than 1 GB. Copy it to the server, and choose it below."))
        if upload is not None and not (upload.name or "").lower().endswith(_EXPORTS):
            raise ValidationError(_NOT_ONE)
        return upload

    def clean_category_base(self) -> str:
        """Without the slashes around it."""
        return _base(self.cleaned_data["category_base"])

    def clean_tag_base(self) -> str:
        """Without the slashes around it."""
        return _base(self.cleaned_data["tag_base"])

    def clean(self) -> dict[str, Any]:
        """One export, neither none nor two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("upload")) == bool(cleaned.get("lying")) and not self.errors:
            self.add_error("upload", _("Choose one export: a file to upload, or one that lies on the server."))
        return cleaned

    def export(self) -> str:
        """The export's name in the folder of exports, where it lies from now on."""
        upload: Any = self.cleaned_data["upload"]
        return _stored(upload) if upload else str(self.cleaned_data["lying"])

    def options(self) -> Options:
        """What was chosen."""
        said = self.cleaned_data
        return Options(
            media=str(room.folder() / said["photographs"]) if said["photographs"] else "",
            fetch_media=said["fetch_media"],
            with_trash=said["with_trash"],
            category_base=said["category_base"],
            tag_base=said["tag_base"],
        )


def _is_export(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(_EXPORTS)


def _base(said: str) -> str:
    base = said.strip().strip("/")
    if not _BASE.fullmatch(base):
        raise ValidationError(_("Write the word as it stands in the address, such as “category”."))
    return base


def _stored(upload: Any) -> str:
    """Where an upload is kept: under its own name, as far as that is a name; one that is taken gets a number."""
    name = re.sub(r"[^\w.()-]+", "-", Path(upload.name).name).lstrip(".-")[-120:] or "export.xml"
    if (room.folder() / name).exists():
        name = f"{token_hex(3)}-{name}"
    target = room.folder() / name
    if hasattr(upload, "temporary_file_path"):  # on the disk already: nothing of it is read into memory
        move(upload.temporary_file_path(), target)
    else:
        with target.open("wb") as file:
            file.writelines(upload.chunks())
    target.chmod(0o600)  # it holds what readers gave in confidence
    return name
