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


def _tell(*, update_fields: Any = None, created: bool = False, sender: Any, **_: Any) -> None:
    from dateline.discussion.models import DiscussionSettings
    from dateline.discussion.signals import discussion_ruled

    is_first_look = created and sender is DiscussionSettings
    if update_fields is None and not is_first_look:  # what is printed does not depend on single switches
        discussion_ruled.send(sender)
