"""What the edition remembers: what is ordered, where stories stand, how many stand in each listing."""

from django.db import models

from dateline.edition.pages import Page


class PrintOrder(models.Model):
    """A page to be printed. Written in the same transaction as the change that made it necessary (an outbox)."""

    page = models.CharField(max_length=640)
    reason = models.CharField(max_length=120)
    urgent = models.BooleanField(default=True)
    ordered_at = models.DateTimeField()

    class Meta:
        ordering = ["-urgent", "id"]
        indexes = [models.Index(fields=["-urgent", "id"], name="order_next")]

    def __str__(self) -> str:
        return f"{self.page} ({self.reason})"


class Standing(models.Model):
    """Where a story stood when it was last ordered; see :func:`dateline.desk.api.standing`."""

    story = models.BigIntegerField(primary_key=True)
    facts = models.JSONField()

    def __str__(self) -> str:
        return str(self.story)


class Tally(models.Model):
    """How many stories stand in a listing. A listing with none has no row and no page."""

    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)
    period = models.CharField(max_length=10, blank=True)
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "language", "period"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page.key} = {self.count}"

    @property
    def page(self) -> Page:
        """The listing that is counted."""
        return Page(self.kind, self.subject, self.language, self.period)  # type: ignore[arg-type]


class PressState(models.Model):
    """What the press needs to know after a night's sleep: one row."""

    turned_on = models.DateField(null=True, help_text="The local day that the fronts last turned to.")
    imprint = models.CharField(max_length=64, blank=True, help_text="The theme that everything was last printed with.")

    def __str__(self) -> str:
        return f"turned on {self.turned_on}"


class PrintRun(models.Model):
    """The log of the press: what was printed, why, and how long it took."""

    at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=200)
    orders = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    seconds = models.FloatField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.reason}: {self.changed} of {self.orders}"
