"""How often pages of the paper were read. No reader stands in these records, and nothing that could lead to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ADDRESS_CHARACTERS = 600


class Readings(models.Model):
    """The number of times that a page was read on one of the paper's days.

    A story's rows bear the story, also those of an address that it had before, and go when it is deleted. Rows are
    many: the three indexes are what a batch of tallies, the home page and the curve of a story ask for, and hold all
    that the latter two read.
    """

    # Rows by the thousand, and none of them says anything about the use of a record at the desk.
    wagtail_reference_index_ignore = True

    address = models.CharField(_("address"), max_length=ADDRESS_CHARACTERS)
    day = models.DateField(_("day"))
    count = models.PositiveBigIntegerField(_("readings"))
    story = models.ForeignKey(
        "desk.Story",
        verbose_name=_("story"),
        null=True,
        on_delete=models.CASCADE,
        related_name="readings",
        db_index=False,
    )

    class Meta:
        verbose_name = _("readings of a page on a day")
        verbose_name_plural = _("readings of pages by day")
        default_permissions = ()
        constraints = [
            # The day first: a batch of tallies touches one end of the index only.
            models.UniqueConstraint(fields=["day", "address"], name="readings_once_a_day"),
            models.CheckConstraint(condition=models.Q(count__gt=0), name="readings_were_made"),
        ]
        indexes = [
            models.Index(
                fields=["day", "story", "count"], condition=models.Q(story__isnull=False), name="readings_of_stories"
            ),
            models.Index(
                fields=["story", "day", "count"], condition=models.Q(story__isnull=False), name="readings_of_a_story"
            ),
            models.Index(fields=["day", "address"], condition=models.Q(story__isnull=True), name="readings_of_pages"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.day}: {self.count}"


class CountedTally(models.Model):
    """The name of a tally that is counted and may still lie in its folder, so that nobody counts it again."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("counted tally")
        verbose_name_plural = _("counted tallies")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
