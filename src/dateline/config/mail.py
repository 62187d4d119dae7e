"""By whom letters are carried (SMTP, RFC 5321), and from whom they come. No Django here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"smtp": 587, "smtps": 465}
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server, and the sender of what it is given.

    The way there is encrypted: from the first byte (``is_tls``, RFC 8314) or by STARTTLS (``starts_tls``, RFC 3207);
    only not to a server on this machine.
    """

    host: str
    port: int
    user: str
    password: str
    is_tls: bool
    starts_tls: bool
    sender: str


def read(values: Mapping[str, str]) -> Mail | None:
    """Read ``DATELINE_SMTP`` and ``DATELINE_SENDER``; None if there is no mail server.

    Raises:
        ValueError: one of them is wrong; the message names it and says what to write.
    """
    written, sender = values["DATELINE_SMTP"], values["DATELINE_SENDER"]
    if not written:
        return None
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in _PORTS or parts.path.strip("/") or parts.query:
        raise ValueError(
            "DATELINE_SMTP is not understood. Write smtps://user:password@mail.example or smtp://127.0.0.1:25."
        )
    if not _ADDRESS.fullmatch(parseaddr(sender)[1]):
        raise ValueError(
            f"DATELINE_SENDER is “{sender}”. Write whom letters come from: The Lantern <letters@lantern.example>."
        )
    return Mail(
        host=host,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        starts_tls=parts.scheme == "smtp" and host not in _LOOPBACK,
        sender=sender,
    )
