class KioskError(Exception):
    """The kiosk could not do what it was asked to do."""


class MalformedError(KioskError):
    """A request that no reader's browser sends. It is answered with 400, and the connection is closed."""


class ListenError(KioskError):
    """The kiosk cannot listen where it was told to."""


class AwayError(KioskError):
    """Nobody answers live addresses now, or too many wait already. Readers are told to come back."""


class SpoolError(KioskError):
    """A form could not be kept: there is no room, or the disk refuses. Readers are given their words back."""
