"""Letters about answers: to whoever confirmed the address, once each, through a real mail server."""

import re
from datetime import timedelta

import pytest
import time_machine

from dateline.discussion import api as discussion
from dateline.discussion.models import Comment, Letter
from dateline.edition import api as edition
from dateline.lib import clock
from tests.discussion import talk
from tests.discussion.postman import Postman

pytestmark = pytest.mark.django_db
ADDRESS = "mina@harbour.example"
LINK = re.compile(r"(?:https?://[^/\s]+)(/-/letters/\S+)")


@pytest.fixture
def postman(settings):
    with Postman() as postman:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postman.port
        settings.DEFAULT_FROM_EMAIL = "The Lantern <post@lantern.example>"
        settings.DATELINE_LETTERS = True
        yield postman


@pytest.fixture
def asked(story, reader, postman):
    """A reader has asked for letters; the comment is in print, and the first letter written. Gives its link."""
    talk.rule(mode="open")
    reader.comments(story, email=ADDRESS, letters="yes")
    discussion.judge_waiting()
    discussion.write_letters()
    return link_of(postman.letters[-1])


def link_of(letter) -> str:
    [link] = LINK.findall(letter.get_content())
    return link


def answer(story, text="So it will.", **fields) -> int:
    """Somebody else answers, and it is printed."""
    comment = talk.send(story, text, name="Orhan", reply_to=1, **fields).comment
    discussion.judge_waiting()
    discussion.decide([comment], "approve", by=None)
    return comment


def test_an_answer_is_told_once_the_address_is_confirmed(story, reader, postman, asked):
    answer(story, "Before it was confirmed.")
    assert discussion.write_letters() == 0
    assert "Do you want a letter" in reader.get(asked).content.decode()
    reader.post(asked, action="confirm")
    assert "You get a letter" in reader.get(asked).content.decode()
    answer(story)
    assert discussion.write_letters() == 2
    asks, earlier, later = postman.letters
    assert asks["Subject"] == "Shall we write to you about answers?"
    assert "> Before it was confirmed." in earlier.get_content()
    assert "> So it will." in later.get_content()
    assert f"{story.address}#comment-3" in later.get_content()
    assert later["To"] == ADDRESS
    assert later["From"] == "The Lantern <post@lantern.example>"
    assert discussion.write_letters() == 0


def test_a_letter_is_plain_and_can_be_stopped_with_one_click(story, reader, postman, asked):
    reader.post(asked, action="confirm")
    answer(story, "<script>alert(1)</script>\nhttps://lamps.example/?a=1&b=2")
    discussion.write_letters()
    letter = postman.letters[-1]
    assert letter.get_content_type() == "text/plain"
    said = letter.get_content().replace("\r\n", "\n")
    assert "> <script>alert(1)</script>\n> https://lamps.example/?a=1&b=2" in said
    assert letter["Auto-Submitted"] == "auto-generated"
    assert LINK.findall(letter["List-Unsubscribe"].strip("<>")) == [asked]
    reader.post(asked, **{"List-Unsubscribe": "One-Click"})  # RFC 8058, 3.1
    answer(story, "One more.")
    assert discussion.write_letters() == 0
    assert "No letters are sent" in reader.get(asked).content.decode()


def test_a_link_that_is_only_looked_at_confirms_nothing(reader, asked):
    reader.get(asked)
    assert Comment.objects.get().letters == "wanted"


def test_nobody_can_have_us_write_to_a_stranger(story, reader, postman):
    talk.rule(mode="held")
    receipt = reader.comments(story, email=ADDRESS, letters="yes")
    discussion.judge_waiting()
    assert discussion.write_letters() == 0
    discussion.decide([Comment.objects.get().pk], "reject", by=None)
    reader.comments(story, "Without an address.", letters="yes")
    discussion.judge_waiting()
    discussion.decide([Comment.objects.get(text="Without an address.").pk], "approve", by=None)
    assert discussion.write_letters() == 0
    assert "not confirmed yet" in reader.get(receipt).content.decode()


def test_who_has_confirmed_an_address_is_not_asked_again_about_the_same(story, reader, postman, asked):
    reader.post(asked, action="confirm")
    page = reader.get(reader.comments(story, "Another.", name="Ada")).content.decode()
    assert "&amp;writer=" in page
    writer = Comment.objects.get(place=1).writer
    for number, email in enumerate((ADDRESS, "else@harbour.example")):
        comment = talk.send(story, f"One more, {number}.", email=email, wants_letters=True).comment
        Comment.objects.filter(pk=comment).update(writer=writer)
    discussion.judge_waiting()
    assert list(Comment.objects.order_by("pk").values_list("letters", flat=True)) == [
        "confirmed", "", "confirmed", "wanted",
    ]  # fmt: skip


def test_ones_own_answer_is_no_news(story, reader, asked):
    reader.post(asked, action="confirm")
    comment = talk.send(story, "I add.", reply_to=1).comment
    Comment.objects.filter(pk=comment).update(writer=Comment.objects.get(place=1).writer)
    discussion.judge_waiting()
    assert discussion.write_letters() == 0


@pytest.mark.parametrize("gone", ["answer", "comment", "story"])
def test_what_is_gone_meanwhile_is_not_written_about(newsroom, story, reader, asked, gone):
    reader.post(asked, action="confirm")
    comment = answer(story)
    if gone == "story":
        newsroom.kill(story)
    else:
        discussion.decide([comment if gone == "answer" else Comment.objects.get(place=1).pk], "reject", by=None)
    assert discussion.write_letters() == 0


def test_withdrawn_nothing_is_known_of_the_address(story, reader, postman, asked):
    reader.post(asked, action="confirm")
    receipt = reader.comments(story, email=ADDRESS, letters="yes")  # the same words again
    reader.post(receipt, action="withdraw")
    reader.post(asked, action="confirm")
    assert (Comment.objects.get().letters, Comment.objects.get().email) == ("", None)


@pytest.mark.parametrize("email", ["secret@person.example, b@harbour.example", f"a@{'é' * 60}.org", "nobody", "a@b@c"])
def test_what_is_no_address_stops_no_letter_to_others(story, reader, postman, caplog, email):
    talk.rule(mode="open")
    reader.comments(story, "One.", name="Ada", email=email, letters="yes")
    reader.comments(story, "Another.", email=ADDRESS, letters="yes")
    discussion.judge_waiting()
    assert discussion.write_letters() == 1
    assert postman.letters[0]["To"] == ADDRESS
    assert "person.example" not in caplog.text


def test_another_address_is_asked_anew(story, reader, postman):
    talk.rule(mode="open")
    receipt = reader.comments(story, email=ADDRESS, letters="yes")
    discussion.judge_waiting()
    discussion.write_letters()
    reader.post(link_of(postman.letters[0]), action="confirm")
    reader.post(receipt, action="change", name="Mina", text="The wall will hold.", email="victim@elsewhere.example")
    answer(story)
    assert discussion.write_letters() == 1
    assert postman.letters[-1]["To"] == "victim@elsewhere.example"
    assert "confirm it here" in postman.letters[-1].get_content()
    assert Comment.objects.get(place=1).letters == "wanted"


def test_a_server_that_is_away_is_asked_again_ever_more_seldom(story, reader, postman, asked, caplog):
    reader.post(asked, action="confirm")
    postman.answer = "451 Come back later, mina@harbour.example"
    answer(story)
    start = clock.now()
    for minutes, taken in ((1, 0), (2, 0), (7, 0), (8, 0), (20, 0)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert discussion.write_letters() == taken
    assert Letter.objects.get(answer__isnull=False).tries == 3
    postman.answer = "250 Taken"
    with time_machine.travel(start + timedelta(days=1), tick=False):
        assert discussion.write_letters() == 1
    assert "harbour.example" not in caplog.text


def test_what_is_refused_for_good_is_given_up(story, reader, postman, asked, caplog):
    reader.post(asked, action="confirm")
    postman.answer = "550 There is no mina@harbour.example"
    answer(story)
    assert discussion.write_letters() == 0
    assert Letter.objects.get(answer__isnull=False).due_at is None
    assert "harbour.example" not in caplog.text


def test_no_server_no_promise(newsroom, story, settings, postman):
    edition.order_everything("letters")
    edition.print_everything()
    assert 'name="letters"' in newsroom.read(story.address)
    settings.DATELINE_LETTERS = False
    assert edition.order_if_imprint_changed()
    edition.print_everything()
    assert 'name="letters"' not in newsroom.read(story.address)


@pytest.mark.parametrize("token", ["", "1", "1.", "1.forged", "x" * 500, "²."])
def test_a_forged_link_leads_nowhere(reader, asked, token):
    assert reader.get(f"/-/letters/{token}").status_code == 404
    assert reader.post(f"/-/letters/{token}", action="confirm").status_code == 404
