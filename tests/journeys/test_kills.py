"""Every process of the house is killed again and again, while editors publish: readers see whole pages all the while.

Ten kills of each kind in a usual run; ``DATELINE_KILLS=200`` for a long one (a quarter of an hour).
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest

from tests.journeys.house import ROOMS, House

KILLS = int(os.environ.get("DATELINE_KILLS", "10"))
PAUSE = 0.2
EDITOR = """
import sys, django
django.setup()
from django.db import transaction
from dateline.desk.models import Story
number = int(sys.argv[1])
while True:
    number += 1
    with transaction.atomic():
        draft = Story.objects.filter(live=True, locale__language_code="en").order_by("pk").first()
        draft = draft.get_latest_revision_as_object()
        draft.headline = f"Edition {number:06}"
        draft.save_revision().publish()
    print(number, draft.address, flush=True)
"""


class Reader(threading.Thread):
    """Asks for pages over and over, half the time over a new connection; notes whatever it should not have seen."""

    def __init__(self, paper: str, places: list[str]) -> None:
        super().__init__(daemon=True)
        self.host, self.places = urlsplit(paper).netloc, places
        self.wrong: list[str] = []
        self.whole = self.cut_off = 0
        self.done = threading.Event()

    def run(self) -> None:
        connection = HTTPConnection(self.host, timeout=10)
        while not self.done.is_set():
            place = random.choice(self.places)
            try:
                connection.request("GET", place)
                answer = connection.getresponse()
                self.look(place, answer.status, answer.read())
            except (OSError, HTTPException):  # its process was killed: the next one answers
                self.cut_off += 1
                connection.close()
            if random.random() < 0.5:
                connection.close()
            time.sleep(0.002)
        connection.close()

    def look(self, place: str, status: int, body: bytes) -> None:
        """A page is right if it is there, ends as pages end, and says one thing about the story that changes."""
        text = body.decode()
        said = set(re.findall(r"Edition (\d{6})", text))
        if status != 200 or not text.rstrip().endswith("</html>") or len(said) > 1:
            self.wrong.append(f"{place}: {status}, {len(body)} bytes, {said}")
        self.whole += 1


class Killer:
    """Kills what it finds running, and counts."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.kills = dict.fromkeys([*ROOMS, "editor", "print of everything"], 0)
        self.surroundings = {**os.environ, "DATELINE_HOME": str(house.folder)}
        self.surroundings.pop("DATABASE_URL", None)
        self.surroundings["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
        self.number, self.address = 0, ""

    def publish(self, seconds: float) -> None:
        """Let an editor publish for so long; kill it wherever it is."""
        editor = subprocess.Popen(
            [sys.executable, "-c", EDITOR, str(self.number)],
            env=self.surroundings, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert editor.stdout is not None
        first = editor.stdout.readline()
        time.sleep(seconds)
        editor.kill()
        last = ([first, *editor.stdout.read().splitlines(keepends=True)])[-1]
        editor.stdout.close()
        editor.wait()
        assert last.endswith("\n"), "the editor could not publish"
        self.number, self.address = int(last.split()[0]), last.split()[1]
        self.kills["editor"] += 1

    def print_everything(self, seconds: float) -> None:
        """Begin to print everything; kill it after so long, if it is not done by then."""
        press = subprocess.Popen(
            [sys.executable, "-m", "dateline.config", "print", "--all"],
            env=self.surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(seconds)
        self.kills["print of everything"] += press.poll() is None
        os.killpg(press.pid, signal.SIGKILL) if press.poll() is None else None
        press.wait()

    def kill_rooms(self) -> None:
        """Kill one process of each room that runs."""
        for name, number in dict(self.house.processes()).items():
            if self.kills[name] < 2 * KILLS:
                os.kill(number, signal.SIGKILL)
                self.kills[name] += 1

    @property
    def is_tired(self) -> bool:
        """Whether each kind was killed often enough."""
        return min(self.kills.values()) >= KILLS


@pytest.mark.timeout(3000)
def test_whoever_is_killed_readers_see_whole_pages(new_house):
    killer = Killer(new_house)
    killer.publish(0.1)
    readers = [Reader(new_house.paper, ["/", "/news/", "/fa/", "/archive/", killer.address]) for _ in range(3)]
    for each in readers:
        each.start()
    began = time.monotonic()
    while not killer.is_tired:
        killer.kill_rooms()
        killer.publish(random.random() * PAUSE)
        killer.print_everything(0.6 + random.random() * 1.5)
    for each in readers:
        each.done.set()
        each.join(15)
    whole, cut_off = (sum(getattr(each, what) for each in readers) for what in ("whole", "cut_off"))
    took = time.monotonic() - began
    whole, cut_off = (sum(getattr(each, what) for each in readers) for what in ("whole", "cut_off"))
    took = time.monotonic() - began
    print(f"{killer.kills} in {took:.0f} s; whole answers: {whole}, cut off: {cut_off}")  # noqa: T201  # seen with -s

    assert [wrong for each in readers for wrong in each.wrong] == []
    assert all(each.whole > 10 * KILLS for each in readers)
    new_house.wait_until(lambda: new_house.rooms().keys() == ROOMS.keys(), 30)
    new_house.wait_until(new_house.is_printed, 120)
    again = subprocess.run(
        [sys.executable, "-m", "dateline.config", "print", "--all"],
        env=killer.surroundings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Printed. 0 addresses changed." in again.stdout, again.stdout + again.stderr
