"""Files that keep the address they had: recordings, documents, and photographs as they lay on a former site."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.photographs import Photograph


class KeptFile(models.Model):
    """A file printed at an address of its own; of a photograph, the file that the desk keeps of it."""

    address = models.CharField(_("address"), max_length=600, unique=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    file = models.FileField(_("file"), upload_to="files", max_length=300, blank=True)
    photograph = models.ForeignKey(
        Photograph, verbose_name=_("photograph"), null=True, blank=True, on_delete=models.CASCADE, related_name="kept"
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(photograph__isnull=True) ^ models.Q(file=""), name="file_or_photograph"
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def path(self) -> str:
        """Where the desk keeps it on the disk."""
        return str((self.photograph or self).file.path)
