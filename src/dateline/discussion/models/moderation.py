"""What moderators and readers did about comments."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.comments import Comment


class Decision(models.Model):
    """One change of a comment's state or standing: what it was before, so that it can be undone; and who made it."""

    wagtail_reference_index_ignore = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="decisions")
    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(_("what"), max_length=20)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    before = models.CharField(max_length=10)
    reasons_before = models.JSONField(default=list)
    after = models.CharField(max_length=10)
    is_undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.what}"


class Report(models.Model):
    """A reader says that a comment should not stand there."""

    class Reason(models.TextChoices):
        """Why."""

        ABUSE = "abuse", _("It insults or threatens somebody")
        PRIVATE = "private", _("It gives away something private")
        FALSE = "false", _("It is false")
        SPAM = "spam", _("It advertises something")
        OTHER = "other", _("Something else")

    wagtail_reference_index_ignore = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    words = models.CharField(_("in their words"), max_length=500, blank=True)
    visitor = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "visitor"], condition=~models.Q(visitor=""), name="report_once_a_visitor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"


class Banned(models.Model):
    """Words, names or hosts that hold a comment."""

    phrase = models.CharField(
        _("word, phrase or address"),
        max_length=120,
        unique=True,
        help_text=_("Upper and lower case are the same. A host such as spam.example holds every link to it."),
    )
    rejects = models.BooleanField(
        _("mark as spam at once"), default=False, help_text=_("Otherwise the comment waits for a moderator.")
    )

    class Meta:
        verbose_name = _("banned word")
        verbose_name_plural = _("banned words")
        ordering = ["phrase"]

    def __str__(self) -> str:
        return self.phrase
