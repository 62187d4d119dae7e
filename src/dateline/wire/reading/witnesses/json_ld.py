"""What the page says for search engines in JSON-LD (schema.org, ``NewsArticle`` and its kin)."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

from dateline.wire.reading import moments, names, outlets
from dateline.wire.reading.page import Page, spaced
from dateline.wire.reading.testimony import CERTAIN, FAIR, STRONG, WEAK, Field, Testimony
from dateline.wire.values import Photograph

WITNESS: Final = "json-ld"
_STORY: Final = re.compile(r"(?:Article|Posting|Report|Reportage|Review|Story)$", re.IGNORECASE)
_TEXTS: Final[tuple[tuple[str, Field, float], ...]] = (
    ("headline", "headline", STRONG),
    ("description", "standfirst", WEAK),
    ("dateline", "dateline", STRONG),
    ("inLanguage", "language", FAIR),
    ("license", "licence", STRONG),
)
_DATES: Final[tuple[tuple[str, Field, float], ...]] = (
    ("datePublished", "published", CERTAIN),
    ("dateCreated", "created", FAIR),
    ("dateModified", "modified", STRONG),
)
_MOST: Final = 12
_TAGS: Final = re.compile(r"<[^<>]{1,200}>")


def testify(page: Page) -> Iterator[Testimony]:
    """Give what the page's own article says of itself; other objects of the page are not heard."""
    thing = article(page)
    if thing is None:
        return
    for key, field, strength in _TEXTS:
        if words := _words(thing.get(key)):
            yield _said(field, unescape(words), words, strength)
    yield from _dates(thing)
    yield from _people(thing)
    yield from _outlets(thing)
    yield from _photographs(page, thing)


def article(page: Page) -> dict[str, Any] | None:
    """The object that is the page's article: of several, the one whose headline stands on the page."""
    found = [thing for thing in page.things if any(_STORY.search(kind) for kind in _kinds(thing))]
    heading = page.lines[page.headline_at].text.casefold() if page.headline_at >= 0 else ""
    for thing in found:
        if heading and _words(thing.get("headline")).casefold() in (heading, heading.rstrip(" .")):
            return thing
    return next((thing for thing in found if thing.get("headline") or thing.get("datePublished")), None)


def _dates(thing: dict[str, Any]) -> Iterator[Testimony]:
    for key, field, strength in _DATES:
        words = _words(thing.get(key))
        if found := moments.parse(words) if words else None:
            yield _said(field, found, words, strength)


def _people(thing: dict[str, Any]) -> Iterator[Testimony]:
    """The persons who are its authors; of an organisation that is one, only whether it is an agency."""
    authors = _listed(thing.get("author")) or _listed(thing.get("creator"))
    publisher = _words(thing.get("publisher"))
    named: dict[str, str] = {}
    for each in authors:
        words = _words(each)
        is_organisation = isinstance(each, dict) and any("Organi" in kind for kind in _kinds(each))
        for name in names.people(words, outlet=publisher) if words and not is_organisation else ():
            named.setdefault(name, words)
        if words and (agency := names.agency(words)):
            yield _said("agency", agency, words, STRONG)
    if named:
        yield _said("bylines", tuple(named)[:_MOST], next(iter(named.values())), STRONG)


def _outlets(thing: dict[str, Any]) -> Iterator[Testimony]:
    for each in _listed(thing.get("publisher")):
        if words := _words(each):
            yield _said("outlet", outlets.presentable(words), words, STRONG)
    for key, strength in (("sourceOrganization", FAIR), ("provider", FAIR), ("copyrightHolder", WEAK)):
        for each in _listed(thing.get(key)):
            if words := _words(each):
                yield _said(
                    "origin" if key != "copyrightHolder" else "copyright", outlets.presentable(words), words, strength
                )


def _photographs(page: Page, thing: dict[str, Any]) -> Iterator[Testimony]:
    for each in _listed(thing.get("image"))[:1]:
        given = each if isinstance(each, dict) else {"url": each}
        source = given.get("url") or given.get("contentUrl") or given.get("@id")
        if isinstance(source, str) and (address := page.absolute(source)):
            caption, credit = (
                _words(given.get("caption")),
                _words(given.get("creditText")) or _words(given.get("author")),
            )
            yield _said("photograph", Photograph(address, caption, credit), source, WEAK)


def _said(field: Field, value: Any, quotation: str, strength: float) -> Testimony:
    return Testimony(field, value, quotation, strength, WITNESS)


def _kinds(thing: dict[str, Any]) -> list[str]:
    return [kind for kind in _listed(thing.get("@type")) if isinstance(kind, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _words(value: Any) -> str:
    """The words of a text, or of the name of a thing; without markup."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or ""
    return spaced(_TAGS.sub("", value)) if isinstance(value, str) else ""
