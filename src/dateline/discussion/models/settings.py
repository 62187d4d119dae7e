"""How a newspaper wants to be talked to: in all, and section by section."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting


class Mode(models.TextChoices):
    """Who is printed when."""

    CLOSED = "closed", _("Closed: nobody can comment")
    HELD = "held", _("Every comment waits for a moderator")
    TRUSTED = "trusted", _("Those who have been approved before are printed at once")
    OPEN = "open", _("Comments are printed at once, and doubtful ones wait")


class DiscussionSettings(BaseGenericSetting):
    """What holds for every story, where its section or it itself says nothing else."""

    mode = models.CharField(_("comments"), max_length=8, choices=Mode.choices, default=Mode.TRUSTED)
    closes_after = models.PositiveSmallIntegerField(
        _("close after days"),
        default=0,
        help_text=_("How many days after its publication a story takes comments. 0: for ever."),
    )
    requires_email = models.BooleanField(
        _("an e-mail address is required"),
        default=False,
        help_text=_("It is encrypted, and never printed. Without need, do not ask."),
    )
    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes in which a comment may be changed"), default=15, validators=[MaxValueValidator(24 * 60)]
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("approved comments that make a reader trusted"), default=2, validators=[MinValueValidator(1)]
    )
    reports_that_hold = models.PositiveSmallIntegerField(
        _("reports by readers that take a comment off the page until a moderator has looked"),
        default=3,
        validators=[MinValueValidator(1)],
    )

    class Meta:
        verbose_name = _("comments")

    def __str__(self) -> str:
        return str(_("Comments"))


class SectionRule(models.Model):
    """What holds for the stories of one section."""

    section = models.OneToOneField(
        "desk.Section", verbose_name=_("section"), on_delete=models.CASCADE, related_name="+"
    )
    mode = models.CharField(_("comments"), max_length=8, choices=Mode.choices)

    class Meta:
        verbose_name = _("comments in a section")
        verbose_name_plural = _("comments in sections")
        ordering = ["section"]

    def __str__(self) -> str:
        return f"{self.section}: {self.get_mode_display()}"
