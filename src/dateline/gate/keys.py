"""The gate's keys: each purpose has its own, made of the house's secret key."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings


def key(purpose: str) -> bytes:
    """The key for one purpose."""
    return _derived(settings.SECRET_KEY, purpose)


@lru_cache(maxsize=16)
def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"dateline.gate {purpose}".encode(), hashlib.sha256)
