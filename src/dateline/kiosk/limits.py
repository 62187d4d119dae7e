from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long a reader may take, in bytes and seconds; and how many may be in at once."""

    line: int = 8 * 1024  # of the target; twice the longest address of the shelf, encoded
    head: int = 16 * 1024
    fields: int = 100
    body: int = 64 * 1024
    head_time: float = 10
    body_time: float = 30
    idle_time: float = 30
    linger_time: float = 2
    slowest: int = 1024  # bytes a second; who reads more slowly than that is let go
    waiting: int = 32  # requests that one reader may have sent ahead
    connections: int = 8192
    per_address: int = 128  # 0: as many as there is room for


# What may lie in the spool of a house, all its kiosks together, until the desk takes it.
SPOOLED_BYTES = 64 * 1024 * 1024
SPOOLED_FILES = 50_000
