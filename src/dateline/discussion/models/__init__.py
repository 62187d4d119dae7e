"""The records of the discussion. Only this room imports them; others come through :mod:`dateline.discussion.api`."""

from dateline.discussion.models.comments import Comment, Receipt, Thread
from dateline.discussion.models.learning import Learned
from dateline.discussion.models.letters import Letter
from dateline.discussion.models.moderation import Banned, Decision, Report
from dateline.discussion.models.settings import DiscussionSettings, Mode, SectionRule

__all__ = [
    "Banned",
    "Comment",
    "Decision",
    "DiscussionSettings",
    "Learned",
    "Letter",
    "Mode",
    "Receipt",
    "Report",
    "SectionRule",
    "Thread",
]
