"""``dateline wire``: what the wire knows, for people at a terminal and for programs. To read needs no database."""

import argparse
import sys


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    wire = commands.add_parser("wire", help="read other outlets' pages, with evidence", description=_DESCRIPTION)
    verbs = wire.add_subparsers(title="what", required=True, metavar="WHAT")
    read = verbs.add_parser("read", help="say what a page is, and where it says so", description=_READ)
    read.add_argument("sources", nargs="+", metavar="FILE|URL", help="a page, or one gzipped; -: standard input")
    read.add_argument("--url", default="", metavar="ADDRESS", help="where the one page that is given was found")
    read.add_argument("--json", action="store_true", help="a JSON object a line, null for what is unknown")
    read.set_defaults(run=_read)
    take = verbs.add_parser("take", help="take the stories at these addresses onto the wire", description=_TAKE)
    take.add_argument("addresses", nargs="+", metavar="URL")
    take.set_defaults(run=_take)


_DESCRIPTION = "Take other outlets' stories in, and say of each fact where it comes from."
_READ = (
    "Read pages: headline, body, bylines, dates, who published first, the photograph, what is damaged in the copy. "
    "Each fact comes with the words that show it; what no words show is unknown."
)


_TAKE = "Take stories onto the wire, where editors pick them up. One that is there already is not filed twice."


def _take(options: argparse.Namespace) -> int:
    from dateline.config import opening

    opening.set_up()
    from dateline.wire import api as wire

    failed = 0
    for address in options.addresses:
        try:
            filed = wire.take(address)
        except wire.WireError as error:
            failed += 1
            print(f"dateline: {address}: {error}", file=sys.stderr)  # noqa: T201
            continue
        said = "on the wire" if filed.became == "new" else "on the wire already"
        print(f"{said}: {wire.item(filed.item).headline} ({address})")  # noqa: T201
    return 1 if failed else 0


def _read(options: argparse.Namespace) -> int:
    from dateline.config.wire import account  # what reads pages is not needed to serve a newspaper
    from dateline.config.wire.sources import source
    from dateline.wire.errors import WireError

    if options.url and len(options.sources) > 1:
        print("dateline: --url is the address of one page, and several are given", file=sys.stderr)  # noqa: T201
        return 2
    failed = 0
    for name in options.sources:
        try:
            told = account.of(source(name, options.url))
        except (OSError, WireError) as error:
            failed += 1
            why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            print(f"dateline: {name}: {why}", file=sys.stderr, flush=True)  # noqa: T201
            if options.json:
                print(account.failure(name, why), flush=True)  # noqa: T201
            continue
        print(told.as_json(name) if options.json else told.as_text(name), flush=True)  # noqa: T201
    return 1 if failed else 0
