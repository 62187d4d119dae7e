"""What came over the wire: a story as another outlet told it, each fact with its evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.wire.models.sources import Source


class Item(models.Model):
    """A story of another outlet as it was read.

    ``facts`` holds every field by name as ``{value, evidence, confidence, witness}``; what is not in it is unknown. The
    columns beside it repeat what lists show and searches look for. ``evidence`` is the SHA-256 of the bytes as received
    (:mod:`dateline.wire.evidence`), with their headers, their moment and where they came from.
    """

    class State(models.TextChoices):
        """What the desk has done with it."""

        NEW = "new", _("New")
        PICKED = "picked", _("Picked up")
        SPIKED = "spiked", _("Spiked")

    wagtail_reference_index_ignore = True

    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, on_delete=models.SET_NULL, related_name="items"
    )
    key = models.CharField(max_length=90, help_text="A digest of the id that its source gives it, or of its address.")
    address = models.CharField(_("address"), max_length=2000, blank=True)
    headline = models.CharField(_("headline"), max_length=500, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    original_outlet = models.CharField(_("first published by"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    published = models.CharField(_("published"), max_length=32, blank=True, help_text="ISO 8601, as exactly as known.")
    topics = models.TextField(blank=True, help_text="A line each, with a line end before the first and after the last.")
    facts = models.JSONField(default=dict)
    damages = models.JSONField(default=list)
    trouble = models.TextField(blank=True)
    is_withheld = models.BooleanField(_("withheld by its source"), default=False)
    embargo = models.CharField(max_length=32, blank=True)

    evidence = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=dict)
    fetched_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=64, blank=True, help_text="A digest of what the feed said of it last.")

    received_at = models.DateTimeField(_("received"))
    changed_at = models.DateTimeField(_("changed there"), null=True)
    version = models.PositiveIntegerField(default=1)
    copies = models.PositiveIntegerField(null=True, help_text="The id of the group of copies that it belongs to.")

    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.NEW)
    state_at = models.DateTimeField(null=True)
    state_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("item on the wire")
        verbose_name_plural = _("items on the wire")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("take_item", "Can take stories from addresses and pick them up"),
            ("spike_item", "Can spike items on the wire"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="item_once_a_source"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(source__isnull=True), name="item_once_by_address"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="item_river"),
            models.Index(fields=["source", "-id"], name="item_of_source"),
            models.Index(fields=["language", "-id"], name="item_in_language"),
            models.Index(fields=["address"], name="item_at_address"),
            models.Index(fields=["copies"], condition=models.Q(copies__isnull=False), name="item_copies"),
            models.Index(fields=["id"], condition=models.Q(copies__isnull=True), name="item_ungrouped"),
        ]

    def __str__(self) -> str:
        return self.headline or self.address
