"""What tests of the wire share: a world of outlets."""

import pytest

from tests.wire.outlets import Outlets


@pytest.fixture
def world():
    """A world of outlets on this machine."""
    with Outlets() as world:
        yield world
