"""The register of outlets, asked by a name or an address that came over the wire."""

from urllib.parse import urlsplit

from dateline.desk.languages import LANGUAGES
from dateline.desk.models import Outlet


def found(name: str, address: str = "") -> Outlet | None:
    """The outlet of this name, whatever its capitals; else the one whose home page is on this address's host."""
    register = list(Outlet.objects.values_list("pk", "name", "address"))
    named = [pk for pk, known, _home in register if known.casefold() == name.strip().casefold()]
    host = _host(address)
    at_home = [pk for pk, _known, home in register if host and _host(home) == host]
    return Outlet.objects.filter(pk=(named or at_home)[0]).first() if named or at_home else None


def entered(name: str, address: str = "", language: str = "") -> Outlet | None:
    """The outlet as the register has it; entered, if it was not there. None where nobody knows its name."""
    if not (name := name.strip()):
        return None
    if known := found(name, address):
        return known
    parts = urlsplit(address)
    home = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
    return Outlet.objects.create(
        name=name[:200], address=home[:200], language=language if language in dict(LANGUAGES) else ""
    )


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
