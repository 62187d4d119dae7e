from pathlib import Path


class LibError(Exception):
    """Anything that this room raises."""


class UnknownTimeZoneError(LibError):
    """A time zone's name that the time zone database (RFC 6557) does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no time zone called {name!r}. Give a name of the IANA database, such as Europe/Berlin."
        )
        self.name = name


class LockedError(LibError):
    """Somebody else holds the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is locked by another process. Wait until it has finished, or end it.")
        self.path = path


class SealError(LibError):
    """A letter that does not open, or a key that is none."""
