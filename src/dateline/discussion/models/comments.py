"""Comments, the receipts that their writers hold, and the thread of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.settings import Mode
from dateline.discussion.values import LONGEST_STORED_NAME


class Thread(models.Model):
    """What is said under one story: who may, how many places are given away, how many comments are in print."""

    wagtail_reference_index_ignore = True

    story = models.OneToOneField(
        "desk.Story", verbose_name=_("story"), primary_key=True, on_delete=models.CASCADE, related_name="thread"
    )
    mode = models.CharField(_("comments"), max_length=8, choices=Mode.choices, blank=True)
    places = models.PositiveIntegerField(default=0, editable=False)
    standing = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.standing}"


class Comment(models.Model):
    """A comment. It is written down first; everything later only changes its state.

    ``place`` is its number under its story, given when it is first approved and never again to another.
    """

    class State(models.TextChoices):
        """What has become of it."""

        RECEIVED = "received", _("Received")
        HELD = "held", _("Waits for a moderator")
        APPROVED = "approved", _("In print")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        WITHDRAWN = "withdrawn", _("Withdrawn by its writer")

    class Gate(models.TextChoices):
        """What the gate says of its writer."""

        UNASKED = "", _("Not asked")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Failed")
        SKIPPED = "skipped", _("Not passed yet")

    class Letters(models.TextChoices):
        """Whether its writer is written to when it is answered."""

        UNWANTED = "", _("Not wanted")
        WANTED = "wanted", _("Wanted, not confirmed yet")
        CONFIRMED = "confirmed", _("Confirmed")
        STOPPED = "stopped", _("Stopped")

    class Kind(models.TextChoices):
        """Who wrote it."""

        READER = "", _("A reader")
        PINGBACK = "pingback", _("Another site, by a pingback")
        TRACKBACK = "trackback", _("Another site, by a trackback")

    wagtail_reference_index_ignore = True

    story = models.ForeignKey(
        "desk.Story", verbose_name=_("story"), null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    reply_to = models.ForeignKey(
        "self", verbose_name=_("in reply to"), null=True, on_delete=models.SET_NULL, related_name="replies"
    )
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=LONGEST_STORED_NAME)
    text = models.TextField(_("text"))
    kind = models.CharField(_("written by"), max_length=10, choices=Kind.choices, blank=True, default=Kind.READER)
    email = models.BinaryField(_("e-mail, encrypted"), null=True)
    letters = models.CharField(
        _("letters about answers"), max_length=9, choices=Letters.choices, blank=True, default=Letters.UNWANTED
    )
    writer = models.CharField(max_length=32, blank=True)
    visitor = models.CharField(max_length=16, blank=True)
    nonce = models.CharField(max_length=32, blank=True)
    fingerprint = models.CharField(max_length=32)
    shape = models.BigIntegerField(null=True)
    seconds = models.PositiveIntegerField(_("seconds of writing"), null=True)
    is_trapped = models.BooleanField(_("filled in what people do not see"), default=False)
    is_sure = models.BooleanField(_("wants to give away what seems private"), default=False)
    gate = models.CharField(_("gate"), max_length=8, choices=Gate.choices, blank=True)
    gate_reason = models.CharField(max_length=200, blank=True)

    at = models.DateTimeField(_("written at"))
    edited_at = models.DateTimeField(_("changed at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    reasons = models.JSONField(default=list)
    score = models.FloatField(null=True)
    place = models.PositiveIntegerField(_("number"), null=True)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    by_newsroom = models.BooleanField(_("by the newsroom"), default=False)
    is_reported = models.BooleanField(_("reported"), default=False)
    appeal = models.TextField(_("appeal"), blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-at"]
        default_permissions = ("view",)
        permissions = [
            ("moderate_comment", "Can moderate comments"),
            ("read_email", "Can read the e-mail addresses of those who comment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="comment_one_place"),
            models.UniqueConstraint(fields=["nonce"], condition=~models.Q(nonce=""), name="comment_one_nonce"),
        ]
        indexes = [
            models.Index(fields=["at"], condition=models.Q(state="received"), name="comment_received"),
            models.Index(fields=["at"], condition=models.Q(state="held"), name="comment_held"),
            models.Index(fields=["at"], condition=models.Q(is_reported=True), name="comment_reported"),
            models.Index(fields=["at"], name="comment_newest"),
            models.Index(fields=["fingerprint"], name="comment_alike"),
            models.Index(fields=["shape"], condition=models.Q(shape__isnull=False), name="comment_of_shape"),
            models.Index(fields=["visitor", "at"], condition=~models.Q(visitor=""), name="comment_of_visitor"),
            models.Index(fields=["writer"], condition=~models.Q(writer=""), name="comment_of_writer"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"


class Receipt(models.Model):
    """A key to a comment, kept by its writer alone; of the key itself only a digest (SHA-256) is stored.

    It does not open a comment that stood in print when the same words came again: they could be anybody's.
    """

    wagtail_reference_index_ignore = True

    digest = models.BinaryField(primary_key=True, max_length=32)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="receipts")
    opens = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.comment_id)
