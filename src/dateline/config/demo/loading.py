"""Puts the demo newspaper into an empty house, as a publisher and an editor would."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image
from wagtail.models import Locale

from dateline.config.demo import drawing
from dateline.config.demo import values as demo_values
from dateline.config.demo.reading import read_demo
from dateline.config.demo.values import Demo, DemoProvenance, DemoStory
from dateline.desk import api as desk
from dateline.desk.models import (
    Byline,
    Contributor,
    Correction,
    FrontPage,
    Hop,
    LanguageEdition,
    Lead,
    Newspaper,
    Outlet,
    Photograph,
    Section,
    Story,
    Topic,
)
from dateline.edition import api as edition
from dateline.lib import clock


def load(report: Callable[[str], None]) -> bool:
    """Put the demo newspaper into the house, if the house is empty.

    Returns:
        Whether it was put in: not into a house that has stories or a name.
    """
    if Story.objects.exists() or LanguageEdition.objects.exists():
        return False
    demo = read_demo()
    report(f"Setting up the demo newspaper: {len(demo.stories)} stories, {len(demo.paper.photographs)} photographs …")
    with edition.holding_the_press(), transaction.atomic():
        _Loader(demo).load()
        edition.order_everything("the demo newspaper")
    return True


@dataclass
class _Loader:
    """The demo, and what it has become in the database so far."""

    demo: Demo
    now: datetime = field(default_factory=clock.now)
    locales: dict[str, Locale] = field(default_factory=dict)
    sections: dict[tuple[str, str], Section] = field(default_factory=dict)
    topics: dict[tuple[str, str], Topic] = field(default_factory=dict)
    contributors: dict[str, Contributor] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    photographs: dict[str, Photograph] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)

    def load(self) -> None:
        """Everything, in the order in which it refers to what came before."""
        self._paper()
        self._registers()
        self._photographs()
        for story in self.demo.stories:
            self._story(story)
        self._fronts()

    def _paper(self) -> None:
        from django.conf import settings

        paper = Newspaper.load()
        paper.public_address = settings.ENVIRONMENT.paper.address
        paper.time_zone = self.demo.paper.zone
        paper.contact_address = self.demo.paper.contact_address
        paper.accent = self.demo.paper.accent
        paper.save()
        for order, each in enumerate(sorted(self.demo.paper.editions, key=lambda one: not one.is_primary)):
            self.locales[each.language], _ = Locale.objects.get_or_create(language_code=each.language)
            LanguageEdition.objects.create(
                newspaper=paper, language=each.language, name=each.name, organisation=each.organisation,
                about=each.about, contact=each.contact, principles=each.principles, sort_order=order,
            )  # fmt: skip

    def _registers(self) -> None:
        paper = self.demo.paper
        for order, section in enumerate(paper.sections):
            self._translated(Section, self.sections, section, order=order)
        for topic in paper.topics:
            self._translated(Topic, self.topics, topic, kind=topic.kind)
        for each in paper.contributors:
            note = "".join(f'<p lang="{language}">{text}</p>' for language, text in each.note.items())
            self.contributors[each.key] = Contributor.objects.create(
                name=each.name, slug=each.slug, is_pseudonym=each.is_pseudonym, note=note
            )
        for outlet in paper.outlets:
            self.outlets[outlet.key] = Outlet.objects.create(
                name=outlet.name, address=outlet.address, canonical_policy=outlet.canonical_policy,
                language=outlet.language,
            )  # fmt: skip

    def _translated(self, model: Any, kept: dict[tuple[str, str], Any], entry: Any, **fields: Any) -> None:
        first = None
        for language, name in entry.name.items():
            record = model(locale=self.locales[language], name=name, slug=entry.slug[language], **fields)
            if first is not None:
                record.translation_key = first.translation_key
            record.save()
            first = first or record
            kept[entry.key, language] = record

    def _photographs(self) -> None:
        for entry in self.demo.paper.photographs:
            content = drawing.draw(entry.key)
            with Image.open(io.BytesIO(content)) as image:
                width, height = image.size
            language = self.demo.paper.editions[0].language
            self.photographs[entry.key] = Photograph.objects.create(
                title=entry.key, file=ContentFile(content, f"{entry.key}.jpg"), width=width, height=height,
                alternative_text=entry.alt.get(language, ""), caption=entry.caption.get(language, ""),
                credit=entry.credit.get(language, ""), rights=entry.rights,
            )  # fmt: skip

    # Stories

    def _story(self, entry: DemoStory) -> None:
        story = self._draft(entry)
        if entry.draft:
            story.save_revision()
            return
        if entry.scheduled_in_days is not None:
            story.go_live_at = self.now + timedelta(days=entry.scheduled_in_days)
            story.save_revision()
            desk.publish(story)
            return
        published = self.now - timedelta(days=entry.days_ago or 0)
        story.first_published_at = published
        story.save()
        story.save_revision()
        desk.publish(story)
        if entry.correct is not None:
            self._correct(entry, published)
        Story.objects.filter(pk=story.pk).update(last_published_at=published)
        if entry.kill is not None:
            desk.kill(Story.objects.get(pk=story.pk), notice=entry.kill, reason="Part of the demo.")

    def _draft(self, entry: DemoStory) -> Story:
        language = entry.language
        story = Story(
            locale=self.locales[language],
            headline=entry.headline,
            slug=entry.slug,
            standfirst=entry.standfirst,
            section=self.sections[entry.section, language],
            kind=entry.kind,
            dateline_place=entry.place,
            body=self._body(entry, corrected=entry.correct is None),
            live=False,
        )
        if entry.dateline_days_ago is not None:
            story.dateline_on = (self.now - timedelta(days=entry.dateline_days_ago)).date()
        if entry.translation_of:
            story.translation_key = self.stories[entry.translation_of].translation_key
        if entry.lead:
            self._lead(story, entry.lead, language)
        if entry.provenance:
            self._provenance(story, entry.provenance)
        story.save()
        story.topics = [self.topics[key, language] for key in entry.topics]
        story.bylines = [  # type: ignore[misc]
            Byline(
                contributor=self.contributors.get(each.contributor or ""),
                name=each.name,
                role=each.role,
                sort_order=order,
            )
            for order, each in enumerate(entry.bylines)
        ]
        if entry.provenance:
            story.hops = [  # type: ignore[misc]
                Hop(outlet=self.outlets.get(hop.outlet or ""), name=hop.name, role=hop.role, sort_order=order)
                for order, hop in enumerate(entry.provenance.hops)
            ]
        story.save()
        self.stories[entry.key] = story
        return story

    def _lead(self, story: Story, key: str, language: str) -> None:
        entry = next(each for each in self.demo.paper.photographs if each.key == key)
        story.lead_photograph = self.photographs[key]
        story.photograph_caption = entry.caption.get(language, "")
        story.photograph_text = entry.alt.get(language, "")

    def _provenance(self, story: Story, given: DemoProvenance) -> None:
        story.outlet = self.outlets[given.outlet]
        story.original_address = given.address
        story.original_headline = given.headline
        story.original_bylines = ", ".join(given.bylines)
        story.original_dateline = given.dateline
        story.original_language = given.language
        story.original_precision = given.precision
        story.original_on = given.published_on
        story.original_known_how = given.known_how
        if given.published_at:
            at_home = given.published_at.astimezone(clock.zone(self.demo.paper.zone))
            story.original_on, story.original_at = at_home.date(), at_home.time().replace(tzinfo=None)
        story.permission = "licence" if given.licence else "granted" if given.permission_by else ""
        story.licence = given.licence
        story.permission_by = given.permission_by
        story.permission_on = given.permission_on
        story.permission_conditions = given.permission_conditions
        story.treatment = given.treatment
        story.treatment_note = given.treatment_note
        story.treated_by = given.treated_by

    def _correct(self, entry: DemoStory, published: datetime) -> None:
        correction = entry.correct
        if correction is None:
            return
        story = Story.objects.get(pk=self.stories[entry.key].pk)
        story.body = self._body(entry, corrected=True)
        story.save_revision()
        made = desk.correct(story, kind=correction.kind, note=correction.note)
        at = min(self.now, published + timedelta(hours=20))
        Correction.objects.filter(pk=made.pk).update(at=at)

    def _body(self, entry: DemoStory, *, corrected: bool) -> list[tuple[str, Any]]:
        blocks = list(self._blocks(entry))
        if corrected or entry.correct is None:
            return blocks
        for old, new in entry.correct.replace:
            for number, (kind, value) in enumerate(blocks):
                if isinstance(value, str) and new in value:
                    blocks[number] = (kind, value.replace(new, old, 1))
                    break
        return blocks

    def _blocks(self, entry: DemoStory) -> Iterator[tuple[str, Any]]:
        for block in entry.body:
            match block:
                case demo_values.Paragraph(text):
                    yield "paragraph", f"<p>{text}</p>"
                case demo_values.Heading(text):
                    yield "heading", text
                case demo_values.ItemList(items):
                    yield "paragraph", f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
                case demo_values.Quotation(text, who, role):
                    yield "quotation", {"text": text, "who": who, "role": role}
                case demo_values.PullQuote(text):
                    yield "pull_quote", {"text": text}
                case demo_values.PhotographBlock(photo, caption):
                    yield "photograph", self._photograph_block(photo, caption, entry.language)
                case demo_values.Table(rows, caption, header):
                    yield "table", _table(rows, caption, header=header)
                case demo_values.Card(address, title, description, outlet):
                    yield "card", {"address": address, "title": title, "description": description, "outlet": outlet}

    def _photograph_block(self, key: str, caption: str, language: str) -> dict[str, Any]:
        entry = next(each for each in self.demo.paper.photographs if each.key == key)
        return {
            "photograph": self.photographs[key],
            "caption": caption or entry.caption.get(language, ""),
            "credit": entry.credit.get(language, ""),
            "alternative_text": entry.alt.get(language, ""),
        }

    def _fronts(self) -> None:
        for each in self.demo.paper.editions:
            front = FrontPage.objects.create(language=each.language)
            front.leads = [Lead(story=self.stories[key], sort_order=order) for order, key in enumerate(each.leads)]
            front.save()


def _table(rows: tuple[tuple[str, ...], ...], caption: str, *, header: bool) -> dict[str, Any]:
    """A table as Wagtail's table block keeps it."""
    return {
        "data": [list(row) for row in rows],
        "first_row_is_table_header": header,
        "table_header_choice": "row" if header else "",
        "table_caption": caption,
        "first_col_is_header": False,
    }
