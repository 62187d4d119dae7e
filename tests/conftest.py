"""The world that tests happen in: a house of its own for each process, a newsroom with a small cast, a clock."""

import os
import shutil
import tempfile
from pathlib import Path

HOUSE = os.environ["DATELINE_HOME"] = tempfile.mkdtemp(prefix="dateline-test-")
os.environ.pop("DATELINE_THEME", None)

import pytest


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOUSE, ignore_errors=True)


@pytest.fixture
def shelf_root(tmp_path: Path, settings) -> Path:
    """An empty shelf."""
    settings.SHELF = tmp_path / "shelf"
    settings.DATELINE_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "photographs"
    settings.DATELINE_PRESSES = 1
    return settings.SHELF


@pytest.fixture
def newsroom(db, shelf_root):
    """A paper in English and Persian with two sections each, a few topics, contributors and an outlet."""
    from tests.newsroom import Newsroom

    return Newsroom.open()


@pytest.fixture(autouse=True)
def nobody_knocked():
    """A gate that nobody has knocked at yet."""
    from dateline.gate.load import LOAD
    from dateline.gate.stance import forget

    LOAD.forget()
    forget()
