"""The benchmark of comments: how many a second are stored, each with a pass of the gate; Isso beside it in one run."""

import argparse
import asyncio
import base64
import hashlib
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tests.journeys.house import House, free_ports  # noqa: E402

_PATIENCE = 60.0
COLUMNS = {
    "sent": ("sent", 1, 0),
    "stored": ("stored", 1, 0),
    "per_second": ("told / s", 1, 0),
    "through_per_second": ("in database / s", 1, 0),
    "p50_ms": ("p50 ms", 1, 1),
    "p99_ms": ("p99 ms", 1, 1),
}


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    report = Report([Columns("Comments", "per_second", COLUMNS)], "clients", as_json=given.json)
    with ExitStack() as stack:
        places = {"Dateline": stack.enter_context(dateline(report))}
        if given.isso:
            places["Isso"] = stack.enter_context(isso(given.isso))
        ratios = []
        for clients in given.clients:
            rates = {}
            for name, place in places.items():
                report.begin(name, clients)
                found = measure(place, clients, given.comments)
                report.add(name, clients, **found)
                rates[name] = found["per_second"]
                if found["stored"] != found["sent"]:
                    print(f"bench/discussion: {name} stored {found['stored']} of {found['sent']}.", file=sys.stderr)
                    return 1
            if "Isso" in rates:
                ratios.append((clients, rates["Dateline"] / rates["Isso"]))
    report.close()
    for clients, ratio in ratios:
        print(f"Dateline : Isso, {clients} clients: {ratio:.2f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/discussion", description=__doc__)
    parser.add_argument(
        "--isso", type=Path, metavar="VENV", help="a venv with isso 0.14 and gunicorn; none: without it"
    )
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--comments", type=int, default=600, help="for each number of clients")
    parser.add_argument("--json", action="store_true")
    return parser


class Place(Protocol):
    """Where comments are sent: requests made ready, and how many are stored there."""

    port: int
    accepted: bytes

    def requests(self, count: int) -> list[bytes]:
        """So many requests, no two the same."""

    def stored(self) -> int:
        """How many comments lie there."""


class DatelinePlace(Place):
    """A whole house: through the kiosk to the live desk, with the press room that judges them at the same time."""

    accepted = b"HTTP/1.1 303"

    def __init__(self, house: House) -> None:
        self._house = house
        self.port = int(house.paper.rpartition(":")[2])
        page = next(each for each in sorted(house.pages.rglob("index.html")) if b'name="story"' in each.read_bytes())
        self._story = re.search(rb'name="story" value="(\d+)"', page.read_bytes()).group(1).decode()
        self._number = 0

    def requests(self, count: int) -> list[bytes]:
        return [self._request(each) for each in self._passes(count)]

    def _request(self, solved: str) -> bytes:
        self._number += 1
        fields = {
            "story": self._story, "language": "en", "name": f"Reader {self._number}", "text": _words(self._number),
            "nonce": f"{self._number:032x}", "opened": "30", "website": "", "gate-altcha": solved,
        }  # fmt: skip
        return _post("/-/comment", "application/x-www-form-urlencoded", urlencode(fields))

    def _passes(self, count: int) -> list[str]:
        """So many passes of the gate, made and solved beside the house as it makes them in calm times."""
        surroundings = {**os.environ, "DATELINE_HOME": str(self._house.folder)}
        words = [sys.executable, __file__, "--passes", str(count), self._story]
        return subprocess.run(words, env=surroundings, check=True, capture_output=True, text=True).stdout.split()

    def stored(self) -> int:
        with closing(sqlite3.connect(f"file:{self._house.folder}/dateline.sqlite3?mode=ro", uri=True)) as database:
            (count,) = database.execute("SELECT count(*) FROM discussion_comment").fetchone()
            return int(count)


class IssoPlace(Place):
    """Isso under gunicorn."""

    accepted = b"HTTP/1.1 20"

    def __init__(self, port: int, database: Path) -> None:
        self.port, self._database, self._number = port, database, 0

    def requests(self, count: int) -> list[bytes]:
        found = []
        for _ in range(count):
            self._number += 1
            said = {
                "author": f"Reader {self._number}",
                "email": None,
                "website": None,
                "title": "Story",
                "text": _words(self._number),
            }
            found.append(_post(f"/new?uri={quote('/story/')}", "application/json", json.dumps(said)))
        return found

    def stored(self) -> int:
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as database:
            (count,) = database.execute("SELECT count(*) FROM comments").fetchone()
            return int(count)


def make_passes(count: int, story: str) -> None:
    """Print solved passes for comments on a story."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
    import django

    django.setup()
    from dateline.gate import api as gate
    from dateline.gate.load import LOAD

    for _ in range(count):
        LOAD.forget()
        print(solve(gate.challenge(gate.Binding("comment", story))))


def solve(challenge: dict[str, Any]) -> str:
    """What the script in a browser sends for a challenge."""
    known = challenge["parameters"]
    nonce, salt = bytes.fromhex(known["nonce"]), bytes.fromhex(known["salt"])
    for counter in range(1 << 20):
        key = hashlib.pbkdf2_hmac("sha256", nonce + counter.to_bytes(4), salt, known["cost"], known["keyLength"]).hex()
        if key.startswith(known["keyPrefix"]):
            solution = {"counter": counter, "derivedKey": key, "time": 1}
            return base64.b64encode(json.dumps({"challenge": challenge, "solution": solution}).encode()).decode()
    raise AssertionError("no solution")


def _words(number: int) -> str:
    return f"Number {number}: I was there when the wall was mended, and I saw who carried the stones. " * 3


def _post(target: str, kind: str, body: str) -> bytes:
    coded = body.encode()
    lines = (
        f"POST {target} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", f"Content-Length: {len(coded)}",
        "Accept: */*", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + coded


def measure(place: Place, clients: int, count: int) -> dict[str, Any]:
    """Send so many comments from so many clients; each sends its next when the one before is answered.

    Who is told that a comment is kept is told so once it is on the disk (Dateline) or in the database (Isso).
    """
    requests, before = place.requests(count), place.stored()
    began = time.perf_counter()
    times = asyncio.run(_send(place, requests, clients))
    seconds = time.perf_counter() - began
    while (stored := place.stored() - before) < count and time.perf_counter() - began < _PATIENCE:
        time.sleep(0.02)
    through = time.perf_counter() - began
    times.sort()
    return {
        "sent": count,
        "stored": stored,
        "per_second": count / seconds,
        "through_per_second": stored / through,
        "p50_ms": 1000 * statistics.median(times),
        "p99_ms": 1000 * times[int(len(times) * 0.99)],
    }


async def _send(place: Place, requests: Sequence[bytes], clients: int) -> list[float]:
    waiting, times = list(requests), []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        while waiting:
            request = waiting.pop()
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            await reader.readexactly(int(length.group(1)) if length else 0)
            times.append(time.perf_counter() - began)
            assert head.startswith(place.accepted), head
            if b"connection: close" in head.lower():
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return times


@contextmanager
def dateline(report: Report) -> Iterator[Place]:
    """A house with the demo newspaper."""
    report.begin("open a house with the demo newspaper", 0)
    house = House.open()
    try:
        yield DatelinePlace(house)
    finally:
        house.close()


@contextmanager
def isso(venv: Path) -> Iterator[Place]:
    """Isso with its own settings but for its limit of two comments a minute."""
    with tempfile.TemporaryDirectory(prefix="isso-") as folder:
        (port,) = free_ports(1)
        settings, database = Path(folder) / "isso.cfg", Path(folder) / "comments.db"
        settings.write_text(
            f"[general]\ndbpath = {database}\nhost = http://localhost/\n[guard]\nenabled = false\n", encoding="utf-8"
        )
        process = subprocess.Popen(
            [str(venv / "bin" / "gunicorn"), "--workers", "2", "--bind", f"127.0.0.1:{port}", "isso.run"],
            env={**os.environ, "ISSO_SETTINGS": str(settings)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            yield IssoPlace(port, database)
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            with urlopen(f"http://127.0.0.1:{port}/info"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Isso does not answer.")


if __name__ == "__main__":
    make_passes(int(sys.argv[2]), sys.argv[3])
