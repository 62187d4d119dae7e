"""What the kiosk kept is taken in, each once; one bad file keeps neither the others waiting nor the press."""

from urllib.parse import urlencode

import pytest
from django.db import DataError, OperationalError, connection

from dateline.discussion import api as discussion
from dateline.discussion import drainage
from dateline.discussion.models import Comment
from dateline.lib import clock
from tests.discussion.reader import keep as keep_form

pytestmark = pytest.mark.django_db


def keep(ticket, story, **fields):
    """A reader's comment waits in the spool."""
    fields = {"story": story.pk, "name": "Mina", "text": f"From {ticket}.", "language": "en", **fields}
    keep_form(ticket, urlencode(fields).encode(), at="2026-03-30T09:00:00+00:00")


def test_each_is_taken_in_once_also_when_it_comes_again(spool, story, reader):
    keep("one", story)
    assert discussion.drain() == 1
    keep("one", story)
    discussion.drain()
    assert not list(spool.glob("*.form"))
    assert Comment.objects.get().at.isoformat() == "2026-03-30T09:00:00+00:00"
    assert reader.get("/-/receipt/one").status_code == 200


def test_whoever_looks_at_the_receipt_need_not_wait_for_the_press_room(spool, story, reader):
    for ticket in ("one", "other"):
        keep(ticket, story)
    assert "From one." in reader.get("/-/receipt/one").content.decode()
    assert Comment.objects.count() == len(list(spool.glob("*.form"))) == 1


@pytest.mark.parametrize("ticket", ["", "..", "../../etc/passwd", "a" * 2000, "\N{SNOWMAN}"])
def test_no_ticket_leads_out_of_the_spool(spool, story, reader, ticket):
    keep("one", story)
    assert reader.get(f"/-/receipt/{ticket}").status_code in {301, 404}
    assert len(list(spool.iterdir())) == 1


def test_a_thousand_come_in_by_batches_the_oldest_first(story):
    for number in range(120):
        keep(str(number), story, name=f"Reader {number}")
    assert discussion.drain() == 120
    assert [each.text for each in Comment.objects.order_by("pk")] == [f"From {number}." for number in range(120)]


def test_a_damaged_file_is_put_aside_named_and_tried_again(spool, story, caplog):
    keep("good", story)
    for name in ("bad", "ab" * 32):
        (spool / f"{name}.form").write_bytes(b"{")
    assert discussion.drain() == 1
    assert {each.name for each in (spool / "damaged").iterdir()} == {"bad.form", f"{'ab' * 32}.form"}
    assert "bad.form" in caplog.text
    discussion.try_again()
    assert {each.name for each in spool.glob("*.form")} == {"bad.form", f"{'ab' * 32}.form"}
    assert discussion.drain() == 0


def test_a_comment_that_cannot_be_stored_keeps_no_other_waiting(spool, story, monkeypatch, caplog):
    whole = drainage.submit

    def refusing(submissions):
        if any(each.text == "From bad." for each in submissions):
            raise DataError("no database takes this")
        return whole(submissions)

    monkeypatch.setattr(drainage, "submit", refusing)
    for ticket in ("bad", "good", "better"):
        keep(ticket, story)
    assert discussion.drain() == 2
    assert len(list((spool / "damaged").iterdir())) == 1
    assert "From bad." not in caplog.text


def test_a_database_that_is_away_loses_nothing(spool, story, monkeypatch):
    def away(_submissions):
        raise OperationalError("away")

    monkeypatch.setattr(drainage, "submit", away)
    keep("one", story)
    with pytest.raises(OperationalError):
        discussion.drain()
    assert len(list(spool.glob("*.form"))) == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_only_after_the_database_has_it_on_the_disk(story, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL commits to the disk always, unless its operator wants otherwise")
    whole, seen = drainage.submit, []

    def level():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone()[0]

    def looking(submissions):
        seen.append(level())
        return whole(submissions)

    monkeypatch.setattr(drainage, "submit", looking)
    keep("one", story)
    discussion.drain()
    assert (seen, level()) == ([2], 1)  # FULL, NORMAL


def test_whatever_a_form_holds_it_is_taken_in(spool, story):
    keep_form("odd", b"a=1&" * 10_000 + b"&&=&%&name=Mina&text=It+held.\xff&story=\0")
    assert discussion.drain() == 1
    found = Comment.objects.get()
    assert (found.name, found.text) == ("Mina", "It held.\N{REPLACEMENT CHARACTER}")
    assert abs((clock.now() - found.at).total_seconds()) < 60


def test_a_field_that_holds_no_number_holds_none(story):
    keep("odd", story, reply="9" * 5000, opened="²")
    discussion.drain()
    assert (Comment.objects.get().reply_to, Comment.objects.get().seconds) == (None, None)


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "1.5", "", "٣"])
def test_no_number_in_an_address_costs_an_answer(reader, story, number):
    for address in (f"/-/comment?story={number}", f"/-/report?story={story.pk}&comment={number}"):
        assert reader.get(address).status_code == 404
