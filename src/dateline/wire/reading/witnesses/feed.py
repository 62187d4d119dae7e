"""What the feed said in which the page was found. The caller has read it; its fields are testimony like others."""

from collections.abc import Iterator
from typing import Final

from dateline.wire.reading import moments, names, outlets
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony

WITNESS: Final = "feed"


def told_by_feed(
    *, headline: str = "", summary: str = "", author: str = "", published: str = "", updated: str = "", source: str = ""
) -> Iterator[Testimony]:
    """Take the fields of a feed's item as the feed spells them, and give them as testimony (``read_page(told=…)``)."""
    if headline:
        yield Testimony("headline", headline, headline, FAIR, WITNESS)
    if summary:
        yield Testimony("standfirst", summary, summary, FAIR, WITNESS)
    if people := names.people(author):
        yield Testimony("bylines", people, author, FAIR, WITNESS)
    if published and (found := moments.parse(published)):
        yield Testimony("published", found, published, STRONG, WITNESS)
    if updated and (found := moments.parse(updated)):
        yield Testimony("modified", found, updated, FAIR, WITNESS)
    if source:
        yield Testimony("origin", outlets.presentable(source), source, FAIR, WITNESS)
