"""How hard the gate makes it, and who says so."""

from datetime import timedelta

import pytest
import time_machine
from captcha.models import CaptchaStore

from dateline.gate import api as gate
from dateline.gate.load import BUSY, LOAD, SIEGE, Load
from dateline.gate.models import Spent
from dateline.gate.stance import stance
from dateline.lib.clock import now
from tests.gate.conftest import COMMENT

CALM, FULL, SIEGED = gate.Difficulty.CALM, gate.Difficulty.BUSY, gate.Difficulty.SIEGE


def test_load_makes_it_harder_and_a_minute_makes_it_easier():
    with time_machine.travel(now(), tick=False) as traveller:
        load = Load()
        assert load.difficulty() == CALM
        load.knock(BUSY)
        assert load.difficulty() == FULL
        traveller.shift(timedelta(seconds=30))
        load.knock(SIEGE - BUSY)
        assert load.difficulty() == SIEGED
        traveller.shift(timedelta(seconds=30))
        assert load.per_minute() == SIEGE - BUSY
        traveller.shift(timedelta(seconds=30))
        assert load.per_minute() == 0
        assert load.difficulty() == CALM


@pytest.mark.django_db
def test_asking_and_judging_are_load():
    gate.challenge(COMMENT)
    gate.judge(COMMENT, {})
    gate.offers(COMMENT, "en", now())
    LOAD.knock(BUSY - 3)
    assert gate.difficulty() == FULL


@pytest.mark.django_db
def test_load_that_was_counted_elsewhere_is_load():
    assert not gate.is_asked(BUSY - 1)
    assert gate.is_asked(BUSY)
    LOAD.knock(BUSY)
    assert gate.is_asked()


@pytest.mark.django_db
def test_the_newsroom_raises_the_gate_and_lowers_it():
    assert gate.raised_until() is None
    with time_machine.travel(now(), tick=False) as traveller:
        gate.raise_gate(True)
        assert gate.difficulty() == SIEGED
        assert gate.raised_until() == now() + timedelta(hours=24)
        gate.raise_gate(False)
        assert gate.difficulty() == CALM
        gate.raise_gate(True, now() + timedelta(minutes=5))
        traveller.shift(timedelta(minutes=5))
        assert gate.difficulty() == CALM
        assert gate.raised_until() is None


@pytest.mark.django_db(transaction=True)
def test_the_stance_is_remembered_for_three_seconds_and_the_switch_is_felt_at_once(django_assert_num_queries):
    with time_machine.travel(now(), tick=False) as traveller:
        stance()
        with django_assert_num_queries(0):
            stance()
        gate.raise_gate(True)
        assert gate.difficulty() == SIEGED
        traveller.shift(timedelta(seconds=4))
        with django_assert_num_queries(2):
            stance()


@pytest.mark.django_db
def test_what_has_long_expired_is_forgotten():
    instant = int(now().timestamp())
    for days in (0, 6, 8):
        Spent.objects.spend(f"expired {days} days ago", instant - days * 86_400)
    CaptchaStore.objects.create(challenge="1", response="1", expiration=now() - timedelta(minutes=1))
    assert gate.prune() == 1
    assert Spent.objects.count() == 2
    assert not CaptchaStore.objects.exists()


def test_difficulties_have_an_order():
    assert SIEGED.reaches("busy")
    assert not CALM.reaches("busy")
    assert not SIEGED.reaches("never")
