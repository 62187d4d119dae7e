"""What readers gave in confidence: encrypted at rest, with a key that lies outside the database.

Fernet: AES-128-CBC with HMAC-SHA-256.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _keys(written: str) -> MultiFernet:
    return MultiFernet([Fernet(each) for each in written.split()])


def sealed(text: str) -> bytes | None:
    """What is stored of a text; nothing of an empty one. The same text is never sealed alike twice."""
    return _keys(settings.DATELINE_CONFIDENTIAL_KEY).encrypt(text.encode()) if text else None


def opened(stored: bytes | memoryview | None) -> str:
    """The text again; empty where there is none, or where the key it was sealed with is lost."""
    if not stored:
        return ""
    try:
        return _keys(settings.DATELINE_CONFIDENTIAL_KEY).decrypt(bytes(stored)).decode()
    except InvalidToken:
        return ""


def masked(email: str) -> str:
    """An e-mail address so that only who knows it recognises it: ``s…@e…``."""
    local, at, domain = email.partition("@")
    return f"{local[:1]}…@{domain[:1]}…" if at else ""
