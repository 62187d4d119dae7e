"""Configurations and units as text. Pure: values in, text out."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dateline.config.deploy.front import IMMUTABLE, ODD, PLAIN, UNNAMED, Front

SERVERS: Final = {"nginx": "nginx.conf", "caddy": "dateline.caddyfile"}
PLACES: Final = {"nginx": "/etc/nginx/conf.d/dateline.conf", "caddy": "/etc/caddy/Caddyfile"}
GROUPS: Final = {"nginx": "www-data", "caddy": "caddy"}  # who reads the shelf, on Debian
HOUSE: Final = "dateline.service"
UNITS: Final = (HOUSE, "dateline-front.path", "dateline-front.service")

# What a condition that does not hold leaves: an empty line at the beginning or end of a block, or a second one.
_GAPS: Final = re.compile(r"(?<=\{\n)(?:[ \t]*\n)+|(?<=\n)(?:[ \t]*\n)+(?=[ \t]*\n|[ \t]*\})")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands in units."""

    user: str
    home: str
    shelf: str
    program: str
    server: str
    words: Sequence[str] = ()  # that print the configuration anew

    @property
    def group(self) -> str:
        """The group of the server that reads the shelf."""
        return GROUPS[self.server]

    @property
    def place(self) -> str:
        """Where its configuration stands."""
        return PLACES[self.server]

    @property
    def command(self) -> str:
        """The command that prints the configuration anew."""
        return shlex.join([self.program, *self.words, "--into", self.place])


def configuration(server: str, front: Front, words: Sequence[str]) -> str:
    """Give the configuration of a front server. `words` are those that printed it."""
    written: str = _template(SERVERS[server]).render(
        front=front, words=shlex.join(words), place=PLACES[server],
        plain=PLAIN, odd=ODD, unnamed=UNNAMED, immutable=IMMUTABLE,
    )  # fmt: skip
    return _GAPS.sub("", written)


def unit(name: str, values: Unit) -> str:
    """Give a systemd unit."""
    written: str = _template(name).render(unit=values)
    return written


@cache
def _library() -> Environment:
    # It is no markup that is set here; what may stand in it was checked when it was read.
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",
        comment_end_string="##}",
    )


def _template(name: str) -> Template:
    return _library().get_template(name)
