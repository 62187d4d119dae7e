"""What an editor mends is remembered for the source: the next page of the outlet is read right."""

from html import escape

import pytest
from django.urls import reverse

from dateline.lib import clock
from dateline.wire import api as wire
from dateline.wire.filing import Received, file_item
from dateline.wire.models import Item, Source
from dateline.wire.reading.page import open_page
from dateline.wire.reading.selectors import select, selector_of
from dateline.wire.reading.witnesses.rules import told_by_rules
from dateline.wire.values import Fetched
from tests.wire.newsdesk import BODY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where evidence is kept."""
    settings.DATELINE_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def gull(db):
    """An outlet whose pages name whoever uploaded the story wherever programs look."""
    return Source.objects.create(name="gull", outlet="Gull Post", address="https://gull.example/feed")


def page(*, writer: str, written="3 March 2026", uploaded="2026-03-09", headline="The lamp was lit", number=1) -> bytes:
    """A page of that outlet: its writer stands at the end, under the day on which it was written."""
    text = "".join(f"<p>{escape(each)} ({number})</p>" for each in BODY)
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title><meta name="author" content="Petra Upload">'
        f'<meta property="article:author" content="Petra Upload">'
        f'<meta property="article:published_time" content="{uploaded}T10:00:00+00:00">'
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Petra Upload"}}'
        f'</script></head><body><main><article><h1>{headline}</h1><p class="by">By Petra Upload</p>{text}'
        f'<div class="signed-72 who">{writer}</div><div class="written">{written}</div></article></main></body></html>'
    ).encode()


def filed(source: Source | None, content: bytes, path="/one") -> Item:
    """The item of a page."""
    source = source and Source.objects.get(pk=source.pk)
    address = f"https://gull.example{path}"
    came = Fetched(address, address, 200, {"content-type": "text/html; charset=utf-8"}, content, clock.now(), "")
    return Item.objects.get(pk=file_item(Received(source=source, page=came)).item)


def bylines(item: Item) -> list[str]:
    return item.facts["bylines"]["value"]


def test_a_byline_that_is_misread_is_read_right_after_one_correction(gull):
    first = filed(gull, page(writer="Mina Quayle"))
    assert bylines(first) == ["Petra Upload"]
    assert wire.learn(first.pk, "bylines", "Mina Quayle")
    gull.refresh_from_db()
    assert gull.rules == {"bylines": "div.who"}

    second = filed(gull, page(writer="Orhan Salt and Ida Brand", number=2), "/two")
    assert bylines(second) == ["Orhan Salt", "Ida Brand"]
    assert second.facts["bylines"] == {
        "value": ["Orhan Salt", "Ida Brand"],
        "evidence": "Orhan Salt and Ida Brand",
        "confidence": 1.0,
        "witness": "rule",
    }


def test_other_sources_are_read_as_before(gull):
    wire.learn(filed(gull, page(writer="Mina Quayle")).pk, "bylines", "Mina Quayle")
    other = Source.objects.create(name="tern", outlet="Tern", address="https://tern.example/feed")
    assert bylines(filed(other, page(writer="Orhan Salt"))) == ["Petra Upload"]
    assert bylines(filed(None, page(writer="Orhan Salt"))) == ["Petra Upload"]


def test_a_day_is_learned_with_the_place_where_it_stands(gull):
    first = filed(gull, page(writer="Mina Quayle"))
    assert first.published.startswith("2026-03-09")
    assert wire.learn(first.pk, "published", "2026-03-03")
    second = filed(gull, page(writer="Mina Quayle", written="14 April 2026", uploaded="2026-05-01", number=2), "/two")
    assert second.published == "2026-04-14"


def test_a_pseudonym_of_one_word_is_learned(gull):
    first = filed(gull, page(writer="Kittiwake"))
    assert wire.learn(first.pk, "bylines", "Kittiwake")
    assert bylines(filed(gull, page(writer="Guillemot", number=2), "/two")) == ["Guillemot"]


def test_where_a_page_has_no_such_place_it_is_read_as_before(gull):
    wire.learn(filed(gull, page(writer="Mina Quayle")).pk, "bylines", "Mina Quayle")
    bare = page(writer="", number=2)
    assert bylines(filed(gull, bare, "/two")) == ["Petra Upload"]


def test_what_the_page_does_not_say_is_not_learned(gull):
    first = filed(gull, page(writer="Mina Quayle"))
    assert not wire.learn(first.pk, "bylines", "Somebody Else")
    assert not wire.learn(first.pk, "bylines", " ")
    assert not wire.learn(first.pk, "body", BODY[0])
    gull.refresh_from_db()
    assert gull.rules == {}


def test_nothing_is_learned_of_a_single_page_or_of_lost_evidence(gull, settings, tmp_path):
    assert not wire.learn(filed(None, page(writer="Mina Quayle")).pk, "bylines", "Mina Quayle")
    item = filed(gull, page(writer="Mina Quayle"))
    settings.DATELINE_EVIDENCE = tmp_path / "elsewhere"
    assert not wire.learn(item.pk, "bylines", "Mina Quayle")


def test_a_rule_that_misleads_is_replaced_or_forgotten(gull):
    wire.learn(filed(gull, page(writer="Mina Quayle")).pk, "bylines", "Mina Quayle")
    second = filed(gull, page(writer="Harbour Office", number=2), "/two")
    assert not wire.learn(second.pk, "bylines", "Nobody There")
    gull.refresh_from_db()
    assert gull.rules == {}


def test_a_source_that_is_named_is_learned(gull):
    with_source = page(writer="Mina Quayle").replace(b"</article>", b'<span class="src">The Saltmarsh</span></article>')
    first = filed(gull, with_source)
    assert first.original_outlet == ""
    assert wire.learn(first.pk, "original_outlet", "The Saltmarsh")
    second = filed(gull, with_source.replace(b"Saltmarsh", b"Quay Gazette"), "/two")
    assert second.original_outlet == "The Quay Gazette"
    ours = filed(gull, with_source.replace(b"The Saltmarsh", b"Gull Post"), "/three")
    assert ours.original_outlet == ""


@pytest.mark.parametrize(
    ("markup", "selector"),
    [
        ('<p class="x1 by">A</p>', "p.by"),
        ('<span itemprop="author">A</span>', 'span[itemprop="author"]'),
        ('<a rel="author">A</a>', 'a[rel="author"]'),
        ('<p id="by">A</p>', "p#by"),
        ('<div class="head"><b>A</b></div><b>B</b>', "div.head b"),
        ('<div class="head"><b class="n">A</b></div><div class="foot"><b class="n">B</b></div>', "div.head b.n"),
        ("<b>A</b><b>B</b>", ""),
        ('<p class="css-1x2y">A</p><p>B</p>', ""),
    ],
)
def test_a_selector_names_one_element_by_what_lasts(markup, selector):
    tree = open_page(f"<body>{markup}</body>".encode()).tree
    [wanted] = [each for each in tree.iter() if isinstance(each.tag, str) and each.text == "A"]
    assert selector_of(tree, wanted) == selector
    if selector:
        assert select(tree, selector) == [wanted]


@pytest.mark.parametrize("nonsense", ["", "//p", "p >> b", "p:hover", "*", "p.by["])
def test_what_is_no_selector_finds_nothing(nonsense):
    assert select(open_page(b"<p class=by>A</p>").tree, nonsense) == []
    assert list(told_by_rules(b"<p class=by>A Person</p>", {"bylines": nonsense})) == []


def test_an_editor_who_mends_the_provenance_teaches(newsroom, client, gull):
    from dateline.desk import api as desk
    from dateline.desk.models import Story
    from tests.desk.test_admin import story_form
    from tests.newsroom import PASSWORD

    item = filed(gull, page(writer="Mina Quayle"))
    story = desk.pick_up(item.pk, by=newsroom.somebody("editor"))
    client.login(username="editor", password=PASSWORD)
    edit = reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])
    mended = {"kind": "reprint", "outlet": story.outlet_id, "original_bylines": "Mina Quayle"}
    dated = {"original_precision": "day", "original_on": "2026-03-03", "original_headline": item.headline}
    answer = client.post(edit, story_form(newsroom, **mended, **dated))
    assert answer.status_code == 302, answer.context["form"].errors
    gull.refresh_from_db()
    assert gull.rules == {"bylines": "div.who", "published": "div.written"}
