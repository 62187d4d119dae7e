import argparse
import logging
import sys
from pathlib import Path

from dateline.kiosk.errors import KioskError
from dateline.kiosk.server import MEMORY, serve


def main(arguments: list[str] | None = None) -> int:
    """Serve a shelf from the command line; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m dateline.kiosk", description="Serve a shelf to readers.")
    parser.add_argument("--shelf", type=Path, required=True, help="the root of the shelf")
    parser.add_argument("--listen", type=_place, default=("127.0.0.1", 8000), metavar="HOST:PORT")
    parser.add_argument("--memory", type=int, default=MEMORY >> 20, metavar="MB", help="for remembered pages")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        serve(given.shelf, *given.listen, memory=given.memory << 20)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _place(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal():
        raise argparse.ArgumentTypeError("give a host and a port, such as 127.0.0.1:8000 or [::1]:8000")
    return host.strip("[]"), int(port)


if __name__ == "__main__":
    sys.exit(main())
