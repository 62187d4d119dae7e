"""Printing what readers say: later pages of comments (the first is the story's own), and the feed of a story's.

A later page depends on its own comments, on the headline and address of the story, and on whether another page follows:
so a comment touches its own page, the one before it, the story's and the feed, however many there are.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.desk import api as desk
from dateline.desk.values import ListedStory
from dateline.discussion import api as discussion
from dateline.discussion.sheets import Stub
from dateline.discussion.values import Discussion, page_address, page_of
from dateline.edition import feeds
from dateline.edition.acts import Act, Put
from dateline.edition.pages import Page

if TYPE_CHECKING:
    from dateline.edition.printer import Printer

FEED = "comments.xml"
FOLDER = "comments/"


def touched(story: int, places: list[int]) -> set[Page]:
    """The pages that a change of comments touches."""
    numbers = {number for place in places for number in (page_of(place), page_of(place) - 1) if number > 1}
    later = {Page("comments", story, period=str(number)) for number in numbers}
    return {Page("story", story), Page("comments", story, period="feed"), *later}


def later_pages(story: int) -> list[Page]:
    """Every page of comments beside the story's own, and the feed; nothing where nobody said anything."""
    pages = discussion.pages_under(story)
    if not pages:
        return []
    return [Page("comments", story, period=each) for each in (*map(str, range(2, pages + 1)), "feed")]


def names(talk: Discussion) -> set[str]:
    """What lies in a story's folder for its comments."""
    return {page_address("", number) for number in range(2, talk.pages + 1)} | ({FEED} if talk.has_been else set())


def acts(here: "Printer", page: Page) -> Iterator[Act]:
    """What has to be done for a later page of comments, or for their feed."""
    for story in desk.listed([page.subject], here.register):
        if here.edition(story.language) is None:
            return
        if page.period == "feed":
            yield from _feed(here, story)
        elif talk := discussion.page(story.id, int(page.period)):
            yield Put(page_address(story.address, talk.page), here.theme.comments(_stub(story), talk))


def all_under(here: "Printer", story: ListedStory, talk: Discussion) -> Iterator[Act]:
    """All of that, for a story that is printed as a whole."""
    for number in range(2, talk.pages + 1):
        if page := discussion.page(story.id, number):
            yield Put(page_address(story.address, number), here.theme.comments(_stub(story), page))
    if talk.has_been:
        yield from _feed(here, story)


def _feed(here: "Printer", story: ListedStory) -> Iterator[Act]:
    edition = here.edition(story.language)
    if edition is not None and discussion.pages_under(story.id):
        feed = feeds.comments(here.register.paper, edition, story, discussion.newest(story.id))
        yield Put(f"{story.address}{FEED}", feed)


def _stub(story: ListedStory) -> Stub:
    return Stub(story.id, story.headline, story.language, story.address)
