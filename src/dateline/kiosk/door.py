"""Who is in, and who gives way when there is no more room."""

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.kiosk.protocol import Connection

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_GIVE_WAY: Final = 64  # one in so many; looking through all of them for one would cost too much
_IPV6_SITE: Final = 64  # bits; one household has as many addresses as it likes below them


class Door:
    """Counts connections, in all and from each address, and lets a new reader in by closing the longest silent ones.

    Addresses are forgotten when their last connection ends. Connections through a proxy have the proxy's address: they
    are counted in all only.
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
        if address and len(self._by_address.get(address, ())) >= self._per_address:
            self._make_room(self._by_address[address])
            if len(self._by_address.get(address, ())) >= self._per_address:
                return False
        if len(self.inside) >= self._room:
            self._make_room(self.inside)
            if len(self.inside) >= self._room:
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

    def _make_room(self, crowd: "set[Connection]") -> None:
        silent = sorted((each for each in crowd if not each.is_served), key=lambda each: each.since)
        for each in silent[: max(1, len(crowd) // _GIVE_WAY)]:
            self.leave(each)
            each.give_way()

    def _counted(self, host: str) -> str:
        """Give what an address is counted as; "" where it is not counted."""
        if not self._per_address or not host:
            return ""
        address = ipaddress.ip_address(host.partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address):
            address = address.ipv4_mapped or address
        if any(address in network for network in self._proxies):
            return ""
        if isinstance(address, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((address, _IPV6_SITE), strict=False))
        return str(address)
