"""Which pages a change of one story touches. Pure: two standings in, pages out.

The bound. Let a story have T topics, C contributors, S siblings in other languages, M former addresses and corrections
in Y years. It stands on at most ``15 + 2T + 2C + S + M + Y`` pages: itself; the front, the feeds, the corrections; its
section with its month and feeds; the archive, its year, month and day; three sitemaps; its own address and those it
had; two for each topic and contributor. A page of its own (such as About) stands in no list of stories. A change
touches the pages where it stood and those where it stands, so at most twice as many, however large the archive.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.edition import pages
from dateline.edition.pages import Page

Standing = Mapping[str, Any]


def touched(before: Standing | None, after: Standing | None, former: Sequence[str] = ()) -> frozenset[Page]:
    """The pages that a change of one story touches.

    Args:
        before: where the story stood when it was last ordered; None if it was not in the paper.
        after: where it stands now; None if it no longer is.
        former: addresses that it had before, which lead to it or bear its notice.
    """
    found = {page for standing in (before, after) if standing for page in _pages_of(standing)}
    if found:
        found.update(map(pages.address, former))
    return frozenset(found)


def bound(standing: Standing, former: int = 0) -> int:
    """The most pages on which a story with this standing can stand (see the module's docstring)."""
    counted = 2 * len(standing["topics"]) + 2 * len(standing["contributors"])
    return 15 + counted + len(standing["siblings"]) + former + len(set(standing["correction_years"]))


def counted(standing: Standing | None) -> Counter[Page]:
    """The listings that a story is counted in; a listing that counts none is not printed."""
    return Counter(_listings(standing)) if standing else Counter()


def _pages_of(standing: Standing) -> Iterator[Page]:
    language, section = standing["language"], standing["section"]
    yield Page("story", standing["story"])
    yield pages.address(standing["address"])
    yield from (Page("story", sibling) for sibling in standing["siblings"])
    yield pages.SITEMAP
    yield Page("corrections", language=language)
    yield from _listings(standing)
    if not standing.get("is_page"):
        yield Page("front", language=language)
        yield Page("feeds", language=language)
        yield Page("feeds", section, language)
        yield pages.NEWS_SITEMAP


def _listings(standing: Standing) -> Iterator[Page]:
    day, language, section = standing["published_on"], standing["language"], standing["section"]
    year, month = day[:4], day[:7]
    yield Page("sitemap", period=month)
    yield from (Page("corrections", language=language, period=str(each)) for each in standing["correction_years"])
    if standing.get("is_page"):
        return
    yield from (Page("archive", language=language, period=period) for period in ("", year, month, day))
    yield from (Page("section", section, language, period) for period in ("", month))
    for topic in standing["topics"]:
        yield from (Page("topic", topic, language, period) for period in ("", year))
    for contributor in standing["contributors"]:
        yield from (Page("contributor", contributor, language, period) for period in ("", year))
