"""An item on the wire becomes a draft that says where it comes from, and is not made a story twice without a word."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from dateline.desk import api as desk
from dateline.desk.errors import AlreadyPickedUpError, NotReadyError
from dateline.desk.models import Outlet, Story
from dateline.lib import clock
from dateline.wire.models import Item, Source
from tests.desk.wire_desk import item_from, page

pytestmark = pytest.mark.usefixtures("evidence_kept")


@pytest.fixture
def editor(newsroom):
    return newsroom.somebody("editor")


def lacks_of(story) -> dict[str, str]:
    """What keeps the newest draft out of print, by field."""
    with pytest.raises(NotReadyError) as refused:
        desk.publish(story)
    return {lack.field: str(lack.cure) for lack in refused.value.lacks}


def drafted(story: Story) -> Story:
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


def test_a_picked_up_item_is_a_draft_with_its_provenance(newsroom, editor):
    item = item_from(page())
    story = drafted(desk.pick_up(item, by=editor))

    assert not story.live
    assert (story.kind, story.language, story.headline) == ("reprint", "en", "The ferry sails again")
    assert desk.text_of(story)[-1].startswith("Nobody could say")
    assert len(desk.text_of(story)) == 5
    assert story.outlet.name == "The Amber"
    assert story.original_address == "https://amber.example/ferry"
    assert (story.original_headline, story.original_bylines) == ("The ferry sails again", "Mina Quayle")
    assert story.original_language == "en"
    assert (story.original_precision, story.original_on, story.original_at) == (
        "minute",
        date(2026, 3, 2),
        time(11, 30),
    )
    assert "2026-03-02" in story.original_known_how
    assert Item.objects.get(pk=item).state == Item.State.PICKED
    assert story.wire_item_id == item


def test_the_outlet_is_the_one_that_the_register_has(newsroom, editor):
    known = Outlet.objects.create(name="THE AMBER", address="https://elsewhere.example/")
    assert desk.pick_up(item_from(page()), by=editor).outlet == known
    by_host = Outlet.objects.create(name="Gull Post", address="https://www.gull.example/")
    other = item_from(page(site="gull.example"), address="https://gull.example/a")
    assert desk.pick_up(other, by=editor).outlet == by_host
    assert Outlet.objects.count() == 2


def test_a_language_that_the_paper_has_not_is_put_with_its_first(newsroom, editor):
    item = item_from(page(language="de"))
    assert desk.pick_up(item, by=editor).language == "en"
    persian = item_from(page(language="fa"), address="https://amber.example/fa")
    assert desk.pick_up(persian, by=editor).language == "fa"


def test_a_date_that_no_page_tells_is_unknown_and_not_today(newsroom, editor):
    item = item_from(page(date=""))
    story = desk.pick_up(item, by=editor)
    assert (story.original_precision, story.original_on) == ("unknown", None)


@pytest.mark.parametrize(
    ("value", "precision", "on"),
    [
        ("2015", "year", date(2015, 1, 1)),
        ("2015-06", "month", date(2015, 6, 1)),
        ("2015-06-02", "day", date(2015, 6, 2)),
    ],
)
def test_a_date_is_known_no_more_exactly_than_the_page_tells(newsroom, editor, value, precision, on):
    item = item_from(page())
    facts = Item.objects.get(pk=item).facts
    facts["published"]["value"] = {"value": value, "precision": precision}
    Item.objects.filter(pk=item).update(facts=facts)
    story = desk.pick_up(item, by=editor)
    assert (story.original_precision, story.original_on, story.original_at) == (precision, on, None)


def test_a_time_without_a_zone_may_be_any_and_is_a_day(newsroom, editor):
    item = item_from(page())
    facts = Item.objects.get(pk=item).facts
    facts["published"]["value"] = {"value": "2026-03-02T23:30", "precision": "minute"}
    Item.objects.filter(pk=item).update(facts=facts)
    story = desk.pick_up(item, by=editor)
    assert (story.original_precision, story.original_on) == ("day", date(2026, 3, 2))


def test_stations_stand_from_the_original_to_us(newsroom, editor):
    said = '<p>This article was first published by <a href="https://quay.example/ferry">The Quay Gazette</a>.</p>'
    item = item_from(page(extra=said))
    story = desk.pick_up(item, by=editor)
    assert story.outlet.name == "The Quay Gazette"
    assert story.original_address == "https://quay.example/ferry"
    assert [(str(hop), hop.role) for hop in story.hops.all()][-1] == ("The Amber", "via")
    assert story.hops.all().last().address == "https://amber.example/ferry"


def test_the_same_item_is_not_made_a_story_twice_without_a_word(newsroom, editor):
    item = item_from(page())
    first = desk.pick_up(item, by=editor)
    with pytest.raises(AlreadyPickedUpError) as refused:
        desk.pick_up(item, by=editor)
    assert refused.value.story == first
    assert Story.objects.count() == 1
    assert desk.pick_up(item, by=editor, again=True) != first


@pytest.mark.parametrize("written", ["http://amber.example/ferry/", "https://amber.example/ferry"])
def test_nor_what_somebody_typed_in_already(newsroom, editor, written):
    story = newsroom.write()
    newsroom.draft(story, original_address=written)
    with pytest.raises(AlreadyPickedUpError):
        desk.pick_up(item_from(page()), by=editor)


def test_nor_a_copy_of_it(newsroom, editor):
    first, second = item_from(page()), item_from(page(), address="https://gull.example/ferry")
    Item.objects.update(copies=first)
    desk.pick_up(first, by=editor)
    with pytest.raises(AlreadyPickedUpError):
        desk.pick_up(second, by=editor)


def test_the_button_leads_to_the_draft_and_a_second_click_to_a_question(newsroom, at_the_desk):
    item = item_from(page())
    reporter = at_the_desk("reporter")
    where = reverse("desk_pick_up", args=[item])
    assert reporter.get(where).status_code == 405
    answer = reporter.post(where)
    story = Story.objects.get()
    edit = reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])
    assert answer["Location"] == edit

    asked = reporter.post(where)
    assert asked.status_code == 409
    assert edit in asked.content.decode()
    assert "Pick it up again" in asked.content.decode()
    assert Story.objects.count() == 1
    reporter.post(where, {"again": "yes"})
    assert Story.objects.count() == 2


def test_an_item_that_is_gone_is_said(newsroom, at_the_desk):
    assert at_the_desk("editor").post(reverse("desk_pick_up", args=[4711])).status_code == 404


def test_a_stranger_picks_nothing_up(newsroom, at_the_desk):
    at_the_desk("stranger").post(reverse("desk_pick_up", args=[item_from(page())]))
    assert not Story.objects.exists()


@pytest.fixture
def strict(db):
    """A source, to be given terms."""
    return Source.objects.create(name="amber", outlet="The Amber", address="https://amber.example/feed")


def of(source: Source, **terms) -> int:
    """An item of a source that has these terms."""
    Source.objects.filter(pk=source.pk).update(**terms)
    return item_from(page(), source=source)


def picked(newsroom, item: int, **changes) -> Story:
    """The story of an item, with a section, changed."""
    story = desk.pick_up(item, by=newsroom.somebody("editor"))
    newsroom.draft(story, section="news", **changes)
    return story


def test_terms_and_licence_come_with_it(newsroom, editor, strict):
    item = of(strict, terms="Two stories a week.", credit="By courtesy of The Amber", licence="CC BY-ND 4.0")
    story = desk.pick_up(item, by=editor)
    assert (story.permission, story.licence) == ("licence", "CC BY-ND 4.0")
    assert story.permission_conditions == "Two stories a week.\nBy courtesy of The Amber"


def test_where_no_edits_are_permitted_another_word_is_refused(newsroom, strict):
    story = picked(newsroom, of(strict, forbids_edits=True))
    text = "</p><p>".join(desk.text_of(drafted(story))[1:])
    newsroom.draft(story, text=text.replace("Nobody", "Somebody"))
    assert "permits no edits" in lacks_of(story)["body"]
    newsroom.draft(story, text=text)
    assert newsroom.publish(story).live


def test_where_no_photographs_are_permitted_one_that_may_be_theirs_is_refused(newsroom, strict):
    wall = newsroom.photograph()
    story = picked(newsroom, of(strict, forbids_photographs=True), lead_photograph=wall)
    assert "may not be printed" in lacks_of(story)["lead_photograph"]
    wall.credit = "Ferris / The Amber"
    wall.save()
    assert "may not be printed" in lacks_of(story)["lead_photograph"]
    wall.credit = "Ada Quill / The Lantern"
    wall.save()
    assert newsroom.publish(story).live


def test_where_no_reprints_are_permitted_only_own_words_are_printed(newsroom, strict):
    story = picked(newsroom, of(strict, forbids_reprints=True))
    assert "permits no reprints" in lacks_of(story)["kind"]
    newsroom.draft(story, kind="summary", text="The Amber tells that the ferry sails.")
    assert newsroom.publish(story).live


def test_what_its_outlet_withholds_is_not_printed(newsroom):
    item = item_from(page())
    story = picked(newsroom, item)
    Item.objects.filter(pk=item).update(is_withheld=True)
    assert "withdrawn" in lacks_of(story)["headline"]


def test_an_embargo_of_its_outlet_is_the_storys(newsroom):
    item = item_from(page())
    until = (clock.now() + timedelta(hours=3)).replace(microsecond=0)
    Item.objects.filter(pk=item).update(embargo=until.isoformat())
    story = picked(newsroom, item)
    assert drafted(story).embargo_until == until
    newsroom.draft(story, embargo_until=None)
    assert "before" in lacks_of(story)["embargo_until"]
    newsroom.draft(story, embargo_until=until)
    assert not newsroom.publish(story).live
    Item.objects.filter(pk=item).update(embargo=datetime(2020, 1, 1, tzinfo=UTC).isoformat())
    newsroom.draft(story, embargo_until=None, go_live_at=None)
    assert newsroom.publish(story).live


def test_a_story_outlives_its_item(newsroom):
    item = item_from(page())
    story = picked(newsroom, item)
    Item.objects.filter(pk=item).delete()
    assert newsroom.publish(story).live
