"""The benchmark of the kiosk: requests for a second of processor, beside nginx and beside Granian with WhiteNoise."""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
import pages as made_up
import servers
from load import Found, chosen, first_visits, request, visits_again, wrk
from measure import FailedError
from reader import Reader
from report import Columns, Report
from servers import Server

SIZES = (1_000, 100_000)
MEMORY = (256, 32)  # MB
MB = 1_000_000
_COMPARED = 40
_SHORTEST_PAGE = 2_000  # an answer without a body is shorter, one with a page is longer
_CODINGS = {"br": brotli.decompress, "gzip": lambda body: zlib.decompress(body, 31), "": bytes}


@dataclass(frozen=True)
class Load:
    """What is asked for: pages, or whether they are still the same; over so many connections."""

    name: str
    again: bool
    connections: int


LOADS = (
    Load("pages, 64 connections", again=False, connections=64),
    Load("pages, 4 connections", again=False, connections=4),
    Load("unchanged, 64 connections", again=True, connections=64),
)


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    if missing := servers.missing():
        print(f"bench/kiosk: missing: {missing}. On Debian: apt-get install {missing}", file=sys.stderr)
        return 2
    place = given.keep.absolute() if given.keep else Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    place.mkdir(parents=True, exist_ok=True)
    bench = _Bench(place, given.seconds, given.rounds, Report(_TABLES, "pages", as_json=given.json))
    try:
        for size in sorted(set(given.pages or SIZES)):
            bench.size(size)
    except (FailedError, OSError) as error:
        print(f"bench/kiosk: {error}", file=sys.stderr)
        return 1
    finally:
        bench.report.close()
        if given.keep is None:
            shutil.rmtree(place, ignore_errors=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/kiosk", description=__doc__)
    parser.add_argument("--pages", type=int, action="append", metavar="N", help=f"again for more; without: {SIZES}")
    parser.add_argument("--seconds", type=int, default=4, help="of load each time; without: 4")
    parser.add_argument("--rounds", type=int, default=5, help="each server in turn, so often; without: 5")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, instead of tables")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder; shelves there are used again")
    return parser


_TABLES = (
    Columns(
        "Servers beside each other",
        "per_cpu_second",
        {
            "per_cpu_second": ("requests / CPU s", 1, 0),
            "least": ("least", 1, 0),
            "most": ("most", 1, 0),
            "per_second": ("requests / s", 1, 0),
            "p50_ms": ("p50 ms", 1, 2),
            "p99_ms": ("p99 ms", 1, 2),
            "mean_bytes": ("bytes of an answer", 1, 0),
        },
    ),
    Columns(
        "Memory of the kiosk",
        "peak_rss_mb",
        {
            "at_start_mb": ("RSS at start MB", 1, 0),
            "rss_mb": ("RSS MB", 1, 0),
            "peak_rss_mb": ("peak RSS MB", 1, 0),
            "anonymous_mb": ("no files MB", 1, 0),
            "grown_mb": ("grown by MB", 1, 0),
            "limit_mb": ("--memory MB", 1, 0),
            "cpu_rate": ("requests / CPU s", 1, 0),
        },
    ),
)


@dataclass(frozen=True)
class _Round:
    cpu_seconds: float
    found: Found

    @property
    def rate(self) -> float:
        return self.found.requests / self.cpu_seconds


class _Bench:
    def __init__(self, place: Path, seconds: int, rounds: int, report: Report) -> None:
        self.place, self.seconds, self.rounds, self.report = place, seconds, rounds, report
        cores = sorted(os.sched_getaffinity(0))
        self.core, self.core_of_load = cores[0], cores[-1]

    def size(self, pages: int) -> None:
        """All measurements on a shelf of one size."""
        self.report.begin("make the shelf", pages)
        shelf = made_up.make(self.place, pages, self.report.tell)
        addresses = chosen(made_up.addresses(pages))
        with self._servers(shelf) as running:
            self.report.begin("compare the answers", pages)
            _compare(running, shelf, addresses)
            asked = {server.name: self._requests(server, pages, addresses) for server in running}
            for load in LOADS:
                self._side_by_side(running, load, pages, asked)
        for megabytes in MEMORY:
            self._memory(shelf, pages, megabytes, addresses)

    @contextmanager
    def _servers(self, shelf: Path) -> Iterator[list[Server]]:
        with ExitStack() as stack:
            kiosk = stack.enter_context(servers.kiosk(shelf, self.place, self.core))
            with Reader(kiosk.port) as reader:
                fields = servers.told(reader.ask(request(made_up.addresses(1)[0])).fields)
            nginx = stack.enter_context(servers.nginx(shelf, self.place, self.core, fields))
            granian = stack.enter_context(servers.granian(shelf, self.place, self.core, fields))
            yield [nginx, kiosk, granian]

    def _requests(self, server: Server, pages: int, addresses: list[str]) -> dict[bool, Path]:
        """Write down what this server will be asked; on the way it is asked for each page once."""
        files = {again: self.place / f"{server.name}-{pages}-{again:d}" for again in (False, True)}
        files[False].write_bytes(first_visits(addresses))
        files[True].write_bytes(visits_again(addresses, server.port))
        return files

    def _side_by_side(self, running: list[Server], load: Load, pages: int, asked: dict[str, dict[bool, Path]]) -> None:
        rounds: dict[str, list[_Round]] = {server.name: [] for server in running}
        for number in range(self.rounds + 1):
            for server in running:
                turn = f"round {number} of {self.rounds}" if number else "to warm up"
                self.report.begin(f"{server.name}, {load.name}, {turn}", pages)
                start = number / (self.rounds + 1)
                found = self._round(server, load, asked[server.name][load.again], start)
                if number:
                    rounds[server.name].append(found)
        for name, found in rounds.items():
            self._add(f"{name}, {load.name}", pages, found)
        for name, found in rounds.items():
            if name != "kiosk":
                self._add_ratio(f"kiosk : {name}, {load.name}", pages, rounds["kiosk"], found)

    def _round(self, server: Server, load: Load, requests: Path, start: float) -> _Round:
        before = server.cpu_seconds()
        found = wrk(server.port, requests, connections=load.connections, seconds=self.seconds,
                    core=self.core_of_load, start=start)  # fmt: skip
        spent = server.cpu_seconds() - before
        if found.failed or found.refused:
            raise FailedError(f"{server.name}: {found.failed} requests failed, {found.refused} were refused")
        if (found.bytes / found.requests < _SHORTEST_PAGE) != load.again:
            raise FailedError(f"{server.name}: {found.bytes / found.requests:.0f} bytes are no answer to {load.name}")
        return _Round(spent, found)

    def _add(self, what: str, pages: int, rounds: list[_Round]) -> None:
        rates = [each.rate for each in rounds]
        middle = {name: statistics.median(getattr(each.found, name) for each in rounds) for name in ("p50", "p99")}
        self.report.add(
            what,
            pages,
            per_cpu_second=round(statistics.median(rates)),
            least=round(min(rates)),
            most=round(max(rates)),
            per_second=round(statistics.median(each.found.requests / each.found.seconds for each in rounds)),
            p50_ms=1000 * middle["p50"],
            p99_ms=1000 * middle["p99"],
            mean_bytes=round(statistics.median(each.found.bytes / each.found.requests for each in rounds)),
        )

    def _add_ratio(self, what: str, pages: int, ours: list[_Round], theirs: list[_Round]) -> None:
        """The median of the ratios of rounds that lay beside each other."""
        pairs = list(zip(ours, theirs, strict=True))
        self.report.add(
            what,
            pages,
            ratio=statistics.median(our.rate / their.rate for our, their in pairs),
            p99_ratio=statistics.median(our.found.p99 / their.found.p99 for our, their in pairs),
        )

    def _memory(self, shelf: Path, pages: int, megabytes: int, addresses: list[str]) -> None:
        """A kiosk of its own, that is asked for every page of the choice and then loaded."""
        self.report.begin(f"kiosk --memory {megabytes}", pages)
        with servers.kiosk(shelf, self.place, self.core, "--memory", str(megabytes)) as server:
            at_start = server.memory()
            requests = self._requests(server, pages, addresses)[False]
            loaded = self._round(server, LOADS[0], requests, 0)
            found = server.memory()
        self.report.add(
            f"kiosk --memory {megabytes}",
            pages,
            limit_mb=megabytes * 1.048576,
            at_start_mb=at_start["rss"] / MB,
            rss_mb=found["rss"] / MB,
            peak_rss_mb=found["peak_rss"] / MB,
            anonymous_mb=found["anonymous"] / MB,
            grown_mb=(found["peak_rss"] - at_start["rss"]) / MB,
            cpu_rate=loaded.rate,
        )


def _compare(running: list[Server], shelf: Path, addresses: list[str]) -> None:
    """Ask every server for some pages in every coding, and whether they are still the same.

    Raises:
        FailedError: an answer is not what lies on the shelf, or a server sends a page again that did not change.
    """
    for server in running:
        with Reader(server.port) as reader:
            for address in list(dict.fromkeys(addresses))[:_COMPARED]:
                body = Path(f"{shelf}/pages{address}index.html").read_bytes()
                for coding, read in _CODINGS.items():
                    asked = f"GET {address} HTTP/1.1\r\nHost: paper.example\r\nAccept-Encoding: {coding}\r\n"
                    answer = reader.ask(f"{asked}\r\n".encode())
                    if answer.status != 200 or read(answer.body) != body:
                        raise FailedError(f"{server.name} did not give what lies on the shelf at {address} ({coding})")
                    if answer.fields.get("content-encoding", "") != coding:
                        raise FailedError(f"{server.name} gave {address} in another coding than {coding}")
                    again = reader.ask(f"{asked}If-None-Match: {answer.fields['etag']}\r\n\r\n".encode())
                    if again.status != 304:
                        raise FailedError(f"{server.name} gave {address} again, which had not changed")
