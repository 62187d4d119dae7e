"""The newsroom as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Listens to Wagtail; makes the roles after each migration."""

    name = "dateline.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Connect the signal handlers."""
        from django.db.models.signals import post_migrate

        from dateline.desk import signal_handlers  # noqa: F401
        from dateline.desk.roles import make_roles

        post_migrate.connect(make_roles, sender=self)
