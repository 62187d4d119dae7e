"""Files of the old site, fetched through the wire's one door to the network."""

from collections.abc import Callable

from dateline.wire import api as wire


def fetcher() -> Callable[[str], bytes]:
    """What gets a file of the old site by its address; it waits for its turn there, and takes no more than it may.

    What it gives raises OSError, with what to do, where a file cannot be had.
    """

    def fetch(address: str) -> bytes:
        try:
            return wire.fetch_file(address)
        except wire.WireError as error:
            raise OSError(f"its file could not be fetched: {error}") from error

    return fetch
