"""The benchmark of a flood: can an editor publish, and a calm reader read, while others want the house to fall?"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import servers
from editor import Editor
from load import Found, first_visits, wrk_begin, wrk_end
from measure import FailedError
from report import Columns, Report
from steps import Watcher

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tests.journeys.house import House  # noqa: E402

CALM_SOURCE = "127.0.0.77"
OWN = "127.0.0.1"
_PAUSE = 0.3
_BEFORE = 4.0  # seconds for the flood to come up


@dataclass(frozen=True)
class Scene:
    """What happens around the calm reader and the editor.

    ``sources`` are the addresses that slow connections come from; fast ones come from 127.0.0.1. ``counts`` says
    whether the kiosk counts connections by address: the house's own does.
    """

    name: str
    flooded: bool
    counts: bool
    calm: str
    sources: Sequence[str] = ()


SCENES = (
    Scene("calm", flooded=False, counts=True, calm=CALM_SOURCE),
    Scene("flood", flooded=True, counts=True, calm=CALM_SOURCE, sources=[f"127.0.0.{n}" for n in range(2, 41)]),
    Scene("flood, all from one address", flooded=True, counts=False, calm=OWN, sources=[OWN]),
)


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    if missing := servers.missing(with_nginx=False):
        print(f"bench/flood: missing: {missing}. On Debian: apt-get install {missing}", file=sys.stderr)
        return 2
    report = Report(_TABLES, "connections", as_json=given.json)
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder, _house() as house:
            bench = _Bench(house, Path(folder), given, report)
            for scene in SCENES:
                bench.play(scene)
    except (FailedError, OSError) as error:
        print(f"bench/flood: {error}", file=sys.stderr)
        return 1
    finally:
        report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/flood", description=__doc__)
    parser.add_argument("--seconds", type=int, default=30, help="each scene; without: 30")
    parser.add_argument("--fast", type=int, default=512, metavar="N", help="connections that ask as fast as they can")
    parser.add_argument("--slow", type=int, default=2000, metavar="N", help="connections that never end their request")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, instead of a table")
    return parser


_TABLES = (
    Columns(
        "The editor and the calm reader, milliseconds",
        "p50_ms",
        {
            "times": ("times", 1, 0),
            "p50_ms": ("p50", 1, 1),
            "p99_ms": ("p99", 1, 1),
            "max_ms": ("longest", 1, 1),
            "failed": ("failed", 1, 0),
            "opened_again": ("opened again", 1, 0),
        },
    ),
    Columns(
        "The flood",
        "slow_opened",
        {
            "per_second": ("answers / s", 1, 0),
            "failed": ("not answered", 1, 0),
            "slow_opened": ("slow opened", 1, 0),
            "slow_closed": ("of them closed", 1, 0),
            "kiosk_cpu": ("kiosk's CPU", 0.01, 0),
            "kiosk_rss_mb": ("its RSS MB", 1, 0),
        },
    ),
)


@contextmanager
def _house() -> Iterator[House]:
    house = House.open()
    try:
        yield house
    finally:
        house.close()


class _Bench:
    def __init__(self, house: House, folder: Path, given: argparse.Namespace, report: Report) -> None:
        self.house, self.folder, self.given, self.report = house, folder, given, report
        report.begin("the editor comes in", 0)
        self.editor = Editor(house.desk_link)
        self.editor.publish("The first headline")
        self.address = self._address()
        self.requests = folder / "requests"
        self.requests.write_bytes(first_visits(["/", self.address]))
        self.count = 0

    def play(self, scene: Scene) -> None:
        """Let a scene happen, and report on it."""
        connections = self.given.fast + self.given.slow if scene.flooded else 0
        self.report.begin(scene.name, connections)
        with ExitStack() as stack:
            kiosk = self._kiosk(stack, scene)
            if scene.flooded:
                crowd = stack.enter_context(_crowd(kiosk.port, self.given.slow, scene.sources))
                fast = wrk_begin(kiosk.port, self.requests, connections=self.given.fast, core=_last_core(),
                                 seconds=self.given.seconds + _BEFORE)  # fmt: skip
                time.sleep(_BEFORE)
            before = kiosk.cpu_seconds()
            calm = self._calm(kiosk.port, scene.calm)
            published = self._publish(kiosk.port, scene.calm)
            found = json.loads(calm.communicate()[0])
            spent = (kiosk.cpu_seconds() - before) / self.given.seconds
            self._tell(scene, connections, published, found)
            if scene.flooded:
                rss = kiosk.memory()["rss"] / 1_000_000
                self._tell_of_flood(scene, wrk_end(fast), _left(crowd), kiosk_cpu=spent, kiosk_rss_mb=rss)

    def _kiosk(self, stack: ExitStack, scene: Scene) -> servers.Server:
        """The house's own, or one beside it that does not count by address."""
        if scene.counts:
            port = int(self.house.paper.rpartition(":")[2])
            return servers.Server("kiosk", port, self.house.rooms()["kiosk"])
        return stack.enter_context(servers.kiosk(self.house.folder / "shelf", self.folder, None))

    def _calm(self, port: int, source: str) -> "subprocess.Popen[str]":
        command = [sys.executable, str(HERE / "calm.py"), str(port), source, "/", str(self.given.seconds)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def _publish(self, port: int, source: str) -> list[tuple[float, float]]:
        """Publish until the time is over; gives the seconds until answered and until seen, of each time."""
        found = []
        until = time.monotonic() + self.given.seconds
        with Watcher(port, source) as watcher:
            while time.monotonic() < until:
                self.count += 1
                headline = f"The headline for the {self.count}th time"
                watcher.watch(self.address, f">{headline}</h1>")
                began = time.monotonic()
                self.editor.publish(headline)
                answered = time.monotonic() - began
                found.append((answered, watcher.seen() - began))
                time.sleep(_PAUSE)
        return found

    def _address(self) -> str:
        pages = self.house.pages
        page = next(pages.rglob("written-while-the-clock-ran/index.html"), None)
        if page is None:
            raise FailedError("the story that the editor wrote was not printed")
        return f"/{page.parent.relative_to(pages)}/"

    def _tell(self, scene: Scene, connections: int, published: list[tuple[float, float]], calm: dict) -> None:
        for number, what in enumerate(("published, answered", "published, seen")):
            self._add(f"{scene.name}: {what}", connections, [each[number] for each in published], 0)
        for name, what in (("new", "page, new connection"), ("kept", "page, kept connection")):
            found = calm[name]
            more = {"opened_again": found["opened_again"]} if name == "kept" else {}
            self._add(f"{scene.name}: {what}", connections, found["took"], found["failed"], **more)

    def _add(self, what: str, connections: int, took: list[float], failed: int, **more: Any) -> None:
        if len(took) < 2:
            raise FailedError(f"{what}: {len(took)} times are too few to tell anything; give more --seconds")
        hundred = statistics.quantiles(took, n=100, method="inclusive")
        self.report.add(
            what, connections, times=len(took), p50_ms=1000 * hundred[49], p99_ms=1000 * hundred[98],
            max_ms=1000 * max(took), failed=failed, **more,
        )  # fmt: skip

    def _tell_of_flood(self, scene: Scene, fast: Found, slow: dict[str, int], **of_kiosk: float) -> None:
        self.report.add(
            scene.name, self.given.fast + self.given.slow, per_second=fast.requests / fast.seconds,
            failed=fast.failed + fast.refused, slow_opened=slow["opened"], slow_closed=slow["closed"],
            slow_refused=slow["refused"], **of_kiosk,
        )  # fmt: skip


@contextmanager
def _crowd(port: int, how_many: int, sources: Sequence[str]) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(HERE / "crowd.py"), str(port), str(how_many), *sources]
    core = _last_core()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _left(crowd: "subprocess.Popen[str]") -> dict[str, int]:
    """Send the crowd away, and hear how it fared."""
    crowd.terminate()
    told: dict[str, int] = json.loads(crowd.communicate()[0])
    return told


def _last_core() -> int:
    return max(os.sched_getaffinity(0))
