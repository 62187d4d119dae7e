"""Opening the house."""

import pytest
from django.db import connection

from dateline.config import opening


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps statistics by itself")
def test_sqlite_is_made_to_look_at_its_tables(newsroom):
    newsroom.publish(newsroom.write())
    opening.gather_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'desk_story'")
        assert cursor.fetchone()[0] > 0


def test_gathering_statistics_harms_nobody(newsroom):
    story = newsroom.publish(newsroom.write())
    opening.gather_statistics()
    assert newsroom.status(newsroom.edit(story, headline="Wall still holds").address) == 200
