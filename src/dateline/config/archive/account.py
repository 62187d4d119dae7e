"""The account of a takeover, for people at a terminal and for programs."""

import json
from dataclasses import asdict
from typing import Any

from dateline.archive import api as archive

_SHOWN, _NAMED = 40, 3


def tell(run: Any, *, as_json: bool, is_dry: bool) -> None:
    """Print what became of what."""
    if as_json:
        print(json.dumps(_as_json(run), ensure_ascii=False))  # noqa: T201
        return
    _tell_lines(run)
    _tell_entries(run)
    for note in run.notes:
        print(note)  # noqa: T201
    if is_dry:
        print("Nothing of this was kept: it was a dry run.")  # noqa: T201
    else:
        print("All of it is to be printed: `dateline print` does it now; a running house does it by itself.")  # noqa: T201


def _tell_lines(run: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for heading in ("", "in the export", "came in", "amended", "here already", "conflicts", "left", "twice", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    for line in archive.lines(run):
        counts = (line.stood, line.new, line.updated, line.unchanged, line.conflict, line.left, line.twice)
        told = [f"{count:,}" if count else "·" for count in counts]
        table.add_row(line.name, *told, "" if line.adds_up else "DOES NOT ADD UP")
    Console(width=120).print(table)


def _tell_entries(run: Any) -> None:
    """What there is something to say about, the same things together, with the first few of each by name."""
    for outcome, heading in (
        ("conflict", "Changed on both sides, and left as the desk has them"),
        ("left", "Left"),
        ("new", "Came in otherwise than it stood"),
    ):
        alike: dict[tuple[str, str], list[str]] = {}
        for each in filter(_matters, archive.entries(run, outcome=outcome)):
            alike.setdefault((archive.name_of(each.kind), each.why), []).append(f"“{each.title}”")
        if alike:
            print(f"\n{heading}:")  # noqa: T201
        for (kind, why), titles in list(alike.items())[:_SHOWN]:
            more = f" and {len(titles) - _NAMED:,} more" if len(titles) > _NAMED else ""
            print(f"  {kind}, {len(titles):,}: {why}: {', '.join(titles[:_NAMED])}{more}")  # noqa: T201
    not_understood = sum(1 for _each in archive.not_understood(run))
    if not_understood:
        print(f"\nNot understood in texts, and kept as it stood: {not_understood:,}.")  # noqa: T201
    print("\nEvery single thing stands at the desk under Takeover, and in --json.")  # noqa: T201


def _matters(entry: Any) -> bool:
    return not entry.kind.startswith("term:") and not entry.why.startswith(("kept:", "a file, printed"))


def _as_json(run: Any) -> dict[str, Any]:
    return {
        "site": run.site.address,
        "state": run.state,
        "adds_up": archive.adds_up(run),
        "kinds": [{**asdict(line), "adds_up": line.adds_up} for line in archive.lines(run)],
        "entries": [asdict(entry) for entry in archive.entries(run)],
        "not_understood": [
            {"title": title, "what": what, "quotation": quotation}
            for title, what, quotation in archive.not_understood(run)
        ],
        "mended": run.mended,
        "notes": run.notes,
    }
