"""Where the wire goes and where it does not: web addresses, and the hosts behind them. Pure.

The registries are those of the IANA for special purposes (RFC 6890 and its updates). What is no public unicast address
is not connected to, nor is an IPv6 address that holds such an IPv4 address in it.
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from dateline.wire.errors import AddressError

IPAddress = IPv4Address | IPv6Address

_PORTS: Final = frozenset({80, 443})
_FREE_PORTS: Final = 1024  # from here on anything may be a web server; below are mail, shells and the like
_LAST_PORT: Final = 65_535
_LONGEST: Final = 4096  # characters of an address
_LOCAL_NAMES: Final = re.compile(
    r"(?:[^.]+|(?:.+\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|in-addr\.arpa|ip6\.arpa))"
)
_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)")

_NOT_PUBLIC_4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' NAT
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, and the metadata of clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",
        ),
    )
)
_UNICAST_6: Final = IPv6Network("2000::/3")
_NOT_PUBLIC_6: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols, Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4, which holds an IPv4 address
            "3fff::/20",
        ),
    )
)
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is meant
_ISATAP: Final = 0x5EFE  # RFC 5214


def is_public(address: IPAddress) -> bool:
    """Take an IP address and say whether the wire may connect to it."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if (int(address) >> 32 & 0xFDFFFFFF) == _ISATAP:
        return False
    return address in _UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)


def is_loopback(address: IPAddress) -> bool:
    """Take an IP address and say whether it is this machine."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def literal(host: str) -> IPAddress | None:
    """Take a host and give the IP address that it is, or ``None`` if it is a name."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def read(address: str, *, base: str = "") -> httpx.URL:
    """Take an address as somebody wrote it, and where it was found if it may be relative; give it as it is asked for.

    Raises:
        AddressError: It is no address of the web, holds a name and password, or leads to a port of another service.
    """
    try:
        url = (httpx.URL(base).join(address.strip()) if base else httpx.URL(address.strip())).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise AddressError(f"“{_shown(address)}” is no address of the web: write it as a browser shows it.") from error
    if url.scheme not in ("http", "https") or not url.host or len(str(url)) > _LONGEST:
        raise AddressError(f"“{_shown(address)}” is no address of the web: it must begin with https:// or http://.")
    if url.userinfo:
        raise AddressError(f"“{url.host}”: an address with a name and password in it is not asked for; leave them out.")
    if url.port is not None and url.port not in _PORTS and not _FREE_PORTS <= url.port <= _LAST_PORT:
        raise AddressError(f"“{url.host}”: port {url.port} is no port of a web server.")
    return url


def check_name(host: str, *, by_relay: bool) -> None:
    """Take a host and say nothing if it may be looked up; ``by_relay``: a proxy will do it, and nobody can check there.

    Raises:
        AddressError: It is a name of this machine or of a house's own network, or one that only Tor knows.
    """
    name = host.lower().rstrip(".")
    if name.endswith(".onion") and not by_relay:
        raise AddressError(f"“{host}” is an onion address: set a Tor proxy (socks5h://) to read it.")
    address = literal(host)
    if address is not None:
        if by_relay and not is_public(address):
            raise AddressError(private(host))
        return
    if _LOCAL_NAMES.fullmatch(name) or (by_relay and _NUMERIC.fullmatch(name)):
        raise AddressError(private(host))


def private(host: str) -> str:
    """Take a host and give the sentence for one that is not public."""
    return f"“{host}” is no public host: the wire reads only what everybody can read."


def _shown(address: str) -> str:
    """An address for a message: not its end if it is long, never a password."""
    bare = re.sub(r"//[^/@]*@", "//", address.strip())
    return bare if len(bare) <= 200 else f"{bare[:200]}…"  # noqa: PLR2004
