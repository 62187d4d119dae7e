"""The discussion as a Django application."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Readers' comments and their moderation."""

    name = "dateline.discussion"
    label = "discussion"
