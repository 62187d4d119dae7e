"""Readers send comments while everything goes wrong: what they were told was stored is stored, once; nothing else is.

Two hundred accidents in a usual run; ``DATELINE_FAULTS=1000`` for a long one (four minutes).
"""

import gzip
import hashlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import brotli
import pytest

from tests.journeys.accidents import SEED, Comment, Door, Killer, Readers
from tests.journeys.house import ROOMS, House

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]
FAULTS = int(os.environ.get("DATELINE_FAULTS", "200"))
PASSES = """
import sys, json, django
django.setup()
import altcha, time_machine
from datetime import timedelta
from dateline.gate import api as gate
from dateline.gate.load import LOAD
from dateline.lib.clock import now
binding = gate.Binding("comment", sys.argv[1])
def solved():
    LOAD.forget()
    challenge = altcha.Challenge.from_dict(gate.challenge(binding))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
good = [solved() for _ in range(int(sys.argv[2]))]
with time_machine.travel(now() - timedelta(days=1)):
    print(json.dumps({"good": good, "expired": [solved() for _ in range(3)]}))
"""
APPROVE = """
import sys, django
django.setup()
from dateline.discussion import api as discussion
assert len(discussion.decide([int(each) for each in sys.argv[1:]], "approve", by=None)) == len(sys.argv) - 1
"""


def at_the_desk(house: House, program: str, *words: str) -> str:
    """Run a program as the house's own; gives what it said."""
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings |= {"DATELINE_HOME": str(house.folder), "DJANGO_SETTINGS_MODULE": "dateline.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def look_into(house: House, question: str) -> list[tuple]:
    """Ask the database of a house, and change nothing."""
    with closing(sqlite3.connect(f"file:{house.folder}/dateline.sqlite3?mode=ro", uri=True, timeout=10)) as database:
        return database.execute(question).fetchall()


def calm_down(house: House) -> None:
    """Wait until every room is open, nothing waits for the press room, and a while has passed so."""
    spool = house.folder / "spool"
    house.wait_until(lambda: house.rooms().keys() == ROOMS.keys(), 60)

    def is_calm() -> bool:
        waits = look_into(house, "SELECT count(*) FROM discussion_comment WHERE state = 'received'")
        return waits == [(0,)] and not list(spool.glob("*.form")) and Door(house.paper).read("/-/comment")[0] == 404

    for _ in range(4):
        house.wait_until(is_calm, 90)
        time.sleep(1)
    house.wait_until(house.is_printed, 90)


def stored(house: House) -> Counter[int]:
    """How many comments there are of each number."""
    kept = look_into(house, "SELECT name, text FROM discussion_comment")
    marks = [set(re.findall(r"mark(\d{6})", f"{name} {text}")) for name, text in kept]
    unknown = [each for each, mark in zip(kept, marks, strict=True) if len(mark) != 1]
    assert unknown == [], "stored, and not as it was written"
    return Counter(int(each.pop()) for each in marks)


def check(house: House, comments: list[Comment]) -> str:
    """Hold what is stored against what readers were told; gives it in numbers."""
    numbers = {each.number for each in comments}
    found = Counter({number: times for number, times in stored(house).items() if number in numbers})
    told = {each.number for each in comments if each.receipts}
    left = {each.number for each in comments if each.is_left or 503 in each.answers} - told
    door = Door(house.paper)
    assert {number: times for number, times in found.items() if times > 1} == {}, "stored twice"
    assert told - found.keys() == set(), "told that it was stored, and it is not"
    assert found.keys() - told - left == set(), "stored, and not told"
    for each in comments:
        for ticket in each.receipts:
            status, page = door.read(f"/-/receipt/{ticket}")
            assert (status, each.mark in page) == (200, True), f"{each.number}: the receipt {ticket} does not open"
    spool = house.folder / "spool"
    assert [each.name for each in spool.iterdir() if each.name != ".tally"] == [] if spool.exists() else True
    answers = Counter(answer for each in comments for answer in each.answers)
    receipts = sum(len(each.receipts) for each in comments)
    unheard = len(found.keys() & left)
    return (
        f"{len(comments)} comments, answers {dict(answers)}; told {len(told)}, stored {len(found)} "
        f"({unheard} of {len(left)} whose readers had left, or were told to come back); {receipts} receipts open"
    )


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A house of these readers' own: nobody else would like it here."""
    opened = House.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def story(house: House) -> str:
    """The number of a story of the demo that takes comments."""
    page = Door(house.paper).read("/2026/11/24/lost-comet-found/")[1]
    pages = [page, *(each.read_text() for each in house.pages.rglob("index.html"))]
    found = (re.search(r'<input type="hidden" name="story" value="(\d+)">', each) for each in pages)
    return next(each[1] for each in found if each)


def test_what_readers_are_told_is_so(house, story):
    passes = json.loads(at_the_desk(house, PASSES, story, "20"))
    readers = Readers(Door(house.paper), story, passes)
    began = time.monotonic()
    with Killer(house) as killer:
        readers.run(FAULTS)
    took = time.monotonic() - began
    calm_down(house)
    outcome = check(house, readers.comments)
    print(f"seed {SEED}, {took:.0f} s: {outcome}; kills {dict(killer.kills)}; {dict(readers.happened)}")  # noqa: T201

    for each in readers.comments:  # the back button, the day after
        if each.receipts and b"nonce" in each.body and each.number % 7 == 0:
            readers.door.send(each)
    calm_down(house)
    check(house, readers.comments)
    gates = dict(look_into(house, "SELECT gate, count(*) FROM discussion_comment GROUP BY gate"))
    assert gates.get("passed", 0) <= len(passes["good"]), "a pass was good twice"


@pytest.fixture
def small_spool(house: House) -> Iterator[Path]:
    """The spool on a disk of its own, far too small; what mounts it needs to be root."""
    spool = house.folder / "spool"
    spool.mkdir(mode=0o700, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(spool)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield spool
    subprocess.run(["umount", spool], check=True)


def test_a_full_disk_is_said_and_no_word_of_it_is_a_lie(house, story, small_spool):
    readers = Readers(Door(house.paper), story, {})
    press_room = house.rooms()["press room"]
    comments = [readers.write(700_000 + number, writer="w" * 20_000) for number in range(24)]
    os.kill(press_room, signal.SIGSTOP)  # nobody makes room
    try:
        with ThreadPoolExecutor(4) as clients:
            list(clients.map(readers.door.send, comments))
    finally:
        os.kill(press_room, signal.SIGCONT)
    refused = [each for each in comments if 503 in each.answers]
    assert refused, "the disk was not full"
    assert len(refused) < len(comments)
    calm_down(house)
    print(check(house, comments))  # noqa: T201
    for each in refused:  # there is room again, a little at a time
        house.wait_until(lambda each=each: readers.door.send(each) or each.receipts, 30)
    calm_down(house)
    print(check(house, comments))  # noqa: T201
    assert all(each.receipts for each in comments)


def test_no_address_is_found_anywhere(house, story):
    readers = Readers(Door(house.paper), story, {})
    addresses = [f"Anna.Of.The.Quay{number}@Nettle-Hill.example" for number in range(12)]
    comments = [
        readers.write(600_000 + number, email=address, replies="yes", name=f"Quay {number} mark{600_000 + number}")
        for number, address in enumerate(addresses)
    ]
    lacking = readers.write(600_900, email="Anna.Of.The.Quay77@Nettle-Hill.example", text="")
    wanted = {each for address in (*addresses, addresses[0].replace("0@", "77@")) for each in traces(address)}
    wanted |= {b"nettle-hill.example", b"of.the.quay"}
    press_room = house.rooms()["press room"]
    os.kill(press_room, signal.SIGSTOP)
    try:
        for each in (*comments, lacking):
            readers.door.send(each)
        assert len(list((house.folder / "spool").glob("*.form"))) >= 13
        assert found_in(everything_under(house.folder), wanted) == set()
    finally:
        os.kill(press_room, signal.SIGCONT)
    calm_down(house)
    ids = look_into(house, "SELECT id FROM discussion_comment WHERE name LIKE 'Quay%' AND text != '' ORDER BY id")
    at_the_desk(house, APPROVE, *(str(each) for (each,) in ids[::2]))
    calm_down(house)
    shelf = list(everything_under(house.folder / "shelf"))
    assert any(b"mark600" in content for _, content in shelf), "some stand in print"
    assert sum(len(each.receipts) for each in comments) >= 12

    places = [*everything_under(house.folder), ("what the house said", house.story_so_far.lower().encode())]
    assert found_in(places, wanted) == set()
    assert len([name for name, _ in places if "dateline.sqlite3" in name]) >= 1
    assert [row for row in cells(house) if "127.0.0.1" in row or "::1" in row] == []


def traces(address: str) -> Iterator[bytes]:
    """An address, and what the usual digests make of it; in small letters."""
    for written in {address, address.lower(), address.upper(), f"mailto:{address.lower()}"}:
        yield written.lower().encode()
        for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
            yield digest(written.encode()).hexdigest().encode()


def found_in(places: Iterable[tuple[str, bytes]], wanted: set[bytes]) -> set[tuple[str, bytes]]:
    """Where something of that stands."""
    return {(name, trace) for name, content in places for trace in wanted if trace in content}


def everything_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder: its name, and what is in it, unpacked, in small letters."""
    for each in folder.rglob("*"):
        if each.is_file() and each.suffix not in {".jpg", ".webp", ".avif"}:
            content = each.read_bytes()
            unpack = {".gz": gzip.decompress, ".br": brotli.decompress}.get(each.suffix, bytes)
            yield str(each), unpack(content).lower()


def cells(house: House) -> list[str]:
    """All that is written in the tables of the discussion and of the gate."""
    tables = look_into(house, "SELECT name FROM sqlite_master WHERE type = 'table'")
    ours = [name for (name,) in tables if name.startswith(("discussion_", "gate_", "captcha_"))]
    assert {"discussion_comment", "discussion_report", "gate_spent"} <= set(ours)
    return [f"{name}: {row}" for name in ours for row in look_into(house, f'SELECT * FROM "{name}"')]
