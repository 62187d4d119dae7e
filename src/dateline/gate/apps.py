"""The gate as a Django application."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """Tells people from machines, for any form."""

    name = "dateline.gate"
    label = "gate"

    def ready(self) -> None:
        """Forget what is remembered when it changes; let the newsroom in after each migration."""
        from django.db.models.signals import post_migrate, post_save

        from dateline.gate.models import GateSettings
        from dateline.gate.roles import let_in
        from dateline.gate.stance import forget

        post_save.connect(forget, sender=GateSettings)
        post_migrate.connect(let_in, sender=self)
