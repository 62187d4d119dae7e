"""A comment's trip: stored, judged, held or printed; its receipt; what its writer can do."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from dateline.discussion import api as discussion
from dateline.discussion import confidential, moderation
from dateline.discussion.models import Comment, Decision, Receipt, Thread
from dateline.edition import api as edition
from dateline.gate import api as gate
from dateline.lib import clock
from tests.discussion import talk

pytestmark = pytest.mark.django_db


def only() -> Comment:
    return Comment.objects.get()


def test_a_comment_is_stored_then_judged_then_printed(newsroom, story, reader):
    receipt = reader.receipt(story, "The wall *will* hold.\n\n> It did not.\nhttps://lantern.example/a")
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
    receipt = reader.receipt(story)
    discussion.judge_waiting()
    discussion.decide([only().pk], "approve", by=None)
    page = reader.get(receipt).content.decode()
    writer = page.partition("&amp;writer=")[2].partition('"')[0]

    reader.comment(story, "And the lamp is lit.", writer=writer)
    discussion.judge_waiting()
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["approved", "approved"]


def test_a_forged_token_makes_nobody_trusted(story, reader):
    talk.rule(trusted_after=1)
    discussion.decide([talk.send(story).comment], "approve", by=None)
    reader.comment(story, "And the lamp is lit.", writer=f"{only().writer}:forged")
    discussion.judge_waiting()
    assert Comment.objects.get(text__startswith="And").state == "held"


@pytest.mark.parametrize("mode", ["held", "trusted", "open"])
def test_the_rule_of_the_paper(story, reader, mode):
    talk.rule(mode=mode)
    reader.comment(story)
    discussion.judge_waiting()
    assert only().state == ("approved" if mode == "open" else "held")


def test_a_closed_story_shows_no_form_but_what_is_sent_is_kept(newsroom, story, reader):
    talk.rule(mode="closed")
    edition.order_everything("closed")
    edition.print_everything()
    assert "<form" not in newsroom.read(story.address)
    receipt = reader.receipt(story)
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
        discussion.submit(talk.submission(story))
        discussion.judge_waiting()
    assert only().reasons[0] == "closed"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "Please write a comment."),
        ({"name": ""}, "Please write a name."),
        ({"text": "long " * 3000}, "too long"),
        ({"email": "nobody"}, "This is not an e-mail address."),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_eaten(story, reader, fields, said):
    answer = reader.comment(story, **{"text": "The wall will hold.", **fields})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert fields.get("text", "The wall will hold.").strip()[:2000] in page
    assert not Comment.objects.exists()


class TestOnce:
    def test_the_same_ticket(self, story):
        sent = talk.submission(story)
        assert [discussion.submit(sent).is_new for _ in range(3)] == [True, False, False]

    def test_the_same_form_sent_twice_opens_the_same_comment(self, story, reader):
        nonce = "ab" * 16
        first, second = (reader.receipt(story, nonce=nonce) for _ in range(2))
        assert first != second
        assert reader.get(first).content.replace(first.encode(), b"") == reader.get(second).content.replace(
            second.encode(), b""
        )
        assert Comment.objects.count() == 1

    def test_the_same_words_from_the_same_place(self, story, reader):
        reader.receipt(story)
        reader.receipt(story)
        assert Comment.objects.count() == 1

    def test_the_same_words_from_elsewhere_are_another_comment(self, story, reader):
        reader.receipt(story)
        reader.visitor = "ffffffffffffffff"
        reader.receipt(story)
        assert Comment.objects.count() == 2

    def test_words_that_stand_in_print_give_nobody_their_receipt(self, story, reader):
        talk.rule(mode="open")
        reader.receipt(story)
        discussion.judge_waiting()
        with time_machine.travel(clock.now() + timedelta(minutes=5)):
            assert reader.comment(story)["Location"] == f"{story.address}#comment-1"
        assert Receipt.objects.count() == 1

    def test_who_was_told_that_it_is_kept_gets_a_receipt_that_opens(self, story):
        talk.rule(mode="open")
        sent = talk.submission(story)
        discussion.submit(sent)
        discussion.judge_waiting()
        later = replace(sent, ticket="another", at=sent.at + timedelta(minutes=5), is_told=True)
        assert discussion.submit(later).opens

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_moment(self, story):
        from django.db import connection

        if connection.vendor == "sqlite":
            pytest.skip("SQLite's database in memory refuses threads; the journeys try this on a real file")
        sent = talk.submission(story)
        outcomes = []

        def submit():
            outcomes.append(discussion.submit(sent))
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
        receipt = reader.receipt(story)
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
        receipt = reader.receipt(story, email="mina@harbour.example")
        discussion.judge_waiting()
        reader.post(receipt, action="withdraw")
        edition.print_urgent()
        assert "will hold" not in newsroom.read(story.address)
        comment = only()
        assert (comment.name, comment.text, comment.email, comment.writer) == ("", "", None, "")
        assert "Nothing of it is stored" in reader.get(receipt).content.decode()

    def test_a_withdrawn_comment_that_was_answered_leaves_its_place(self, newsroom, story, reader):
        talk.rule(mode="open")
        receipt = reader.receipt(story, name="Wilhelmina")
        discussion.judge_waiting()
        talk.say(story, "So it did.", reply_to=1)
        reader.post(receipt, action="withdraw")
        edition.print_urgent()
        page = newsroom.read(story.address)
        assert "withdrawn by its writer" in page
        assert "Wilhelmina" not in page

    def test_appeal_once(self, story, reader):
        receipt = reader.receipt(story)
        discussion.decide([only().pk], "reject", by=None, reason="insult")
        assert "It insults or threatens somebody." in reader.get(receipt).content.decode()
        reader.post(receipt, action="appeal", words="It does not.")
        assert (only().state, only().reasons, only().appeal) == ("held", ["appeal"], "It does not.")
        discussion.decide([only().pk], "reject", by=None)
        reader.post(receipt, action="appeal", words="It really does not.")
        assert only().state == "rejected"

    def test_what_seems_private_waits_until_its_writer_is_sure(self, story, reader):
        talk.rule(mode="open")
        receipt = reader.receipt(story, "Call me: +994 50 123 45 67")
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
        answer = reader.get(reader.receipt(story))
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not answer.cookies


class TestGate:
    def test_the_step_is_on_the_receipt_and_skipping_it_loses_nothing(self, story, reader):
        talk.rule(mode="open")
        gate.knock(200)
        receipt = reader.receipt(story)
        discussion.judge_waiting()
        assert only().reasons == ["gate"]
        page = reader.get(receipt).content.decode()
        assert "One more step" in page
        assert 'name="gate-kind" value="wait"' in page

    def test_passed_the_comment_is_judged_anew(self, story, reader):
        talk.rule(mode="open")
        gate.knock(200)
        receipt = reader.receipt(story)
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
        reader.receipt(story)
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


def test_what_the_kiosk_kept_is_taken_in_whatever_its_form_holds(tmp_path):
    slip = {"ticket": "t" * 32, "visitor": "", "at": clock.now().isoformat()}
    form = tmp_path / f"{slip['ticket']}.form"
    form.write_bytes(
        json.dumps(slip).encode() + b"\n" + b"a=1&" * 10_000 + b"&&=&%&name=Mina&text=It+held.\xff&story=\0"
    )
    assert discussion.drain(tmp_path) == 1
    assert (only().name, only().text) == ("Mina", "It held.\N{REPLACEMENT CHARACTER}")
    assert list(tmp_path.iterdir()) == []
