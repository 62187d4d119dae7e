"""Who is in, and who gives way when there is no more room."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from dateline.kiosk.origins import Network, read_address, site

if TYPE_CHECKING:
    from dateline.kiosk.protocol import Connection

_GIVE_WAY: Final = 64  # one in so many; looking through all of them for one would cost too much
_SILENT: Final = 1.0  # seconds


class Door:
    """Counts connections, in all and from each address, and lets a new reader in by closing the longest silent ones.

    Where the kiosk is full, the newcomer always comes in: whoever floods is silent sooner or later. Where one address
    has its share, somebody of it must have been silent for a second; else it is the flood that knocks. Addresses are
    forgotten when their last connection ends. Connections through a proxy have the proxy's address: they are counted in
    all only.
    """

    def __init__(self, room: int, per_address: int, proxies: Sequence[Network] = ()) -> None:
        self._room = room
        self._per_address = per_address
        self._proxies = proxies
        self.inside: set[Connection] = set()
        self._by_address: dict[str, set[Connection]] = {}

    def enter(self, connection: "Connection", host: str) -> bool:
        """Let a connection in; say whether it may stay. Where it is full, others give way first."""
        address = self._counted(host)
        crowd = self._by_address.get(address, set())
        if address and len(crowd) >= self._per_address and not self._make_room(crowd, connection.since - _SILENT):
            return False
        if len(self.inside) >= self._room and not self._make_room(self.inside, connection.since):
            return False
        self.inside.add(connection)
        if address:
            connection.address = address
            self._by_address.setdefault(address, set()).add(connection)
        return True

    def leave(self, connection: "Connection") -> None:
        """Let a connection out."""
        self.inside.discard(connection)
        if there := self._by_address.get(connection.address):
            there.discard(connection)
            if not there:
                del self._by_address[connection.address]

    def _make_room(self, crowd: "set[Connection]", since: float) -> bool:
        """Close the longest silent of those who have been silent since a moment; say whether there were any."""
        silent = [each for each in crowd if each.since <= since and not each.is_served]
        for each in nsmallest(max(1, len(crowd) // _GIVE_WAY), silent, key=lambda each: each.since):
            self.leave(each)
            each.give_way()
        return bool(silent)

    def _counted(self, host: str) -> str:
        """Give what an address is counted as; "" where it is not counted."""
        if not self._per_address or not host:
            return ""
        address = read_address(host)
        if address is None or any(address in network for network in self._proxies):
            return ""
        return site(address)
