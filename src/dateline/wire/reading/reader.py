"""The front door's two deeds: a page, or a story's own text, in; a story of facts out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from dateline.wire.reading import body, deciding, edges, moments, outlets, provenance
from dateline.wire.reading.page import Page, open_page, open_text
from dateline.wire.reading.testimony import CERTAIN, FAIR, STRONG, Testimony
from dateline.wire.reading.witnesses import (
    agency_lines,
    bylines,
    canonical,
    credit_lines,
    dates,
    extraction,
    json_ld,
    metadata,
    photographs,
    prose,
    signed_lines,
    tongue,
)
from dateline.wire.values import Fact, Moment, ReadStory

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FOREVER: Final = "9999-12-31"


def read_page(
    html: bytes,
    *,
    address: str = "",
    content_type: str = "",
    seen_on: date | None = None,
    told: Iterable[Testimony] = (),
) -> ReadStory:
    """Read a page: each fact with the words that show it, or ``None``, which means *unknown*.

    The trip::

        bytes ─▶ encoding: text ─▶ page: one tree, its metas, JSON-LD, lines
                                     │  each witness: field, value, quotation, strength
                                     ▼
                 json-ld, metadata, canonical, dates, prose, photographs, extraction, told
                                     │
                 deciding, provenance: what most agree about ─▶ body: without what has become a fact

    Args:
        html: the page as received, decompressed. Any bytes are read; of noise, nothing is known.
        address: where it was found; without it, links stay unknown and no other site can be told from this one.
        content_type: the header of that name, for its charset.
        seen_on: the day on which the page was fetched; no story is from later.
        told: what others have said about it, as the feed that led here (``told_by_feed``).
    """
    page = open_page(html, address=address, content_type=content_type, seen_on=seen_on)
    text = extraction.extract(page)
    said = [*_heard(page, text), *told]
    latest = _latest(seen_on)
    source = provenance.decide(said, address or page.meta("og:url"))
    headline = deciding.headline(said)
    story = body.tidy(text, page, headline.value if headline else "", said)
    found = _body(page, text, story)
    published = deciding.published(said, latest)
    modified = deciding.modified(said, published, latest)
    reprinted = None
    if source.original and not _is_of_the_original(source, said, published):
        published, reprinted = _of_the_original(said, source, latest), published
    return ReadStory(
        address=address,
        headline=headline,
        standfirst=deciding.standfirst(said, story, headline.value if headline else ""),
        body=found,
        bylines=deciding.bylines(said, source.outlet.value if source.outlet else ""),
        dateline=deciding.plain(said, "dateline"),
        published=published,
        modified=modified,
        reprinted=reprinted,
        outlet=source.outlet,
        original_outlet=source.original,
        original_address=source.address,
        agency=source.agency,
        hops=source.hops,
        is_reprint=source.original is not None,
        photograph=deciding.photograph(said),
        licence=deciding.plain(said, "licence"),
        language=_language(said) or _language([*tongue.testify(story, found.evidence if found else "")]),
    )


def read_text(
    html: str, *, headline: str = "", address: str = "", outlet: str = "", seen_on: date | None = None
) -> ReadStory:
    """Read a story as its editor left it, without a page around it: what its own lines say about where it comes from.

    Every line is the story's, so a line counts only if it says nothing else: "via Example" at the beginning or the end,
    "By Name, Place", "CAIRO (AP) —", a link to the original. What is no such fact (body, headline, ...) stays ``None``.

    The trip::

        markup ─▶ page.open_text: lines ─▶ edges: those of the text, those at its two ends
                                             │  credit_lines, signed_lines, agency_lines
                                             ▼
                                  deciding, provenance

    Args:
        html: its markup, in paragraphs.
        headline: for lines that name it: "The post … appeared first on Example".
        address: where it stood; links to that site lead to no original, and no date is taken from it.
        outlet: the name of the newspaper whose story it is; it is no original either.
        seen_on: the day on which it was written down; no story is from later.
    """
    page = open_text(html, headline=headline, address=address, seen_on=seen_on)
    said = [*_heard_in_text(page)]
    own = [Testimony("outlet", outlet, outlet, CERTAIN, "desk")] if outlet else []
    source = provenance.decide([*said, *own], address)
    published = _of_the_original(said, source, latest := _latest(seen_on))
    return ReadStory(
        address=address,
        bylines=deciding.bylines(said, outlet),
        dateline=deciding.plain(said, "dateline"),
        published=published if published and moments.day(published.value) <= latest else None,
        original_outlet=source.original,
        original_address=source.address,
        agency=source.agency,
        hops=source.hops,
        is_reprint=source.original is not None,
        licence=deciding.plain(said, "licence"),
    )


def _heard_in_text(page: Page) -> Iterator[Testimony]:
    text = edges.whole(page)
    lines = edges.edges(page, text)
    yield from credit_lines.testify(lines, page)
    yield from credit_lines.testify_of_opening(text.paragraphs)
    yield from signed_lines.testify(lines, text)
    yield from agency_lines.testify_of_text(text)


def _latest(seen_on: date | None) -> str:
    return date.fromordinal(seen_on.toordinal() + 1).isoformat() if seen_on else _FOREVER


def _heard(page: Page, text: extraction.Text) -> Iterator[Testimony]:
    if page.headline_at >= 0:
        words = page.lines[page.headline_at].text
        yield Testimony("headline", words, words, STRONG, "heading")
    yield from json_ld.testify(page)
    yield from metadata.testify(page)
    yield from canonical.testify(page)
    yield from dates.testify(page, text)
    yield from bylines.testify(page, text)
    yield from agency_lines.testify(text)
    yield from prose.testify(page, text)
    yield from photographs.testify(page)


def _body(page: Page, text: extraction.Text, story: str) -> Fact[str] | None:
    """The body; its evidence is the line of the page where it begins."""
    if not story:
        return None
    start = story.split("\n", maxsplit=1)[0]
    lines = [page.lines[text.first].text] if text.first >= 0 else []
    quoted = next(
        (line for line in (*lines, *(line.text for line in page.lines)) if line in start or start in line), start
    )
    return Fact(story, quoted, FAIR, extraction.WITNESS)


def _is_of_the_original(source: provenance.Provenance, said: list[Testimony], published: Fact[Moment] | None) -> bool:
    """Whether the page's date is the original's too.

    An agency's copy runs the day it is sent, and so do pages that outlets of one house share. A page that says that it
    reprints tells its own date, and so does an aggregator, and a page that tells its readers only when it was changed.
    """
    name = source.original.value if source.original else ""
    here = outlets.named(source.outlet.value) if source.outlet else None
    if outlets.is_agency(name):
        return True
    if source.says_so or (here and here.kind == "aggregators"):
        return False
    seen = {each.field: each.value for each in said if each.witness == dates.PROSE and isinstance(each.value, Moment)}
    return not (published and "published" not in seen and _is_when(seen.get("modified"), published.value))


def _is_when(one: object, other: Moment) -> bool:
    """Whether two moments are one, as far as both are known; the zone may be told by one alone."""
    return isinstance(one, Moment) and one.value[:16] == other.value[:16]


def _of_the_original(said: list[Testimony], source: provenance.Provenance, latest: str) -> Fact[Moment] | None:
    """When the original was published: as the line about it says, or its address; else unknown, never our own date."""
    lines = [each for each in said if each.witness == "first-published"]
    if lines:
        return deciding.published(lines, latest)
    if source.address and not source.issue and (found := dates.in_address(source.address.value)):
        return Fact(found, source.address.value, source.address.confidence, dates.ADDRESS)
    quoted = source.original.evidence if source.original else ""
    if source.original and (
        found := moments.parse(quoted) or moments.month(source.issue or quoted, is_issue=bool(source.issue))
    ):
        return Fact(found, quoted, source.original.confidence, source.original.witness)
    return None


def _language(said: list[Testimony]) -> Fact[str] | None:
    found = deciding.plain([_as_tag(each) for each in said if each.field == "language"], "language")
    return found if found and _TAG.fullmatch(found.value) else None


def _as_tag(said: Testimony) -> Testimony:
    """A language as BCP 47 writes it: "en_US" is "en-US"."""
    first, *rest = str(said.value).replace("_", "-").split("-")
    tag = "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])  # noqa: PLR2004
    return Testimony(said.field, tag, said.quotation, said.strength, said.witness)
