"""What is forgotten when the day turns."""

from datetime import timedelta

from dateline.discussion.models import Comment, Report
from dateline.lib import clock


def prune() -> int:
    """Forget by what number yesterday's readers were told apart: nothing of it is left, whatever it was worth.

    Returns:
        How many comments it stood on.
    """
    yesterday = clock.now() - timedelta(days=1)
    Report.objects.filter(at__lt=yesterday).exclude(visitor="").update(visitor="")
    return Comment.objects.filter(at__lt=yesterday).exclude(visitor="").update(visitor="")
