"""What was put right, what was taken away, and where a story stood before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """A dated note on a published story: printed with it, listed with all others, and in its JSON-LD."""

    class Kind(models.TextChoices):
        """What kind of note it is; the words of the International Fact-Checking Network's code."""

        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        RETRACTION = "retraction", _("Retraction")

    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.CORRECTION)
    note = models.TextField(_("what was wrong, and what is right"))
    at = models.DateTimeField(_("corrected at"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changes = models.JSONField(_("changes"), default=list)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:60]}"


class Kill(models.Model):
    """A story taken away from everywhere. Its record stays at the desk, with the reason."""

    story = models.OneToOneField("desk.Story", on_delete=models.CASCADE, related_name="kill")
    at = models.DateTimeField(_("killed at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), blank=True, help_text=_("For the desk; never printed."))
    leaves_notice = models.BooleanField(_("leave a notice at its address"), default=True)
    notice = models.TextField(_("notice"), blank=True, help_text=_("Printed at the address that it had."))

    class Meta:
        verbose_name = _("kill")
        verbose_name_plural = _("kills")

    def __str__(self) -> str:
        return str(self.story_id)


class MovedAddress(models.Model):
    """An address that something had before: it leads to where the story stands now, or else to ``target``."""

    address = models.CharField(_("address"), max_length=600, unique=True)
    story = models.ForeignKey("desk.Story", null=True, on_delete=models.CASCADE, related_name="moved_addresses")
    target = models.CharField(_("leads to"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("moved address")
        verbose_name_plural = _("moved addresses")

    def __str__(self) -> str:
        return self.address
