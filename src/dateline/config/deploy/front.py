"""What the configuration of a front server is made of: read, understood, and checked for signs that it cannot bear.

The text is read by root's programs, so nothing stands in it that is not of a known shape, whether an operator typed it
or it lies on the shelf.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from dateline.config.environment import ConfigurationError, Environment
from dateline.kiosk.api import Limits, Standing, secured
from dateline.shelf.api import FEEDS, KINDS, UNKNOWN, Shelf, ShelfError, is_compressible

YEAR: Final = 365 * 24 * 3600
HTTPS, HTTP = 443, 80
NOTICE: Final = 404  # every language of a paper has this one
# The encoded target of a request that the shelf may answer, and what in it is the kiosk's to judge: an empty part, a
# part that begins with a dot, and dots, slashes, backslashes, control characters and question marks in disguise.
PLAIN: Final = r"/[A-Za-z0-9!$%&'()*+,./:;=@_~-]*"
ODD: Final = r"//|/\.|%(?:[01][0-9a-f]|2[ef]|3f|5c|7f)"
# The decoded address that is none: names of copies, and the name of a page's file.
UNNAMED: Final = r"\.(?:br|gz)|/index\.html"
# shelf.is_immutable as one search in a whole address, without looking ahead: not every server can.
IMMUTABLE: Final = r"[/.-][0-9a-f]{12,}[.-][^/]*$"

_LANGUAGE: Final = re.compile(rb"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9-]{1,35})", re.IGNORECASE)
_PREFIX: Final = re.compile(r"[A-Za-z0-9-]+")
_HOST: Final = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_PATH: Final = re.compile(r"/[\w./@+~-]+")
_LISTENER: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
_USER: Final = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_ONION: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion")
_FIELD: Final = re.compile(r"[A-Za-z0-9-]+")
_VALUE: Final = re.compile(r"[ !#%-\[\]^_a-z|~]+")  # printable, without what quotes, escapes or names a variable


class Given(Protocol):
    """What the operator says on the command line."""

    host: list[str]
    certificate: str | None
    key: str | None
    onion: str
    no_hsts: bool
    listen: str
    port: int
    plain_port: int


@dataclass(frozen=True, slots=True)
class Front:
    """All that stands in a configuration."""

    hosts: tuple[str, ...]  # the paper's first; the others lead to it
    certificate: str
    key: str
    listen: str
    port: int
    plain_port: int
    kiosk: str
    shelf: str
    hsts: Mapping[str, str]  # sent with everything
    page_fields: Mapping[str, str]  # sent with pages of HTML
    file_fields: Mapping[str, str]  # sent with what is printed otherwise
    own_fields: Mapping[str, str]  # sent with what the server says by itself
    onion: str
    languages: Mapping[str, str]  # by what addresses begin with; "" is the rest of the paper
    limits: Limits

    @property
    def address(self) -> str:
        """Where readers find the paper, without the slash at its end."""
        return f"https://{self.hosts[0]}" + ("" if self.port == HTTPS else f":{self.port}")

    @property
    def kinds(self) -> Mapping[str, str]:
        """The media type of every ending of a name."""
        return KINDS

    @property
    def feeds(self) -> Mapping[str, str]:
        """The media types that go by the whole name."""
        return FEEDS

    @property
    def unknown(self) -> str:
        """The media type of everything else."""
        return UNKNOWN

    @property
    def compressible(self) -> tuple[str, ...]:
        """The endings of what is printed with compressed copies."""
        return tuple(ending for ending, kind in KINDS.items() if is_compressible(kind))


def front(given: Given, environment: Environment) -> Front:
    """Take what the operator says, the settings, and what is on the shelf; give what stands in a configuration.

    Raises:
        ConfigurationError: Something is missing, or has a sign in it that it cannot have; says what to write.
    """
    hosts = tuple(host(each) for each in given.host)
    if not hosts:
        raise ConfigurationError("--host is missing. Name the paper's host, such as --host paper.example.")
    if bool(given.certificate) != bool(given.key):
        raise ConfigurationError("--certificate and --key go together. Name both files, or neither.")
    shelf = Shelf(environment.shelf)
    return Front(
        hosts,
        path("--certificate", given.certificate),
        path("--key", given.key),
        listen=_shaped("--listen", given.listen, _LISTENER, "an address such as 127.0.0.1 or [::1]"),
        port=_port("--port", given.port),
        plain_port=_port("--plain-port", given.plain_port),
        kiosk=_shaped(
            "DATELINE_PAPER", environment.paper.address.removeprefix("http://"), _LISTENER, "such as 127.0.0.1:8000"
        ),
        shelf=path("DATELINE_HOME", str(environment.shelf)),
        hsts={} if given.no_hsts else Standing(hsts=environment.kiosks.hsts or YEAR).fields(),
        page_fields=_fields(secured(_printed(shelf), is_page=True)),
        file_fields=_fields(secured({}, is_page=False)),
        own_fields=_fields(secured({}, is_page=True)),
        onion=_shaped(
            "--onion",
            (given.onion or environment.kiosks.onion).rstrip("/"),
            _ONION,
            "the address of a version 3 service, http://….onion",
        ),
        languages=_languages(shelf),
        limits=Limits(),
    )


def _printed(shelf: Shelf) -> Mapping[str, str]:
    try:
        headers = shelf.headers()
    except ShelfError as error:
        raise ConfigurationError(str(error)) from error
    if not headers:
        raise ConfigurationError(
            f"Nothing is printed yet in {shelf.root}, and its headers are needed. "
            "Start the paper once (dateline serve), with the DATELINE_HOME that it will have."
        )
    return headers


def _languages(shelf: Shelf) -> dict[str, str]:
    """Give the language of each part of the paper. Every part has a notice of its own, so the notices know."""
    found = {}
    folder = shelf.root / "notices" / str(NOTICE)
    for prefix in ["", *sorted(each.name for each in folder.glob("*") if _PREFIX.fullmatch(each.name))]:
        path = shelf.notice(NOTICE, f"/{prefix}/" if prefix else "/")
        language = _LANGUAGE.search(shelf.beginning(path, 300)) if path else None
        if language and Path(path or "").parent.name in (prefix, str(NOTICE)):
            found[prefix] = language[1].decode()
    return found


def _fields(fields: Mapping[str, str]) -> Mapping[str, str]:
    for name, value in fields.items():
        if not _FIELD.fullmatch(name) or not _VALUE.fullmatch(value):
            raise ConfigurationError(
                f"The header {name[:40]!r} on the shelf has signs that no configuration can bear. "
                "Print anew (dateline print --all); if the theme wants it so, change the theme."
            )
    return fields


def host(name: str) -> str:
    """Take a host's name in any script and give it as machines write it."""
    try:
        plain = name.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        plain = ""
    if not _HOST.fullmatch(plain):
        raise ConfigurationError(f"--host is “{name}”. Write a name alone, such as paper.example.")
    return plain


def user(name: str) -> str:
    """Take the name of a user of the machine and give it, if it can be one."""
    return _shaped("--user", name, _USER, "the name of a user, such as dateline")


def path(name: str, value: str | None) -> str:
    """Take a path and who names it; give it, if units and configurations can bear it."""
    return _shaped(
        name, value or "", _PATH, "a whole path from / on, without spaces and signs other than . _ / @ + ~ and -"
    )


def _shaped(name: str, value: str, shape: re.Pattern[str], wanted: str) -> str:
    if value and not shape.fullmatch(value):
        raise ConfigurationError(f"{name} is “{value}”. Write {wanted}.")
    return value


def _port(name: str, port: int) -> int:
    if not 0 < port < 65536:  # noqa: PLR2004
        raise ConfigurationError(f"{name} is {port}. Write a number from 1 to 65535.")
    return port
