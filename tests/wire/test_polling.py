"""Looking at sources: every story once, as it stands now; what is wrong with a source is said, and stops no other."""

import json
import os
from datetime import timedelta

import pytest
import time_machine

from dateline.lib import clock
from dateline.wire import evidence, filing, polling
from dateline.wire.models import Item, Source
from tests.wire import newsdesk
from tests.wire import outlets as situations
from tests.wire.newsdesk import feed, look, page, rss
from tests.wire.outlets import publishes

pytestmark = pytest.mark.django_db
LAMP = (
    "A lamp was lit on Tuesday at the far end of the mole, and nobody was there to see it but two gulls,",
    "and the keeper's wife, who had carried the oil and the matches and the long pole.",
)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where evidence is kept."""
    settings.DATELINE_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def amber(world):
    """An outlet with a feed of two stories."""
    outlet = world.outlet("amber.test")
    for path in ("/one", "/two"):
        outlet.plays(path, publishes(page(f"The ferry sails again {path[1:]}")))
    outlet.plays("/feed", rss(feed(outlet, "/one", "/two")))
    return outlet


def asked(outlet, path):
    """How often it was asked for a path."""
    return sum(each.path == path for each in outlet.asked)


def later(**time):
    """Some time later, when sources are due again."""
    return time_machine.travel(clock.now() + timedelta(**time), tick=True)


def test_each_story_comes_in_once_with_its_page_and_its_evidence(world, amber):
    source = newsdesk.source(amber)
    look(world)
    items = list(Item.objects.order_by("pk"))
    assert [each.headline for each in items] == ["The ferry sails again two", "The ferry sails again one"]
    item = items[1]
    assert "Orhan Salt" in item.body
    assert item.facts["bylines"]["value"] == ["Mina Quayle"]
    assert item.published == "2026-03-02T08:30+01:00"
    assert evidence.show(item.evidence) == page("The ferry sails again one")
    assert (item.outlet, item.language) == ("The Amber", "en")
    with later(hours=1):
        look(world)
    assert Item.objects.count() == 2
    assert (asked(amber, "/feed"), asked(amber, "/one")) == (2, 1)
    source.refresh_from_db()
    assert source.health == "well"
    assert source.polled_until is None


def test_a_feed_that_has_not_changed_is_not_read_again(world, amber):
    newsdesk.source(amber)
    amber.plays("/feed", situations.publishes_with_validators(feed(amber, "/one"), '"1"'))
    look(world)
    with later(hours=1):
        look(world)
    assert amber.asked[-1].headers["if-none-match"] == '"1"'
    assert Item.objects.count() == 1


def test_what_a_feed_tells_otherwise_is_fetched_anew_and_changed(world, amber):
    newsdesk.source(amber)
    look(world)
    amber.plays("/feed", rss(feed(amber, "/one", "/two", headline="Corrected: the ferry")))
    amber.plays("/one", publishes(page("Corrected: the ferry", body=[*newsdesk.BODY, "It was Tuesday, not Monday."])))
    with later(hours=1):
        look(world)
    one = Item.objects.get(address=amber.at("/one"))
    assert (one.version, one.changed_at is not None) == (2, True)
    assert "It was Tuesday" in one.body
    assert Item.objects.count() == 2


def test_not_before_its_time_and_never_twice_at_once(world, amber):
    source = newsdesk.source(amber)
    look(world)
    look(world)
    assert asked(amber, "/feed") == 1
    Source.objects.filter(pk=source.pk).update(next_at=clock.now(), polled_until=clock.now() + timedelta(minutes=5))
    look(world)
    assert asked(amber, "/feed") == 1
    with later(minutes=6):  # who held it died
        look(world)
    assert asked(amber, "/feed") == 2


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        (situations.fails(), "500"),
        (situations.is_missing(), "not there"),
        (situations.refuses(), "does not let us"),
        (situations.bombs(), "larger"),
        (situations.moves_to("http://169.254.169.254/latest/"), "do not go"),
        (publishes(b"<html><p>No feed."), ""),
        (publishes(b"\x00\xff\xfe", kind="application/rss+xml"), ""),
        (situations.resets(), ""),
    ],
)
def test_what_is_wrong_is_said_and_stops_nobody(world, amber, situation, said):
    bad = world.outlet("bad.test")
    bad.plays("/feed", situation)
    broken, good = newsdesk.source(bad, name="bad"), newsdesk.source(amber)
    look(world)
    broken.refresh_from_db()
    good.refresh_from_db()
    assert broken.failures == 1
    assert broken.trouble
    assert said in broken.trouble
    assert broken.polled_until is None
    assert broken.next_at > clock.now() + timedelta(minutes=20)
    assert (good.failures, good.items.count()) == (0, 2)


def test_who_fails_is_asked_ever_more_seldom_and_forgiven_at_once(world, amber):
    source = newsdesk.source(amber)
    amber.plays("/feed", situations.fails())
    pauses = []
    for days in range(1, 5):
        with later(days=3 * days):
            look(world)
            source.refresh_from_db()
            pauses.append((source.next_at - clock.now()).total_seconds())
    assert pauses == sorted(pauses)
    assert source.health == "failing"
    amber.plays("/feed", rss(feed(amber, "/one")))
    with later(days=30):
        look(world)
        source.refresh_from_db()
        assert (source.failures, source.trouble, source.health) == (0, "", "well")


def test_a_page_that_cannot_be_had_costs_no_item(world, amber):
    newsdesk.source(amber)
    amber.plays("/two", situations.asks_to_pay())
    look(world)
    item = Item.objects.get(address=amber.at("/two"))
    assert item.headline == "The ferry sails again two"
    assert "does not let us see" in item.trouble


def test_a_page_that_nobody_foresaw_costs_neither_the_story_nor_the_others(world, amber, monkeypatch, caplog):
    whole = filing.read_page

    def breaking(html, **named):
        if b"again two" in html:
            raise ZeroDivisionError
        return whole(html, **named)

    monkeypatch.setattr(filing, "read_page", breaking)
    newsdesk.source(amber)
    look(world)
    assert Item.objects.get(address=amber.at("/two")).trouble
    assert "Orhan Salt" in Item.objects.get(address=amber.at("/one")).body
    assert "could not be read" in caplog.text


def test_a_source_that_nobody_foresaw_stops_no_other(world, amber, monkeypatch, caplog):
    whole = polling.parse

    def breaking(body, **named):
        if b"nobody foresaw" in body:
            raise ZeroDivisionError
        return whole(body, **named)

    monkeypatch.setattr(polling, "parse", breaking)
    odd = world.outlet("odd.test")
    odd.plays("/feed", publishes(b"nobody foresaw this"))
    broken, good = newsdesk.source(odd, name="odd"), newsdesk.source(amber)
    look(world)
    broken.refresh_from_db()
    assert (broken.failures, broken.polled_until) == (1, None)
    assert good.items.count() == 2


def test_a_page_that_fails_for_a_while_is_fetched_later_and_takes_nothing_from_what_is_there(world, amber):
    newsdesk.source(amber)
    amber.plays("/feed", situations.publishes_with_validators(feed(amber, "/one", "/two"), '"1"'))
    amber.plays("/two", situations.fails())
    look(world)
    two = Item.objects.get(address=amber.at("/two"))
    assert (two.body, bool(two.trouble)) == ("", True)
    amber.plays("/two", publishes(page("The ferry sails again two")))
    with later(hours=1):
        look(world)
    two.refresh_from_db()
    assert "Orhan Salt" in two.body
    assert two.trouble == ""
    amber.plays("/feed", rss(feed(amber, "/one", "/two", headline="The ferry, again")))
    amber.plays("/two", situations.fails())
    with later(hours=2):
        look(world)
    two.refresh_from_db()
    assert "Orhan Salt" in two.body
    assert two.trouble


def test_what_no_database_takes_costs_no_story(world, amber):
    newsdesk.source(amber)
    told = rb'{"@type":"NewsArticle","headline":"x\u0000\ud800y","description":"\ud800"}'
    odd = b'<script type="application/ld+json">' + told + b"</script>"
    amber.plays("/two", publishes(page("The ferry sails again two").replace(b"</head>", odd + b"</head>")))
    look(world)
    assert Item.objects.count() == 2


def test_an_embargo_that_comes_later_is_kept_and_one_that_ends_is_not(world, tmp_path):
    folder = tmp_path / "agency"
    folder.mkdir()
    ninjs = {"uri": "urn:quay:1", "type": "text", "headlines": [{"value": "Ferry sails"}]}
    Source.objects.create(name="Quay", outlet="Quay Press", address=str(folder), fetches_pages=False)
    for embargo in ("", "2099-01-01T00:00:00Z", ""):
        (folder / "1.json").write_text(json.dumps({**ninjs, **({"embargoed": embargo} if embargo else {})}))
        Source.objects.update(next_at=clock.now())
        look(world)
        assert Item.objects.get().embargo[:4] == embargo[:4]


def test_a_file_that_was_brought_with_its_old_date_is_read(world, tmp_path):
    folder = tmp_path / "agency"
    folder.mkdir()
    source = Source.objects.create(name="Quay", outlet="Quay Press", address=str(folder), fetches_pages=False)
    look(world)
    brought = folder / "1.json"
    brought.write_text('{"uri": "urn:quay:1", "type": "text", "headlines": [{"value": "Ferry sails"}]}')
    os.utime(brought, (1, 1))
    Source.objects.filter(pk=source.pk).update(next_at=clock.now())
    look(world)
    assert Item.objects.count() == 1


def test_a_source_that_is_deleted_leaves_its_items(world, amber):
    first, second = newsdesk.source(amber), newsdesk.source(amber, "/feed?again", name="again")
    amber.plays("/feed?again", rss(feed(amber, "/one", "/two")))
    look(world)
    assert Item.objects.count() == 4
    first.delete()
    second.delete()
    assert Item.objects.count() == 4


def test_one_id_twice_in_a_feed_is_one_story_and_not_changed_forever(world, amber):
    twice = feed(amber, "/one").replace(b"</channel>", b"").replace(b"</rss>", b"")
    item = twice[twice.index(b"<item>") :]
    amber.plays("/feed", rss(twice + item.replace(b"sails again", b"sailed") + b"</channel></rss>"))
    newsdesk.source(amber)
    for hours in range(4):
        with later(hours=hours):
            look(world)
    assert Item.objects.get().version == 1


def test_a_source_that_moves_is_followed(world, amber):
    source = newsdesk.source(amber)
    amber.plays("/feed", situations.moves_to(amber.at("/new-feed")))
    amber.plays("/new-feed", rss(feed(amber, "/one")))
    look(world)
    source.refresh_from_db()
    assert source.address == amber.at("/new-feed")


def test_a_long_feed_comes_in_by_and_by(world):
    long = world.outlet("long.test")
    paths = [f"/{number}" for number in range(70)]
    for path in paths:
        long.plays(path, publishes(page(f"Number {path[1:]}")))
    long.plays("/feed", rss(feed(long, *paths)))
    newsdesk.source(long)
    look(world, at_once=8)
    assert Item.objects.count() == 60
    with later(minutes=2):
        look(world, at_once=8)
    assert Item.objects.count() == 70


def test_a_news_sitemap_and_its_index(world, amber):
    today = clock.now().date().isoformat()
    entry = (
        "<url><loc>{}</loc><news:news xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<news:title>{}</news:title><news:publication_date>{}</news:publication_date></news:news></url>"
    )
    entries = entry.format(amber.at("/one"), "One", today) + entry.format(amber.at("/two"), "Two", "2019-01-01")
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    amber.plays("/news.xml", publishes(f"<urlset {space}>{entries}</urlset>".encode(), kind="application/xml"))
    index = f"<sitemapindex {space}><sitemap><loc>{amber.at('/news.xml')}</loc></sitemap></sitemapindex>"
    amber.plays("/sitemap.xml", publishes(index.encode(), kind="application/xml"))
    newsdesk.source(amber, "/sitemap.xml")
    look(world)
    assert [each.address for each in Item.objects.all()] == [amber.at("/one")]


def test_a_folder_of_an_agencys_files(world, tmp_path):
    folder = tmp_path / "agency"
    folder.mkdir()
    ninjs = json.dumps({
        "uri": "urn:quay:1",
        "type": "text",
        "headlines": [{"value": "Ferry sails"}],
        "bodies": [{"charcount": 9, "value": "<p>It sails.</p>"}],
    })  # fmt: skip
    (folder / "1.json").write_text(ninjs)
    (folder / "2.json").write_text("{")
    source = Source.objects.create(name="Quay", outlet="Quay Press", address=str(folder), fetches_pages=False)
    look(world)
    source.refresh_from_db()
    assert [each.headline for each in Item.objects.all()] == ["Ferry sails"]
    assert "2.json" in source.trouble
    assert evidence.show(Item.objects.get().evidence) == ninjs.encode()
    Source.objects.create(name="Alone", outlet="Quay Press", address=str(folder / "1.json"), fetches_pages=False)
    look(world)
    assert Item.objects.count() == 2
    Item.objects.filter(source__name="Alone").delete()
    with later(hours=1):
        (folder / "1.json").write_text(ninjs.replace("Ferry sails", "Ferry sails at last"))
        look(world)
    assert set(Item.objects.values_list("headline", flat=True)) == {"Ferry sails at last"}


def test_copies_of_a_story_find_each_other(world, amber):
    other = world.outlet("other.test")
    other.plays("/copy", publishes(page("Ferry back", body=[*newsdesk.BODY[1:], "With material from The Amber."])))
    other.plays(
        "/else",
        publishes(page("Lamp lit", body=LAMP)),
    )
    other.plays("/feed", rss(feed(other, "/copy", "/else")))
    newsdesk.source(amber)
    newsdesk.source(other, name="other")
    look(world)
    groups = {each.address: each.copies for each in Item.objects.all()}
    assert groups[amber.at("/one")] == groups[amber.at("/two")] == groups[other.at("/copy")]
    assert groups[other.at("/else")] != groups[other.at("/copy")]
