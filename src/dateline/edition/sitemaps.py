"""Sitemaps (sitemaps.org protocol 0.9), with translations (``xhtml:link``) and the news extension (Google News 0.9)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from dateline.desk.values import ListedStory, Paper

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def _at(paper: Paper, address: str) -> str:
    from urllib.parse import quote

    return escape(paper.public_address + quote(address))


def index(sitemaps: Iterable[str], paper: Paper) -> bytes:
    """The index of all sitemaps."""
    rows = "".join(f"<sitemap><loc>{_at(paper, each)}</loc></sitemap>\n" for each in sitemaps)
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{rows}</sitemapindex>\n'.encode()


def stories(rows: Sequence[tuple[str, datetime]], paper: Paper) -> bytes:
    """The stories of a month: each address with the time of its last change."""
    body = "".join(
        f"<url><loc>{_at(paper, address)}</loc><lastmod>{changed.isoformat(timespec='seconds')}</lastmod></url>\n"
        for address, changed in rows
    )
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{body}</urlset>\n'.encode()


def news(stories: Sequence[ListedStory], paper: Paper) -> bytes:
    """The stories of today and yesterday; a reprint's date is the original's, and without one it is left out."""
    body = "".join(_news(story, paper) for story in stories if _date_for_news(story))
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{body}</urlset>\n'.encode()


def _date_for_news(story: ListedStory) -> str | None:
    if story.original is None:
        return story.published_at.isoformat(timespec="seconds")
    return story.original.iso if story.original.precision in {"minute", "day"} else None


def _news(story: ListedStory, paper: Paper) -> str:
    name = escape(paper.edition(story.language).name)
    language = "az" if story.language == "azb" else story.language
    return (
        f"<url><loc>{_at(paper, story.address)}</loc><news:news><news:publication><news:name>{name}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{_date_for_news(story)}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>\n"
    )
