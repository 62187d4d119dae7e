"""A story's trip over the wire: a feed is polled, a page read, its copy checked, its original watched."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dateline.wire.containment import Candidate, grouped
from dateline.wire.copy_check import check
from dateline.wire.errors import WireError
from dateline.wire.fetch import Fetcher, Validators, fetch
from dateline.wire.parsing import parse
from dateline.wire.reading import read_page
from dateline.wire.watching import Watched, judge, page_notes
from tests.wire import outlets
from tests.wire.outlets import publishes

NOW = datetime(2015, 6, 4, 12, tzinfo=UTC)
PARAGRAPHS = (
    "The ferry of Port Amber sailed on Tuesday for the first time in two years, and half of the town was there.",
    "The council had voted for the repairs in spring, after fishermen had collected 300 signatures along the harbour.",
    "“We had had enough of letters,” said Ida Brand, who runs the bakery and had promised rolls to the crew.",
    "The crew is paid from the first day on. In autumn the pier is to be dredged, which will take another month.",
    "Until then the ferry leaves at seven in the morning and comes back at six, except in a wind from the north.",
)


def page(*paragraphs, headline="The ferry of Port Amber sails again"):
    body = "".join(f"<p>{each}</p>" for each in paragraphs or PARAGRAPHS)
    return (
        f'<html lang="en"><head><title>{headline}</title></head><body><article><h1>{headline}</h1>'
        f'<time datetime="2015-06-02T14:05:00+04:00">2 June 2015</time>{body}</article></body></html>'
    ).encode()


def feed(*items):
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        "<pubDate>Tue, 02 Jun 2015 10:05:00 GMT</pubDate></item>"
        for title, link in items
    )
    return f'<rss version="2.0"><channel><title>The Amber Post</title>{entries}</channel></rss>'.encode()


@pytest.fixture
def amber(world):
    return world.outlet("amber.test")


def polled(world, asked):
    async def poll():
        async with Fetcher(world.door()) as fetcher:
            return dict(await outlets.polled(fetcher, asked))

    return asyncio.run(poll())


def test_a_story_comes_in_and_is_checked(world, amber):
    story = amber.plays("/2015/ferry", publishes(page()))
    address = amber.plays("/feed", publishes(feed(("The ferry sails again", story)), kind="application/rss+xml"))

    parsed = parse(fetch(address, door=world.door()).body, address=address)
    fetched = fetch(parsed.items[0].address, door=world.door())
    read = read_page(fetched.body, address=fetched.final, content_type=fetched.headers["content-type"])

    assert parsed.title == "The Amber Post"
    assert read.body.value.splitlines()[0].startswith("The ferry of Port Amber sailed")
    assert [(each.kind, each.cure) for each in check(read.body.value, published=NOW.date())] == [
        ("undated day", "on Tuesday, 2 June 2015")
    ]


def test_a_poll_of_many_feeds_goes_on_whatever_some_of_them_do(world, amber):
    good = feed(("Ferry", amber.at("/1")))
    asked = [
        (amber.plays("/good", publishes(good)), None),
        (amber.plays("/same", outlets.publishes_with_validators(good, '"1"')), Validators('"1"')),
        (amber.plays("/broken", outlets.breaks_off(good, 0.8)), None),
        (amber.plays("/gone", outlets.retracts()), None),
        (amber.plays("/bomb", outlets.bombs("gzip")), None),
        (amber.plays("/nonsense", publishes(b"<html>no feed</html>")), None),
        (amber.plays("/moved", outlets.moves_to("/good")), None),
    ]

    came = polled(world, asked)

    counts = {}
    for address, each in came.items():
        name = address.rpartition("/")[2]
        if isinstance(each, WireError):
            counts[name] = type(each).__name__
        elif each.is_unchanged:
            counts[name] = "unchanged"
        else:
            try:
                counts[name] = len(parse(each.body, address=each.final).items)
            except WireError as error:
                counts[name] = type(error).__name__
    assert counts == {
        "good": 1,
        "same": "unchanged",
        "broken": 1,
        "gone": "GoneError",
        "bomb": "TooLargeError",
        "nonsense": "UnreadableError",
        "moved": 1,
    }
    assert came[amber.at("/moved")].moved == amber.at("/good")


def test_a_feed_in_another_encoding_than_it_says_is_read(world, amber):
    text = feed(("Bərə yenidən yolda", amber.at("/1"))).decode()
    address = amber.plays("/feed", outlets.publishes_misread(text, "utf-8", "iso-8859-1"))
    came = fetch(address, door=world.door())

    [item] = parse(came.body, content_type=came.headers["content-type"]).items

    assert item.headline.value == "Bərə yenidən yolda"


def test_the_same_story_in_two_outlets_is_one(world, amber):
    other = world.outlet("lirania.test")
    places = [
        amber.plays("/a", publishes(page())),
        other.plays("/b", publishes(page(*PARAGRAPHS[:3], headline="Ferry!"))),
    ]

    copies = []
    for address in places:
        read = read_page(fetch(address, door=world.door()).body, address=address)
        copies.append(Candidate(address, read.body.value, read.published.value if read.published else None))
    [group] = grouped(copies)

    assert set(group.members) == set(places)
    assert group.fullest == places[0]


def test_an_original_is_watched_from_its_first_day_to_its_last(world, amber):
    """Unchanged, corrected, unchanged, away for an hour, retracted, gone: what a desk is told, look by look."""
    wrong = list(PARAGRAPHS)
    right = [
        wrong[0],
        wrong[1].replace("300", "30"),
        *wrong[2:],
        "Correction: an earlier version misstated the signatures.",
    ]
    address = amber.plays(
        "/2015/ferry",
        publishes(page()),
        publishes(page()),
        publishes(page(*right)),
        publishes(page(*right)),
        outlets.fails(),
        publishes(page("This article has been retracted. The ferry never sailed, and we regret it very much.")),
        outlets.retracts(),
    )
    first = fetch(address, door=world.door())
    taken = read_page(first.body, address=address)
    watched = Watched("1", address, taken.body.value, taken.headline.value, page_notes=page_notes(first))

    told, at = [], NOW
    for _ in range(6):
        try:
            seen = fetch(watched.address, door=world.door())
            verdict = judge(watched, seen, read_page(seen.body, address=seen.final), at)
        except WireError as error:
            verdict = judge(watched, error, None, at)
        told.append(verdict.outcome)
        watched, at = replace(verdict.after), verdict.next_look

    assert told == ["unchanged", "correction", "unchanged", "unreachable", "retraction", "gone"]
