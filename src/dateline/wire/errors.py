"""What can go wrong on the wire, by who is at fault; each error knows whether trying again is of use."""


class WireError(Exception):
    """Anything the wire could not do. ``permanent`` says that asking again will give the same."""

    permanent = False


class AddressError(WireError):
    """We asked for something that must not or cannot be asked for: no web address, a private host, a bad name."""

    permanent = True


class SourceError(WireError):
    """The outlet is at fault: it is away, slow, refuses, or sends what nobody can read."""


class GoneError(SourceError):
    """The outlet says that it is no longer there (404, 410)."""

    permanent = True


class UnreadableError(SourceError):
    """What came is no feed, no page, no item of the kind that was asked for."""

    permanent = True


class TooLargeError(SourceError):
    """What came is larger than we take, as sent or once decompressed."""

    permanent = True
