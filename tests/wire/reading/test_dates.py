"""When it was published: as exactly as a page says it, never the day on which somebody looked."""

from datetime import date

import pytest

from dateline.wire.reading import moments, read_page
from dateline.wire.values import Moment, ReadStory
from tests.wire.reading.pages import page

ADDRESS = "https://www.marrowpost.com/news/bridge"
TODAY = date(2026, 11, 26)


def read(html: bytes, address: str = ADDRESS) -> ReadStory:
    return read_page(html, address=address, seen_on=TODAY)


def published(html: bytes, address: str = ADDRESS) -> str | None:
    story = read(html, address)
    return story.published.value.value if story.published else None


@pytest.mark.parametrize(
    ("language", "under", "value"),
    [
        ("en", "<time datetime='2015-06-02T14:05:00+02:00'>2 June 2015</time>", "2015-06-02T14:05+02:00"),
        ("en", "<p class='date'>Published: June 2, 2015</p>", "2015-06-02"),
        ("en", "<p>Published 2 Jun 2015, updated 4 Jun 2015</p>", "2015-06-02"),
        ("en", "<p>10:01 pm PST, Tuesday, June 2, 2015</p>", "2015-06-02T22:01-08:00"),
        ("en", "<p>June 2015</p>", "2015-06"),
        ("en", "<p>Posted 11/19/2019</p>", "2019-11-19"),
        ("en", "<p>Posted 05/03/2019</p>", None),
        ("en", "<p>2 hours ago</p>", None),
        ("de", "<p>Erstellt: 02.06.2015, 14:05 Uhr</p>", "2015-06-02T14:05"),
        ("de", "<p>Stand: 02.06.2015, 14:05 Uhr</p>", None),
        ("es", "<p>2 de junio de 2015</p>", "2015-06-02"),
        ("fr", "<p>Publié le 2 juin 2015 à 14h05</p>", "2015-06-02T14:05"),
        ("pt", "<p>02/06/2015 14h05</p>", "2015-06-02T14:05"),
        ("ru", "<p>2 июня 2015, 14:05</p>", "2015-06-02T14:05"),
        ("tr", "<p>2 Haziran 2015 Salı 14:05</p>", "2015-06-02T14:05"),
        ("az", "<p>2 iyun 2015, 14:05</p>", "2015-06-02T14:05"),
        ("fa", "<p>۱۲ خرداد ۱۳۹۴ - ۱۴:۰۵</p>", "2015-06-02T14:05"),
        ("fa", "<p>۱۳۹۴/۰۳/۱۲</p>", "2015-06-02"),
        ("ar", "<p>نشر في: ٢ يونيو ٢٠١٥</p>", "2015-06-02"),
        ("ar", "<p>٢ حزيران ٢٠١٥</p>", "2015-06-02"),
    ],
)
def test_a_line_under_the_headline_says_when(language, under, value):
    assert published(page(language=language, under=under)) == value


@pytest.mark.parametrize(
    "above",
    [
        "<p>Thursday, November 26, 2026</p><p>14° cloudy</p>",
        "<div class='today'><time>Thursday, November 26, 2026</time></div>",
        "<div class='today'><time datetime='2026-11-26'>Thursday</time></div>",
        "<div class='date'>26.11.2026</div>",
        "",
    ],
)
def test_a_page_with_only_todays_date_has_no_date(above):
    story = read(page(above=above))

    assert story.published is None
    assert story.modified is None


def test_the_dates_of_comments_are_not_the_storys():
    below = "<section class='comments'><time datetime='2020-01-01'>Jan 1, 2020</time><p>How sad.</p></section>"

    assert published(page(below=below)) is None


def test_no_story_is_from_the_future():
    assert published(page(head='<meta property="article:published_time" content="2031-01-01">')) is None


def test_a_date_that_a_machine_left_empty_is_none():
    assert published(page(head='<meta property="article:published_time" content="0001-01-01T00:00:00Z">')) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.marrowpost.com/2015/06/02/bridge/",
        "https://www.marrowpost.com/news/2015/jun/02/bridge",
        "https://www.marrowpost.com/news/bridge-20150602",
    ],
)
def test_an_address_says_when(address):
    assert published(page(), address) == "2015-06-02"


def test_readers_see_the_newsrooms_day_and_not_that_of_greenwich():
    html = page(
        head='<meta property="article:published_time" content="2015-06-03T05:57:50Z">',
        under="<p>10:01 pm PST, Tuesday, June 2, 2015</p>",
    )

    assert published(html) == "2015-06-02T22:01-08:00"


def test_when_it_first_appeared_beats_when_it_was_refreshed():
    html = page(
        head='<meta property="article:published_time" content="2020-05-03">',
        ending="<p>This article was first published on June 2, 2015.</p>",
    )

    assert published(html) == "2015-06-02"


def test_when_it_was_made_beats_a_much_later_refreshment():
    things = '{"@type": "NewsArticle", "dateCreated": "2015-06-02", "datePublished": "2015-12-01"}'

    assert published(page(head=f'<script type="application/ld+json">{things}</script>')) == "2015-06-02"


def test_a_change_is_told_apart():
    story = read(page(under="<p>Published: 2 June 2015 10:00</p><p>Last updated: 4 June 2015 11:00</p>"))

    assert story.published
    assert story.published.value == Moment("2015-06-02T10:00", "minute")
    assert story.modified
    assert story.modified.value == Moment("2015-06-04T11:00", "minute")


def test_our_own_date_is_not_that_of_what_we_reprint():
    story = read(
        page(under="<p>June 2, 2015</p>", ending="<p>This article was originally published by The Lantern.</p>")
    )

    assert story.published is None
    assert story.reprinted
    assert story.reprinted.value.value == "2015-06-02"


def test_the_line_that_names_the_original_may_say_when():
    line = "<p>This article was first published on The Lantern website on 4 June 2014.</p>"
    story = read(page(under="<p>June 2, 2015</p>", ending=line))

    assert story.published
    assert story.published.value.value == "2014-06-04"


def test_a_printed_issue_says_the_month():
    story = read(page(language="de", ending="<p>Dieser Artikel erschien zuerst in der Laterne 10/22.</p>"))

    assert story.original_outlet
    assert story.original_outlet.value == "Laterne"
    assert story.published
    assert story.published.value == Moment("2022-10", "month")


def test_an_agencys_copy_runs_the_day_it_is_sent():
    assert published(page(under="<p>June 2, 2015</p>", opening="OSLO (Reuters) - ")) == "2015-06-02"


@pytest.mark.parametrize(
    "text", ["", "no date", "31/31/2020", "2020-13-45", "30 February 2015", "۱۳۹۴/۱۳/۴۰", "9" * 500]
)
def test_what_is_no_date_gives_none(text):
    assert moments.parse(text) is None
