"""The applications of the desk, each for a server process of its own."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")


def __getattr__(name: str) -> Any:
    """Give ``application``, the desk for editors; or ``live``, what readers reach under ``/-/`` and nothing else."""
    if name == "live":
        os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.live_settings"
    elif name != "application":
        raise AttributeError(name)
    return get_wsgi_application()
