"""``dateline deploy``: prints what a machine needs to serve the paper to the world."""

import argparse
import sys
from pathlib import Path

from dateline.config import environment as settings_source
from dateline.config.deploy import text
from dateline.config.deploy.front import HTTP, HTTPS, front, host, path, user
from dateline.config.environment import ConfigurationError, Environment
from dateline.lib.api import write_atomically


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    deploy = commands.add_parser(
        "deploy", help="print a configuration: nginx, caddy, systemd", description=_DESCRIPTION
    )
    kinds = deploy.add_subparsers(title="what", required=True, metavar="WHAT")
    options = _front_options()
    for server in text.SERVERS:
        kind = kinds.add_parser(server, parents=[options], help=f"a configuration of {server}")
        kind.add_argument("--into", type=Path, metavar="FILE", help="write it there, whole or not at all")
        kind.set_defaults(run=_print_configuration, server=server)
    units = kinds.add_parser("systemd", parents=[options], help="units of systemd: all that apply, or one")
    units.add_argument("unit", nargs="?", choices=text.UNITS, metavar="UNIT", help=", ".join(text.UNITS))
    units.add_argument("--user", default="dateline", help="whom the paper runs as")
    units.add_argument("--front", dest="server", default="nginx", choices=text.SERVERS, help="the server in front")
    units.set_defaults(run=_print_units)


_DESCRIPTION = (
    "Print a configuration for this house that is ready to be used; its first lines say where it goes. It is made of "
    "the settings and of what the shelf says, and holds no secret."
)


def _front_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--host", action="append", default=[], metavar="NAME", help="the paper's host; further ones lead to the first"
    )
    options.add_argument("--certificate", metavar="FILE", help="the certificate with its chain, as PEM")
    options.add_argument("--key", metavar="FILE", help="its key")
    options.add_argument(
        "--onion", default="", metavar="ADDRESS", help="the onion service, if not that of DATELINE_ONION"
    )
    options.add_argument("--no-hsts", action="store_true", help="do not bind browsers to https:// for a year")
    options.add_argument("--listen", default="", metavar="ADDRESS", help="listen there alone")
    options.add_argument("--port", type=int, default=HTTPS, help="for https://")
    options.add_argument("--plain-port", type=int, default=HTTP, metavar="PORT", help="for http://, which leads there")
    return options


def _print_configuration(options: argparse.Namespace) -> int:
    written = text.configuration(
        options.server, front(options, settings_source.read()), ["dateline", *_words(options.server, options)]
    )
    if options.into is None:
        sys.stdout.write(written)
        return 0
    try:
        write_atomically(options.into, written.encode())
    except OSError as error:
        raise ConfigurationError(
            f"--into: {options.into} cannot be written ({error.strerror}). What stood there stands."
        ) from error
    return 0


def _print_units(options: argparse.Namespace) -> int:
    names = [options.unit] if options.unit else [text.HOUSE] if not options.host else text.UNITS
    environment = settings_source.read()
    if any(name != text.HOUSE for name in names):
        front(options, environment)  # so that what is senseless is said now, and not to the journal at night
    values = _unit(options, environment)
    for name in names:
        if not options.unit:
            sys.stdout.write(f"#### /etc/systemd/system/{name}\n\n")
        sys.stdout.write(text.unit(name, values) + ("" if options.unit else "\n"))
    return 0


def _unit(options: argparse.Namespace, environment: Environment) -> text.Unit:
    home = path("DATELINE_HOME", str(environment.home))
    program = path("The folder of the program", str(Path(sys.executable).with_name("dateline")))
    return text.Unit(
        user(options.user), home, str(environment.shelf), program, options.server, _words(options.server, options)
    )


def _words(server: str, options: argparse.Namespace) -> list[str]:
    """Give the words that print the same configuration again."""
    words = ["deploy", server]
    for each in options.host:
        words += ["--host", host(each)]
    for name in ("certificate", "key", "onion", "listen"):
        if value := getattr(options, name):
            words += [f"--{name}", value]
    if options.port != HTTPS:
        words += ["--port", str(options.port)]
    if options.plain_port != HTTP:
        words += ["--plain-port", str(options.plain_port)]
    return [*words, "--no-hsts"] if options.no_hsts else words
