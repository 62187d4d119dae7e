"""What can go wrong on the wire, by who is at fault; each error knows whether trying again is of use."""


class WireError(Exception):
    """Anything the wire could not do. ``permanent`` says that asking again will give the same."""

    permanent = False


class AddressError(WireError):
    """We asked for something that must not or cannot be asked for: no web address, a private host, a bad name."""

    permanent = True


class RelayError(WireError):
    """Our own proxy (Tor) is at fault: it is not there, or does not let us through."""


class SourceError(WireError):
    """The outlet is at fault: it is away, slow, refuses, or sends what nobody can read.

    ``status`` is what it answered (RFC 9110), if it answered at all.
    """

    def __init__(self, message: str = "", *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class AwayError(SourceError):
    """The outlet is not there: no such name, no connection, no trust in its certificate, a connection that broke."""


class SlowError(SourceError):
    """The outlet took longer than we wait."""


class BusyError(SourceError):
    """The outlet asks us to come later (429, 503). ``retry_after`` is in seconds, if it said when."""

    def __init__(self, message: str = "", *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message, status=status)
        self.retry_after = retry_after


class RefusedError(SourceError):
    """The outlet does not let us see it: a login, a payment, a ban (401, 402, 403, 407, 451)."""


class RedirectError(SourceError):
    """The outlet sends us round in circles, or to where we do not go: a private host, from https to http."""

    permanent = True


class GoneError(SourceError):
    """The outlet says that it is no longer there (404, 410)."""

    permanent = True


class UnreadableError(SourceError):
    """What came is no feed, no page, no item of the kind that was asked for."""

    permanent = True


class TooLargeError(SourceError):
    """What came is larger than we take, as sent or once decompressed."""

    permanent = True
