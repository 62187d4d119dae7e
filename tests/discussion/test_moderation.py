"""Moderators at the desk: who may, what they see, what they do."""

import pytest
from django.urls import reverse

from dateline.discussion import api as discussion
from dateline.discussion import moderation, queue, rules
from dateline.discussion.models import Banned, Comment, Decision, SectionRule
from dateline.edition import api as edition
from dateline.gate import api as gate
from tests.discussion import talk

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def moderator(newsroom, client):
    client.force_login(newsroom.somebody("moderator"))
    return client


@pytest.fixture
def comments(story):
    """Three that wait."""
    found = [talk.send(story, f"I saw stone {each} fall.", name=name).comment for each, name in enumerate("ABC")]
    discussion.judge_waiting()
    return found


def decide(client, verdict, *chosen, **fields):
    return client.post(reverse("discussion_queue"), {"verdict": verdict, "comment": chosen, **fields}, follow=True)


@pytest.mark.parametrize(("role", "status"), [("reporter", 302), ("moderator", 200), ("editor", 200)])
def test_who_may(newsroom, client, role, status, comments):
    client.force_login(newsroom.somebody(role))
    answer = client.get(reverse("discussion_queue"))
    assert answer.status_code == status


def test_what_waits_is_shown_with_its_reasons(moderator, comments):
    page = moderator.get(reverse("discussion_queue")).content.decode()
    assert page.index("I saw stone 0 fall.") < page.index("I saw stone 2 fall.")
    assert "has not been approved often enough" in page
    assert "Wall holds" in page
    assert "Comments (3)" in page
    assert "3 comments wait for a moderator." in moderator.get(reverse("wagtailadmin_home")).content.decode()


def test_one_key_decides_and_one_undoes(newsroom, moderator, story, comments):
    decide(moderator, f"approve:{comments[0]}")
    edition.print_urgent()
    assert "I saw stone 0 fall." in newsroom.read(story.address)
    page = decide(moderator, "undo").content.decode()
    edition.print_urgent()
    assert "1 decision undone." in page
    assert Comment.objects.get(pk=comments[0]).state == "held"
    assert "I saw stone 0 fall." not in newsroom.read(story.address)


def test_several_at_once_with_a_reason(moderator, comments):
    decide(moderator, "reject", *comments[:2], reason="insult")
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["rejected", "rejected", "held"]
    assert Comment.objects.get(pk=comments[0]).reasons == ["insult"]
    assert "No comment was chosen" in decide(moderator, "approve").content.decode()


def test_what_has_no_name_or_no_text_is_not_printed(moderator, story):
    empty = talk.send(story, "   ", name="").comment
    discussion.judge_waiting()
    assert "no name or text" in decide(moderator, f"approve:{empty}").content.decode()
    assert Comment.objects.get(pk=empty).state == "held"
    decide(moderator, f"spam:{empty}")
    assert Comment.objects.get(pk=empty).state == "spam"


def test_a_wave_is_one_decision(moderator, story):
    for number in range(4):
        text = f"Buy the finest lighthouse lamps of the whole long coast today, only here and only now {number}"
        talk.send(story, text, name=f"Seller {number}")
    discussion.judge_waiting()
    (members,) = set(queue.waves().values())
    assert len(members) == 4
    assert "4 near-identical comments wait:" in moderator.get(reverse("discussion_queue")).content.decode()
    decide(moderator, f"spam:{','.join(map(str, members))}")
    assert set(Comment.objects.values_list("state", flat=True)) == {"spam"}


def test_search_and_views(moderator, comments):
    decide(moderator, f"spam:{comments[1]}")
    page = moderator.get(reverse("discussion_queue"), {"view": "spam", "q": "STONE"}).content.decode()
    assert "stone 1" in page
    assert "stone 2" not in page


def test_the_comments_on_one_story(newsroom, moderator, story, comments):
    other = newsroom.publish(newsroom.write("Lamp lit", section="news"))
    talk.send(other, "I saw the lamp.")
    moderator.force_login(newsroom.somebody("editor"))
    assert f"?view=all&amp;story={other.pk}" in moderator.get("/desk/stories/").content.decode()
    page = moderator.get(reverse("discussion_queue"), {"view": "all", "story": other.pk}).content.decode()
    assert "I saw the lamp." in page
    assert "stone 1" not in page
    assert "Only comments on:" in page


def test_what_readers_reported(moderator, story, comments):
    talk.say(story, "Sold: a lighthouse.")
    Comment.objects.filter(text__startswith="Sold").update(is_reported=True)
    page = moderator.get(reverse("discussion_queue"), {"view": "reported"}).content.decode()
    assert "Sold" in page
    assert "stone" not in page


def test_one_comment_is_decided_on_at_its_own_page(moderator, comments):
    where = reverse("discussion_comment_desk", args=[comments[0]])
    assert 'value="approve:' in moderator.get(where).content.decode()
    answer = moderator.post(reverse("discussion_queue"), {"verdict": f"approve:{comments[0]}", "back": where})
    assert answer["Location"] == where
    assert "Undo the last decision" in moderator.get(where).content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(moderator, comments, back):
    answer = moderator.post(reverse("discussion_queue"), {"verdict": f"approve:{comments[0]}", "back": back})
    assert answer["Location"] == reverse("discussion_queue")


class TestDecisions:
    def test_the_list_of_them(self, newsroom, moderator, comments):
        decide(moderator, f"spam:{comments[0]}")
        decide(moderator, "undo")
        discussion.decide([comments[1]], "approve", by=newsroom.somebody("editor"))
        where = reverse("discussion_decisions")
        page = moderator.get(where).content.decode()
        for words in ("spam", "undo", "approve", "I saw stone 1 fall."):
            assert words in page
        found = moderator.get(where, {"by": newsroom.somebody("editor").pk})
        assert [each.what for each in found.context["object_list"]] == ["approve"]
        found = moderator.get(where, {"what": "spam"})
        assert [each.is_undone for each in found.context["object_list"]] == [True]

    def test_it_can_be_taken_away_without_any_address(self, moderator, story):
        comment = talk.send(story, email="mina@harbour.example").comment
        moderation.email_of(Comment.objects.get(pk=comment), by=None)
        for kind in ("csv", "xlsx"):
            answer = moderator.get(reverse("discussion_decisions"), {"export": kind})
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert content
            assert b"harbour" not in content

    def test_not_for_reporters(self, newsroom, client):
        client.force_login(newsroom.somebody("reporter"))
        assert client.get(reverse("discussion_decisions")).status_code == 302


def test_attack_mode(moderator, story):
    talk.rule(mode="open")
    moderator.post(reverse("discussion_attack"), {"attack": "on"})
    talk.send(story)
    discussion.judge_waiting()
    assert "attack" in Comment.objects.get().reasons
    assert gate.is_asked()
    assert "Attack mode is on" in moderator.get(reverse("discussion_queue")).content.decode()
    moderator.post(reverse("discussion_attack"), {"attack": "off"})
    assert not gate.is_asked()


def test_an_attack_is_suggested(moderator, story):
    for number in range(rules.AN_ATTACK):
        talk.send(story, f"Number {number}.")
    assert "Is this an attack?" in moderator.get(reverse("discussion_queue")).content.decode()
    Comment.objects.first().delete()
    assert "Is this an attack?" not in moderator.get(reverse("discussion_queue")).content.decode()


@pytest.mark.parametrize(("recent", "usual", "is_one"), [(19, 0, False), (20, 0, True), (20, 3, False), (80, 10, True)])
def test_what_looks_like_an_attack(recent, usual, is_one):
    assert rules.suggests_attack(recent, usual) is is_one


def test_an_address_is_shown_to_who_may_and_that_is_noted(newsroom, client, story):
    comment = talk.send(story, email="mina@harbour.example").comment
    where = reverse("discussion_comment_desk", args=[comment])
    client.force_login(newsroom.somebody("moderator"))
    assert b"mina@" not in client.post(where, {"act": "email"}, follow=True).content
    client.force_login(newsroom.somebody("editor"))
    assert b"mina@" not in client.get(where).content
    assert b"mina@harbour.example" in client.post(where, {"act": "email"}).content
    assert Decision.objects.get().what == "email"
    assert b"mina@" not in client.get(reverse("discussion_queue")).content


def test_the_newsroom_answers_and_pins(newsroom, moderator, story):
    first = talk.say(story, "Who keeps the lamp?")
    moderator.post(
        reverse("discussion_comment_desk", args=[first.pk]),
        {"act": "answer", "words": "The keeper.", "name": "The Lantern"},
    )
    decide(moderator, f"pin:{first.pk}")
    edition.print_urgent()
    page = newsroom.read(story.address)
    assert "The keeper." in page
    assert '<ul class="comments pinned">' in page


def test_a_story_of_its_own_rule(newsroom, moderator, story):
    for mode, is_open in (("closed", False), ("", True)):
        moderator.post(reverse("discussion_thread", args=[story.pk]), {"mode": mode})
        edition.print_urgent()
        assert ("<form" in newsroom.read(story.address)) is is_open


def test_a_section_of_its_own_rule(newsroom, story):
    SectionRule.objects.create(section=newsroom.sections["news"], mode="closed")
    edition.print_everything()
    assert "<form" not in newsroom.read(story.address)


def test_banned_words(story):
    talk.rule(mode="open")
    Banned.objects.create(phrase="stone", rejects=True)
    talk.send(story, "I saw a Stone fall.")
    discussion.judge_waiting()
    assert Comment.objects.get().state == "spam"


def test_nothing_hostile_is_more_than_text(newsroom, moderator, story, reader, settings):
    receipt = reader.comments(story, HOSTILE, name=HOSTILE)
    discussion.judge_waiting()
    comment = Comment.objects.get()
    discussion.decide([comment.pk], "reject", by=None)
    reader.post(receipt, action="appeal", words=HOSTILE)
    settings.ROOT_URLCONF = "dateline.config.urls"
    for where in (reverse("discussion_queue"), reverse("discussion_comment_desk", args=[comment.pk])):
        page = moderator.get(where).content.decode()
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
