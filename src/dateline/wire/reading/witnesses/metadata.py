"""What the page's ``meta`` elements say: OpenGraph, Dublin Core, Parse.ly, Sailthru and other customs of the trade."""

from collections.abc import Iterator
from html import unescape
from typing import Final

from dateline.wire.reading import moments, names, outlets
from dateline.wire.reading.page import Page, spaced
from dateline.wire.reading.testimony import FAINT, FAIR, STRONG, WEAK, Field, Testimony
from dateline.wire.values import Photograph

WITNESS: Final = "opengraph"
_TEXTS: Final[tuple[tuple[str, Field, float], ...]] = (
    ("og:title", "headline", STRONG),
    ("twitter:title", "headline", FAIR),
    ("dc.title", "headline", FAIR),
    ("parsely-title", "headline", FAIR),
    ("sailthru.title", "headline", FAIR),
    ("og:description", "standfirst", WEAK),
    ("description", "standfirst", WEAK),
    ("dc.rights.license", "licence", FAIR),
    ("og:locale", "language", FAINT),
    ("dc.language", "language", WEAK),
    ("content-language", "language", WEAK),
)
_DATES: Final[tuple[tuple[str, Field, float], ...]] = (
    ("article:published_time", "published", STRONG),
    ("article:published", "published", STRONG),
    ("og:article:published_time", "published", STRONG),
    ("datepublished", "published", STRONG),
    ("parsely-pub-date", "published", STRONG),
    ("bt:pubdate", "published", STRONG),
    ("article_date_original", "published", STRONG),
    ("cxenseparse:recs:publishtime", "published", FAIR),
    ("sailthru.date", "published", FAIR),
    ("dc.date.issued", "published", STRONG),
    ("dcterms.created", "published", FAIR),
    ("dc.date.created", "published", FAIR),
    ("dc.date", "published", FAIR),
    ("citation_publication_date", "published", STRONG),
    ("publishdate", "published", FAIR),
    ("publish-date", "published", FAIR),
    ("publish_date", "published", FAIR),
    ("pubdate", "published", FAIR),
    ("pub_date", "published", FAIR),
    ("publication_date", "published", FAIR),
    ("publication-date", "published", FAIR),
    ("article.published", "published", FAIR),
    ("article.created", "published", FAIR),
    ("published_date", "published", FAIR),
    ("published-date", "published", FAIR),
    ("rnews:datepublished", "published", FAIR),
    ("date", "published", WEAK),
    ("article:modified_time", "modified", STRONG),
    ("og:updated_time", "modified", FAIR),
    ("datemodified", "modified", FAIR),
    ("dc.date.modified", "modified", FAIR),
    ("last-modified", "modified", WEAK),
    ("lastmod", "modified", WEAK),
    ("article_date_updated", "modified", FAIR),
    ("bt:moddate", "modified", FAIR),
)
_AUTHORS: Final = (
    "author", "article:author", "article_author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl", "byline", "citation_author", "rnews:author", "bt:author", "article.author", "cxenseparse:author",
)  # fmt: skip
_SITES: Final = (("og:site_name", STRONG), ("application-name", WEAK), ("dc.publisher", WEAK), ("publisher", WEAK))
_ORIGINS: Final = (
    "syndication-source", "original-source", "article:source", "article.source", "news-source", "dc.source",
    "dcterms.source", "article:original_source", "content-source", "contentprovider",
)  # fmt: skip


def testify(page: Page) -> Iterator[Testimony]:
    """Give what the metas say; a title in ``title`` counts least."""
    metas = dict(reversed(page.metas))
    for name, field, strength in _TEXTS:
        if words := metas.get(name):
            yield Testimony(field, unescape(words), words, strength, WITNESS)
    for name, field, strength in _DATES:
        if (words := metas.get(name)) and (found := moments.parse(words)):
            yield Testimony(field, found, words, strength, WITNESS)
    if titles := page.tree.xpath("//head/title"):
        words = spaced(titles[0].text)
        yield Testimony("headline", words, words, WEAK, WITNESS)
    yield from _language(page)
    yield from _people(page)
    yield from _outlets(page, metas)
    yield from _photograph(page, metas)


def _language(page: Page) -> Iterator[Testimony]:
    words = page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if words.strip():
        yield Testimony("language", words.strip(), words.strip(), FAIR, WITNESS)


def _people(page: Page) -> Iterator[Testimony]:
    site = page.meta("og:site_name")
    said: dict[str, list[str]] = {}
    for name, content in page.metas:
        if name in _AUTHORS and not content.startswith("http"):
            said.setdefault(name, []).append(content)
    for contents in said.values():
        people = tuple(dict.fromkeys(name for words in contents for name in names.people(words, outlet=site)))
        if people:
            yield Testimony("bylines", people, contents[0], FAIR, WITNESS)
        for words in contents:
            if agency := names.agency(words):
                yield Testimony("agency", agency, words, FAIR, WITNESS)


def _outlets(page: Page, metas: dict[str, str]) -> Iterator[Testimony]:
    for name, strength in _SITES:
        if words := metas.get(name, "").lstrip("@"):
            yield Testimony("outlet", outlets.presentable(words), words, strength, WITNESS)
    for name in _ORIGINS:
        words = metas.get(name, "")
        if words.startswith("http"):
            yield Testimony("canonical", words, words, WEAK, WITNESS, page.absolute(words))
        elif words and outlets.named(words):
            yield Testimony("origin", outlets.presentable(words), words, FAIR, WITNESS)
    if words := metas.get("copyright", ""):
        yield Testimony("copyright", outlets.presentable(words), words, FAINT, WITNESS)


def _photograph(page: Page, metas: dict[str, str]) -> Iterator[Testimony]:
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        if (source := metas.get(name)) and (address := page.absolute(source)):
            yield Testimony("photograph", Photograph(address, metas.get("og:image:alt", "")), source, FAIR, WITNESS)
            return
