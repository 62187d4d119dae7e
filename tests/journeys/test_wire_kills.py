"""The wire room is killed again and again while it looks at sources: no story is lost, and none is there twice."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.wire import outlets as situations
from tests.wire.outlets import Outlets, publishes
from tests.wire.pages import story_page

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SOURCES, STORIES = 12, 4
ROOM = """
import asyncio, json, sys
from ipaddress import ip_address
import django
django.setup()
from dateline.wire.fetch import Door
from dateline.wire.models import Source
from dateline.wire.room import Room
for name, address in json.loads(sys.argv[1]):
    Source.objects.get_or_create(name=name, address=address, outlet="O")
Source.objects.update(polled_until=None)  # whoever held them was killed: nobody waits here for a quarter of an hour
async def resolve(host, port):
    return [ip_address("127.0.0.1")]
async def look():
    async with Room(Door(pause=0.0, allow_loopback=True, resolve=resolve)) as room:
        await room.catch_up()
print("open", flush=True)
asyncio.run(look())
"""


def room(home, feeds) -> subprocess.Popen:
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings |= {"DATELINE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "dateline.config.settings"}
    words = [sys.executable, "-c", ROOM, json.dumps(feeds)]
    return subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE, text=True)


def test_a_wire_room_that_is_killed_files_every_story_once(tmp_path):
    surroundings = {**os.environ, "DATELINE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "dateline.config.settings"}
    subprocess.run([sys.executable, "-m", "dateline.config", "manage", "migrate", "-v0"], env=surroundings, check=True)
    with Outlets() as world:
        feeds, addresses = [], []
        for number in range(SOURCES):
            outlet, items = world.outlet(f"o{number}.test"), []
            for story in range(STORIES):
                addresses.append(
                    outlet.plays(f"/{story}", situations.takes_its_time(story_page(f"{number}, {story}"), 0.8))
                )
                items.append(f"<item><title>Story {number}, {story}</title><link>{addresses[-1]}</link></item>")
            feed = f'<rss version="2.0"><channel><title>O</title>{"".join(items)}</channel></rss>'
            feeds.append((outlet.name, outlet.plays("/feed", publishes(feed.encode(), kind="application/rss+xml"))))
        kills = 0
        for _ in range(15):
            running = room(tmp_path, feeds)
            running.stdout.readline()
            time.sleep(random.random() * 1.2)
            if running.poll() is None:
                running.send_signal(signal.SIGKILL)
                kills += 1
            running.communicate()
        running = room(tmp_path, feeds)
        running.communicate(timeout=120)
        assert running.returncode == 0
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite3")) as database:
        found = [address for (address,) in database.execute("SELECT address FROM wire_item")]
        held = database.execute("SELECT count(*) FROM wire_source WHERE polled_until IS NOT NULL").fetchone()
    assert sorted(found) == sorted(addresses)
    assert held == (0,)
    assert kills > 5
