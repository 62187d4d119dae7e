"""The gate as a Django application."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """Tells people from machines, for any form."""

    name = "dateline.gate"
    label = "gate"
