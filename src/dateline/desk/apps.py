"""The newsroom as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Listens to Wagtail; makes the roles after each migration."""

    name = "dateline.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Connect the signal handlers; tell the wire where its items are picked up."""
        from django.db.models.signals import post_migrate
        from django.urls import reverse

        from dateline.desk import signal_handlers  # noqa: F401
        from dateline.desk.roles import make_roles
        from dateline.wire.api import fill_pick_up

        post_migrate.connect(make_roles, sender=self)
        fill_pick_up(lambda item: reverse("desk_pick_up", args=[item]))
