"""Letters to readers who want to know when somebody answers them: what is to be written, and what was."""

from django.db import models

from dateline.discussion.models.comments import Comment


class Letter(models.Model):
    """A letter to the writer of ``comment``: about an answer, or, without one, whether they want such letters.

    It is kept when it was sent (``sent_at``) or given up (neither that nor ``due_at``), so that it is written once.
    """

    wagtail_reference_index_ignore = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="letters_to_writer")
    answer = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["comment", "answer"], name="letter_once_an_answer"),
            models.UniqueConstraint(
                fields=["comment"], condition=models.Q(answer__isnull=True), name="letter_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="letter_due")]

    def __str__(self) -> str:
        return f"{self.comment_id}, {self.answer_id}"
