"""What the classifier has learned from this newsroom's decisions: one row."""

from django.db import models


class Learned(models.Model):
    """The classifier's counts, as it writes them down."""

    wagtail_reference_index_ignore = True

    counts = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{len(self.counts)} bytes"
