"""What time does to the paper: midnight, anniversaries, embargoes, schedules, expiry."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from dateline.desk import api as desk
from dateline.desk.models import Story
from dateline.desk.rules import dates_from
from dateline.desk.values import PublicationDate
from dateline.edition import api as edition

NOON = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def paper(clock, newsroom):
    """The newsroom, at noon in Baku on 4 May 2026."""
    edition.turn_the_day()
    return newsroom


def pass_time(clock, **span):
    clock.shift(timedelta(**span))
    desk.publish_due()
    edition.turn_the_day()
    edition.print_everything()


def test_the_fronts_turn_at_local_midnight(paper, clock):
    assert "4 May 2026" in paper.read("/")
    pass_time(clock, hours=11, minutes=59)
    assert "4 May 2026" in paper.read("/")
    pass_time(clock, minutes=2)
    assert "5 May 2026" in paper.read("/"), "it is midnight in Baku, not yet in Greenwich"


def test_a_day_that_was_slept_through_is_made_up_for(paper, clock):
    story = paper.publish(paper.reprint("Old news", on=date(2025, 5, 6)))
    assert "one year old" not in paper.read(story.address)
    pass_time(clock, days=9)

    assert "13 May 2026" in paper.read("/")
    assert "one year old" in paper.read(story.address)


def test_a_story_page_never_shows_today(paper, clock):
    story = paper.publish(paper.write())
    pass_time(clock, days=3)
    desk.publish(story)
    edition.print_urgent()

    assert "7 May 2026" not in paper.read(story.address)


def test_a_story_says_its_age_as_it_passes_each_year(paper, clock):
    story = paper.publish(paper.write())
    pass_time(clock, days=364)
    assert "year old" not in paper.read(story.address)
    pass_time(clock, days=1)
    assert "one year old" in paper.read(story.address)
    pass_time(clock, days=366)
    assert "two years old" in paper.read(story.address)


def test_a_story_of_leap_day_passes_its_year_on_the_first_of_march(paper):
    paper.publish(paper.reprint("Leap", on=date(2024, 2, 29)))

    assert desk.ages_turning(date(2026, 2, 28), since=date(2026, 2, 27)) == []
    assert desk.ages_turning(date(2026, 3, 1), since=date(2026, 2, 28)) == [Story.objects.get().pk]


@pytest.mark.parametrize(
    ("original", "day"),
    [
        (PublicationDate("day", date(2017, 6, 2)), date(2017, 6, 2)),
        (PublicationDate("month", date(2017, 6, 2)), date(2017, 6, 30)),
        (PublicationDate("year", date(2017, 6, 2)), date(2017, 12, 31)),
        (PublicationDate("unknown"), None),
    ],
)
def test_an_age_is_never_overclaimed(original, day):
    assert dates_from(original, date(2026, 5, 4), is_ours=False) == day


def test_an_embargo_lifts_by_itself(paper, clock):
    story = paper.publish(paper.write("Under embargo", embargo_until=NOON + timedelta(hours=2)))
    assert not story.live
    pass_time(clock, hours=1)
    assert "Under embargo" not in paper.everything_printed()
    pass_time(clock, hours=1, minutes=1)
    assert "Under embargo" in paper.read("/")


def test_a_schedule_is_kept_and_an_expiry_too(paper, clock):
    story = paper.write("For one day only")
    paper.draft(story, go_live_at=NOON + timedelta(days=1), expire_at=NOON + timedelta(days=2))
    desk.publish(story)
    edition.print_urgent()
    assert paper.read("/").count("For one day only") == 0
    pass_time(clock, days=1, minutes=1)
    assert "For one day only" in paper.read("/")
    pass_time(clock, days=1)
    assert "For one day only" not in paper.everything_printed()


def test_a_scheduled_story_that_lost_its_section_stays_a_draft_and_blocks_nobody(paper, clock):
    first, second = paper.write("Broken by then"), paper.write("Sound")
    for story in (first, second):
        paper.draft(story, go_live_at=NOON + timedelta(hours=1))
        desk.publish(story)
    scheduled = Story.objects.get(pk=first.pk).scheduled_revision
    scheduled.content["section"] = None
    scheduled.save()
    pass_time(clock, hours=2)

    assert "Sound" in paper.read("/")
    assert not Story.objects.get(pk=first.pk).live
    assert Story.objects.get(pk=first.pk).scheduled_revision is None


def test_the_three_dates_never_mix(paper, clock):
    story = paper.publish(paper.reprint("Marsh path closed", on=date(2017, 6, 2)))
    pass_time(clock, days=10)
    paper.correct(story, note="It was the north path.", text="The north path.")
    page = paper.read(story.address)

    assert "2 June 2017" in page
    assert "here since" in page
    assert "4 May 2026" in page
    assert "14 May 2026" in page
    assert '"datePublished":"2026-05-04T08:00:00+00:00"' in page
    assert '"datePublished":"2017-06-02"' in page, "the original's, under isBasedOn"
    assert "nine years old" not in page
    assert "eight years old" in page
