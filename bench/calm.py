"""A calm reader: asks for one page ten times a second, over a new connection and over a kept one.

    python bench/calm.py PORT SOURCE ADDRESS SECONDS

Writes one JSON object: how long each answer took, in seconds, and how many did not come. No part of Dateline in it.
"""

import json
import sys
import time

from load import request
from reader import Reader

EVERY = 0.1
PATIENCE = 10.0


class Calm:
    """One reader's way of asking, and how it fared."""

    def __init__(self, port: int, source: str, address: str, *, keeps: bool) -> None:
        self.port, self.source, self.keeps = port, source, keeps
        self._request = request(address)
        self._kept: Reader | None = None
        self.took: list[float] = []
        self.failed = self.opened_again = 0

    def ask(self) -> None:
        """Ask once, and note what came of it."""
        began = time.monotonic()
        try:
            status, length = self._answer()
        except OSError:
            self.failed += 1
            return
        self.took.append(time.monotonic() - began)
        self.failed += status != 200 or not length

    def _answer(self) -> tuple[int, int]:
        if self._kept:
            try:
                return self._told(self._kept)
            except OSError:  # as a browser does: what was kept may have been closed in the meantime
                self._kept, self.opened_again = None, self.opened_again + 1
        reader = Reader(self.port, self.source, PATIENCE)
        if self.keeps:
            self._kept = reader
            return self._told(reader)
        with reader:
            return self._told(reader)

    def _told(self, reader: Reader) -> tuple[int, int]:
        answer = reader.ask(self._request)
        return answer.status, len(answer.body)


def main() -> None:
    """Ask until the time is over."""
    port, source, address, seconds = int(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
    ways = {"new": Calm(port, source, address, keeps=False), "kept": Calm(port, source, address, keeps=True)}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for way in ways.values():
            way.ask()
        time.sleep(EVERY)
    found = {name: {"took": way.took, "failed": way.failed, "opened_again": way.opened_again}
             for name, way in ways.items()}  # fmt: skip
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
