"""What the operator says: read from the environment, or else from ``DATELINE_HOME/dateline.toml``. No Django here."""

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dateline.config import mail
from dateline.config.mail import Mail


class ConfigurationError(Exception):
    """A setting is wrong; the message names it and says what to write instead."""


_ONION = re.compile(r"http://(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion")
_MOST_KIOSKS = 8
_LEAST_MEMORY = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that an operator may set: its name in the environment, what it is without, what it does."""

    name: str
    default: str
    what: str

    @property
    def key(self) -> str:
        """Its name in ``dateline.toml``: ``DATELINE_PAPER`` stands there as ``paper``."""
        return self.name.removeprefix("DATELINE_").lower()


SETTINGS = (
    Setting("DATELINE_HOME", "var", "The folder of all data: database, photographs, printed pages, secrets."),
    Setting("DATELINE_PAPER", "127.0.0.1:8000", "Where the kiosk listens: the readers' address."),
    Setting("DATELINE_DESK", "127.0.0.1:8001", "Where the desk listens. Never the readers' address."),
    Setting("DATELINE_DESK_HOSTS", "", "Host names by which editors reach the desk, with commas between."),
    Setting("DATABASE_URL", "", "A PostgreSQL address (postgres://…). Without it, SQLite in DATELINE_HOME."),
    Setting("DATELINE_PRESSES", "0", "How many processes print at once; 0 means one for each processor."),
    Setting("DATELINE_KIOSKS", "0", "How many processes serve readers; 0 means one for each processor, up to eight."),
    Setting("DATELINE_MEMORY", "256", "Megabytes for the pages that the kiosks remember, all of them together."),
    Setting("DATELINE_PROXIES", "", "Addresses or networks of what stands in front (nginx, tor), with commas between."),
    Setting("DATELINE_ONION", "", "The paper's onion address, http://….onion, told to readers who use Tor."),
    Setting("DATELINE_HSTS", "0", "Seconds for which browsers shall insist on TLS; only where the kiosk is behind it."),
    Setting("DATELINE_THEME", "", "A folder with the newspaper's own templates and style.css."),
    Setting("DATELINE_SMTP", "", "The mail server for letters: smtps://user:password@host. Without it, none are sent."),
    Setting("DATELINE_SENDER", "", "Whom letters come from: The Lantern <letters@lantern.example>."),
    Setting("DATELINE_TOR", "", "A SOCKS proxy through which the wire asks outlets: socks5h://127.0.0.1:9050."),
    Setting("DATELINE_LOG", "INFO", "How much is told: DEBUG, INFO, WARNING or ERROR."),
)


@dataclass(frozen=True, slots=True)
class Listener:
    """An address to listen at."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """As one types it into a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, str(self).rpartition(":")[0])  # noqa: S104
        return f"http://{host}:{self.port}"


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Kiosks:
    """How the paper is served: processes, megabytes for all of them, and what is told to readers' browsers."""

    count: int
    memory: int
    proxies: tuple[Network, ...]
    onion: str
    hsts: int


@dataclass(frozen=True, slots=True)
class Environment:
    """All settings, read and understood."""

    home: Path
    paper: Listener
    desk: Listener
    desk_hosts: tuple[str, ...]
    database_url: str
    presses: int
    kiosks: Kiosks
    theme: Path | None
    mail: Mail | None
    tor: str
    log: str

    @property
    def shelf(self) -> Path:
        """Where the printed pages stand."""
        return self.home / "shelf"

    @property
    def live(self) -> Path:
        """The socket through which the kiosk reaches those who answer live addresses."""
        return self.home / "live.sock"

    @property
    def spool(self) -> Path:
        """Where the kiosks keep comments until the desk has taken them."""
        return self.home / "spool"

    @property
    def visitor_key(self) -> Path:
        """The key by which the kiosks tell readers apart for a day."""
        return self.home / "visitor-key"

    @property
    def evidence(self) -> Path:
        """Where the wire keeps what it received, byte for byte."""
        return self.home / "evidence"

    @property
    def readings(self) -> Path:
        """Where the kiosks put down how often each page was read."""
        return self.home / "readings"

    @property
    def photographs(self) -> Path:
        """Where the desk keeps photographs."""
        return self.home / "photographs"


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the settings.

    Args:
        environ: the environment; the process's own without it. It goes before ``dateline.toml``.

    Raises:
        ConfigurationError: a setting is wrong or unknown; the message names it and the cure.
    """
    environ = os.environ if environ is None else environ
    home = Path(environ.get("DATELINE_HOME") or "var").absolute()
    written = _written(home / "dateline.toml")
    values = {each.name: environ.get(each.name) or written.get(each.key, each.default) for each in SETTINGS}
    theme = home / values["DATELINE_THEME"] if values["DATELINE_THEME"] else None
    if theme and not theme.is_dir():
        raise ConfigurationError(f"DATELINE_THEME: there is no folder {theme}. Name the folder with your templates.")
    return Environment(
        home=home,
        paper=_listener("DATELINE_PAPER", values),
        desk=_listener("DATELINE_DESK", values),
        desk_hosts=tuple(each.strip() for each in values["DATELINE_DESK_HOSTS"].split(",") if each.strip()),
        database_url=_database(values["DATABASE_URL"]),
        presses=_number("DATELINE_PRESSES", values) or os.cpu_count() or 1,
        kiosks=_kiosks(values),
        theme=theme,
        mail=_mail(values),
        tor=_tor(values["DATELINE_TOR"]),
        log=_log(values["DATELINE_LOG"]),
    )


def _written(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(f"{file} cannot be read: {error}. Mend the line, or move the file away.") from error
    known = {each.key for each in SETTINGS} - {"home"}
    if unknown := set(content) - known:
        raise ConfigurationError(
            f"{file} has {', '.join(sorted(unknown))}, which is no setting. Known are: {', '.join(sorted(known))}."
        )
    return {key: ",".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in content.items()}


def _listener(name: str, values: Mapping[str, str]) -> Listener:
    host, _, port = values[name].rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) < 65536:  # noqa: PLR2004
        raise ConfigurationError(f"{name} is “{values[name]}”. Write an address and a port, such as 127.0.0.1:8000.")
    return Listener(host.strip("[]"), int(port))


def _database(url: str) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql", "sqlite"} or (
        parts.scheme != "sqlite" and not parts.path.strip("/")
    ):
        raise ConfigurationError(
            "DATABASE_URL is not understood. Write postgres://user:password@host:5432/name, or leave it out for SQLite."
        )
    return url


def _mail(values: Mapping[str, str]) -> Mail | None:
    try:
        return mail.read(values)
    except ValueError as error:
        raise ConfigurationError(str(error)) from error


def _tor(value: str) -> str:
    if value and not re.fullmatch(r"socks5h://[^/\s]+:\d+", value):
        raise ConfigurationError(f"DATELINE_TOR is “{value}”. Write a SOCKS proxy, such as socks5h://127.0.0.1:9050.")
    return value


def _log(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ConfigurationError(f"DATELINE_LOG is “{value}”. Write DEBUG, INFO, WARNING or ERROR.")
    return value.upper()


def _kiosks(values: Mapping[str, str]) -> Kiosks:
    onion = values["DATELINE_ONION"].rstrip("/")
    if onion and not _ONION.fullmatch(onion):
        raise ConfigurationError(
            f"DATELINE_ONION is “{onion}”. Write the whole address: http://, 56 letters and digits, .onion"
        )
    memory = _number("DATELINE_MEMORY", values)
    if memory < _LEAST_MEMORY:
        raise ConfigurationError(f"DATELINE_MEMORY is “{memory}”. Write megabytes, {_LEAST_MEMORY} at the least.")
    return Kiosks(
        count=_number("DATELINE_KIOSKS", values) or min(os.cpu_count() or 1, _MOST_KIOSKS),
        memory=memory,
        proxies=_networks(values["DATELINE_PROXIES"]),
        onion=onion,
        hsts=_number("DATELINE_HSTS", values),
    )


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(each.strip()) for each in value.split(",") if each.strip())
    except ValueError as error:
        raise ConfigurationError(
            f"DATELINE_PROXIES: {error}. Write addresses or networks, such as 127.0.0.1 or 10.0.0.0/8."
        ) from error


def _number(name: str, values: Mapping[str, str]) -> int:
    value = values[name]
    if not (value.isascii() and value.isdigit()):
        raise ConfigurationError(f"{name} is “{value}”. Write a whole number, such as 2.")
    return int(value)
