"""What was read: counted by page and day, shown on the home page and beside the story."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dateline.desk import api as desk
from dateline.desk.models import CountedTally, Newspaper, Readings, Story
from dateline.lib import clock

NOON = datetime(2026, 3, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def counts(**of) -> dict[tuple[str, str], int]:
    rows = Readings.objects.filter(**of)
    return {(address, str(day)): count for address, day, count in rows.values_list("address", "day", "count")}


def home(browser) -> str:
    return browser.get(reverse("wagtailadmin_home")).content.decode()


def most_read(page: str, period: str) -> list[tuple[str, str]]:
    """The names and numbers in a list of the home page."""
    section = re.search(rf'<section aria-labelledby="most-read-{period}">(.*?)</section>', page, re.DOTALL)
    assert section, "nothing was read"
    return re.findall(r"<bdi[^>]*>([^<]+)</bdi>.*?desk-number\"><bdi>([^<]+)</bdi>", section[1], re.DOTALL)


def form_of(browser, story: Story) -> str:
    return browser.get(reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])).content.decode()


def test_readings_of_a_page_and_day_add_up(newsroom):
    story = newsroom.publish(newsroom.write())
    newsroom.is_read(story, "/", times=3)
    newsroom.is_read(story, times=4)

    assert counts() == {(story.address, "2026-03-30"): 7, ("/", "2026-03-30"): 3}
    assert counts(story=story) == {(story.address, "2026-03-30"): 7}


def test_a_tally_counts_once_however_often_it_is_brought(newsroom):
    tallies = [desk.Tally("a", NOON, {"/": 3}), desk.Tally("b", NOON, {"/": 4})]
    assert desk.count_readings(tallies[:1]) == 1
    assert desk.count_readings([*tallies, *tallies]) == 1
    assert desk.count_readings(tallies) == 0
    assert counts() == {("/", "2026-03-30"): 7}


def test_a_name_is_known_as_long_as_its_tally_may_come_again(newsroom):
    desk.count_readings([desk.Tally("a", NOON, {"/": 3}), desk.Tally("b", NOON, {"/": 4})])
    desk.forget_tallies(["b", "c"])
    assert list(CountedTally.objects.values_list("name", flat=True)) == ["b"]


def test_a_tally_belongs_to_the_papers_day_and_not_to_the_servers(newsroom):
    newsroom.is_read("/", at=datetime(2026, 3, 30, 19, 59, 59, tzinfo=UTC))
    newsroom.is_read("/", at=datetime(2026, 3, 30, 20, 0, 0, tzinfo=UTC))
    assert counts() == {("/", "2026-03-30"): 1, ("/", "2026-03-31"): 1}

    Newspaper.objects.update(time_zone="UTC")
    newsroom.is_read("/", at=datetime(2026, 3, 30, 20, 0, 0, tzinfo=UTC))
    assert counts() == {("/", "2026-03-30"): 2, ("/", "2026-03-31"): 1}


def test_what_was_read_at_a_former_address_is_the_storys(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    former = story.address
    newsroom.is_read(story, times=5)
    story = newsroom.edit(story, slug="the-wall")
    assert story.address != former
    newsroom.is_read(former, times=20)
    newsroom.is_read(story, times=300)

    assert counts(story=story) == {(former, "2026-03-30"): 25, (story.address, "2026-03-30"): 300}
    assert most_read(home(at_the_desk("editor")), "today") == [("Harbour wall holds", "325")]


def test_a_page_that_becomes_a_story_is_the_storys_from_then_on(newsroom):
    newsroom.is_read("/2026/03/30/harbour-wall-holds/")
    story = newsroom.publish(newsroom.write())
    newsroom.is_read(story)
    assert counts(story=story) == {(story.address, "2026-03-30"): 2}


def test_a_batch_larger_than_a_statement_is_counted_whole(newsroom):
    many = {f"/topic/{number}/": number for number in range(1, 1001)}
    for name in ("a", "b"):
        desk.count_readings([desk.Tally(name, NOON, many)])
    assert counts() == {(address, "2026-03-30"): 2 * count for address, count in many.items()}


def test_a_deleted_story_takes_its_readings_with_it(newsroom):
    story = newsroom.publish(newsroom.write())
    newsroom.is_read(story, "/")
    Story.objects.get(pk=story.pk).delete()
    assert counts() == {("/", "2026-03-30"): 1}


def test_the_database_keeps_no_row_that_says_nothing(newsroom):
    desk.count_readings([desk.Tally("a", NOON, {"/": 0})])
    assert counts() == {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Readings.objects.create(address="/", day=NOON.date(), count=0)
    newsroom.is_read("/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Readings.objects.create(address="/", day=NOON.date(), count=1)


def test_readings_of_pages_are_dropped_after_five_weeks_and_those_of_stories_stay(newsroom):
    story = newsroom.publish(newsroom.write())
    for days in (34, 35, 36, 400):
        newsroom.is_read(story, "/", at=NOON - timedelta(days=days))

    assert desk.prune_readings() == 2
    assert sorted(day for _address, day in counts(story=None)) == ["2026-02-23", "2026-02-24"]
    assert len(counts(story=story)) == 4


# What the desk shows


def test_nothing_is_shown_when_nothing_was_read(newsroom, at_the_desk):
    newsroom.publish(newsroom.write())
    newsroom.is_read("/", at=NOON - timedelta(days=7))
    assert "Most read" not in home(at_the_desk("editor"))


def test_the_home_page_shows_what_was_read_most_today_and_in_seven_days(newsroom, at_the_desk):
    wall = newsroom.publish(newsroom.write("Wall holds"))
    ferry = newsroom.publish(newsroom.write("Ferry late"))
    newsroom.is_read(wall, times=1200)
    newsroom.is_read(ferry, times=30)
    newsroom.is_read(ferry, times=2000, at=NOON - timedelta(days=6))
    newsroom.is_read(wall, times=90_000, at=NOON - timedelta(days=7))
    newsroom.is_read("/", "/news/", times=40)

    page = home(at_the_desk("reporter"))
    pages = [("The Lantern", "40"), ("News", "40")]
    assert most_read(page, "today") == [("Wall holds", "1,200"), ("Ferry late", "30"), *pages]
    assert most_read(page, "week") == [("Ferry late", "2,030"), ("Wall holds", "1,200"), *pages]
    assert f'href="{reverse(Story.snippet_viewset.get_url_name("edit"), args=[wall.pk])}"' in page
    assert re.findall(r'<rect width="([\d.]+)"', page)[:2] == ["100.0", "2.5"]


def test_a_persian_headline_keeps_its_direction(newsroom, at_the_desk):
    newsroom.is_read(newsroom.publish(newsroom.write("فانوس!", section="khabar")), "/fa/")
    page = home(at_the_desk("editor"))
    assert re.search(r'<a href="[^"]+" lang="fa"><bdi dir="rtl">فانوس!</bdi></a>', page)
    assert '<bdi class="desk-place" dir="ltr">/fa/</bdi>' in page


def test_the_home_page_asks_no_more_for_more_stories(newsroom, at_the_desk):
    browser = at_the_desk("editor")
    asked = []
    for number in range(3):
        newsroom.is_read(newsroom.publish(newsroom.write(f"Story {number}")), f"/topic/{number}/")
        home(browser)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            home(browser)
        asked.append(len([each for each in queries if "desk_readings" in each["sql"]]))
    assert asked == [4, 4, 4]


def test_the_listing_of_stories_asks_nothing_about_readings(newsroom, at_the_desk):
    newsroom.is_read(newsroom.publish(newsroom.write()))
    browser = at_the_desk("editor")
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse(Story.snippet_viewset.get_url_name("list")))
    assert not [each for each in queries if "desk_readings" in each["sql"]]


def test_a_draft_has_no_readings_to_show(newsroom, at_the_desk):
    assert "desk-readings" not in form_of(at_the_desk("editor"), newsroom.write())


def test_a_story_that_nobody_read_says_so(newsroom, at_the_desk):
    page = form_of(at_the_desk("editor"), newsroom.publish(newsroom.write()))
    assert "Nobody has read it yet" in page
    assert "desk-curve-wide" not in page


def test_the_form_of_a_story_shows_its_curve_in_figures_and_in_words(newsroom, at_the_desk):
    with time_machine.travel(NOON - timedelta(days=2), tick=False):
        story = newsroom.publish(newsroom.write())
    for days, times in [(2, 1500), (1, 40), (0, 7)]:
        newsroom.is_read(story, times=times, at=NOON - timedelta(days=days))

    page = form_of(at_the_desk("editor"), story)
    assert re.findall(r"<dd><bdi>([^<]+)</bdi>", page) == ["7", "1,547", "1,547", "1,500"]
    words = (
        "From 28 March 2026 to 30 March 2026: 1,547 in all. The most: 1,500 (28 March 2026). "
        "Not over yet: 7 (30 March 2026)."
    )
    assert re.findall(r"<desc[^>]*>([^<]+)</desc>", page) == [words, words]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td><bdi>([^<]+)</bdi>', page)
    assert rows == [("30 March 2026", "7"), ("29 March 2026", "40"), ("28 March 2026", "1,500")]
    assert "Counted since its publication on <bdi>28 March 2026</bdi>." in page


def test_the_days_before_anybody_counted_are_not_drawn_as_days_without_readers(newsroom, at_the_desk):
    with time_machine.travel(NOON - timedelta(days=900), tick=False):
        old = newsroom.publish(newsroom.write("Old wall"))
    newsroom.is_read(newsroom.publish(newsroom.write("New wall")), at=NOON - timedelta(days=4))
    newsroom.is_read(old, at=NOON - timedelta(days=1))

    page = form_of(at_the_desk("editor"), old)
    assert "Readings per day" in page
    assert "Counted since <bdi>26 March 2026</bdi>; the story is older than the counting." in page


def test_a_curve_asks_twice_however_long_it_is(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    for days in range(0, 800, 10):
        newsroom.is_read(story, at=NOON - timedelta(days=days))
    browser = at_the_desk("editor")
    form_of(browser, story)
    with CaptureQueriesContext(connection) as queries:
        page = form_of(browser, story)
    assert "Readings per month" in page
    assert len([each for each in queries if "desk_readings" in each["sql"]]) == 2


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plans by what a table holds")
def test_no_question_of_the_desk_reads_through_all_readings(newsroom):
    from dateline.desk import readings

    story = newsroom.publish(newsroom.write())
    newsroom.is_read(story, "/")
    week = (date(2026, 3, 24), date(2026, 3, 30), 8)
    with CaptureQueriesContext(connection) as queries:
        readings.most_read_stories(*week)
        readings.most_read_pages(*week)
        readings.readings_of(story)
        readings.counted_since()
        desk.prune_readings()
    asked = [each["sql"] for each in queries if "desk_readings" in each["sql"]]
    assert len(asked) == 5
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = [row[3] for row in cursor.fetchall()]
        # The smallest of an index is its first entry, which is no search and reads one row.
        assert all("SCAN" not in step or "MIN(" in sql for step in plan), (sql, plan)


def test_the_clock_of_the_desk_says_what_today_is(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    newsroom.is_read(story, times=9)
    with time_machine.travel(NOON + timedelta(hours=8), tick=False):
        assert str(clock.today(clock.zone("Asia/Baku"))) == "2026-03-31"
        page = home(at_the_desk("editor"))
        assert most_read(page, "today") == []
        assert most_read(page, "week") == [("Harbour wall holds", "9")]
