"""Originals are looked at again, and the desk is told of what happened to them, once."""

from datetime import timedelta

import pytest
import time_machine

from dateline.lib import clock
from dateline.wire import api as wire
from dateline.wire.errors import AwayError
from dateline.wire.looking import note_look
from dateline.wire.models import Alert, Original
from dateline.wire.signals import original_changed
from dateline.wire.watching import Watched, judge
from tests.wire import outlets as situations
from tests.wire.newsdesk import BODY, look, page
from tests.wire.outlets import publishes

pytestmark = pytest.mark.django_db
NOTE = "<p>Correction: an earlier version of this article misstated the day. It was Tuesday, not Monday.</p>"
WATCHED = Watched("7", "https://amber.test/one", "x")
CORRECTED = tuple(line.replace("Monday", "Tuesday") for line in BODY)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where evidence is kept."""
    settings.DATELINE_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def amber(world):
    """An outlet whose story we reprinted."""
    outlet = world.outlet("amber.test")
    outlet.plays("/one", publishes(page()))
    wire.watch(7, outlet.at("/one"), headline="The ferry sails again", text="\n".join(BODY))
    return outlet


@pytest.fixture
def told():
    """What the wire told whoever listens."""
    heard = []

    def hear(*, alert, key, **_):
        heard.append((Alert.objects.get(pk=alert).kind, key))

    original_changed.connect(hear)
    yield heard
    original_changed.disconnect(hear)


def some_days(world, amber, *situation):
    """Days pass, and the outlet does something; the wire room looks whenever it is due."""
    if situation:
        amber.plays("/one", *situation)
    start = clock.now()
    for days in range(1, 6):
        with time_machine.travel(start + timedelta(days=days), tick=True):
            look(world)


def test_as_long_as_nothing_happens_nothing_is_told_and_looks_grow_apart(world, amber, told):
    look(world)
    pauses = []
    start = clock.now()
    for days in range(1, 40):
        with time_machine.travel(start + timedelta(days=days), tick=True):
            look(world)
        pauses.append(len(amber.asked))
    assert told == []
    assert pauses[0] < pauses[-1] < 20
    assert wire.standing(7).outcome in {"unchanged", "cosmetic"}


@pytest.mark.parametrize(
    ("situation", "kind"),
    [
        (publishes(page(body=CORRECTED, extra=NOTE)), "correction"),
        (
            publishes(page(body=[*BODY, "The third arrived on Friday, said the clerk, and it was a timetable."])),
            "update",
        ),
        (situations.retracts(), "gone"),
        (situations.is_missing(), "gone"),
    ],
)
def test_what_happened_is_told_once(world, amber, told, situation, kind):
    look(world)
    some_days(world, amber, situation)
    assert told == [(kind, 7)]
    [alert] = wire.open_alerts([7])
    assert alert.reasons
    if kind == "correction":
        assert "It was Tuesday" in " ".join(alert.notes)
        changed = [each.after for each in wire.changes("\n".join(BODY), alert.text)]
        assert any("Tuesday" in each for each in changed)
    wire.answer_alert(alert.id, "nothing", by=None)
    assert wire.open_alerts() == []


@pytest.mark.parametrize("situation", [situations.fails(), situations.resets(), situations.asks_to_come_back()])
def test_who_is_away_for_a_while_is_not_gone(world, amber, told, situation):
    look(world)
    some_days(world, amber, situation)
    assert told == []
    assert wire.standing(7).outcome == "unreachable"


def test_an_original_that_moved_is_followed(world, amber, told):
    look(world)
    amber.plays("/new", publishes(page()))
    some_days(world, amber, situations.moves_to(amber.at("/new")))
    assert wire.standing(7).address == amber.at("/new")
    assert told == []
    wire.watch(7, amber.at("/one"), headline="The ferry sails again", text="")  # the story was published again
    assert wire.standing(7).address == amber.at("/new")


def test_what_is_pointed_elsewhere_while_it_is_looked_at_stays_there(world, amber):
    look(world)
    before = Original.objects.get()
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        wire.watch(7, amber.at("/two"), headline="x", text="y")
    note_look(before, AwayError("away"), judge(WATCHED, AwayError("away"), None, clock.now()))
    assert wire.standing(7).address == amber.at("/two")
    wire.forget(7)
    note_look(before, AwayError("away"), judge(WATCHED, AwayError("away"), None, clock.now()))


def test_on_demand(world, amber):
    look(world)
    before = len(amber.asked)
    look(world)
    assert len(amber.asked) == before
    assert wire.look_soon(7)
    look(world)
    assert len(amber.asked) == before + 1
    assert not wire.look_soon(8)


def test_another_address_is_another_watch_and_a_killed_story_has_none(world, amber):
    look(world)
    wire.watch(7, amber.at("/one"), headline="x", text="y")
    assert Original.objects.get().looked_at is not None
    wire.watch(7, amber.at("/two"), headline="x", text="y")
    assert Original.objects.get().quiet == 0
    wire.forget(7)
    assert wire.standing(7) is None
