"""What readers ask for, and wrk, which asks it."""

import itertools
import json
import os
import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import FailedError
from reader import Reader

HERE = Path(__file__).resolve().parent
CHOICES = 200_000
_HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
_AGENTS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 10; K) {_CHROME} Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
)
_LANGUAGES = ("en-US,en;q=0.9", "en-GB,en;q=0.9", "az,en-US;q=0.7,en;q=0.3")
HEADS = tuple(
    f"Host: paper.example\r\nConnection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\nUser-Agent: {agent}\r\n"
    f"Accept: {_HTML}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
    f"Accept-Encoding: gzip, deflate, br\r\nAccept-Language: {language}\r\n"
    for agent, language in itertools.product(_AGENTS, _LANGUAGES)
)


@dataclass(frozen=True)
class Found:
    """What wrk counted; times in seconds."""

    requests: int
    bytes: int
    seconds: float
    failed: int
    refused: int
    p50: float
    p99: float
    max: float


def chosen(addresses: Sequence[str]) -> list[str]:
    """What is asked for, one after another: the first address most often, the others as by Zipf's law (s = 1)."""
    pick = random.Random(7)
    shuffled = list(addresses)  # so that what is asked for most is not what lies together on the disk
    pick.shuffle(shuffled)
    weights = itertools.accumulate(1 / rank for rank in range(1, len(shuffled) + 1))
    return pick.choices(shuffled, cum_weights=list(weights), k=CHOICES)


def request(address: str, number: int = 0, fields: str = "", method: str = "GET") -> bytes:
    """What a browser sends; the same number is the same browser."""
    return f"{method} {address} HTTP/1.1\r\n{HEADS[number % len(HEADS)]}{fields}\r\n".encode()


def first_visits(addresses: Sequence[str]) -> bytes:
    """The requests of readers who have nothing yet, in the form that load.lua reads."""
    return b"\0".join(request(address, number) for number, address in enumerate(addresses))


def visits_again(addresses: Sequence[str], port: int) -> bytes:
    """The requests of readers who have each page as this server sent it. Each page is asked for once on the way."""
    known = {}
    with Reader(port) as reader:
        for address in dict.fromkeys(addresses):
            answer = reader.ask(request(address, method="HEAD")).fields
            known[address] = f"If-None-Match: {answer['etag']}\r\nIf-Modified-Since: {answer['last-modified']}\r\n"
    return b"\0".join(request(address, number, known[address]) for number, address in enumerate(addresses))


def wrk(port: int, requests: Path, *, connections: int, seconds: float, core: int, start: float = 0) -> Found:
    """Ask a server for what stands in a file, from a place between 0 and 1 on.

    Raises:
        FailedError: wrk did not run.
    """
    return wrk_end(wrk_begin(port, requests, connections=connections, seconds=seconds, core=core, start=start))


def wrk_begin(
    port: int, requests: Path, *, connections: int, seconds: float, core: int, start: float = 0
) -> "subprocess.Popen[str]":
    """Begin to ask, on a processor of the load's own."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "10s", "-s", str(HERE / "load.lua"),
               f"http://127.0.0.1:{port}/", "--", str(requests), f"{start:.4f}"]  # fmt: skip
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509
    )  # fmt: skip


def wrk_end(process: "subprocess.Popen[str]") -> Found:
    """Wait until wrk has asked for as long as it was to ask, and give what it counted.

    Raises:
        FailedError: wrk did not run.
    """
    told = process.communicate()[0]
    line = next((line for line in told.splitlines() if line.startswith("FOUND ")), None)
    if process.returncode or line is None:
        raise FailedError(f"wrk ended with {process.returncode}: {told}")
    return Found(**json.loads(line.removeprefix("FOUND ")))
