from dataclasses import dataclass

from dateline.kiosk.heads import Asked


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was read to its end."""

    target: bytes
    asked: Asked
    body: bytes = b""
