import argparse
import ipaddress
import logging
import sys
from pathlib import Path

from dateline.kiosk.answers import Standing
from dateline.kiosk.errors import KioskError
from dateline.kiosk.limits import Limits
from dateline.kiosk.origins import Network
from dateline.kiosk.server import MEMORY, Options, serve
from dateline.lib.api import SealError, seal


def main(arguments: list[str] | None = None) -> int:
    """Serve a shelf from the command line; give the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.spool and not given.seal:
        parser.error("--spool needs --seal: what readers write is not kept in clear")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    options = Options(
        memory=given.memory << 20,
        limits=Limits(per_address=given.per_address),
        live=given.live,
        spool=(given.spool, given.seal) if given.spool else None,
        visitor_key=given.visitor_key,
        readings=given.readings,
        proxies=tuple(given.proxy),
        standing=Standing(hsts=given.hsts, onion=given.onion),
        shares_port=given.share_port,
    )
    try:
        host, port = given.listen
        serve(given.shelf, host, port, options)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dateline.kiosk", description="Serve a shelf to readers.")
    parser.add_argument("--shelf", type=Path, required=True, help="the root of the shelf")
    parser.add_argument("--listen", type=_place, default=("127.0.0.1", 8000), metavar="HOST:PORT")
    parser.add_argument("--share-port", action="store_true", help="let other kiosks listen there too")
    parser.add_argument("--memory", type=int, default=MEMORY >> 20, metavar="MB", help="for remembered pages")
    parser.add_argument("--live", type=Path, metavar="SOCKET", help="who answers addresses under /-/")
    parser.add_argument("--spool", type=Path, metavar="FOLDER", help="where comments wait for the desk")
    parser.add_argument("--seal", type=_key, metavar="KEY", help="the public key that they are sealed with")
    parser.add_argument("--visitor-key", type=Path, metavar="FILE", help="what tells readers apart for a day")
    parser.add_argument("--readings", type=Path, metavar="FOLDER", help="where counts of readings are put down")
    parser.add_argument(
        "--per-address", type=int, default=Limits().per_address, metavar="N", help="connections; 0: any"
    )
    parser.add_argument(
        "--proxy", type=_network, action="append", default=[], metavar="NETWORK", help="not counted by address"
    )
    parser.add_argument("--hsts", type=int, default=0, metavar="SECONDS", help="Strict-Transport-Security")
    parser.add_argument("--onion", default="", metavar="ADDRESS", help="Onion-Location: http://….onion")
    return parser


def _place(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal():
        raise argparse.ArgumentTypeError("give a host and a port, such as 127.0.0.1:8000 or [::1]:8000")
    return host.strip("[]"), int(port)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give an address or a network, such as 127.0.0.1 or 10.0.0.0/8") from error


def _key(text: str) -> str:
    try:
        seal(b"", text)
    except SealError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


if __name__ == "__main__":
    sys.exit(main())
