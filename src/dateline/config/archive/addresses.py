"""What answers at a former site's addresses, for people at a terminal and for programs."""

import json
import sys
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.progress import Progress, TextColumn

from dateline.archive import api as archive

_SHOWN = 50


def tell(base: str, *, site: str | None, every: bool, as_json: bool) -> int:
    """Ask the kiosk at ``base``, and print what answers; 1 if nothing answers where something should.

    Raises:
        ArchiveError: there is no such site, or no kiosk.
    """
    counts: dict[str, Counter[str]] = {}
    silent = shown = 0
    for answered in _counted(archive.checked(archive.former_addresses(site), base)):
        former = answered.former
        counts.setdefault(former.what, Counter())[answered.answer] += 1
        is_lost = not answered.is_right and not former.why
        silent += is_lost
        if as_json:
            print(json.dumps(_as_json(answered), ensure_ascii=False))  # noqa: T201
        elif every or (not answered.is_right and shown < _SHOWN):
            shown += 1
            print(_line(answered))  # noqa: T201
    if not as_json:
        for what, found in sorted(counts.items()):
            told = ", ".join(f"{count:,} {answer}" for answer, count in found.most_common())
            print(f"{what}: {told}")  # noqa: T201
    if silent:
        print(f"dateline: nothing answers at {silent:,} addresses of stories that came in.", file=sys.stderr)  # noqa: T201
    return 1 if silent else 0


def _counted(answers: Iterator[archive.Answered]) -> Iterator[archive.Answered]:
    """The answers, with a count of them on the terminal meanwhile."""
    with Progress(
        TextColumn("{task.completed:,} addresses asked"), transient=True, console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("", total=None)
        for answered in answers:
            bar.advance(task)
            yield answered


def _line(answered: archive.Answered) -> str:
    former = answered.former
    leads = f" → {answered.leads_to}" if answered.leads_to else ""
    return f"{answered.status} {former.address}{leads}  ({former.what}: {former.why or former.title})"


def _as_json(answered: archive.Answered) -> dict[str, object]:
    former = answered.former
    return {
        "address": former.address,
        "what": former.what,
        "title": former.title,
        "why": former.why or None,
        "answer": answered.answer,
        "status": answered.status,
        "leads_to": answered.leads_to or None,
    }
