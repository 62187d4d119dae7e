import re
import shutil
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from dateline.config.demo.drawing import KEYS
from dateline.config.demo.reading import HERE, read_demo
from dateline.config.demo.values import (
    Block,
    Card,
    Demo,
    DemoError,
    DemoStory,
    Heading,
    ItemList,
    Paragraph,
    PhotographBlock,
    PullQuote,
    Quotation,
    Table,
)
from dateline.lib.text import slugify

FILES = sorted([HERE / "paper.toml", *(HERE / "stories").glob("*.toml")])


@pytest.fixture(scope="module")
def demo() -> Demo:
    return read_demo()


@pytest.fixture
def spoiled(tmp_path: Path):
    """A copy of the demo in which one text was replaced by another."""

    def spoil(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "demo"
        shutil.copytree(HERE / "stories", folder / "stories")
        shutil.copy(HERE / "paper.toml", folder)
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return spoil


def texts(story: DemoStory) -> list[str]:
    return [text for block in story.body for text in texts_of(block)]


def texts_of(block: Block) -> list[str]:
    match block:
        case Paragraph(text) | Heading(text) | PullQuote(text) | Quotation(text):
            return [text]
        case ItemList(items):
            return list(items)
        case Table(rows, caption):
            return [caption, *(cell for row in rows for cell in row)]
        case PhotographBlock(_, caption):
            return [caption]
        case Card(_, title, description):
            return [title, description]


def test_it_has_sixty_stories_in_four_languages(demo: Demo) -> None:
    assert demo.paper.languages == ("en", "az", "azb", "fa")
    assert Counter(story.language for story in demo.stories) == {"en": 22, "az": 14, "azb": 12, "fa": 12}


def test_the_paper_is_complete(demo: Demo) -> None:
    paper = demo.paper
    assert ZoneInfo(paper.zone)
    assert re.fullmatch(r"#[0-9a-f]{6}", paper.accent)
    assert paper.contact_address == "editors@lantern-post.example"
    assert 5 <= len(paper.sections) <= 6
    assert 10 <= len(paper.topics) <= 14
    assert {topic.kind for topic in paper.topics} == {"person", "place", "organisation", "event"}
    assert 8 <= len(paper.contributors) <= 10
    assert any(contributor.is_pseudonym for contributor in paper.contributors)
    assert len(paper.outlets) == 6
    assert {outlet.canonical_policy for outlet in paper.outlets} == {"canonical", "noindex", "neither"}
    assert {photograph.key for photograph in paper.photographs} == set(KEYS)
    for edition in paper.editions:
        assert len(edition.leads) == 3
        for page in (edition.about, edition.contact, edition.principles):
            assert page.count("<p>") >= 4


def test_stories_have_five_to_fourteen_paragraphs(demo: Demo) -> None:
    for story in demo.stories:
        paragraphs = sum(isinstance(block, Paragraph) for block in story.body)
        assert 5 <= paragraphs <= (20 if story.language == "en" else 14), story.key
        assert all(isinstance(text, str) for text in texts(story))


def test_every_kind_of_block_is_used(demo: Demo) -> None:
    used = {type(block) for story in demo.stories for block in story.body}
    assert used == {Paragraph, Heading, ItemList, Quotation, PullQuote, PhotographBlock, Table, Card}


def test_time_is_spread(demo: Demo) -> None:
    ages = [story.days_ago for story in demo.stories if story.days_ago is not None]
    assert 16 <= sum(age <= 2 for age in ages) <= 26
    assert sum(age > 365 for age in ages) >= 4
    assert max(ages) < 3 * 366
    assert len(set(ages)) > 50


def test_about_half_have_a_photograph(demo: Demo) -> None:
    leads = [story.lead for story in demo.stories if story.lead]
    assert 0.5 <= len(leads) / len(demo.stories) <= 0.62
    used = {
        *leads,
        *(block.photo for story in demo.stories for block in story.body if isinstance(block, PhotographBlock)),
    }
    assert used == set(KEYS)


def test_what_is_taken_from_elsewhere(demo: Demo) -> None:
    taken = [(story, story.provenance) for story in demo.stories if story.provenance]
    assert sum(story.kind == "reprint" for story, _ in taken) >= 8
    assert {story.kind for story, _ in taken} == {"reprint", "translation", "summary"}
    precisions = Counter(provenance.precision for _, provenance in taken)
    assert precisions["unknown"] == precisions["month"] == precisions["year"] == 1
    assert any(provenance.published_on == date(2017, 6, 2) for _, provenance in taken)
    assert any(hop.role == "via" and hop.outlet for _, provenance in taken for hop in provenance.hops)
    assert any(
        story.kind == "translation" and any(hop.role == "agency" for hop in provenance.hops)
        for story, provenance in taken
    )
    assert {provenance.treatment for _, provenance in taken} == {"unchanged", "abridged", "translated", "summarised"}
    assert any(provenance.licence for _, provenance in taken)
    for _, provenance in taken:
        assert (provenance.published_on is None) == (provenance.precision == "unknown")
        assert (provenance.published_at is None) == (provenance.precision != "minute")
        assert provenance.known_how


def test_some_stories_are_in_several_languages(demo: Demo) -> None:
    groups = Counter(story.translation_of for story in demo.stories if story.translation_of)
    assert 4 <= len(groups) <= 5
    assert groups["lost-comet"] == 3


def test_the_special_ones_are_there_once(demo: Demo) -> None:
    kinds = Counter(story.correct.kind for story in demo.stories if story.correct)
    assert kinds == {"correction": 1, "clarification": 1}
    assert [story.language for story in demo.stories if story.kill] == ["en"]
    assert [story.scheduled_in_days for story in demo.stories if story.scheduled_in_days] == [2]
    assert sum(story.draft for story in demo.stories) == 1


def test_what_was_corrected_stands_in_the_body(demo: Demo) -> None:
    for story in demo.stories:
        for old, new in story.correct.replace if story.correct else ():
            assert old != new
            assert sum(text.count(new) for text in texts(story)) == 1, (story.key, new)


def test_slugs_are_slugs_and_none_is_taken_twice(demo: Demo) -> None:
    paper = demo.paper
    slugs = [story.slug for story in demo.stories] + [contributor.slug for contributor in paper.contributors]
    slugs += [slug for entry in (*paper.sections, *paper.topics) for slug in entry.slug.values()]
    assert [slug for slug in slugs if slugify(slug) != slug] == []
    for language in paper.languages:
        own = [story.slug for story in demo.stories if story.language == language]
        for entries in (
            own,
            [each.slug[language] for each in paper.sections],
            [each.slug[language] for each in paper.topics],
        ):
            assert len(set(entries)) == len(entries)


def test_texts_fit_the_fields_of_the_desk(demo: Demo) -> None:
    for story in demo.stories:
        assert len(story.headline) <= 250
        assert len(story.standfirst) <= 800
        if origin := story.provenance:
            assert len(origin.headline) <= 300
            assert len(origin.known_how) <= 250
            assert len(origin.treatment_note) <= 300
            assert len(origin.treated_by) <= 120


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_address_is_an_example(file: Path) -> None:
    text = file.read_text("utf-8")
    hosts = {urlsplit(address).hostname or "" for address in re.findall(r"[a-z]+://[^\s\"'<>]+", text)}
    hosts |= set(re.findall(r"[\w.+-]+@([\w.-]+\w)", text))
    assert [host for host in hosts if not host.endswith(".example")] == []
    assert not re.search(r"\bwww\.|\.(com|org|net|info|ir|az|de|uk)\b", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_quotation_marks_are_those_of_the_language(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    text = re.sub(r"<[^>]+>", "", "\n".join(lines))
    assert not re.search(r"\w'\w", text)
    if file.stem in {"azb", "fa"}:
        assert not re.search("[“”]", text)
        assert not re.search("[كي٠-٩]", text)
    if file.stem in {"en", "az"}:
        assert not re.search("[«»]", text)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("stories/en.toml", 'kind = "original"', 'kind = "original"\ncolour = "red"', "“weighbridge”: unknown: colour"),
        ("stories/en.toml", 'section = "council"', 'section = "sport"', "no such section: sport"),
        ("stories/en.toml", 'lead = "weighbridge"', 'lead = "yacht"', "no such photograph: yacht"),
        ("stories/az.toml", 'contributor = "sabeth-orme"', 'contributor = "x"', "az.toml: .*no such contributor: x"),
        ("stories/az.toml", 'translation_of = "lost-comet"', 'translation_of = "lost"', "no such story: lost"),
        ("stories/en.toml", 'outlet = "saltmarsh-courier"', 'outlet = "saltmarsh"', "no such outlet: saltmarsh"),
        ("stories/en.toml", 'precision = "minute"', 'precision = "hour"', "“precision” is none of"),
        ("stories/en.toml", "days_ago = 0.3", "days_ago = 0.3\ndraft = true", "and only one"),
        ("stories/en.toml", 'type = "heading"', 'type = "title"', "“type” is none of"),
        ("paper.toml", '"weighbridge", "harbour-works"', '"nothing", "harbour-works"', "no such lead: nothing"),
        ("paper.toml", 'kind = "place"', 'kind = "planet"', "“kind” is none of"),
        ("paper.toml", 'name = { en = "News", az = "Xəbərlər", ', 'name = { en = "News", ', "“name” has nothing in az"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(spoiled, file: str, old: str, new: str, says: str) -> None:
    with pytest.raises(DemoError, match=says) as caught:
        read_demo(spoiled(file, old, new))
    assert ".toml: " in str(caught.value)


def test_reading_needs_no_django() -> None:
    import subprocess

    code = "import sys; import dateline.config.demo.reading as r; r.read_demo(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
