"""What the archive remembers of sites that were taken over: each thing that they had, and what became of it here."""

import json
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """A site that was taken over, known by the address of its front page."""

    address = models.CharField(_("address"), max_length=300, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    bases = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("former site")
        verbose_name_plural = _("former sites")
        default_permissions = ()
        permissions = [("take_over_site", "Can take over sites")]

    def __str__(self) -> str:
        return self.title or self.address


class Run(models.Model):
    """One reading of an export, from its first post to its last, however often it was stopped in between.

    ``stage`` and ``done`` say where it goes on; ``progress`` is what the desk shows, for people.
    """

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("Waits to be started")
        REVIEW = "review", _("Waits for you to look at its categories and tags")
        RUNNING = "running", _("Is being read")
        STOPPED = "stopped", _("Stopped; it goes on where it was")
        FAILED = "failed", _("Failed")
        DONE = "done", _("Done")

    site = models.ForeignKey(Site, null=True, on_delete=models.CASCADE, related_name="runs")
    sources = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    options = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    done = models.BigIntegerField(default=0)
    progress = models.JSONField(default=dict)
    is_asked_to_stop = models.BooleanField(default=False)
    trouble = models.TextField(blank=True)
    stood = models.JSONField(default=dict)
    doubles = models.JSONField(default=dict)
    mended = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("takeover")
        verbose_name_plural = _("takeovers")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.site}: {self.get_state_display()}"


class Carried(models.Model):
    """One thing that a site had, and what became of it: the account that every sum is drawn from.

    ``kind`` is ``author``, ``term:category``, ``item:post``, ``comment``. ``record`` is the id of what it is here: a
    story, a photograph, a section, a comment. ``marks`` say what was written into each part of a story, so that what
    the desk has changed since is known. ``at`` is its number in the export: the same thing twice has two.
    """

    class Outcome(models.TextChoices):
        """What became of it in the newest run."""

        NEW = "new", _("came in")
        UPDATED = "updated", _("was updated")
        UNCHANGED = "unchanged", _("was here already")
        CONFLICT = "conflict", _("was changed on both sides, and left as the desk has it")
        LEFT = "left", _("was left")

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="carried")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="carried")
    kind = models.CharField(max_length=40)
    old_id = models.CharField(max_length=80)
    at = models.BigIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=700, blank=True)
    parent = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=32)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    why = models.CharField(max_length=300, blank=True)
    record = models.BigIntegerField(null=True)
    marks = models.JSONField(default=dict)
    rest = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("carried thing")
        verbose_name_plural = _("carried things")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["site", "kind", "old_id"], name="carried_once")]
        indexes = [
            models.Index(fields=["run", "kind", "outcome"], name="carried_by_outcome"),
            models.Index(fields=["kind", "record"], name="carried_record"),
            models.Index(fields=["site", "address"], condition=~models.Q(address=""), name="carried_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_id}: {self.title}"

    @property
    def kept(self) -> dict[str, Any]:
        """What the site said of it that has no place of its own here: custom fields, the source of its text."""
        return json.loads(zlib.decompress(bytes(self.rest))) if self.rest else {}

    @staticmethod
    def packed(kept: dict[str, Any]) -> bytes | None:
        """The same as it is stored."""
        told = {key: value for key, value in kept.items() if value}
        return zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1) if told else None


class Rule(models.Model):
    """What becomes of a category or another term: the mapping that can be reviewed before anything comes in."""

    class Becomes(models.TextChoices):
        """What it is here."""

        SECTION = "section", _("A section")
        TOPIC = "topic", _("A topic")
        NOTHING = "nothing", _("Nothing: it is only kept")

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rules")
    taxonomy = models.CharField(max_length=64)
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    stories = models.PositiveIntegerField(default=0)
    becomes = models.CharField(_("becomes"), max_length=8, choices=Becomes.choices)

    class Meta:
        verbose_name = _("rule for a term")
        verbose_name_plural = _("rules for terms")
        default_permissions = ()
        ordering = ["taxonomy", "-stories", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "taxonomy", "slug"], name="rule_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_becomes_display()}"


class Suggestion(models.Model):
    """What the wire reads out of an imported story's prose, each fact with the words that show it; editors decide."""

    class State(models.TextChoices):
        """What an editor said."""

        OPEN = "open", _("Waits for an editor")
        CONFIRMED = "confirmed", _("Confirmed")
        DISMISSED = "dismissed", _("Dismissed")

    story = models.OneToOneField("desk.Story", on_delete=models.CASCADE, related_name="suggestion")
    facts = models.JSONField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    is_undated = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "story"], name="suggestion_open")]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.facts.get('outlet', '')}"
