"""The newsroom of the tests, with its cast: reporter, editor, publisher, reader, stranger."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from dateline.desk import api as desk
from dateline.desk.models import (
    Byline,
    Contributor,
    FrontPage,
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

PASSWORD = "a long invented sentence"


@dataclass
class Newsroom:
    """Does what people at the desk do; every verb is what the admin's own views call."""

    sections: dict[str, Section] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    contributors: dict[str, Contributor] = field(default_factory=dict)
    tallies: int = 0

    @classmethod
    def open(cls) -> "Newsroom":
        room = cls()
        paper = Newspaper.load()
        paper.public_address, paper.time_zone, paper.contact_address = (
            "https://lantern.example",
            "Asia/Baku",
            "desk@lantern.example",
        )
        paper.save()
        for order, (language, name) in enumerate([("en", "The Lantern"), ("fa", "فانوس")]):
            LanguageEdition.objects.create(
                newspaper=paper,
                language=language,
                name=name,
                organisation="Harbour Society",
                about="<p>About us.</p>",
                sort_order=order,
            )
        for language, slug, name in [
            ("en", "news", "News"),
            ("en", "culture", "Culture"),
            ("fa", "khabar", "خبر"),
            ("fa", "farhang", "فرهنگ"),
        ]:
            room.sections[slug] = Section.objects.create(locale=room.locale(language), name=name, slug=slug)
        for language, slug in [("en", "harbour"), ("en", "lighthouse"), ("fa", "بندر")]:
            room.topics[slug] = Topic.objects.create(locale=room.locale(language), name=slug.title(), slug=slug)
        for slug in ("ada-quill", "the-ferryman"):
            room.contributors[slug] = Contributor.objects.create(name=slug.replace("-", " ").title(), slug=slug)
        edition.print_everything()
        return room

    @staticmethod
    def locale(language: str) -> Locale:
        return Locale.objects.get_or_create(language_code=language)[0]

    @staticmethod
    def somebody(role: str) -> Any:
        """A reporter, an editor, a publisher; a stranger has no role."""
        user, created = get_user_model().objects.get_or_create(username=role)
        if created:
            user.set_password(PASSWORD)
            user.save()
            if role != "stranger":
                user.groups.add(Group.objects.get(name=f"{role.title()}s"))
        return user

    def write(
        self,
        headline: str = "Harbour wall holds",
        text: str | Iterable[str] = "The wall held through the night.",
        *,
        section: str = "news",
        topics: Iterable[str] = (),
        by: str | None = None,
        **fields: Any,
    ) -> Story:
        """A draft."""
        paragraphs = [text] if isinstance(text, str) else list(text)
        story = Story(
            headline=headline,
            section=self.sections[section],
            locale=self.sections[section].locale,
            body=[("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs],
            live=False,
            **fields,
        )
        story.save()
        story.topics = [self.topics[slug] for slug in topics]
        if by:
            story.bylines = [Byline(contributor=self.contributors[by])]
        story.save()
        story.save_revision()
        return story

    def publish(self, story: Story) -> Story:
        """Publish the newest draft, and let the press run as it does after every commit."""
        desk.publish(story)
        return self.pressed(story)

    def edit(self, story: Story, **changes: Any) -> Story:
        """Change a story and publish it."""
        self.draft(story, **changes)
        return self.publish(story)

    def draft(self, story: Story, **changes: Any) -> Story:
        """Change a story's draft."""
        draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
        for name, value in changes.items():
            if name == "text":
                draft.body = [("paragraph", f"<p>{value}</p>")]
            elif name == "section":
                draft.section = self.sections[value]
            elif name == "topics":
                draft.topics = [self.topics[slug] for slug in value]
            elif name == "by":
                draft.bylines = [Byline(contributor=self.contributors[value])] if value else []
            else:
                setattr(draft, name, value)
        draft.save_revision()
        return draft

    def pressed(self, story: Story) -> Story:
        edition.print_urgent()
        return Story.objects.get(pk=story.pk)

    def correct(
        self, story: Story, note: str = "The wall is older.", kind: str = "correction", **changes: Any
    ) -> Story:
        if changes:
            self.draft(story, **changes)
        desk.correct(story, kind=kind, note=note)
        return self.pressed(story)

    def kill(self, story: Story, **how: Any) -> Story:
        desk.kill(story, **how)
        return self.pressed(story)

    def reprint(
        self, headline: str = "Marsh path closed", *, on: date | None = date(2017, 6, 2), **fields: Any
    ) -> Story:
        outlet, _ = Outlet.objects.get_or_create(
            name="The Saltmarsh Courier", defaults={"address": "https://courier.example/"}
        )
        return self.write(
            headline,
            kind="reprint",
            outlet=outlet,
            original_precision="day" if on else "unknown",
            original_on=on,
            original_address="https://courier.example/marsh-path",
            **fields,
        )

    def lead_with(self, *stories: Story, language: str = "en") -> None:
        front, _ = FrontPage.objects.get_or_create(language=language)
        front.leads = [Lead(story=story, sort_order=order) for order, story in enumerate(stories)]
        front.save()
        edition.print_urgent()

    @staticmethod
    def photograph(alt: str = "A wall in the sea", size: tuple[int, int] = (640, 400), **fields: Any) -> Photograph:
        out = io.BytesIO()
        Image.new("RGB", size, (120, 90, 60)).save(out, "JPEG")
        return Photograph.objects.create(
            title="wall",
            file=ContentFile(out.getvalue(), "wall.jpg"),
            alternative_text=alt,
            width=size[0],
            height=size[1],
            **fields,
        )

    def is_read(self, *pages: Story | str, times: int = 1, at: datetime | None = None) -> None:
        """Readers read pages; the kiosk's tally of it reaches the desk."""
        self.tallies += 1
        counts = {page if isinstance(page, str) else str(page.address): times for page in pages}
        desk.count_readings([desk.Tally(f"tally {self.tallies}", at or clock.now(), counts)])

    # What a reader finds

    @staticmethod
    def read(address: str) -> str:
        """The page at an address, as a reader gets it; empty when nothing stands there."""
        found = edition.shelf().look_up(address)
        if found is None or found.status != 200 or found.path is None:
            return ""
        return Path(found.path).read_text(encoding="utf-8")

    @staticmethod
    def status(address: str) -> int:
        found = edition.shelf().look_up(address)
        return found.status if found else 404

    @staticmethod
    def everything_printed() -> str:
        """Every byte of text on the shelf."""
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace")
            for path in Path(settings.SHELF).rglob("*")
            if path.is_file() and path.suffix not in {".br", ".gz", ".avif", ".webp", ".jpg"} and path.name != "journal"
        )
