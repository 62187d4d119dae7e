"""The benchmark of takeovers: an export comes in, again, is printed, goes out; beside WordPress, if it is there."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import measure
import wxr
from report import Columns, Report

MEGABYTE = 1_000_000
COLUMNS = {
    "posts": ("posts", 1, 0),
    "seconds": ("seconds", 1, 1),
    "cpu_seconds": ("CPU seconds", 1, 1),
    "ms_a_post": ("ms a post", 1, 2),
    "peak_rss": ("memory, MB", MEGABYTE, 0),
    "peak_anonymous": ("without files, MB", MEGABYTE, 0),
    "ratio": ("ratio", 1, 2),
}


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    report = Report([Columns("Takeover", "seconds", COLUMNS)], "posts", as_json=given.json)
    folder = Path(given.keep or tempfile.mkdtemp(prefix="dateline-takeover-"))
    try:
        for posts in given.posts or [1_000, 10_000, 100_000]:
            report.begin("takeover", posts)
            _Takeover(folder / str(posts), posts, given.workers).go_through(report.add, given.wordpress)
    except measure.FailedError as error:
        print(f"bench/takeover: {error}", file=sys.stderr)
        return 1
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/takeover", description=__doc__)
    parser.add_argument("--posts", type=int, action="append", help="how many; may be said several times")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", metavar="DIR", help="work in DIR, and leave everything there")
    parser.add_argument(
        "--wordpress", metavar="COMMAND", help="imports the export that is its last word, and prints its seconds"
    )
    parser.add_argument("--json", action="store_true")
    return parser


class _Takeover:
    """One size: an export, and a house that it comes into."""

    def __init__(self, folder: Path, posts: int, workers: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.posts, self.workers = folder, posts, workers
        self.export = folder / "export.xml"
        with self.export.open("wb") as out:
            wxr.write(out, posts)

    def go_through(self, add: Callable[..., None], wordpress: str | None) -> None:
        """Every step, each in processes of its own."""
        self._dateline("manage", "migrate", "-v0")
        words = ("import", "wordpress", str(self.export), "--workers", str(self.workers))
        first = self._dateline(*words)
        add("import", self.posts, **self._figures(first))
        add("import again", self.posts, **self._figures(self._dateline(*words)))
        add("full print", self.posts, **self._figures(self._dateline("print")))
        add("export", self.posts, **self._figures(self._dateline("export", "wordpress", str(self.folder / "out.xml"))))
        if wordpress:
            found = subprocess.run(
                [*shlex.split(wordpress), str(self.export)], capture_output=True, text=True, check=True, timeout=3600
            )
            seconds = float(found.stdout.split()[-1])
            add("WordPress' importer", self.posts, seconds=seconds, ms_a_post=1000 * seconds / self.posts,
                posts=self.posts, ratio=seconds / first.seconds)  # fmt: skip

    def _dateline(self, *words: str) -> measure.Measured:
        environ = {**os.environ, "DATELINE_HOME": str(self.folder / "house")}
        command = [sys.executable, "-m", "dateline.config", *words]
        return measure.run(command, environ, self.folder / f"{'-'.join(words[:2])}.log")

    def _figures(self, found: measure.Measured) -> dict[str, Any]:
        return {
            "posts": self.posts,
            "seconds": found.seconds,
            "cpu_seconds": found.cpu_seconds,
            "ms_a_post": 1000 * found.seconds / self.posts,
            "peak_rss": found.peak_rss,
            "peak_anonymous": found.peak_anonymous,
        }
