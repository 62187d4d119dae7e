"""The kiosk's tallies are taken in exactly once, whatever falls when."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.config import press_room, readings
from dateline.desk import api as desk
from dateline.desk import readings as desk_readings
from dateline.desk.models import CountedTally, Readings

NOON = 1774872000  # 30 March 2026


@pytest.fixture
def folder(db, tmp_path, monkeypatch) -> Path:
    """The folder that kiosk and press room share."""
    monkeypatch.setattr(readings, "_told", set())
    monkeypatch.setattr(readings._Rounds, "due", 0.0)
    (tmp_path / "readings").mkdir()
    return tmp_path / "readings"


def put(folder: Path, counts: object, number: int = 1, at: int = NOON) -> Path:
    """The kiosk writes a tally."""
    path = folder / f"{at}-4711-{number}.json"
    path.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    return path


def counted() -> dict[str, int]:
    return dict(Readings.objects.values_list("address", "count"))


def lying(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_tallies_are_counted_and_removed(folder):
    put(folder, {"/": 3, "/az/2026/03/30/limandakı-çayxana/": 1}, 1)
    put(folder, {"/": 4}, 2)
    put(folder, {"/": 5}, 3, at=NOON + 86_400)

    assert readings.take_in(folder) is False
    assert lying(folder) == []
    rows = {
        (address, str(day)): count for address, day, count in Readings.objects.values_list("address", "day", "count")
    }
    assert rows == {
        ("/", "2026-03-30"): 7,
        ("/", "2026-03-31"): 5,
        ("/az/2026/03/30/limandakı-çayxana/", "2026-03-30"): 1,
    }
    readings.take_in(folder)
    assert not CountedTally.objects.exists(), "a name is forgotten when its file is gone"


def test_what_is_not_finished_and_what_is_no_tally_is_left_alone(folder):
    for name in (f".{NOON}-4711-1.json", ".json", "notes.txt", f"{NOON}-4711-2.json.damaged"):
        (folder / name).write_text('{"/": 1}')
    before = lying(folder)
    readings.take_in(folder)
    assert lying(folder) == before
    assert counted() == {}


def test_no_folder_is_no_trouble(folder, caplog):
    folder.rmdir()
    assert readings.take_in(folder) is False
    assert not caplog.records


DAMAGED = {
    "empty": b"",
    "cut off": b'{"/": 3, "/ne',
    "not UTF-8": b'{"/\xff": 3}',
    "half a character": b'{"/\\ud800": 3}',
    "a list": b'["/"]',
    "a number": b"3",
    "negative": b'{"/": 3, "/news/": -1}',
    "a fraction": b'{"/": 1.5}',
    "a word": b'{"/": "3"}',
    "true": b'{"/": true}',
    "nothing": b'{"/": null}',
    "endless": b'{"/": NaN}',
    "too many": b'{"/": 99999999999999999999}',
    "no address": b'{"news": 3}',
    "no character": b'{"/\\u0000": 3}',
    "too long": b'{"/' + b"a" * 600 + b'": 3}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_tally_is_set_aside_said_once_and_stops_nothing(folder, caplog, content):
    damaged = put(folder, {}, 1)
    damaged.write_bytes(content)
    put(folder, {"/": 4}, 2)

    for _ in range(3):
        readings.take_in(folder)
    assert counted() == {"/": 4}
    assert lying(folder) == [f"{damaged.name}.damaged"]
    (record,) = caplog.records
    assert "Mend it" in record.getMessage()
    assert f"{damaged.name}.damaged" in record.getMessage()


@pytest.mark.parametrize("name", ["tally.json", "12-3.json", "-1-4711-1.json", "123456789012-1-1.json", "٣-1-1.json"])
def test_a_tally_whose_moment_nobody_knows_is_set_aside(folder, name):
    (folder / name).write_text('{"/": 1}')
    readings.take_in(folder)
    assert lying(folder) == [f"{name}.damaged"]
    assert counted() == {}


def test_a_mended_tally_is_counted(folder):
    damaged = put(folder, {"/": -3})
    readings.take_in(folder)
    aside = folder / f"{damaged.name}.damaged"
    aside.write_text('{"/": 3}')
    aside.rename(damaged)
    readings.take_in(folder)
    assert counted() == {"/": 3}


def test_what_is_no_file_is_set_aside_too(folder):
    (folder / f"{NOON}-1-1.json").mkdir()
    put(folder, {"/": 4}, 2)
    readings.take_in(folder)
    assert counted() == {"/": 4}
    assert lying(folder) == [f"{NOON}-1-1.json.damaged"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5).map(lambda text: f"/{text}") | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.one_of(JSON.map(lambda each: json.dumps(each).encode()), st.binary(max_size=30)))
def test_whatever_lies_there_is_counted_whole_or_set_aside_whole(folder, content):
    put(folder, {}, 1).write_bytes(content)
    put(folder, {"/neighbour/": 1}, 2)
    readings.take_in(folder)

    found = counted()
    assert found.pop("/neighbour/") == 1
    if aside := list(folder.iterdir()):
        assert found == {}
        aside[0].unlink()
    else:
        assert found == {address: count for address, count in json.loads(content).items() if count}
    readings.take_in(folder)
    Readings.objects.all().delete()


class KilledError(BaseException):
    """The press room is gone, between two lines."""


def killed_before_line(number: int, folder: Path) -> bool:
    """Take in, and be killed before the so-manieth line of it; whether there was such a line."""
    places, lines = {readings.__file__, desk_readings.__file__}, 0

    def trace(frame, event, _):
        nonlocal lines
        if frame.f_code.co_filename not in places:
            return None
        lines += event == "line"
        if lines == number:
            raise KilledError
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        readings.take_in(folder)
    except KilledError:
        return True
    finally:
        sys.settrace(before)
    return False


def test_a_press_room_killed_at_any_line_neither_loses_nor_doubles_a_reading(folder):
    number, left = 0, set()
    while True:
        number += 1
        put(folder, {"/": 3, "/news/": 1}, 1)
        put(folder, {"/": 4}, 2)
        put(folder, {"/": -1}, 3)
        was_killed = killed_before_line(number, folder)
        left.add((len([name for name in lying(folder) if name.endswith(".json")]), counted().get("/", 0)))
        if was_killed:
            readings.take_in(folder)
        readings.take_in(folder)

        assert counted() == {"/": 7, "/news/": 1}, f"killed before line {number}"
        assert lying(folder) == [f"{NOON}-4711-3.json.damaged"]
        assert not CountedTally.objects.exists()
        Readings.objects.all().delete()
        if not was_killed:
            break
    assert {(2, 0), (2, 7), (1, 7), (0, 7)} <= left, "it was killed before the commit, after it, and between the files"


def test_a_counted_tally_that_cannot_be_removed_is_not_counted_again(folder, monkeypatch, caplog):
    put(folder, {"/": 3})

    def refuse(*_, **__):
        raise PermissionError("read-only")

    with monkeypatch.context() as while_read_only:
        while_read_only.setattr(Path, "unlink", refuse)
        for _ in range(3):
            readings.take_in(folder)
    assert counted() == {"/": 3}
    assert len(caplog.records) == 1
    readings.take_in(folder)
    assert lying(folder) == []
    assert counted() == {"/": 3}


def test_names_are_not_forgotten_while_nobody_can_look_into_the_folder(folder, monkeypatch):
    put(folder, {"/": 3})
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "unlink", lambda *_, **__: None)
        readings.take_in(folder)
    for trouble in (PermissionError, FileNotFoundError):
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(Path, "iterdir", lambda _, trouble=trouble: (_ for _ in ()).throw(trouble()))
            readings.take_in(folder)
    readings.take_in(folder)
    assert counted() == {"/": 3}


def test_tallies_wait_for_a_database_that_does_not_answer(folder):
    put(folder, {"/": 3})

    def refuse(execute, sql, params, many, context):
        if "INSERT" in sql:
            raise OperationalError("the disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        readings.take_in(folder)
    assert len(lying(folder)) == 1
    readings.take_in(folder)
    assert counted() == {"/": 3}


def test_a_long_absence_is_made_up_for_in_portions(folder):
    for number in range(450):
        put(folder, {"/": 1}, number)
    put(folder, {"/": -1}, 999)
    assert [readings.take_in(folder) for _ in range(3)] == [True, True, False]
    assert counted() == {"/": 450}


def test_the_press_room_looks_every_few_seconds(folder, newsroom, settings, monkeypatch):
    moment = 1000.0
    monkeypatch.setattr(readings.time, "monotonic", lambda: moment)
    settings.DATELINE_HOME = folder.parent
    story = newsroom.publish(newsroom.write())
    put(folder, {story.address: 3}, 1)
    press_room.tick()
    assert Readings.objects.get(story=story).count == 3

    put(folder, {story.address: 3}, 2)
    moment += 1
    press_room.tick()
    assert Readings.objects.get(story=story).count == 3
    moment += 3
    press_room.tick()
    assert Readings.objects.get(story=story).count == 6


def test_the_turn_of_the_day_drops_old_readings_of_pages(folder, newsroom, settings, monkeypatch):
    settings.DATELINE_HOME = folder.parent
    desk.count_readings([desk.Tally("old", datetime(2020, 1, 1, tzinfo=UTC), {"/": 3})])
    from dateline.edition import api as edition

    monkeypatch.setattr(edition, "turn_the_day", lambda: True)
    press_room.tick()
    assert not Readings.objects.exists()
