"""Whose a story is: one record that drives credit line, canonical link, JSON-LD, feeds and exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from dateline.desk.languages import LANGUAGES
from dateline.desk.models.register import Outlet
from dateline.desk.values import PublicationDate


class Provenance(models.Model):
    """The fields of a story that say whose it is; empty for our own."""

    class Precision(models.TextChoices):
        """How exactly the date of the original is known."""

        NOT_STATED = "", _("Not stated yet")
        MINUTE = "minute", _("To the minute")
        DAY = "day", _("The day")
        MONTH = "month", _("The month only")
        YEAR = "year", _("The year only")
        UNKNOWN = "unknown", _("Unknown, and printed as unknown")

    class Permission(models.TextChoices):
        """On what ground we print it."""

        NOT_STATED = "", _("Not stated")
        LICENCE = "licence", _("A licence")
        GRANTED = "granted", _("Granted by somebody")
        QUOTATION = "quotation", _("A quotation or summary that needs none")
        PUBLIC_DOMAIN = "public_domain", _("In the public domain")

    class Treatment(models.TextChoices):
        """What we did to the text."""

        UNCHANGED = "unchanged", _("Unchanged")
        ABRIDGED = "abridged", _("Abridged")
        TRANSLATED = "translated", _("Translated")
        SUMMARISED = "summarised", _("Summarised")

    wire_item = models.ForeignKey(
        "wire.Item",
        verbose_name=_("item on the wire"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outlet = models.ForeignKey(
        Outlet, verbose_name=_("outlet"), null=True, blank=True, on_delete=models.PROTECT, related_name="stories"
    )
    original_address = models.URLField(_("original address"), max_length=1000, blank=True)
    original_headline = models.CharField(_("original headline"), max_length=300, blank=True)
    original_bylines = models.CharField(
        _("original bylines"), max_length=300, blank=True, help_text=_("As printed there; several with commas between.")
    )
    original_dateline = models.CharField(_("original dateline"), max_length=120, blank=True)
    original_language = models.CharField(_("original language"), max_length=12, blank=True, choices=LANGUAGES)
    original_precision = models.CharField(
        _("the original's date is known to"),
        max_length=8,
        blank=True,
        choices=Precision.choices,
        help_text=_(
            "A reprint needs the original's date, or the word “unknown”. Never today's for want of a better one."
        ),
    )
    original_on = models.DateField(
        _("published by the outlet on"),
        null=True,
        blank=True,
        help_text=_("For a month or a year, any day in it: only the part that is known is printed."),
    )
    original_at = models.TimeField(_("at"), null=True, blank=True, help_text=_("In the paper's time zone."))
    original_known_how = models.CharField(
        _("how the date is known"), max_length=250, blank=True, help_text=_("“Printed under the headline.”")
    )
    permission = models.CharField(_("permission"), max_length=16, blank=True, choices=Permission.choices)
    licence = models.CharField(_("licence"), max_length=120, blank=True, help_text=_("“CC BY-ND 4.0”"))
    permission_by = models.CharField(_("granted by"), max_length=200, blank=True)
    permission_on = models.DateField(_("granted on"), null=True, blank=True)
    permission_conditions = models.TextField(_("conditions"), blank=True)
    treatment = models.CharField(_("what we did"), max_length=12, blank=True, choices=Treatment.choices)
    treatment_note = models.CharField(_("what we changed"), max_length=300, blank=True)
    treated_by = models.CharField(_("by"), max_length=120, blank=True, help_text=_("Who abridged or translated it."))

    class Meta:
        abstract = True

    @property
    def original_published(self) -> PublicationDate:
        """When the original was published, with its precision."""
        return original_date(self.original_precision, self.original_on, self.original_at)


def original_date(precision: str, on: object, at: object, zone: str = "UTC") -> PublicationDate:
    """The publication date out of its three columns; ``at`` is a wall-clock time in ``zone``."""
    from datetime import date, datetime, time

    from dateline.lib.clock import zone as time_zone

    if not isinstance(on, date) or precision not in {"minute", "day", "month", "year"}:
        return PublicationDate()
    if precision == "minute" and isinstance(at, time):
        return PublicationDate("minute", on, datetime.combine(on, at, tzinfo=time_zone(zone)))
    return PublicationDate("day" if precision == "minute" else precision, on)  # type: ignore[arg-type]


class Hop(Orderable):
    """A station between the original and us, nearest to the original first (IPTC NewsML-G2 ``hopHistory``)."""

    class Role(models.TextChoices):
        """What the station did."""

        VIA = "via", _("We took it from there")
        AGENCY = "agency", _("The agency that the original quotes")

    story = ParentalKey("desk.Story", on_delete=models.CASCADE, related_name="hops")
    outlet = models.ForeignKey(
        Outlet, verbose_name=_("outlet"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("As printed, where it is no outlet in the register.")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.VIA)
    address = models.URLField(_("address there"), max_length=1000, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("hop")
        verbose_name_plural = _("hops")

    def __str__(self) -> str:
        return self.name or str(self.outlet or "")

    def clean(self) -> None:
        """Refuse a hop that names nobody."""
        from django.core.exceptions import ValidationError

        super().clean()
        if not self.name and self.outlet_id is None:
            raise ValidationError({"outlet": _("Choose the outlet, or write its name.")})
