"""The benchmark of polling: a thousand outlets on this machine, one wire room: its rate, its memory."""

import argparse
import asyncio
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
PLACES = ("quay", "mole", "yard", "tower", "market", "bridge", "chapel", "school", "dock", "lane", "square", "ferry")
DEEDS = ("mended", "opened", "closed", "painted", "counted", "sold", "found", "carried", "lost", "measured", "named")
COLUMNS = {
    "sources": ("sources", 1, 0),
    "items": ("new items", 1, 0),
    "seconds": ("seconds", 1, 1),
    "sources_per_second": ("sources / s", 1, 1),
    "items_per_second": ("pages read / s", 1, 1),
    "memory_mb": ("memory, MB", 1, 0),
}


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    report = Report([Columns("Polling", "sources_per_second", COLUMNS)], "sources", as_json=given.json)
    report.begin("polling", given.sources)
    with tempfile.TemporaryDirectory(prefix="dateline-polling-") as home:
        world = _World(given.sources, given.stories)
        with world.outlets:
            room = _Room(home, world)
            report.add("First look", given.sources, **room.look())
            report.add("Nothing new", given.sources, **room.look())
            for number in range(0, given.sources, 10):
                world.publish_at(number, given.stories + 1)
            report.add("A tenth has news", given.sources, **room.look())
            filed = room.close()
    report.close()
    expected = given.sources * given.stories + len(range(0, given.sources, 10))
    if filed != expected:
        print(f"bench/polling: {filed} items are filed, {expected} were published.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/polling", description=__doc__)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--stories", type=int, default=3, help="in each feed, at first")
    parser.add_argument("--json", action="store_true")
    return parser


class _World:
    """Outlets with feeds that know whether they have changed, and with pages."""

    def __init__(self, sources: int, stories: int) -> None:
        from tests.wire.outlets import Outlets

        self.outlets, self.sources, self.stories = Outlets(), sources, stories

    def open_outlets(self) -> list[str]:
        """Found the outlets; gives the addresses of their feeds."""
        return [self.publish_at(number, self.stories) for number in range(self.sources)]

    def publish_at(self, number: int, stories: int) -> str:
        """Let an outlet have so many stories; gives the address of its feed."""
        from tests.wire.outlets import publishes, publishes_with_validators

        outlet = self.outlets.outlet(f"o{number}.test")
        items = []
        for story in range(stories):
            headline = f"The {PLACES[(number + story) % 12]} was {DEEDS[(number * 7 + story) % 11]} in week {story}"
            outlet.plays(f"/{story}", publishes(_page(headline, number * 1000 + story)))
            items.append(f"<item><title>{headline}</title><link>{outlet.at(f'/{story}')}</link></item>")
        feed = f'<rss version="2.0"><channel><title>Outlet {number}</title>{"".join(items)}</channel></rss>'
        return outlet.plays("/feed", publishes_with_validators(feed.encode(), f'"{stories}"'))


def _page(headline: str, seed: int) -> bytes:
    chance = random.Random(seed)
    said = [
        f"The {chance.choice(PLACES)} that stands behind the {chance.choice(PLACES)} was {chance.choice(DEEDS)} by"
        f" {chance.randrange(2, 90)} people from the {chance.choice(PLACES)}, who had {chance.choice(DEEDS)} it before."
        for _ in range(40)
    ]
    text = "".join(f"<p>{' '.join(said[at : at + 4])}</p>" for at in range(0, 40, 4))
    links = "".join(
        f'<li><a href="/s/{each}">Something else that happened here, number {each}</a>' for each in range(60)
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title>'
        f'<meta property="article:published_time" content="2026-03-02T08:30:00+01:00"></head>'
        f"<body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{headline}</h1><p>By Mina Quayle</p>{text}</article></body></html>"
    ).encode()


class _Room:
    """A wire room in a process of its own; it looks when it is told to."""

    def __init__(self, home: str, world: _World) -> None:
        surroundings = {**os.environ, "DATELINE_HOME": home, "DATELINE_LOG": "WARNING"}
        surroundings["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._tell({"feeds": world.open_outlets()})

    def look(self) -> dict[str, Any]:
        """Look at every source once."""
        return self._tell({"look": True})

    def close(self) -> int:
        """Close it; gives how many items are filed."""
        filed = self._tell({"count": True})["items"]
        self._process.stdin.close()
        self._process.wait(30)
        return int(filed)

    def _tell(self, words: dict[str, Any]) -> dict[str, Any]:
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def room() -> None:
    """The wire room's process: reads what to do, a line of JSON each, and answers so."""
    from dateline.config import opening

    opening.set_up()
    from ipaddress import ip_address

    from dateline.lib import clock
    from dateline.wire.fetch import Door
    from dateline.wire.models import Item, Source
    from dateline.wire.room import Room

    async def resolve(_host: str, _port: int) -> list[Any]:
        return [ip_address("127.0.0.1")]

    async def look() -> None:
        async with Room(Door(pause=0.0, allow_loopback=True, resolve=resolve)) as here:
            await here.catch_up()

    for line in sys.stdin:
        asked = json.loads(line)
        if feeds := asked.get("feeds"):
            named = [Source(name=f"Source {at}", outlet="O", address=each) for at, each in enumerate(feeds)]
            Source.objects.bulk_create(named)
            answer: dict[str, Any] = {}
        elif asked.get("count"):
            answer = {"items": Item.objects.count()}
        else:
            Source.objects.update(next_at=clock.now())
            sources, before, began = Source.objects.count(), Item.objects.count(), time.perf_counter()
            asyncio.run(look())
            seconds, new = time.perf_counter() - began, Item.objects.count() - before
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            answer = {
                "sources": sources, "items": new, "seconds": seconds, "sources_per_second": sources / seconds,
                "items_per_second": new / seconds, "memory_mb": memory,
            }  # fmt: skip
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    room()
