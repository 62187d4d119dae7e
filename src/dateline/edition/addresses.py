"""Where each page stands. Stable: what is printed once stays at its address (see HOUSE: Addresses)."""

ROBOTS = "/robots.txt"
ICON = "/favicon.ico"
_STATIC = ("about", "contact", "principles")


def period_path(period: str) -> str:
    """``2015-06`` as ``2015/06/``; nothing for no period."""
    return f"{period.replace('-', '/')}/" if period else ""


def archive(prefix: str, period: str) -> str:
    """The paper's archive (``/archive/``), or a year, month or day of it (``/2015/06/``)."""
    return f"{prefix}{period_path(period) or 'archive/'}"


def subject(prefix: str, folder: str, slug: str, period: str = "") -> str:
    """A section (no folder), topic or contributor, or a period of it: ``/topic/idlib/2015/``."""
    return f"{prefix}{folder}{slug}/{period_path(period)}"


def corrections(prefix: str, period: str = "") -> str:
    """The newest corrections, or those of a year."""
    return f"{prefix}corrections/{period_path(period)}"


def feeds(place: str) -> dict[str, str]:
    """The feeds of a front or section by kind: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""
    return {"atom": f"{place}feed.xml", "rss": f"{place}rss.xml", "json": f"{place}feed.json"}


def sitemap(period: str) -> str:
    """The sitemap index, the news sitemap, or the stories first published in a month."""
    return f"/sitemap-{period}.xml" if period else "/sitemap.xml"


def static(prefix: str) -> dict[str, str]:
    """The pages that the newsroom writes about itself."""
    return {slug: f"{prefix}{slug}/" for slug in _STATIC}
