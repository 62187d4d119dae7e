"""A pass is good once, also among a hundred at the same time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from dateline.gate import api as gate
from dateline.gate.models import GateState, Spent
from tests.gate import replaying
from tests.gate.conftest import COMMENT
from tests.gate.steps import solved

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the same on PostgreSQL is the next test")
def test_a_hundred_replays_give_one_acceptance_on_sqlite(tmp_path):
    surroundings = os.environ | {"DATELINE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "dateline.config.settings"}
    said = subprocess.run(
        [sys.executable, "-m", "tests.gate.replaying"],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout == "1\n", said.stderr


@pytest.mark.skipif("DATABASE_URL" not in os.environ, reason="asks PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_hundred_replays_give_one_acceptance_on_postgresql():
    assert replaying.accepted() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_not_spent():
    fields = solved()
    with transaction.atomic():
        assert gate.judge(COMMENT, fields).passed
        transaction.set_rollback(True)
    assert gate.judge(COMMENT, fields).passed


@pytest.mark.django_db
def test_a_replay_leaves_the_transaction_whole():
    fields = solved()
    with transaction.atomic():
        assert gate.judge(COMMENT, fields).passed
        assert not gate.judge(COMMENT, fields).passed
        gate.raise_gate(True)
    assert GateState.objects.count() == 1
    assert Spent.objects.count() == 1
    assert not connection.needs_rollback
