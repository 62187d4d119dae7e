"""A gate in each of its stances; the tests' own conftest lets nobody have knocked at it."""

from datetime import timedelta

import pytest

from dateline.gate import api as gate
from dateline.gate.load import LOAD

COMMENT = gate.Binding("comment", "417")


@pytest.fixture
def under_siege(db):
    gate.raise_gate(True)


@pytest.fixture
def busy(db):
    LOAD.knock(200)


AN_HOUR = timedelta(hours=1)
