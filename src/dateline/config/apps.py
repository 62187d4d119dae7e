"""The application that holds the others together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, addresses of the desk, commands."""

    name = "dateline.config"
    label = "config"
