"""Suggestions of provenance, as an editor decides on them."""

import pytest
from django.urls import reverse

from dateline.archive.models import Suggestion
from dateline.desk.models import Story
from tests.newsroom import PASSWORD

PLACE = "archive_provenance"


@pytest.fixture
def at_the_desk(newsroom, client):
    """Signs somebody in and gives their browser."""

    def sign_in(role: str):
        newsroom.somebody(role)
        assert client.login(username=role, password=PASSWORD)
        return client

    return sign_in


def suggested(newsroom, headline: str = "Marsh path closed", *, published: str = "2015-06-02") -> Story:
    """A story that seems to be the Courier's."""
    story = newsroom.publish(newsroom.write(headline))
    facts = {"outlet": {"value": "The Saltmarsh Courier", "quotation": "از روزنامهٔ ساحل"}}
    if published:
        facts["published"] = {"value": published, "quotation": "on 2 June 2015"}
    Suggestion.objects.create(story=story, facts=facts, is_undated=not published)
    return story


def states() -> list[str]:
    return list(Suggestion.objects.order_by("story_id").values_list("state", flat=True))


def test_several_are_confirmed_and_become_reprints(newsroom, at_the_desk):
    stories = [suggested(newsroom, f"Path {number}") for number in range(3)]
    browser = at_the_desk("editor")
    page = browser.get(reverse(PLACE)).content.decode()
    assert "Waiting (3)" in page
    assert "2 June 2015" in page
    assert '<q dir="auto">از روزنامهٔ ساحل</q>' in page

    answer = browser.post(
        reverse(PLACE), {"verdict": "confirm", "story": [each.pk for each in stories[:2]]}, follow=True
    )
    assert "2 stories now say whose they are." in answer.content.decode()
    assert states() == ["confirmed", "confirmed", "open"]
    assert [Story.objects.get(pk=each.pk).kind for each in stories] == ["reprint", "reprint", "original"]
    assert Suggestion.objects.first().by.username == "editor"


def test_one_is_dismissed_and_that_is_undone(newsroom, at_the_desk):
    story = suggested(newsroom)
    browser = at_the_desk("editor")
    answer = browser.post(reverse(PLACE), {"verdict": f"dismiss:{story.pk}"}, follow=True)
    assert states() == ["dismissed"]
    assert "Undo the last" in answer.content.decode()
    assert story.headline in browser.get(reverse(PLACE), {"view": "dismissed"}).content.decode()

    browser.post(reverse(PLACE), {"verdict": "undo"})
    assert states() == ["open"]
    assert Story.objects.get().kind == "original"


def test_several_that_were_dismissed_wait_again(newsroom, at_the_desk):
    stories = [suggested(newsroom, f"Path {number}") for number in range(2)]
    chosen = [each.pk for each in stories]
    browser = at_the_desk("editor")
    browser.post(reverse(PLACE), {"verdict": "dismiss", "story": chosen})
    browser.post(reverse(PLACE), {"verdict": "reopen", "story": chosen})
    assert states() == ["open", "open"]


def test_those_whose_date_is_unknown_are_counted_and_found(newsroom, at_the_desk):
    suggested(newsroom, "Dated")
    suggested(newsroom, "Undated", published="")
    page = at_the_desk("editor").get(reverse(PLACE), {"view": "undated"}).content.decode()
    assert "1 story does not say when it was first published." in page
    assert ">Undated<" in page
    assert ">Dated<" not in page


def test_they_come_in_pages(newsroom, at_the_desk, monkeypatch):
    monkeypatch.setattr("dateline.archive.suggestion_views.AT_ONCE", 2)
    stories = [suggested(newsroom, f"Path {number}") for number in range(3)]
    browser = at_the_desk("editor")
    assert f"after={stories[1].pk}" in browser.get(reverse(PLACE)).content.decode()
    page = browser.get(reverse(PLACE), {"after": stories[1].pk}).content.decode()
    assert "Path 2" in page
    assert "Path 1" not in page


def test_nothing_is_decided_where_nothing_is_chosen(newsroom, at_the_desk):
    suggested(newsroom)
    browser = at_the_desk("editor")
    answer = browser.post(reverse(PLACE), {"verdict": "confirm", "story": "all"}, follow=True)
    assert "Tick the box" in answer.content.decode()
    assert states() == ["open"]


def test_an_editor_finds_them_from_the_first_page_and_the_menu(newsroom, at_the_desk):
    browser = at_the_desk("editor")
    assert reverse(PLACE) not in browser.get(reverse("wagtailadmin_home")).content.decode()
    suggested(newsroom)
    page = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 story that was taken over seems to be another" in page
    assert "Provenance (1)" in page


def test_reporters_do_not_decide(newsroom, at_the_desk):
    story = suggested(newsroom)
    browser = at_the_desk("reporter")
    home = reverse("wagtailadmin_home")  # where Wagtail sends whoever may not
    assert browser.get(reverse(PLACE)).url == home
    assert browser.post(reverse(PLACE), {"verdict": f"confirm:{story.pk}"}).url == home
    assert reverse(PLACE) not in browser.get(home).content.decode()
    assert states() == ["open"]
