"""Readers and moderators, and a gate that nobody has knocked at yet."""

import pytest

from tests.discussion import talk


@pytest.fixture
def story(newsroom):
    """A story in the paper."""
    return newsroom.publish(newsroom.write("Wall holds", section="news"))


@pytest.fixture
def reader(client, settings, db):
    """A reader's way to the live addresses, as the kiosk relays it."""
    from tests.discussion.reader import Reader

    settings.ROOT_URLCONF = "dateline.config.live_urls"
    return Reader(client)


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    """An empty spool."""
    settings.DATELINE_SPOOL = tmp_path / "spool"
    return settings.DATELINE_SPOOL


@pytest.fixture
def short_pages():
    """Two comments to a page."""
    with talk.pages_of(2):
        yield
