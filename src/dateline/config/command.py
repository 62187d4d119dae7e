"""The ``dateline`` command."""

import argparse
import os
import sys
from collections.abc import Sequence

from dateline import __version__
from dateline.config.environment import SETTINGS, ConfigurationError

_DESCRIPTION = (
    "Dateline, a newspaper in a box: a desk where it is written, a press that prints it, a kiosk that serves it."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``dateline``; gives the exit status: 0 done, 1 something went wrong, 2 a setting or a word is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    options = parser().parse_args(words)
    try:
        status: int = options.run(options)
    except ConfigurationError as error:
        print(f"dateline: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """The words that ``dateline`` understands."""
    settings = "\n".join(f"  {each.name:<21} {each.what}" for each in SETTINGS)
    root = argparse.ArgumentParser(
        prog="dateline",
        description=_DESCRIPTION,
        epilog=f"settings, from the environment or DATELINE_HOME/dateline.toml:\n{settings}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = root.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_print(commands)
    demo = commands.add_parser("demo", help="put the demo newspaper into an empty house", description=_demo.__doc__)
    demo.set_defaults(run=_demo)
    _add_check(commands)
    _add_deploy(commands)
    _add_wire(commands)
    _add_archive(commands)
    manage = commands.add_parser("manage", help="Django's and Wagtail's own commands: dateline manage help")
    manage.set_defaults(run=lambda _options: _manage(["help"]))
    return root


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="run the newspaper: kiosk, desk and press", description=_serve.__doc__)
    serve.add_argument(
        "--demo", action="store_true", help="put the demo newspaper into the house first, if it is empty"
    )
    serve.set_defaults(run=_serve)


def _add_print(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    press = commands.add_parser("print", help="print what is ordered, or everything", description=_print.__doc__)
    press.add_argument("--all", action="store_true", help="order every page of the paper first")
    press.add_argument(
        "--stock", action="store_true", help="find out anew where every story stands, then print everything"
    )
    press.add_argument("--presses", type=int, metavar="N", help="how many processes print at once")
    press.set_defaults(run=_print)


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from dateline.config.archive import words

    check = commands.add_parser(
        "check", help="say what is wrong with settings, database, shelf", description=_check.__doc__
    )
    check.set_defaults(run=_check)
    words.add_check(check.add_subparsers(title="what else", metavar="WHAT"))


def _add_archive(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from dateline.config.archive import words

    words.add(commands)


def _add_deploy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from dateline.config.deploy import words

    words.add(commands)


def _add_wire(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from dateline.config.wire import words

    words.add(commands)


def _manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["dateline manage", *words])
    except ConfigurationError as error:
        print(f"dateline: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _serve(options: argparse.Namespace) -> int:
    """Run the newspaper until told to stop: the kiosk for readers, the desk for editors, the press between them."""
    from dateline.config.house import run

    return run(with_demo=options.demo)


def _demo(_options: argparse.Namespace) -> int:
    """Put about sixty invented stories into an empty house, and print them."""
    from dateline.config import opening

    opening.set_up()
    from dateline.config.demo.loading import load

    load(report=lambda line: print(line, flush=True))  # noqa: T201
    return _print_with_progress(presses=None)


def _print(options: argparse.Namespace) -> int:
    """Print what is ordered. It shows how far it is, may be stopped at any time, and goes on where it was."""
    from dateline.config import opening

    opening.set_up()
    from dateline.edition import api as edition

    if options.stock:
        edition.take_stock()
    if options.all or options.stock:
        edition.order_everything("dateline print")
    return _print_with_progress(presses=options.presses)


def _print_with_progress(presses: int | None) -> int:
    from django.db import DatabaseError
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from dateline.edition import api as edition

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as shown:
        task = shown.add_task("Printing", total=edition.waiting())

        def report(progress: edition.Progress) -> None:
            shown.update(task, completed=progress.done, total=progress.done + progress.left)

        try:
            changed = edition.print_everything(presses=presses, report=report)
        except (edition.PressStoppedError, DatabaseError) as error:
            print(f"dateline: {error}", file=sys.stderr)  # noqa: T201
            return 1
    print(f"Printed. {changed} addresses changed.")  # noqa: T201
    return 1 if edition.waiting() else 0


def _check(_options: argparse.Namespace) -> int:
    """Say what is wrong with the settings, the folders, the database and the listening addresses, and what to do."""
    from dateline.config.inspection import problems

    found = list(problems())
    for problem in found:
        print(f"dateline: {problem}", file=sys.stderr)  # noqa: T201
    if not found:
        print("Nothing is wrong.")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
