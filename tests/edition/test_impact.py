"""Which pages a change touches: a pure function with a bound."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dateline.edition import impact, pages
from dateline.edition.pages import Page

IDS = st.integers(1, 10**9)
DAYS = st.dates().map(str)
STANDINGS = st.fixed_dictionaries(
    {
        "story": IDS,
        "language": st.sampled_from(["en", "fa", "azb"]),
        "address": st.text("abc/", min_size=1).map(lambda path: f"/{path}/"),
        "section": IDS,
        "published_on": DAYS,
        "topics": st.lists(IDS, unique=True, max_size=12),
        "contributors": st.lists(IDS, unique=True, max_size=6),
        "correction_years": st.lists(st.integers(1990, 2090), max_size=5),
        "siblings": st.lists(IDS, unique=True, max_size=6),
    }
)
FORMER = st.lists(st.text("xyz", min_size=1).map(lambda path: f"/{path}/"), unique=True, max_size=4)


@given(STANDINGS, FORMER)
def test_a_story_stands_on_a_bounded_number_of_pages(standing, former):
    assert len(impact.touched(None, standing, former)) <= impact.bound(standing, len(former))


@given(STANDINGS, STANDINGS, FORMER)
def test_a_change_touches_where_it_stood_and_where_it_stands(before, after, former):
    touched = impact.touched(before, after, former)

    assert touched == impact.touched(before, None, former) | impact.touched(None, after, former)
    assert len(touched) <= impact.bound(before, len(former)) + impact.bound(after, len(former))


@given(FORMER)
def test_what_stands_nowhere_touches_nothing(former):
    assert impact.touched(None, None, former) == frozenset()


@given(STANDINGS)
def test_every_counted_listing_is_touched(standing):
    assert set(impact.counted(standing)) <= impact.touched(None, standing)


@given(STANDINGS, STANDINGS)
def test_counts_only_move_by_what_moved(before, after):
    change = impact.counted(after)
    change.subtract(impact.counted(before))
    same = impact.counted(before)
    same.update(change)

    assert Counter({page: count for page, count in same.items() if count}) == impact.counted(after)


@given(
    st.sampled_from(["story", "section", "topic", "archive", "sitemap"]),
    IDS,
    st.sampled_from(["", "en", "azb"]),
    st.sampled_from(["", "2015", "2015-06", "2015-06-02"]),
)
def test_a_key_reads_back(kind, subject, language, period):
    page = Page(kind, subject, language, period)
    assert pages.parse(page.key) == page


@given(st.text(min_size=1))
def test_the_key_of_an_address_reads_back(where):
    assert pages.parse(pages.address(where).key) == pages.address(where)
