"""The house when its processes are killed: it starts them again, and readers hardly notice."""

import os
import signal
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.journeys.house import ROOMS
from tests.journeys.newsdesk import NewsDesk, welcome


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def test_every_room_comes_back_and_the_house_closes_when_asked(new_house, browse):
    house = new_house
    page = browse(viewport={"width": 1400, "height": 1000})
    welcome(page, house.desk_link)
    desk = NewsDesk(page, house)
    for name in ROOMS:
        before = house.rooms()
        assert before.keys() == ROOMS.keys()
        os.kill(before[name], signal.SIGKILL)
        if name != "kiosk":
            assert answers(f"{house.paper}/"), f"readers were not served while {name} was down"
        house.wait_until(lambda name=name, old=before[name]: house.rooms().get(name, old) != old, 15)
        house.wait_until(lambda: answers(f"{house.paper}/"), 15)
        house.wait_until(lambda: answers(f"{house.desk}/desk/login/"), 30)
        house.wait_until(lambda: answers(f"{house.paper}/-/health"), 30)

        headline = f"Printed after the fall of the {name}"
        desk.write(headline, "Nobody noticed.")
        desk.publish()
        with urlopen(f"{house.paper}/news/") as answer:
            assert headline in answer.read().decode()

    rooms = house.rooms()
    assert house.stop() < 15
    assert house.process.returncode == 0
    for room in rooms.values():
        assert not Path(f"/proc/{room}").exists()
    assert not answers(f"{house.paper}/")
