"""A comment's trip: stored, judged, held or printed; its receipt; what its writer can do."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from dateline.discussion import api as discussion
from dateline.discussion import confidential, moderation, values
from dateline.discussion.models import Comment, Decision, Thread
from dateline.edition import api as edition
from dateline.gate import api as gate
from dateline.gate.load import LOAD
from dateline.lib import clock
from tests.discussion import talk

pytestmark = pytest.mark.django_db


def only() -> Comment:
    return Comment.objects.get()


def test_a_comment_is_stored_then_judged_then_printed(newsroom, story, reader):
    receipt = reader.comments(story, "The wall *will* hold.\n\n> It did not.\nhttps://lantern.example/a")
    assert only().state == "received"
    assert "Your comment is stored" in reader.get(receipt).content.decode()

    discussion.judge_waiting()
    assert (only().state, only().reasons) == ("held", ["newcomer"])
    assert "will</em> hold" not in newsroom.read(story.address)

    discussion.decide([only().pk], "approve", by=None)
    edition.print_urgent()
    page = newsroom.read(story.address)
    assert '<li id="comment-1">' in page
    assert "<em>will</em> hold." in page
    assert '<a href="https://lantern.example/a" rel="nofollow ugc">lantern.example/a</a>' in page
    assert f"{story.address}#comment-1" in reader.get(receipt).content.decode()


def test_trusted_readers_are_printed_at_once(story, reader):
    talk.rule(trusted_after=1)
    receipt = reader.comments(story)
    discussion.judge_waiting()
    discussion.decide([only().pk], "approve", by=None)
    page = reader.get(receipt).content.decode()
    writer = page.partition("&amp;writer=")[2].partition('"')[0]

    reader.comments(story, "And the lamp is lit.", writer=writer)
    discussion.judge_waiting()
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["approved", "approved"]


def test_a_forged_token_makes_nobody_trusted(story, reader):
    talk.rule(trusted_after=1)
    discussion.decide([talk.send(story).comment], "approve", by=None)
    reader.comments(story, "And the lamp is lit.", writer=f"{only().writer}:forged")
    discussion.judge_waiting()
    assert Comment.objects.get(text__startswith="And").state == "held"


@pytest.mark.parametrize("mode", ["held", "trusted", "open"])
def test_the_rule_of_the_paper(story, reader, mode):
    talk.rule(mode=mode)
    reader.comments(story)
    discussion.judge_waiting()
    assert only().state == ("approved" if mode == "open" else "held")


def test_a_closed_story_shows_no_form_but_what_is_sent_is_kept(newsroom, story, reader):
    talk.rule(mode="closed")
    edition.order_everything("closed")
    edition.print_everything()
    assert "<form" not in newsroom.read(story.address)
    receipt = reader.comments(story)
    discussion.judge_waiting()
    assert only().reasons == ["closed"]
    assert "a moderator decides" in reader.get(receipt).content.decode()


def test_comments_close_by_themselves(newsroom, story):
    talk.rule(closes_after=3)
    edition.turn_the_day()
    assert "<form" in newsroom.read(story.address)
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        edition.turn_the_day()
        edition.print_urgent()
        assert "<form" not in newsroom.read(story.address)
        talk.send(story)
        discussion.judge_waiting()
    assert only().reasons[0] == "closed"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "Please write a comment."),
        ({"name": ""}, "Please write a name."),
        ({"text": "long " * 3000}, "too long"),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({}, "Please write an e-mail address."),
    ],
)
def test_what_is_lacking_is_stored_said_and_mended_whenever(story, reader, fields, said):
    talk.rule(mode="open", requires_email=True, edit_minutes=0)
    given = {"email": "mina@harbour.example" if fields else "", **fields}
    receipt = reader.comments(story, **{"text": "The wall will hold.", **given})
    for _look in range(2):
        page = reader.get(receipt).content.decode()
        assert said in page
        assert "Something is missing, or it is too long." in page
        discussion.judge_waiting()
    assert (only().state, only().reasons) == ("held", ["incomplete"])
    mended = {"name": "Mina", "text": "It holds.", "email": "mina@harbour.example"}
    assert reader.post(receipt, action="change", **{**mended, "text": " "}).status_code == 422
    reader.post(receipt, action="change", **mended)
    assert (only().state, only().text, confidential.opened(only().email)) == ("approved", "It holds.", mended["email"])


def test_an_address_that_nobody_asked_for_holds_no_comment(story, reader):
    talk.rule(mode="open")
    reader.comments(story, email="nobody")
    discussion.judge_waiting()
    assert only().state == "approved"


class TestOnce:
    def test_the_same_receipt(self, story):
        sent = talk.submission(story)
        assert [each.is_new for _ in range(3) for each in discussion.submit([sent])] == [True, False, False]

    def test_in_one_batch(self, story):
        sent = talk.submission(story)
        again = replace(sent, receipt=values.digest_of("again"))
        assert [each.is_new for each in discussion.submit([sent, again, sent])] == [True, False, False]

    def test_the_same_form_sent_twice_opens_the_same_comment(self, story, reader):
        nonce = "ab" * 16
        first, second = (reader.comments(story, nonce=nonce) for _ in range(2))
        assert first != second
        assert reader.get(first).content.replace(first.encode(), b"") == reader.get(second).content.replace(
            second.encode(), b""
        )
        assert Comment.objects.count() == 1

    def test_the_same_words_from_the_same_place(self, story, reader):
        reader.comments(story)
        reader.comments(story)
        assert Comment.objects.count() == 1

    def test_the_same_words_from_elsewhere_are_another_comment(self, story, reader):
        reader.comments(story)
        reader.visitor = "ffffffffffffffff"
        reader.comments(story)
        assert Comment.objects.count() == 2

    def test_words_that_stand_in_print_give_nobody_their_receipt(self, story, reader):
        talk.rule(mode="open")
        first = reader.comments(story)
        discussion.judge_waiting()
        with time_machine.travel(clock.now() + timedelta(minutes=5)):
            again = reader.comments(story)
        page = reader.get(again).content.decode()
        assert "stand under the story already" in page
        assert f'href="{story.address}#comment-1"' in page
        assert "Withdraw" not in page
        reader.post(again, action="withdraw")
        assert only().state == "approved"
        assert "Withdraw" in reader.get(first).content.decode()

    def test_words_that_nobody_has_read_open_for_whoever_knows_them(self, story, reader):
        reader.comments(story)
        discussion.decide([only().pk], "reject", by=None)
        with time_machine.travel(clock.now() + timedelta(minutes=5)):
            assert "has decided not to print" in reader.get(reader.comments(story)).content.decode()
        assert Comment.objects.count() == 1

    def test_words_that_were_taken_off_the_page_are_another_comment(self, story, reader):
        talk.say(story, "The wall will hold.")
        Comment.objects.update(visitor=reader.visitor, name="Mina")
        discussion.decide([only().pk], "reject", by=None)
        with time_machine.travel(clock.now() + timedelta(minutes=5)):
            reader.comments(story)
        assert Comment.objects.count() == 2

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_moment(self, story):
        from django.db import connection

        if connection.vendor == "sqlite":
            pytest.skip("SQLite's database in memory refuses threads; the journeys try this on a real file")
        sent = talk.submission(story)
        outcomes = []

        def submit():
            outcomes.extend(discussion.submit([sent]))
            connection.close()

        threads = [threading.Thread(target=submit) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert sum(each.is_new for each in outcomes) == 1
        assert Comment.objects.count() == 1


class TestReceipt:
    def test_change_within_its_time(self, newsroom, story, reader):
        talk.rule(mode="open")
        receipt = reader.comments(story)
        discussion.judge_waiting()
        reader.post(receipt, action="change", name="Mina", text="The wall did hold.")
        edition.print_urgent()
        assert "The wall did hold." in newsroom.read(story.address)
        assert "changed by its writer" in newsroom.read(story.address)
        with time_machine.travel(clock.now() + timedelta(minutes=16)):
            reader.post(receipt, action="change", name="Mina", text="Too late.")
        assert only().text == "The wall did hold."

    def test_withdraw_forgets_everything(self, newsroom, story, reader):
        talk.rule(mode="open")
        receipt = reader.comments(story, email="mina@harbour.example")
        discussion.judge_waiting()
        reader.post(receipt, action="withdraw")
        edition.print_urgent()
        assert "will hold" not in newsroom.read(story.address)
        comment = only()
        assert (comment.name, comment.text, comment.email, comment.writer) == ("", "", None, "")
        assert "Nothing of it is stored" in reader.get(receipt).content.decode()

    def test_a_withdrawn_comment_that_was_answered_leaves_its_place(self, newsroom, story, reader):
        talk.rule(mode="open")
        receipt = reader.comments(story, name="Wilhelmina")
        discussion.judge_waiting()
        talk.say(story, "So it did.", reply_to=1)
        reader.post(receipt, action="withdraw")
        edition.print_urgent()
        page = newsroom.read(story.address)
        assert "withdrawn by its writer" in page
        assert "Wilhelmina" not in page

    def test_appeal_once(self, story, reader):
        receipt = reader.comments(story)
        discussion.decide([only().pk], "reject", by=None, reason="insult")
        assert "It insults or threatens somebody." in reader.get(receipt).content.decode()
        reader.post(receipt, action="appeal", words="It does not.")
        assert (only().state, only().reasons, only().appeal) == ("held", ["appeal"], "It does not.")
        discussion.decide([only().pk], "reject", by=None)
        reader.post(receipt, action="appeal", words="It really does not.")
        assert only().state == "rejected"

    def test_what_seems_private_waits_until_its_writer_is_sure(self, story, reader):
        talk.rule(mode="open")
        receipt = reader.comments(story, "Call me: +994 50 123 45 67")
        discussion.judge_waiting()
        assert only().reasons == ["private"]
        assert "telephone number" in reader.get(receipt).content.decode()
        reader.post(receipt, action="sure")
        assert only().state == "approved"

    def test_an_unknown_receipt(self, db, newsroom, reader):
        answer = reader.get("/-/receipt/nothing")
        assert answer.status_code == 404
        assert "There is no comment at this address" in answer.content.decode()

    def test_no_page_of_a_receipt_is_kept_or_told_on(self, story, reader):
        answer = reader.get(reader.comments(story))
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not answer.cookies


class TestGate:
    def test_the_step_is_on_the_receipt_and_skipping_it_loses_nothing(self, story, reader):
        talk.rule(mode="open")
        LOAD.knock(200)
        receipt = reader.comments(story)
        discussion.judge_waiting()
        assert only().reasons == ["gate"]
        page = reader.get(receipt).content.decode()
        assert "One more step" in page
        assert 'name="gate-kind" value="wait"' in page

    def test_passed_the_comment_is_judged_anew(self, story, reader):
        talk.rule(mode="open")
        LOAD.knock(200)
        receipt = reader.comments(story)
        discussion.judge_waiting()
        page = reader.get(receipt).content.decode().partition('value="wait"')[2]
        token = page.partition('name="gate-pass" value="')[2].partition('"')[0]
        fields = {"action": "gate", "gate-kind": "wait", "gate-pass": token}
        early = reader.post(receipt, **fields)
        assert early.status_code == 422
        assert only().state == "held"
        with time_machine.travel(clock.now() + timedelta(minutes=10)):
            reader.post(receipt, **fields)
        assert (only().gate, only().state) == ("passed", "approved")

    def test_a_gate_that_breaks_costs_no_comment(self, story, reader, monkeypatch, caplog):
        def broken(*_args, **_named):
            raise ZeroDivisionError

        monkeypatch.setattr(gate, "judge", broken)
        reader.comments(story)
        assert Comment.objects.count() == 1
        assert "The gate failed on a comment" in caplog.text


class TestReports:
    def test_three_readers_take_a_comment_off_until_a_moderator_has_looked(self, newsroom, story, reader):
        talk.say(story, "Sold: a lighthouse.")
        for visitor in ("a" * 16, "a" * 16, "b" * 16, "c" * 16):
            assert "standing" not in newsroom.read(story.address)
            reader.visitor = visitor
            reader.post("/-/report", story=story.pk, comment=1, reason="spam")
        assert (only().state, only().reasons) == ("held", ["reported"])
        discussion.decide([only().pk], "approve", by=None)
        reader.visitor = "d" * 16
        reader.post("/-/report", story=story.pk, comment=1, reason="spam")
        assert only().state == "approved"


class TestModeration:
    def test_a_decision_is_noted_undone_and_learned(self, story):
        comment = talk.send(story, "Cheap lamps at https://lamps.example")
        (decision,) = discussion.decide([comment.comment], "spam", by=None)
        assert only().state == "spam"
        assert discussion.undo([decision.pk], by=None) == 1
        assert only().state == "received"
        assert list(Decision.objects.order_by("pk").values_list("what", flat=True)) == ["spam", "undo"]

    def test_what_changes_no_state_keeps_nobody_from_undoing(self, story):
        comment = talk.send(story, email="mina@harbour.example").comment
        (decision,) = discussion.decide([comment], "approve", by=None)
        discussion.pin(comment, by=None)
        moderation.email_of(only(), by=None)
        assert discussion.undo([decision.pk], by=None) == 1

    def test_the_newsroom_answers(self, newsroom, story):
        first = talk.say(story, "Who keeps the lamp?")
        discussion.answer(first.pk, "The keeper does.", name="The Lantern", by=None)
        edition.print_urgent()
        page = newsroom.read(story.address)
        assert 'id="comment-2" class="by-newsroom"' in page
        assert "in answer to <bdi>" in page

    def test_counts_and_numbers_hold(self, story):
        comments = [talk.say(story, f"Number {each}.") for each in range(3)]
        discussion.decide([comments[1].pk], "reject", by=None)
        fourth = talk.say(story, "Another.")
        thread = Thread.objects.get(pk=story.pk)
        assert (thread.places, thread.standing, fourth.place) == (4, 3, 4)
        discussion.decide([comments[1].pk], "approve", by=None)
        assert Comment.objects.get(pk=comments[1].pk).place == 2


class TestPages:
    def test_addresses_are_stable(self, newsroom, story, short_pages):
        for each in range(5):
            talk.say(story, f"Number {each}.")
        edition.print_urgent()
        first, second, third = story.address, f"{story.address}comments/2/", f"{story.address}comments/3/"
        assert "Number 0." in newsroom.read(first)
        assert "Number 2." not in newsroom.read(first)
        assert "Number 3." in newsroom.read(second)
        assert 'id="comment-5"' in newsroom.read(third)
        assert f'href="{third}#comments"' in newsroom.read(second)

    def test_one_approval_touches_few_pages(self, newsroom, story, short_pages):
        for each in range(9):
            talk.say(story, f"Number {each}.")
        edition.print_urgent()
        before = edition.shelf().digest()
        talk.say(story, "One more.")
        edition.print_urgent()
        after = edition.shelf().digest()
        changed = {name for name in after if before.get(name) != after[name]}
        assert len({name.rpartition("/")[0] for name in changed}) <= 3

    def test_they_move_and_go_with_the_story(self, newsroom, story, short_pages):
        for each in range(3):
            talk.say(story, f"Number {each}.")
        story = newsroom.edit(story, slug="elsewhere")
        edition.print_urgent()
        assert "Number 2." in newsroom.read(f"{story.address}comments/2/")
        newsroom.kill(story)
        edition.print_urgent()
        assert newsroom.status(f"{story.address}comments/2/") == 404


def test_an_address_is_sealed_and_never_alike_twice():
    one, other = (confidential.sealed("mina@harbour.example") for _ in range(2))
    assert one != other
    assert b"mina" not in one
    assert confidential.opened(one) == confidential.opened(other) == "mina@harbour.example"
    assert confidential.masked("mina@harbour.example") == "m…@h…"


def test_numbers_of_readers_are_forgotten(story):
    talk.send(story)
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert discussion.prune() == 1
    assert only().visitor == ""
