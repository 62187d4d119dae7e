"""The pages of the paper, each by a key that outlives every headline: what is ordered, counted and printed.

A key reads ``kind:subject:language:period`` with what it does not need left out at the end, e.g. ``story:17``,
``section:3``, ``section:3::2015-06``, ``archive:0:en:2015-06-02``, ``address:/2015/06/02/an-old-slug/``.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "story", "stories", "comments", "front", "feeds", "section", "topic", "contributor", "archive", "corrections",
    "static", "sitemap", "house", "address", "moves", "files", "everything", "sweep",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """One page (or a few files that always change together).

    ``subject`` is the id of a story, section, topic or contributor; ``period`` is ``2015``, ``2015-06``,
    ``2015-06-02``, or what the kind makes of it (an address; the last id of a batch of stories; ``news``;
    of comments ``2`` and on, or ``feed``). A batch of stories, files or moves goes from its ``subject`` to it.
    """

    kind: Kind
    subject: int = 0
    language: str = ""
    period: str = ""

    @property
    def key(self) -> str:
        """The page as a string; :func:`parse` reads it back."""
        if self.kind == "address":
            return f"address:{self.period}"
        return f"{self.kind}:{self.subject}:{self.language}:{self.period}".rstrip(":")

    @property
    def start(self) -> date:
        """The first day of the page's period."""
        return date.fromisoformat((self.period + "-01-01")[:10])

    @property
    def end(self) -> date:
        """The last day of the page's period."""
        start = self.start
        if self.grain == "year":
            return date(start.year, 12, 31)
        if self.grain == "month":
            return start.replace(day=monthrange(start.year, start.month)[1])
        return start

    @property
    def grain(self) -> Literal["year", "month", "day"] | None:
        """How long the page's period is; None if it has none."""
        grains: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}
        return grains.get(len(self.period))


def parse(key: str) -> Page:
    """The page of a key.

    Raises:
        ValueError: no page has such a key.
    """
    kind, _, rest = key.partition(":")
    if kind == "address":
        return Page("address", period=rest)
    subject, language, period = [*rest.split(":"), "", ""][:3]
    return Page(kind, int(subject or 0), language, period)  # type: ignore[arg-type]


def address(where: str) -> Page:
    """Whatever should stand at an address now: a story elsewhere, a notice, nothing."""
    return Page("address", period=where)


EVERYTHING = Page("everything")
SWEEP = Page("sweep")
HOUSE = Page("house")
NEWS_SITEMAP = Page("sitemap", period="news")
SITEMAP = Page("sitemap")
