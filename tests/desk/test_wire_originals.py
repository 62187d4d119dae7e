"""Originals of what we printed are watched; what changes there reaches the desk, and one click begins a correction."""

import pytest
from django.urls import reverse

from dateline.desk import api as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.wire import api as wire
from dateline.wire.looking import _judge
from dateline.wire.models import Alert, Item, Original, Source
from dateline.wire.values import Fetched
from tests.desk.wire_desk import ADDRESS, item_from, page
from tests.wire.newsdesk import BODY

pytestmark = pytest.mark.usefixtures("evidence_kept")
MENDED = (BODY[0].replace("nine days", "eleven days"), *BODY[1:])
NOTE = "Correction: an earlier version of this article misstated the number of days."


def printed(newsroom, **changes) -> Story:
    """A picked-up story that is in the paper."""
    story = desk.pick_up(item_from(page()), by=newsroom.somebody("editor"))
    newsroom.draft(story, section="news", **changes)
    return newsroom.publish(story)


def original_reads(story: Story, content: bytes) -> None:
    """The wire looks at the original and finds this."""
    came = Fetched(ADDRESS, ADDRESS, 200, {"content-type": "text/html; charset=utf-8"}, content, clock.now(), "")
    _judge(Original.objects.get(key=story.pk), came)


def alert_about(story: Story, content: bytes) -> wire.AlertSeen:
    original_reads(story, content)
    [alert] = wire.open_alerts([story.pk])
    return alert


def test_what_is_published_is_watched_and_what_is_killed_forgotten(newsroom):
    story = desk.pick_up(item_from(page()), by=newsroom.somebody("editor"))
    assert wire.standing(story.pk) is None
    newsroom.draft(story, section="news")
    story = newsroom.publish(story)
    assert wire.standing(story.pk).address == ADDRESS
    assert Original.objects.get().text.startswith("The ferry between")
    newsroom.kill(story)
    assert wire.standing(story.pk) is None


def test_a_reprint_that_was_typed_in_is_watched_from_its_first_look(newsroom):
    story = newsroom.publish(newsroom.reprint())
    assert wire.standing(story.pk).address == "https://courier.example/marsh-path"
    assert Original.objects.get().text == ""
    unchanged = newsroom.publish(newsroom.reprint("Marsh path open", treatment="unchanged"))
    assert Original.objects.get(key=unchanged.pk).text == "The wall held through the night."


@pytest.mark.parametrize("leaves", ["unpublish", "delete"])
def test_what_leaves_the_paper_is_not_watched(newsroom, leaves):
    story = printed(newsroom)
    getattr(story, leaves)()
    assert not Original.objects.exists()


def test_our_own_stories_have_no_original(newsroom):
    newsroom.publish(newsroom.write())
    assert not Original.objects.exists()


def test_the_desk_is_told_sentence_by_sentence_and_a_click_begins_the_correction(newsroom, at_the_desk):
    story = printed(newsroom)
    alert = alert_about(story, page(body=(*MENDED, NOTE)))
    editor = at_the_desk("editor")
    where = reverse("desk_original", args=[alert.id])
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Originals that changed: 1" in home
    assert where in home

    shown = editor.get(where).content.decode()
    assert "<del>nine</del><ins>eleven</ins>" in shown
    assert NOTE in shown
    correct = f"{reverse('desk_correct', args=[story.pk])}?alert={alert.id}"
    assert correct in shown

    form = editor.get(correct).context["form"]
    assert (form.initial["kind"], form.initial["note"]) == ("correction", NOTE)
    editor.post(correct, {"kind": "correction", "note": "It was eleven days.", "show_changes": "on"})
    assert story.corrections.get().note == "It was eleven days."
    assert Alert.objects.get().answer == "corrected"
    assert Alert.objects.get().answered_by.username == "editor"
    assert "Originals that changed" not in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Somebody has answered" in editor.get(where).content.decode()


def test_what_changed_without_a_note_begins_with_the_sentences(newsroom, at_the_desk):
    story = printed(newsroom)
    alert = alert_about(story, page(body=MENDED))
    assert alert.kind == "update"
    form = at_the_desk("editor").get(f"{reverse('desk_correct', args=[story.pk])}?alert={alert.id}").context["form"]
    assert form.initial["kind"] == "update"
    assert "after nine days in the yard.” → “" in form.initial["note"]


def test_an_alert_of_another_story_fills_nothing_in(newsroom, at_the_desk):
    alert = alert_about(printed(newsroom), page(body=MENDED))
    other = newsroom.publish(newsroom.write())
    form = at_the_desk("editor").get(f"{reverse('desk_correct', args=[other.pk])}?alert={alert.id}").context["form"]
    assert form.initial == {}


def test_nothing_to_do(newsroom, at_the_desk):
    alert = alert_about(printed(newsroom), page(body=MENDED))
    at_the_desk("editor").post(reverse("desk_original", args=[alert.id]))
    assert wire.alert(alert.id).is_answered
    assert Alert.objects.get().answer == "nothing"


def test_a_summary_is_in_other_words_and_is_not_compared(newsroom, at_the_desk):
    story = printed(newsroom, kind="summary")
    alert = alert_about(story, page(body=MENDED))
    shown = at_the_desk("editor").get(reverse("desk_original", args=[alert.id])).content.decode()
    assert "Ours is in other words" in shown
    assert "eleven days" in shown
    assert "<ins>" not in shown


def test_the_list_says_how_the_last_look_went_and_looks_on_demand(newsroom, at_the_desk):
    story = printed(newsroom)
    original_reads(story, page())
    assert Original.objects.get().next_at > clock.now()
    editor = at_the_desk("editor")
    shown = editor.get(reverse("desk_originals")).content.decode()
    assert story.headline in shown
    assert "The text is the same." in shown
    answer = editor.post(reverse("desk_look", args=[story.pk]), {"back": "originals"})
    assert answer["Location"] == reverse("desk_originals")
    assert Original.objects.get().next_at <= clock.now()


def test_what_is_not_watched_is_said(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    answer = at_the_desk("editor").post(reverse("desk_look", args=[story.pk]), follow=True)
    assert "is not watched" in answer.content.decode()


def test_a_long_list_has_pages(newsroom, at_the_desk, monkeypatch):
    from dateline.desk import originals

    monkeypatch.setattr(originals, "AT_ONCE", 1)
    first = newsroom.publish(newsroom.reprint("The older"))
    second = newsroom.publish(newsroom.reprint("The newer"))
    editor = at_the_desk("editor")
    page_one = editor.get(reverse("desk_originals")).content.decode()
    assert second.headline in page_one
    assert first.headline not in page_one
    assert first.headline in editor.get(f"{reverse('desk_originals')}?after={second.pk}").content.decode()


def test_reporters_see_no_originals(newsroom, at_the_desk):
    alert = alert_about(printed(newsroom), page(body=MENDED))
    reporter = at_the_desk("reporter")
    assert "Originals that changed" not in reporter.get(reverse("wagtailadmin_home")).content.decode()
    reporter.post(reverse("desk_original", args=[alert.id]))
    assert not wire.alert(alert.id).is_answered
    assert reporter.get(reverse("desk_originals")).status_code == 302


def test_what_its_outlet_withdraws_is_told_while_it_is_in_the_paper(newsroom, at_the_desk):
    story = printed(newsroom)
    editor = at_the_desk("editor")
    assert "withdrawn by their outlets" not in editor.get(reverse("wagtailadmin_home")).content.decode()
    Item.objects.update(is_withheld=True)
    assert "withdrawn by their outlets" in editor.get(reverse("wagtailadmin_home")).content.decode()
    newsroom.kill(story)
    assert "withdrawn by their outlets" not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_what_its_source_changes_before_it_is_printed_stands_on_the_form(newsroom, at_the_desk):
    source = Source.objects.create(name="amber", outlet="The Amber", address="https://amber.example/feed")
    story = desk.pick_up(item_from(page(), source=source), by=newsroom.somebody("editor"))
    edit = reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])
    editor = at_the_desk("editor")
    assert "has changed it since" not in editor.get(edit).content.decode()
    item_from(page(body=MENDED), source=source)
    shown = editor.get(edit).content.decode()
    assert "has changed it since" in shown
    assert "<del>nine</del><ins>eleven</ins>" in shown
    newsroom.draft(story, text="</p><p>".join(MENDED))
    assert "has changed it since" not in editor.get(edit).content.decode()
