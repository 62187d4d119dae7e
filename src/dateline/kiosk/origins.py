"""Where connections come from. Pure."""

import ipaddress
from collections.abc import Sequence
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_IPV6_SITE: Final = 64  # bits; one household has as many addresses as it likes below them


def read_address(host: str) -> Address | None:
    """Take an address as sockets and proxies write it (RFC 7239, 6: also with a port); None for what is none."""
    host = host.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else address


def site(address: Address) -> str:
    """Give what an address is counted as: itself, or the network of its household."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _IPV6_SITE), strict=False))
    return str(address)


def origin(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """Give the site that a reader comes from; "" where the socket knows none.

    Args:
        peer: Who is at the other end of the connection.
        forwarded: ``X-Forwarded-For``. Only its last address counts, which our own proxy wrote, and only from a proxy:
            anybody can write one. A proxy that writes none (tor) stands for all its readers.
        proxies: The networks of our own proxies.
    """
    address = read_address(peer)
    if address is None:
        return ""
    if forwarded and any(address in network for network in proxies):
        address = read_address(forwarded.rpartition(",")[2]) or address
    return site(address)
