"""Where the links and pictures of a former site lead to, now that its stories stand here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from dateline.archive.wordpress.values import Site

_HOST: Final = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def host(address: str) -> str:
    """The host that an address names, in small letters; empty where it names none."""
    found = _HOST.match(address)
    return found[1].lower() if found else ""


def hosts_of(site: Site) -> frozenset[str]:
    """The hosts that a site goes by, as itself or in its network, with "www." and without."""
    return with_www(filter(None, (host(site.address), host(site.base_site))))


def with_www(hosts: Iterable[str]) -> frozenset[str]:
    """The same hosts, each with "www." and without."""
    bare = {each.lower().removeprefix("www.") for each in hosts}
    return frozenset(bare | {f"www.{each}" for each in bare})


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses in one text, which stood at ``base``."""

    own: frozenset[str]
    base: str

    def followed(self, address: str) -> str:
        """Where a link leads: from the root when to this paper, nowhere when it would run something or stays here."""
        address = _stripped(address)
        if address.startswith("#") or (_SCHEME.match(address) and not _SAFE.match(address)):
            return ""
        found = _HOST.match(address)
        if not found:
            return address
        if found[1].lower() in self.own:
            rest = address[found.end() :]
            # Two slashes at the beginning would name another host.
            return "/" + rest.lstrip("/")
        return f"https:{address}" if address.startswith("//") else address

    def shown(self, address: str) -> str:
        """The address of a picture, a recording, a file: absolute, or from the root; empty where it is none."""
        address = _stripped(address)
        if address.startswith("//"):
            return f"https:{address}"
        if not address or address.startswith("/") or _HOST.match(address):
            return address
        if _SCHEME.match(address):
            return ""
        try:
            return urljoin(f"{self.base}/", address)
        except ValueError:
            return ""


def _stripped(address: str) -> str:
    """Browsers overlook blanks and control characters in an address; so must whoever judges it."""
    address = address.strip()
    return _BLANK.sub(lambda found: "%20" if set(found[0]) == {" "} else "", address)
