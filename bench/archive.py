"""A made-up archive of any size, the same for the same seed: what the benchmarks and some tests print."""

import json
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

STORIES_A_DAY = 30
SECTIONS = ("News", "Politics", "Economy", "Society", "Culture", "Science", "Sport", "Opinion")
TOPICS = 120
CONTRIBUTORS = 40
LAST_DAY = date(2026, 11, 20)
_SYLLABLES = (
    *("ka", "lo", "mi", "ra", "te", "su", "no", "vel", "dar", "fen", "gor", "ish", "ju", "lam", "nor", "pel"),
    *("quin", "ros", "sal", "tor", "ul", "vin", "wes", "yar", "zel", "an", "er", "ith", "on", "us"),
)
_LITTLE = ("the", "a", "of", "in", "on", "and", "to", "with", "for", "by", "at", "from", "that", "which", "as", "it")


class Prose:
    """Words that look like words; sentences that look like sentences."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = sorted(
            {"".join(self.random.choices(_SYLLABLES, k=self.random.choice((2, 2, 3)))) for _ in range(6000)}
        )

    def sentence(self) -> str:
        """8 to 22 words."""
        pick = self.random
        words = [
            pick.choice(_LITTLE) if pick.random() < 0.45 else pick.choice(self.words)
            for _ in range(pick.randint(8, 22))
        ]
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        """3 to 5 sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(3, 5)))

    def headline(self) -> str:
        """4 to 9 words."""
        return " ".join(self.random.choice(self.words) for _ in range(self.random.randint(4, 9))).capitalize()


def stories(count: int, seed: int = 1) -> Iterator[dict]:
    """``count`` stories, newest last, thirty a day until :data:`LAST_DAY`."""
    prose = Prose(seed)
    first = LAST_DAY - timedelta(days=(count - 1) // STORIES_A_DAY)
    for number in range(count):
        day = first + timedelta(days=number // STORIES_A_DAY)
        at = datetime.combine(day, time(6, tzinfo=UTC)) + timedelta(minutes=25 * (number % STORIES_A_DAY))
        pick = prose.random
        yield {
            "number": number,
            "day": day,
            "at": at,
            "headline": prose.headline(),
            "slug": f"story-{number}",
            "standfirst": prose.sentence(),
            "paragraphs": [prose.paragraph() for _ in range(8)],
            "section": pick.randrange(len(SECTIONS)),
            "topics": sorted(pick.sample(range(TOPICS), 2)),
            "contributor": pick.randrange(CONTRIBUTORS),
            "is_reprint": pick.random() < 0.2,
            "original_on": day - timedelta(days=pick.randrange(2000)),
        }


def fill(count: int, seed: int = 1) -> None:
    """Put the archive into the database that Django is set up with, past the desk, and take stock of it."""
    from django.db import transaction

    from dateline.edition import api as edition

    with transaction.atomic():
        names = _registers()
        batch: list[dict] = []
        for story in stories(count, seed):
            batch.append(story)
            if len(batch) == 2000:
                _insert(batch, names)
                batch = []
        _insert(batch, names)
    edition.take_stock()


def _registers() -> dict:
    from wagtail.models import Locale

    from dateline.desk.models import Contributor, LanguageEdition, Newspaper, Outlet, Section, Topic

    paper = Newspaper.load()
    Newspaper.objects.filter(pk=paper.pk).update(public_address="https://bench.example", time_zone="UTC")
    if not LanguageEdition.objects.exists():
        LanguageEdition.objects.bulk_create([LanguageEdition(newspaper=paper, language="en", name="The Bench Gazette")])
    locale, _ = Locale.objects.get_or_create(language_code="en")
    sections = Section.objects.bulk_create(
        [Section(name=name, slug=name.lower(), order=order, locale=locale) for order, name in enumerate(SECTIONS)]
    )
    topics = Topic.objects.bulk_create(
        [Topic(name=f"Topic {n}", slug=f"topic-{n}", locale=locale) for n in range(TOPICS)]
    )
    contributors = Contributor.objects.bulk_create(
        [Contributor(name=f"Writer {n}", slug=f"writer-{n}") for n in range(CONTRIBUTORS)]
    )
    outlet = Outlet.objects.create(name="The Saltmarsh Courier", address="https://courier.example/")
    return {"locale": locale, "sections": sections, "topics": topics, "contributors": contributors, "outlet": outlet}


def _insert(batch: list[dict], names: dict) -> None:
    from dateline.desk.models import Byline, Story

    rows = Story.objects.bulk_create([_row(story, names) for story in batch], batch_size=500)
    through = Story.topics.through
    through.objects.bulk_create(
        [
            through(story_id=row.pk, topic_id=names["topics"][topic].pk)
            for row, story in zip(rows, batch, strict=True)
            for topic in story["topics"]
        ],
        batch_size=2000,
    )
    Byline.objects.bulk_create(
        [
            Byline(
                story_id=row.pk, contributor=names["contributors"][story["contributor"]], role="writer", sort_order=0
            )
            for row, story in zip(rows, batch, strict=True)
        ],
        batch_size=2000,
    )


def _row(story: dict, names: dict):  # noqa: ANN202
    from dateline.desk.models import Story

    reprint = story["is_reprint"]
    return Story(
        locale=names["locale"],
        translation_key=uuid.UUID(int=story["number"] + 1),
        headline=story["headline"],
        slug=story["slug"],
        standfirst=story["standfirst"],
        kind="reprint" if reprint else "original",
        section=names["sections"][story["section"]],
        body=json.dumps(
            [
                {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(n)}
                for n, text in enumerate(story["paragraphs"])
            ]
        ),
        dateline_place="Port Ferrow",
        live=True,
        first_published_at=story["at"],
        last_published_at=story["at"],
        published_at=story["at"],
        published_on=story["day"],
        address=f"/{story['day']:%Y/%m/%d}/{story['slug']}/",
        age_on=story["original_on"] if reprint else story["day"],
        edited_at=story["at"],
        outlet=names["outlet"] if reprint else None,
        original_precision="day" if reprint else "",
        original_on=story["original_on"] if reprint else None,
        original_address=f"https://courier.example/{story['number']}" if reprint else "",
    )
