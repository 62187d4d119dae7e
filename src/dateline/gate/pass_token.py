"""Passes: what a form carries from the page that asked to the gate that judges, signed. Pure; the key is given in.

The trip: :func:`seal` → a hidden field of a form → :func:`unseal` → :func:`require`.

Trusted is nothing but the signature, and it is looked at first: a pass that it does not fit is not even parsed. It is
compared as text, so that no second spelling of the same bytes is taken.
"""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import astuple, dataclass

from dateline.gate.errors import EXPIRED, FOREIGN, UNREADABLE, PassError

LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Pass:
    """What was asked, of which form, about what; good between two moments (whole seconds of Unix time), once."""

    kind: str
    form: str
    about: str
    opens: int
    expires: int
    serial: str
    secret: str = ""


def serial() -> str:
    """A number that no other pass has."""
    return secrets.token_urlsafe(16)


def seal(given: Pass, key: bytes) -> str:
    """Take a pass and give its text, signed; of characters that need no quoting anywhere."""
    body = _text(json.dumps(astuple(given), separators=(",", ":")).encode())
    return f"{body}.{_signature(body, key)}"


def unseal(token: str, key: bytes) -> Pass:
    """Take a text and give the pass.

    Raises:
        PassError: The text is not one that :func:`seal` made with this key.
    """
    body, _, signature = token.partition(".")
    if len(token) > LONGEST or not token.isascii() or not hmac.compare_digest(signature, _signature(body, key)):
        raise PassError(UNREADABLE, "The signature of the pass does not fit.")
    return Pass(*json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))


def require(given: Pass, kind: str, form: str, about: str, at: int) -> None:
    """Refuse a pass of another check, for another form, about something else, or handed in too late.

    That it opens only at a moment is left to the check that says so.

    Raises:
        PassError: It is not good.
    """
    if (given.kind, given.form, given.about) != (kind, form, about):
        was, now = f"{given.kind} for {given.form}/{given.about}", f"{kind} for {form}/{about}"
        raise PassError(FOREIGN, f"The pass was {was}, and was handed in as {now}.")
    if at > given.expires:
        raise PassError(EXPIRED, f"The pass expired {at - given.expires} s before it was handed in.")


def digest(key: bytes, *parts: str) -> str:
    """A short keyed digest of some texts, for what a pass must know and a reader may not."""
    return _text(hmac.digest(key, json.dumps(parts).encode(), hashlib.sha256))


def _signature(body: str, key: bytes) -> str:
    return _text(hmac.digest(key, body.encode(), hashlib.sha256))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
