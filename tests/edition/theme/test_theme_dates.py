from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from theme_newspaper import LANGUAGES, PAPER, TODAY, own_story, reprint

from dateline.desk.values import PublicationDate
from dateline.edition.theme import Theme
from dateline.edition.theme.dates import Dates, dateline_words, day_words, masthead_words, month_words, years_since
from dateline.edition.theme.language import LOCALE
from dateline.lib.tongues import tongue
from dateline.lib.words import Words

DAY = date(2015, 6, 2)


def dates(language: str, zone: str = "Europe/Berlin") -> Dates:
    return Dates(language, zone, Words(tongue(language), LOCALE))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "2 June 2015"),
        ("az", "2 iyun 2015"),
        ("azb", "۲ ژوئن ۲۰۱۵"),
        ("fa", "۱۲ خرداد ۱۳۹۴ (۲ ژوئن ۲۰۱۵)"),
        ("tr", "2 Haziran 2015"),
        ("ar", "٢ يونيو ٢٠١٥"),
        ("ru", "2 июня 2015"),
    ],
)
def test_a_day(language: str, expected: str):
    assert day_words(DAY, language).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "July 2024"),
        ("az", "iyul 2024"),
        ("azb", "جولای ۲۰۲۴"),
        ("fa", "ژوئیه ۲۰۲۴"),
        ("tr", "Temmuz 2024"),
        ("ar", "يوليو ٢٠٢٤"),
        ("ru", "июль 2024"),
    ],
)
def test_a_month_whatever_was_asked_for_before(language: str, expected: str):
    for other in LANGUAGES:
        month_words(date(2024, 7, 16), other)
    assert month_words(date(2024, 7, 16), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Thursday 18 July 2024"),
        ("az", "18 iyul 2024, cümə axşamı"),
        ("azb", "جومعه آخشامی، ۱۸ جولای ۲۰۲۴"),
        ("fa", "پنجشنبه ۲۸ تیر ۱۴۰۳ (۱۸ ژوئیه ۲۰۲۴)"),
        ("tr", "18 Temmuz 2024 Perşembe"),
        ("ar", "الخميس، ١٨ يوليو ٢٠٢٤"),
        ("ru", "Четверг, 18 июля 2024"),
    ],
)
def test_the_date_of_an_edition(language: str, expected: str):
    assert masthead_words(TODAY, language).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("published", "iso", "words"),
    [
        (PublicationDate("day", DAY), "2015-06-02", "2 June 2015"),
        (PublicationDate("month", DAY), "2015-06", "June 2015"),
        (PublicationDate("year", DAY), "2015", "2015"),
        (PublicationDate("minute", DAY, datetime(2015, 6, 2, 12, 5, tzinfo=UTC)), None, "2 June 2015, 14:05 UTC+2"),
    ],
)
def test_no_more_than_is_known(published: PublicationDate, iso: str | None, words: str):
    shown = dates("en").published(published, exact=True)
    assert f'datetime="{iso or "2015-06-02T14:05+02:00"}"' in shown
    assert shown.striptags() == words


def test_an_unknown_date_is_said_to_be_unknown():
    assert dates("en").published(PublicationDate()) == "date unknown"
    assert dates("en").published(None) == "date unknown"


def test_moments_fall_on_the_papers_own_day():
    late = datetime(2024, 7, 17, 22, 30, tzinfo=UTC)
    assert dates("en").on(late) == date(2024, 7, 18)
    assert dates("en", "America/New_York").on(late) == date(2024, 7, 17)
    assert dates("fa", "Asia/Tehran").clock(late).striptags() == "۰۲:۰۰"
    assert "UTC+3:30" in dates("fa", "Asia/Tehran").moment(late)


def test_the_dateline_leaves_the_year_out_only_where_it_is_ours():
    assert dateline_words(DAY, "en", year=False) == "2 June"
    assert dateline_words(DAY, "fa", year=False) == "۱۲ خرداد"
    theme = Theme(PAPER, TODAY)
    assert "15 July</time> —" in theme.story(own_story()).decode()
    assert "1 June 2015</time> —" in theme.story(reprint(dateline_on=date(2015, 6, 1))).decode()


@given(st.dates(date(1850, 1, 1), date(2100, 1, 1)), st.dates(date(1850, 1, 1), date(2100, 1, 1)))
def test_age_is_never_overclaimed(then: date, today: date):
    years = years_since(then, today)
    if years:
        assert then + timedelta(days=365 * years) <= today
        assert (then.year + years, then.month, then.day) <= (today.year, today.month, today.day)


@pytest.mark.parametrize(
    ("age_on", "words"),
    [
        (date(2015, 6, 2), "This story is nine years old."),
        (date(2015, 7, 19), "This story is eight years old."),
        (date(2023, 7, 18), "This story is one year old."),
        (date(1999, 1, 1), "This story is 25 years old."),
    ],
)
def test_the_age_of_a_story(age_on: date, words: str):
    assert words in Theme(PAPER, TODAY).story(reprint(age_on=age_on)).decode()


@pytest.mark.parametrize("age_on", [date(2023, 7, 19), date(2024, 7, 18), date(2025, 1, 1), None])
def test_a_young_story_has_no_age(age_on: date | None):
    assert 'class="age"' not in Theme(PAPER, TODAY).story(reprint(age_on=age_on)).decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("az", "Bu yazı doqquz il əvvəl dərc edilib."),
        ("azb", "بو یازی دوققوز ایل بوندان قاباق یاییلیب."),
        ("fa", "این مطلب نُه سال پیش منتشر شده است."),
        ("ar", "نُشر هذا الخبر قبل تسع سنوات."),
        ("ru", "Этому материалу девять лет."),
    ],
)
def test_the_age_in_other_languages(language: str, words: str):
    assert words in Theme(PAPER, TODAY).story(reprint(language)).decode()
