"""Copy for the printer: rows of the database become the frozen values of :mod:`dateline.desk.values`.

Everything is fetched for many stories at once, a fixed number of queries however many they are, since the press asks
for a hundred thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from django.db.models import Exists, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Locale

from dateline.desk import body
from dateline.desk.models import (
    Byline,
    Contributor,
    Correction,
    Hop,
    LanguageEdition,
    Newspaper,
    Outlet,
    Photograph,
    Section,
    Story,
    Topic,
)
from dateline.desk.models.provenance import original_date
from dateline.desk.values import (
    Credit,
    LanguageEditionCopy,
    Link,
    ListedStory,
    Paper,
    PrintedCorrection,
    PrintedPhotograph,
    PrintedProvenance,
    PrintedStory,
)
from dateline.desk.values import Hop as PrintedHop
from dateline.lib.html import clean_block

Row = Mapping[str, Any]

_LISTED = (
    *("id", "locale_id", "address", "headline", "standfirst", "kind", "section_id", "published_at"),
    *("published_on", "last_published_at", "dateline_place", "outlet_id", "lead_photograph_id", "photograph_caption"),
    *("photograph_text", "original_address", "original_precision", "original_on", "original_at"),
)
_PRINTED = (
    *_LISTED,
    *("translation_key", "dateline_on", "age_on", "original_headline", "original_bylines", "original_dateline"),
    *("original_language", "original_known_how", "permission", "licence", "permission_by", "permission_on"),
    *("permission_conditions", "treatment", "treatment_note", "treated_by", "is_page"),
)


@dataclass
class Register:
    """Names and addresses that stories refer to, and stories as lists show them, each fetched once in a print run."""

    paper: Paper
    listed: dict[int, ListedStory] = field(default_factory=dict)
    _known: dict[type[Model], dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    _links: dict[tuple[type[Model], int | None, str], Link] = field(default_factory=dict)

    @cached_property
    def languages(self) -> dict[int, str]:
        """The language of each locale, by its id."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def locales(self) -> dict[str, int]:
        """The id of each language's locale."""
        return {language: locale for locale, language in self.languages.items()}

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """What addresses in each language begin with."""
        return {edition.language: edition.prefix for edition in self.paper.editions}

    def prefix(self, language: str) -> str:
        """What addresses in ``language`` begin with, also where the paper no longer has that language."""
        return self.prefixes.get(language, f"/{language}/")

    def of(self, model: type[Model], ids: Iterable[int | None]) -> Mapping[int, Any]:
        """The records of ``model`` by id; at least those asked for."""
        known = self._known[model]
        if not ids:
            return known
        if missing := {each for each in ids if each and each not in known}:
            records = model._default_manager.in_bulk(missing)
            known.update(records)
        return known

    def topic(self, topic_id: int, language: str) -> Link:
        """A topic as stories in a language name it."""
        link = self._links.get((Topic, topic_id, language))
        if link is None:
            topic = self.of(Topic, [topic_id])[topic_id]
            link = Link(topic.name, f"{self.prefix(language)}topic/{topic.slug}/", topic.kind)
            self._links[Topic, topic_id, language] = link
        return link

    def section(self, section_id: int | None, language: str) -> Link | None:
        """A section as stories in a language name it."""
        link = self._links.get((Section, section_id, language))
        if link is None and (section := self.of(Section, [section_id]).get(section_id or 0)):
            link = self._links[Section, section_id, language] = Link(
                section.name, f"{self.prefix(language)}{section.slug}/"
            )
        return link


def paper() -> Paper:
    """The newspaper as it stands now; a name of its own where nobody has named it yet."""
    newspaper = Newspaper.load()
    rows = LanguageEdition.objects.filter(newspaper_id=newspaper.pk).order_by("sort_order", "id")
    editions = tuple(
        LanguageEditionCopy(
            language=row.language,
            name=row.name,
            organisation=row.organisation,
            about=clean_block(row.about),
            contact=clean_block(row.contact),
            principles=clean_block(row.principles),
            is_primary=position == 0,
        )
        for position, row in enumerate(rows)
    ) or (LanguageEditionCopy(language="en", name="Our Paper", is_primary=True),)
    prefixes = {edition.language: edition.prefix for edition in editions}
    sections: dict[str, list[Link]] = defaultdict(list)
    for section in Section.objects.select_related("locale").order_by("order", "name", "id"):
        language = section.locale.language_code
        sections[language].append(Link(section.name, f"{prefixes.get(language, f'/{language}/')}{section.slug}/"))
    return Paper(
        public_address=newspaper.public_address.rstrip("/"),
        zone=newspaper.time_zone,
        accent=newspaper.accent,
        editions=editions,
        contact_address=newspaper.contact_address,
        logo=f"/logo-{newspaper.logo.digest}.png" if newspaper.logo else "",
        logo_source=newspaper.logo.file.path if newspaper.logo else "",
        sections={language: tuple(links) for language, links in sections.items()},
    )


def of_listed(stories: QuerySet[Story], register: Register) -> list[ListedStory]:
    """The stories of a queryset as they stand in lists, in its order."""
    retraction = Correction.objects.filter(story_id=OuterRef("pk"), kind=Correction.Kind.RETRACTION)
    rows = list(stories.values(*_LISTED, retracted=Exists(retraction)))
    credits = _credits(rows, register)
    _prefetch(rows, register)
    return [
        ListedStory(**_listed(row, credits.get(row["id"], ()), register), retracted=row["retracted"]) for row in rows
    ]


def of_printed(stories: QuerySet[Story], register: Register) -> list[PrintedStory]:
    """The stories of a queryset, whole, in its order."""
    rows = list(stories.values(*_PRINTED, raw_body=Cast("body", output_field=TextField())))
    for row in rows:
        row["body"] = orjson.loads(row.pop("raw_body") or "[]")
    return list(_print(rows, _Children.of_rows(rows, register), register))


def of_draft(story: Story) -> PrintedStory:
    """A story as it stands in memory, saved or not: for previews."""
    register = Register(paper())
    row: dict[str, Any] = {name: getattr(story, name, None) for name in _PRINTED}
    row["id"] = story.pk or 0
    row["body"] = list(story.body.raw_data)
    row["address"] = story.address or "/preview/"
    if row["published_at"] is None:
        from dateline.lib import clock

        row["published_at"] = clock.now()
        row["published_on"] = clock.today(clock.zone(register.paper.zone))
    children = _Children(
        credits={
            row["id"]: [
                _credit(each.contributor_id, each.name, each.role, story.language, register)
                for each in story.bylines.all()
            ]
        },
        topics={row["id"]: [topic.pk for topic in story.topics.all()]},
        hops={row["id"]: [_hop(hop, register) for hop in story.hops.all()]},
        corrections={row["id"]: [_correction(each) for each in (story.corrections.all() if story.pk else ())]},
        translations={},
    )
    return next(iter(_print([row], children, register)))


@dataclass
class _Children:
    """What belongs to stories in other tables, by story id."""

    credits: Mapping[int, list[Credit]]
    topics: Mapping[int, list[int]]
    hops: Mapping[int, list[PrintedHop]]
    corrections: Mapping[int, list[PrintedCorrection]]
    translations: Mapping[int, list[Link]]

    @classmethod
    def of_rows(cls, rows: list[dict[str, Any]], register: Register) -> "_Children":
        ids = [row["id"] for row in rows]
        topics: dict[int, list[int]] = defaultdict(list)
        for story, topic in (
            Story.topics.through.objects.filter(story_id__in=ids).order_by("id").values_list("story_id", "topic_id")
        ):
            topics[story].append(topic)
        hops: dict[int, list[PrintedHop]] = defaultdict(list)
        reprints = [row["id"] for row in rows if row["kind"] != Story.Kind.ORIGINAL]
        for hop in Hop.objects.filter(story_id__in=reprints).order_by("sort_order", "id") if reprints else ():
            hops[hop.story_id].append(_hop(hop, register))
        corrections: dict[int, list[PrintedCorrection]] = defaultdict(list)
        for correction in Correction.objects.filter(story_id__in=ids).order_by("at", "id"):
            corrections[correction.story_id].append(_correction(correction))
        return cls(_credits(rows, register), topics, hops, corrections, _translations(rows, register))


def _prefetch(rows: list[dict[str, Any]], register: Register) -> None:
    register.of(Section, (row["section_id"] for row in rows))
    register.of(Outlet, (row["outlet_id"] for row in rows))
    register.of(Photograph, (row["lead_photograph_id"] for row in rows))


def _print(rows: list[dict[str, Any]], children: _Children, register: Register) -> Iterable[PrintedStory]:
    _prefetch(rows, register)
    register.of(Photograph, (each for row in rows for each, _text in body.photographs_in(row["body"])))
    register.of(Topic, (topic for topics in children.topics.values() for topic in topics))
    for row in rows:
        story = row["id"]
        language = register.languages[row["locale_id"]]
        corrections = tuple(children.corrections.get(story, ()))
        listed = _listed(row, children.credits.get(story, ()), register)
        listed["retracted"] = any(each.kind == Correction.Kind.RETRACTION for each in corrections)
        yield PrintedStory(
            **listed,
            body=body.printable(row["body"]),
            photographs={
                each: photograph
                for each, text in body.photographs_in(row["body"])
                if (photograph := _photograph(register, each, text)) is not None
            },
            topics=tuple(register.topic(each, language) for each in children.topics.get(story, ())),
            dateline_on=row["dateline_on"],
            provenance=_provenance(row, tuple(children.hops.get(story, ())), register),
            corrections=corrections,
            translations=tuple(children.translations.get(story, ())),
            age_on=row["age_on"],
            is_page=row["is_page"],
        )


def _listed(row: Row, credits: Sequence[Credit], register: Register) -> dict[str, Any]:
    language = register.languages[row["locale_id"]]
    outlet = register.of(Outlet, ()).get(row["outlet_id"])
    photograph = row["lead_photograph_id"]
    return {
        "id": row["id"],
        "language": language,
        "address": row["address"],
        "headline": row["headline"],
        "standfirst": row["standfirst"],
        "kind": row["kind"],
        "section": register.section(row["section_id"], language),
        "published_at": row["published_at"],
        "published_on": row["published_on"],
        "original": _original(row, register) if outlet else None,
        "original_address": row["original_address"],
        "outlet": outlet.name if outlet else "",
        "dateline_place": row["dateline_place"],
        "bylines": tuple(credits),
        "photograph": photograph
        and _photograph(register, photograph, row["photograph_text"], row["photograph_caption"]),
        "modified_at": row["last_published_at"],
    }


def _original(row: Row, register: Register) -> Any:
    return original_date(row["original_precision"], row["original_on"], row["original_at"], register.paper.zone)


def _provenance(row: Row, hops: tuple[PrintedHop, ...], register: Register) -> PrintedProvenance | None:
    outlet = register.of(Outlet, ()).get(row["outlet_id"])
    if outlet is None:
        return None
    return PrintedProvenance(
        outlet=outlet.name,
        outlet_address=outlet.address,
        canonical_policy=outlet.canonical_policy,
        address=row["original_address"],
        headline=row["original_headline"],
        bylines=tuple(name.strip() for name in row["original_bylines"].split(",") if name.strip()),
        dateline=row["original_dateline"],
        published=_original(row, register),
        known_how=row["original_known_how"],
        hops=hops,
        permission=row["permission"],
        licence=row["licence"],
        permission_by=row["permission_by"],
        permission_on=row["permission_on"],
        permission_conditions=row["permission_conditions"],
        treatment=row["treatment"],
        treatment_note=row["treatment_note"],
        treated_by=row["treated_by"],
        language=row["original_language"] or outlet.language,
    )


def _credits(rows: list[dict[str, Any]], register: Register) -> dict[int, list[Credit]]:
    languages = {row["id"]: register.languages[row["locale_id"]] for row in rows}
    bylines = Byline.objects.filter(story_id__in=list(languages)).order_by("sort_order", "id")
    signed = list(bylines.values_list("story_id", "contributor_id", "name", "role"))
    register.of(Contributor, {contributor for _story, contributor, _name, _role in signed})
    credits: dict[int, list[Credit]] = defaultdict(list)
    for story, contributor, name, role in signed:
        credits[story].append(_credit(contributor, name, role, languages[story], register))
    return credits


def _credit(contributor_id: int | None, name: str, role: str, language: str, register: Register) -> Credit:
    contributor = register.of(Contributor, [contributor_id]).get(contributor_id or 0)
    if contributor is None:
        return Credit(name, role)
    return Credit(name or contributor.name, role, f"{register.prefix(language)}by/{contributor.slug}/")


def _hop(hop: Hop, register: Register) -> PrintedHop:
    outlet = register.of(Outlet, [hop.outlet_id]).get(hop.outlet_id or 0)
    return PrintedHop(hop.name or (outlet.name if outlet else ""), hop.role, hop.address)


def _correction(correction: Correction) -> PrintedCorrection:
    changes = tuple(tuple((op, text) for op, text in paragraph) for paragraph in correction.changes)
    return PrintedCorrection(correction.pk or 0, correction.kind, correction.note, correction.at, changes)


def _translations(rows: list[dict[str, Any]], register: Register) -> dict[int, list[Link]]:
    siblings = (
        Story.objects.filter(translation_key__in=[row["translation_key"] for row in rows], live=True)
        .exclude(address=None)
        .order_by("locale_id")
        .values_list("id", "translation_key", "locale_id", "headline", "address")
    )
    by_key: dict[Any, list[tuple[int, Link]]] = defaultdict(list)
    for story, key, locale, headline, address in siblings:
        if (language := register.languages[locale]) in register.prefixes:
            by_key[key].append((story, Link(headline, address, language)))
    return {row["id"]: [link for story, link in by_key[row["translation_key"]] if story != row["id"]] for row in rows}


def _photograph(register: Register, photograph_id: int, text: str = "", caption: str = "") -> PrintedPhotograph | None:
    photograph = register.of(Photograph, [photograph_id]).get(photograph_id)
    return photograph and PrintedPhotograph(
        id=photograph.pk,
        digest=photograph.digest,
        width=photograph.width,
        height=photograph.height,
        alt=text or photograph.alternative_text,
        caption=caption or photograph.caption,
        credit=photograph.credit,
        rights=photograph.rights,
        source=photograph.file.path,
    )
