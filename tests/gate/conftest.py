"""A gate that nobody has knocked at yet."""

from datetime import timedelta

import pytest

from dateline.gate import api as gate
from dateline.gate.load import LOAD
from dateline.gate.stance import forget

COMMENT = gate.Binding("comment", "417")


@pytest.fixture(autouse=True)
def nobody_knocked():
    LOAD.forget()
    forget()
    yield
    LOAD.forget()
    forget()


@pytest.fixture
def under_siege(db):
    gate.raise_gate(True)


@pytest.fixture
def busy(db):
    gate.knock(200)


AN_HOUR = timedelta(hours=1)
