"""The originals of what we printed: they are looked at again, and what changed there is told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.lib import clock
from dateline.wire.models.items import Item


class Original(models.Model):
    """The page that a story of ours was taken from.

    ``key`` names our story to whoever asked for the watch. What was seen last is what the decider remembers
    (:class:`dateline.wire.watching.Watched`); ``looked_until`` is held by whoever looks at it now.
    """

    wagtail_reference_index_ignore = True

    key = models.PositiveIntegerField(unique=True)
    named_address = models.CharField(max_length=2000, help_text="As our story names it.")
    address = models.CharField(max_length=2000, help_text="Where it stands now.")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="originals")
    headline = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    page_notes = models.JSONField(null=True)
    quiet = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    times_gone = models.PositiveIntegerField(default=0)
    evidence = models.CharField(max_length=64, blank=True)
    etag = models.CharField(max_length=400, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    validated_address = models.CharField(max_length=2000, blank=True)
    outcome = models.CharField(_("last look"), max_length=12, blank=True)
    reason = models.TextField(blank=True)
    since = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now)
    looked_at = models.DateTimeField(null=True)
    looked_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["next_at"], name="original_due")]

    def __str__(self) -> str:
        return self.address


class Alert(models.Model):
    """Something happened to an original: what, why we think so, and how it reads now."""

    class Kind(models.TextChoices):
        """What happened."""

        UPDATE = "update", _("Updated")
        CORRECTION = "correction", _("Corrected")
        RETRACTION = "retraction", _("Retracted")
        GONE = "gone", _("Gone")

    wagtail_reference_index_ignore = True

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=clock.now)
    reasons = models.JSONField(default=list)
    headline = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    notes = models.JSONField(default=list, help_text="The outlet's own words about it.")
    evidence = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=12, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["at"], condition=models.Q(answered_at__isnull=True), name="alert_open")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.original}"
