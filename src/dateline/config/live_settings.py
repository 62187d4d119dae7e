"""Django's settings for what readers reach through the kiosk: the same house, but no door to the desk in it."""

from dateline.config import settings
from dateline.config.settings import *  # noqa: F403

ROOT_URLCONF = "dateline.config.live_urls"
WSGI_APPLICATION = "dateline.config.wsgi.live"
ALLOWED_HOSTS = ["localhost"]
# Each verb of the rooms is a transaction of its own, and as short as it can be: readers write at the same time.
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
# What a reader asked for in vain is told to nobody.
LOGGING = {**settings.LOGGING, "loggers": {"dateline": {"level": "INFO"}, "django.request": {"level": "ERROR"}}}
