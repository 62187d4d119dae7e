"""Where stories come from: a feed, a sitemap, an agency's files; whose it is, what it permits, how it is."""

import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.lib import clock

_SILENT_AFTER = timedelta(days=14)
_FAILING_AFTER = 3


class Source(models.Model):
    """A feed, a sitemap or a folder that is looked at again and again.

    ``polled_until`` is held by whoever looks at it now, so that nobody else does; it runs out if they die.
    """

    class Health(models.TextChoices):
        """How a source is, in a word."""

        NEW = "new", _("Not asked yet")
        WELL = "well", _("Well")
        FAILING = "failing", _("Failing")
        SILENT = "silent", _("Silent for two weeks")
        OFF = "off", _("Switched off")

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(
        _("address"),
        max_length=1000,
        unique=True,
        help_text=_(
            "Of a feed (RSS, Atom, JSON Feed), a sitemap, NewsML-G2, ninjs; or a folder or file here, from / on."
        ),
    )
    outlet = models.CharField(_("outlet"), max_length=120, help_text=_("Whose stories these are, as we print it."))
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("If it does not say so itself."))
    fetches_pages = models.BooleanField(
        _("read the whole page"), default=True, help_text=_("Feeds seldom hold whole stories. Agencies' files do.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes between looks"), default=30, validators=[MinValueValidator(5), MaxValueValidator(7 * 24 * 60)]
    )
    is_active = models.BooleanField(_("look at it"), default=True)

    licence = models.CharField(_("licence"), max_length=120, blank=True, help_text=_("“CC BY-ND 4.0”"))
    terms = models.TextField(_("what we agreed"), blank=True)
    credit = models.CharField(
        _("credit that they want"), max_length=200, blank=True, help_text=_("In their words, if they ask for it.")
    )
    forbids_photographs = models.BooleanField(_("no photographs"), default=False)
    forbids_edits = models.BooleanField(_("no edits"), default=False)
    is_noncommercial = models.BooleanField(_("not for money"), default=False)
    forbids_reprints = models.BooleanField(_("not to be reprinted, only to be read"), default=False)

    rules = models.JSONField(default=dict, blank=True, editable=False)

    next_at = models.DateTimeField(default=clock.now, editable=False)
    polled_until = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    well_at = models.DateTimeField(_("last success"), null=True, editable=False)
    item_at = models.DateTimeField(_("last new item"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    trouble = models.TextField(_("what is wrong"), blank=True, editable=False)
    etag = models.CharField(max_length=400, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    validated_address = models.CharField(max_length=1000, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(is_active=True), name="source_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_folder(self) -> bool:
        """Whether its items lie on this machine."""
        return self.address.startswith("/")

    @property
    def health(self) -> str:
        """How it is, in a word (``Health``)."""
        if not self.is_active:
            return self.Health.OFF
        if self.asked_at is None:
            return self.Health.NEW
        if self.failures >= _FAILING_AFTER:
            return self.Health.FAILING
        newest = self.item_at or self.created_at
        return self.Health.SILENT if clock.now() - newest > _SILENT_AFTER else self.Health.WELL

    @property
    def forbidden(self) -> list[str]:
        """What the outlet does not permit, in sentences for the desk."""
        rules = (
            (self.forbids_reprints, _("This outlet permits no reprints: read it, and report on it in your own words.")),
            (self.forbids_edits, _("This outlet permits no edits: print it as it is, or not at all.")),
            (self.forbids_photographs, _("This outlet's photographs may not be printed.")),
            (self.is_noncommercial, _("Not for money: nothing that is paid for may stand beside it.")),
            (bool(self.credit), _("They want to be credited so: “{}”").format(self.credit)),
        )
        return [str(sentence) for holds, sentence in rules if holds]

    def clean(self) -> None:
        """Refuse what is neither an address of the web nor a folder."""
        super().clean()
        if not self.address.startswith(("http://", "https://", "/")):
            raise ValidationError(
                {"address": _("Write an address that begins with https:// or http://, or a folder, from / on.")}
            )
        here = Path(os.path.normpath(self.address))
        agencies = Path(settings.DATELINE_HOME) / "agencies"
        if self.is_folder and not (here.is_relative_to(agencies) and here.exists()):
            raise ValidationError(
                {"address": _("Folders and files of agencies lie in {}; ask your operator.").format(agencies)}
            )
