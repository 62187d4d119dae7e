"""The edition as a Django application."""

from django.apps import AppConfig


class EditionConfig(AppConfig):
    """Listens to the desk and prints."""

    name = "dateline.edition"
    label = "edition"

    def ready(self) -> None:
        """Connect to the desk's news and fill its seam for previews."""
        from dateline.edition import signal_handlers

        signal_handlers.connect()
