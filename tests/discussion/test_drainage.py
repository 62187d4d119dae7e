"""What the kiosk kept is taken in, each once; one bad file keeps neither the others waiting nor the press."""

import json
from urllib.parse import urlencode

import pytest
from django.db import DataError, OperationalError

from dateline.discussion import api as discussion
from dateline.discussion import drainage
from dateline.discussion.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def spool(tmp_path):
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


def keep(spool, ticket, story, **fields):
    """A file as the kiosk writes it."""
    slip = {"ticket": ticket, "visitor": "ab" * 8, "at": "2026-03-30T09:00:00+00:00"}
    body = urlencode({"story": story.pk, "name": "Mina", "text": f"From {ticket}.", "language": "en", **fields})
    (spool / f"{ticket}.form").write_bytes(json.dumps(slip).encode() + b"\n" + body.encode())


def test_each_is_taken_in_once_also_when_it_comes_again(spool, story, reader):
    keep(spool, "one", story)
    assert discussion.drain(spool) == 1
    keep(spool, "one", story)
    discussion.drain(spool)
    assert not list(spool.glob("*.form"))
    assert Comment.objects.get().at.isoformat() == "2026-03-30T09:00:00+00:00"
    assert reader.get("/-/receipt/one").status_code == 200


def test_a_damaged_file_is_put_aside_and_named(spool, story, caplog):
    (spool / "bad.form").write_bytes(b"{")
    keep(spool, "good", story)
    assert discussion.drain(spool) == 1
    assert (spool / "damaged" / "bad.form").read_bytes() == b"{"
    assert "bad.form" in caplog.text


def test_a_comment_that_cannot_be_stored_keeps_no_other_waiting(spool, story, monkeypatch, caplog):
    whole = drainage.submit

    def refusing(submission):
        if submission.ticket == "bad":
            raise DataError("no database takes this")
        return whole(submission)

    monkeypatch.setattr(drainage, "submit", refusing)
    for ticket in ("bad", "good"):
        keep(spool, ticket, story)
    assert discussion.drain(spool) == 1
    assert [each.name for each in (spool / "damaged").iterdir()] == ["bad.form"]
    assert "From bad." not in caplog.text


def test_a_database_that_is_away_loses_nothing(spool, story, monkeypatch):
    def away(_submission):
        raise OperationalError("away")

    monkeypatch.setattr(drainage, "submit", away)
    keep(spool, "one", story)
    with pytest.raises(OperationalError):
        discussion.drain(spool)
    assert (spool / "one.form").exists()


def test_a_field_that_holds_no_number_holds_none(spool, story):
    keep(spool, "odd", story, reply="9" * 5000, opened="²")
    discussion.drain(spool)
    assert (Comment.objects.get().reply_to, Comment.objects.get().seconds) == (None, None)


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "1.5", "", "٣"])
def test_no_number_in_an_address_costs_an_answer(reader, story, number):
    for address in (f"/-/comment?story={number}", f"/-/report?story={story.pk}&comment={number}"):
        assert reader.get(address).status_code == 404
