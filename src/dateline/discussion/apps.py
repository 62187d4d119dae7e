"""The discussion as a Django application."""

from typing import Any

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Readers' comments and their moderation."""

    name = "dateline.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Tell whoever prints when the rules change; let the newsroom in after each migration."""
        from django.db.models.signals import post_delete, post_migrate, post_save

        from dateline.discussion.models import DiscussionSettings, SectionRule
        from dateline.discussion.roles import let_in

        post_save.connect(_tell, sender=DiscussionSettings)
        for signal in (post_save, post_delete):
            signal.connect(_tell, sender=SectionRule)
        post_migrate.connect(let_in, sender=self)


def _tell(*, sender: Any, created: bool = False, **_: Any) -> None:
    from dateline.discussion.models import SectionRule
    from dateline.discussion.signals import discussion_ruled

    if not created or sender is SectionRule:  # the settings are created when somebody first looks at them
        discussion_ruled.send(sender)
