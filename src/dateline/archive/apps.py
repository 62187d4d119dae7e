"""The archive as a Django application."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Bringing whole newspapers in and out."""

    name = "dateline.archive"
    label = "archive"
    verbose_name = "Archive"

    def ready(self) -> None:
        """Let the newsroom in after each migration; say at the desk what a former site knew of a story."""
        from django.db.models.signals import post_migrate

        from dateline.archive.panels import former_site
        from dateline.archive.roles import let_in
        from dateline.desk.api import fill_former_site

        post_migrate.connect(let_in, sender=self)
        fill_former_site(former_site)
