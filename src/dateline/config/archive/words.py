"""``dateline import``, ``dateline export`` and ``dateline check addresses``: whole newspapers, in and out."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.archive.api import Progress

_IMPORT = (
    "Take a WordPress site over: stories, pages, comments, photographs, and every address. It shows how far it is, may "
    "be stopped or killed at any time, and goes on where it was when the same command is given again. A second run, or "
    "a newer export, adds and amends, and never overwrites what the desk has changed since."
)
_MAPPING = (
    "a TOML file that says what each category and tag becomes: section, topic or nothing. Where there is none yet, it "
    "is written as proposed, and nothing comes in: look at it, and give the command again"
)
_ADDRESSES = (
    "Ask the kiosk about every address that a former site had, as far as its export tells: what is printed there, "
    "where it leads, what is gone, and where nothing answers."
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``import`` and ``export``."""
    into = commands.add_parser("import", help="take a newspaper in", description="Take a newspaper in.")
    kinds = into.add_subparsers(title="from what", required=True, metavar="WHAT")
    site = kinds.add_parser("wordpress", help="from exports of WordPress", description=_IMPORT)
    site.add_argument("exports", nargs="*", type=Path, metavar="EXPORT.xml", help="WXR; also gzipped, or in a zip")
    site.add_argument("--media", type=Path, metavar="FOLDER", help="a copy of the site's wp-content/uploads")
    site.add_argument("--fetch-media", action="store_true", help="fetch from the site what is not in the folder")
    site.add_argument("--mapping", type=Path, metavar="FILE", help=_MAPPING)
    site.add_argument("--with-trash", action="store_true", help="bring what lies in the bin too, as drafts")
    site.add_argument("--with-logins", action="store_true", help="keep authors' logins, and their addresses encrypted")
    site.add_argument("--category-base", default="category", metavar="WORD", help="as in the site's permalinks")
    site.add_argument("--tag-base", default="tag", metavar="WORD", help="as in the site's permalinks")
    site.add_argument("--zone", default="", metavar="NAME", help="the paper's time zone from now on, as Asia/Baku")
    site.add_argument(
        "--workers", type=int, default=2, metavar="N", help="processes that read, beside the one that stores"
    )
    site.add_argument("--dry-run", action="store_true", help="do it all, say what became of what, undo it all")
    site.add_argument("--json", action="store_true", help="the account as JSON, down to each thing")
    site.add_argument("--run", dest="number", type=int, metavar="N", help=argparse.SUPPRESS)
    site.set_defaults(run=_import_wordpress)
    out = commands.add_parser("export", help="take the newspaper out", description="Take the newspaper out.")
    kinds = out.add_subparsers(title="as what", required=True, metavar="WHAT")
    wxr = kinds.add_parser("wordpress", help="as an export of WordPress (WXR 1.2)", description=_EXPORT)
    wxr.add_argument("file", type=Path, metavar="FILE.xml")
    wxr.add_argument("--with-emails", action="store_true", help="with the e-mail addresses of those who commented")
    wxr.set_defaults(run=_export_wordpress)
    ninjs = kinds.add_parser("ninjs", help="as IPTC ninjs 3.1, a file for each story", description=_NINJS)
    ninjs.add_argument("folder", type=Path, metavar="FOLDER")
    ninjs.set_defaults(run=_export_ninjs)


_EXPORT = "Write the whole newspaper as WordPress' own importer reads it: no lock-in."
_NINJS = "Write every story in the paper as IPTC ninjs 3.1, with its provenance. Only what changed is written anew."


def add_check(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``check addresses``."""
    found = kinds.add_parser("addresses", help="what answers at a former site's addresses", description=_ADDRESSES)
    found.add_argument("--site", metavar="ADDRESS", help="one former site; without it, all")
    found.add_argument("--at", metavar="URL", help="where the kiosk is; without it, where this house has it")
    found.add_argument("--all", action="store_true", help="tell every address, not those alone where nothing answers")
    found.add_argument("--json", action="store_true", help="a JSON object a line, for every address")
    found.set_defaults(run=_check_addresses)


def _import_wordpress(options: argparse.Namespace) -> int:
    from dateline.config import opening

    opening.set_up()
    opening.map_no_file()
    from django.core.exceptions import ValidationError

    from dateline.archive import api as archive
    from dateline.config.archive import account, mapping

    if options.number:
        return archive.carry_on(options.number)
    if not options.exports:
        return _wrong("Name at least one export: dateline import wordpress EXPORT.xml")
    chosen, review = {}, None
    try:
        if options.mapping and options.mapping.exists():
            chosen = mapping.read(options.mapping)
        elif options.mapping:
            review = mapping.writer(options.mapping)
        with archive.alone(), _progress() as report:
            run = archive.take_over(
                options.exports,
                _options(options, archive),
                chosen=chosen,
                review=review,
                report=report,
                fetch=archive.fetcher() if options.fetch_media else None,
                dry_run=options.dry_run,
            )
    except mapping.WrittenError as error:
        print(error)  # noqa: T201
        return 0
    except ValidationError as error:
        return _wrong(" ".join(error.messages))
    except (archive.ArchiveError, OSError) as error:
        return _wrong(str(error), status=1)
    account.tell(run, as_json=options.json, is_dry=options.dry_run)
    return 0 if archive.adds_up(run) else 1


def _options(options: argparse.Namespace, archive: Any) -> Any:
    return archive.Options(
        media=str(options.media) if options.media else "",
        fetch_media=options.fetch_media,
        with_trash=options.with_trash,
        with_logins=options.with_logins,
        category_base=options.category_base.strip("/"),
        tag_base=options.tag_base.strip("/"),
        zone=options.zone,
        workers=max(0, options.workers),
    )


@contextmanager
def _progress() -> "Iterator[Callable[[Progress], None]]":
    """A bar with an estimate on a terminal; a line for each stage elsewhere."""
    from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def report(progress: "Progress") -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = shown.add_task(progress.stage, total=progress.total or None)
            shown.update(tasks[progress.stage], completed=progress.done, total=progress.total or None)

        yield report


def _export_wordpress(options: argparse.Namespace) -> int:
    from dateline.config import opening

    opening.set_up()
    from dateline.archive import api as archive
    from dateline.lib.files import written_atomically

    try:
        opening.map_no_file()
        with written_atomically(options.file) as out, _progress() as report:
            counts = archive.export_wordpress(out, report=report, with_emails=options.with_emails)
    except (archive.ArchiveError, OSError) as error:
        return _wrong(str(error), status=1)
    print(f"{counts} in {options.file}")  # noqa: T201
    return 0


def _export_ninjs(options: argparse.Namespace) -> int:
    from dateline.config import opening

    opening.set_up()
    from dateline.archive import api as archive

    try:
        opening.map_no_file()
        with _progress() as report:
            counts = archive.export_ninjs(options.folder, report=report)
    except (archive.ArchiveError, OSError) as error:
        return _wrong(str(error), status=1)
    print(f"{counts} in {options.folder}")  # noqa: T201
    return 0


def _check_addresses(options: argparse.Namespace) -> int:
    from dateline.config import opening

    environment = opening.set_up()
    from dateline.archive import api as archive
    from dateline.config.archive import addresses

    base = options.at or environment.paper.address
    try:
        return addresses.tell(base, site=options.site, every=options.all, as_json=options.json)
    except archive.ArchiveError as error:
        return _wrong(str(error), status=1)


def _wrong(what: str, status: int = 2) -> int:
    print(f"dateline: {what}", file=sys.stderr)  # noqa: T201
    return status
