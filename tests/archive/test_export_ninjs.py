"""Stories as ninjs: the schema of IPTC knows every word of it, and the wire reads back what was told."""

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from dateline.archive.errors import ArchiveError
from dateline.archive.exporting.ninjs import export_ninjs
from dateline.desk import body
from dateline.desk.models import Byline, Hop, Story
from dateline.wire.parsing import FeedItem, parse
from tests.newsroom import Newsroom

SCHEMA = Path(__file__).resolve().parents[3] / "shared/samples/ninjs/ninjs-schema_3.1.json"
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def told(folder: Path, story: Story) -> dict[str, Any]:
    return json.loads((folder / f"{story.pk // 1000}/{story.pk}.json").read_bytes())


def read(folder: Path, story: Story) -> FeedItem:
    """What the wire makes of a story's file."""
    parsed = parse((folder / f"{story.pk // 1000}/{story.pk}.json").read_bytes())
    assert parsed.kind == "ninjs"
    assert not parsed.complaints
    [item] = parsed.items
    return item


def complaints(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "") -> list[str]:
    """What the schema does not allow in a value: members, types, what must be there."""
    members: dict[str, Any] = {}
    required: list[str] = []
    rule: dict[str, Any] = schema
    while True:
        members |= rule.get("properties", {})
        required += rule.get("required", [])
        if "type" in rule and not isinstance(value, TYPES[rule["type"]]):
            return [f"{where} is no {rule['type']}"]
        if "enum" in rule and value not in rule["enum"]:
            return [f"{where} is none of {rule['enum']}"]
        if "items" in rule:
            return [each for item in value for each in complaints(item, rule["items"], root, f"{where}[]")]
        if not rule.get("$ref", "").startswith("#/$defs/"):
            break
        rule = root["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    found = [f"{where} has no {name}" for name in required if name not in value]
    for name, inside in value.items() if isinstance(value, dict) else ():
        found += complaints(inside, members[name], root, f"{where}.{name}") if name in members else [f"{where}.{name}?"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ninjs"


@pytest.fixture
def reprint(newsroom: Newsroom) -> Story:
    """A reprint of which everything is known."""
    story = newsroom.reprint(
        "Marsh path closed",
        text=["The path is <b>closed</b>.", "It opens in May."],
        original_headline="Marsh path shut",
        original_bylines="Tam Reedly, Isla Fenwick",
        original_dateline="Saltmarsh",
        licence="CC BY-ND 4.0",
        permission_conditions="Whole, or not at all.",
        standfirst="Until the birds have gone.",
        topics=["lighthouse"],
        lead_photograph=newsroom.photograph(caption="The path", credit="Tam Reedly", size=(1200, 800)),
    )
    story.hops = [Hop(name="Grey Sea News Agency", role="agency")]
    story.bylines = [Byline(name="Ada Quill", role="translator")]
    story.save()
    story.save_revision()
    return newsroom.publish(story)


def test_the_wire_reads_back_what_was_told(newsroom, reprint, folder):
    counts = export_ninjs(folder)
    assert (counts.stories, counts.changed) == (1, 1)
    item = read(folder, reprint)
    assert item.id == f"https://lantern.example{reprint.address}"
    assert item.headline.value == "Marsh path closed"
    assert item.standfirst.value == "Until the birds have gone."
    assert item.body.value.splitlines() == body.paragraphs(reprint.body.raw_data)
    assert item.body_html == "<p>The path is <b>closed</b>.</p>\n<p>It opens in May.</p>"
    assert item.bylines.value == ("Tam Reedly", "Isla Fenwick")
    assert item.dateline.value == "Saltmarsh"
    assert item.outlet.value == "The Saltmarsh Courier"
    assert item.agency.value == "Grey Sea News Agency"
    assert (item.published.value.precision, item.published.value.value) == ("day", "2017-06-02")
    assert item.licence.value == "Whole, or not at all."
    assert item.language.value == "en"
    assert {(topic.name, topic.kind) for topic in item.topics} >= {("Lighthouse", "subject"), ("News", "subject")}
    [photograph] = item.photographs
    assert (photograph.caption, photograph.credit) == ("The path", "Tam Reedly")
    assert photograph.address.startswith(f"https://lantern.example{reprint.address}")


@pytest.mark.parametrize(
    ("precision", "iso"), [("minute", "2017-06-02T09:30+04:00"), ("month", "2017-06"), ("year", "2017")]
)
def test_an_original_date_is_told_as_exactly_as_it_is_known(newsroom, folder, precision, iso):
    story = newsroom.reprint(original_at=time(9, 30))
    story = newsroom.edit(story, original_precision=precision)
    export_ninjs(folder)
    assert told(folder, story)["contentCreated"] == iso
    assert "firstCreated" not in told(folder, story)
    assert read(folder, story).published.value.precision == precision


def test_an_unknown_date_is_not_made_up(newsroom, folder):
    story = newsroom.publish(newsroom.reprint(on=None))
    export_ninjs(folder)
    assert "contentCreated" not in told(folder, story)


def test_a_story_of_our_own_is_ours(newsroom, folder):
    story = newsroom.publish(newsroom.write(by="ada-quill", dateline_place="Port Ferrow"))
    export_ninjs(folder)
    item = read(folder, story)
    assert item.bylines.value == ("Ada Quill",)
    assert item.dateline.value == "Port Ferrow"
    assert item.outlet.value == "Harbour Society"
    assert item.published.value.value.startswith(f"{story.published_at:%Y-%m-%dT%H:%M}")


def test_the_body_keeps_its_words_whatever_it_is_made_of(newsroom, folder):
    story = newsroom.write()
    story.body = [
        ("paragraph", "<p>A &amp; B</p><ul><li>One</li><li>Two</li></ul>"),
        ("heading", "Tides < waves"),
        ("quotation", {"text": "We waited.", "who": "Oda Verrin", "role": "keeper"}),
        ("card", {"address": "https://tides.example/", "title": "Tides", "description": "At noon", "outlet": ""}),
        ("preformatted", "low 04:10\nhigh 10:20"),
    ]
    story.save_revision()
    story = newsroom.publish(story)
    export_ninjs(folder)
    assert read(folder, story).body.value.splitlines() == body.paragraphs(story.body.raw_data)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not here")
def test_the_schema_allows_all_of_it(newsroom, reprint, folder):
    newsroom.correct(reprint)
    newsroom.publish(newsroom.write("راه", section="khabar", topics=["بندر"], translation_key=reprint.translation_key))
    export_ninjs(folder)
    schema = json.loads(SCHEMA.read_bytes())
    items = [json.loads(path.read_bytes()) for path in folder.rglob("[0-9]*.json")]
    assert len(items) == 2
    assert [each for item in items for each in complaints(item, schema, schema)] == []
    assert complaints({"uri": 1, "b": "", "associations": [{"uri": ""}]}, schema, schema) == [
        ".uri is no string",
        ".b?",
        ".associations[] has no name",
    ]


def test_translations_and_corrections_are_told(newsroom, reprint, folder):
    newsroom.correct(reprint, "The path opens in June.")
    other = newsroom.publish(newsroom.write("راه", section="khabar", translation_key=reprint.translation_key))
    export_ninjs(folder)
    item = told(folder, reprint)
    assert "The path opens in June." in item["edNote"]
    assert {(each["rel"], each.get("language")) for each in item["associations"]} >= {
        ("translation", "fa"),
        ("original", None),
    }
    assert told(folder, other)["language"] == "fa"


def test_only_what_changed_is_written(newsroom, folder):
    story, other = newsroom.publish(newsroom.write()), newsroom.publish(newsroom.write("Other"))
    export_ninjs(folder)
    before = {path: path.stat().st_ino for path in folder.rglob("*.json")}
    assert export_ninjs(folder).changed == 0
    assert {path: path.stat().st_ino for path in folder.rglob("*.json")} == before
    newsroom.edit(story, headline="Harbour wall moves")
    assert export_ninjs(folder).changed == 1
    newsroom.kill(other)
    assert export_ninjs(folder).removed == 1
    assert [each["headline"] for each in json.loads((folder / "index.json").read_bytes())["items"]] == [
        "Harbour wall moves"
    ]


def test_what_others_put_there_stays(newsroom, folder):
    (folder / "7").mkdir(parents=True)
    (folder / "7/7000.json").write_text("{}")
    newsroom.publish(newsroom.write())
    export_ninjs(folder)
    assert (folder / "7/7000.json").exists()


@pytest.mark.parametrize("index", ["{}", "no JSON", '{"generator": "another", "items": []}'])
def test_anothers_index_is_left_alone(newsroom, folder, index):
    folder.mkdir()
    (folder / "index.json").write_text(index)
    with pytest.raises(ArchiveError, match="not written by Dateline"):
        export_ninjs(folder)
    assert (folder / "index.json").read_text() == index
