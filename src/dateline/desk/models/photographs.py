"""Photographs: what readers see of them, and nothing that would tell on whoever took them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Photograph(AbstractImage):
    """A photograph. The kept file carries no metadata: what the camera wrote is read into the form, then removed."""

    alternative_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the photograph shows, for those who do not see it. A story cannot be published without it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=250, blank=True, help_text=_("As printed: “Name / Outlet”."))
    rights = models.CharField(_("rights"), max_length=250, blank=True, help_text=_("Licence, or who allowed us."))

    admin_form_fields = (*Image.admin_form_fields, "alternative_text", "caption", "credit", "rights")

    class Meta(AbstractImage.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        permissions = [("choose_image", "Can choose photograph")]

    @property
    def default_alt_text(self) -> str:
        """The alternative text, for Wagtail's own templates."""
        return str(self.alternative_text or self.title)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the kept file's hash: part of every printed file's name."""
        return str(self.file_hash)[:12]


class Rendition(AbstractRendition):
    """A size of a photograph for the desk's own pages; the edition prints its own."""

    image = models.ForeignKey(Photograph, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
