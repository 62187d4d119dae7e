"""The wire as a Django application."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Takes other outlets' stories in, and keeps watching them."""

    name = "dateline.wire"
    label = "wire"

    def ready(self) -> None:
        """Let the newsroom in after each migration."""
        from django.db.models.signals import post_migrate

        from dateline.wire.roles import let_in

        post_migrate.connect(let_in, sender=self)
