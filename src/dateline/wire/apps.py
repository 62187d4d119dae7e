"""The wire as a Django application."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Takes other outlets' stories in, and keeps watching them."""

    name = "dateline.wire"
    label = "wire"

    def ready(self) -> None:
        """Let the newsroom in after each migration."""
        from django.db.models.signals import post_migrate, pre_delete

        from dateline.wire.models import Source
        from dateline.wire.roles import let_in
        from dateline.wire.sources import let_go

        post_migrate.connect(let_in, sender=self)
        pre_delete.connect(let_go, sender=Source)
