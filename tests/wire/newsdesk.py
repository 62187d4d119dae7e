"""Invented outlets with feeds and pages, and a wire room that looks at them."""

import asyncio
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from html import escape
from queue import Empty, Queue

from dateline.wire.hands import Hands
from dateline.wire.models import Source
from dateline.wire.room import Room
from tests.wire.outlets import HTML, Outlet, Outlets, publishes

BODY = (
    "The ferry between Nettle Hill and the quay sails again since Monday morning, after nine days in the yard.",
    "Orhan Salt, who has kept the landing stage for thirty years, rang the bell himself when the first people came.",
    "The council had asked for a new rope, a new lamp and a new timetable. Two of the three were ready in time.",
    "Nobody could say when the third will follow. The timetable is printed in the harbour office, said the clerk.",
)


def page(headline="The ferry sails again", body=BODY, author="Mina Quayle", date="2026-03-02", extra="") -> bytes:
    """A story's page as an outlet prints it."""
    text = "".join(f"<p>{escape(each)}</p>" for each in body)
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(headline)} | The Amber</title>'
        f'<meta property="og:title" content="{escape(headline)}"><meta property="og:site_name" content="The Amber">'
        f'<meta property="article:published_time" content="{date}T08:30:00+01:00"></head><body>'
        f'<header>The Amber</header><main><article><h1>{escape(headline)}</h1><p class="byline">By {escape(author)}</p>'
        f'<time datetime="{date}">{date}</time>{text}{extra}</article></main></body></html>'
    ).encode()


def feed(outlet: Outlet, *paths: str, headline="The ferry sails again") -> bytes:
    """An RSS feed of these stories."""
    items = "".join(
        f"<item><title>{escape(headline)} {path.strip('/')}</title><link>{outlet.at(path)}</link>"
        f"<guid>{outlet.at(path)}</guid><pubDate>Mon, 02 Mar 2026 08:30:00 +0100</pubDate></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Amber</title>{items}</channel></rss>'.encode()


def rss(content: bytes):
    """What an outlet does where its feed is."""
    return publishes(content, kind="application/rss+xml")


def source(outlet: Outlet, path="/feed", **fields) -> Source:
    """A source at the desk."""
    named = {"name": outlet.name, "outlet": "The Amber", "address": outlet.at(path), **fields}
    return Source.objects.create(**named)


def look(world: Outlets, **settings) -> None:
    """The wire room looks at everything that is due, once."""

    hand = OneHand()

    async def once() -> None:
        async with Room(world.door(**settings), Hands(hand)) as room:
            await room.catch_up()

    hand.work_for(once)


class OneHand(Executor):
    """Does what it is given in the thread of the test, while the loop runs beside: SQLite in memory knows no other."""

    def __init__(self) -> None:
        self._waiting: Queue = Queue()

    def submit(self, do, /, *words, **named):
        done: Future = Future()
        self._waiting.put((done, partial(do, *words, **named)))
        return done

    def work_for(self, trip) -> None:
        """Run a coroutine in a thread, and do its work here until it has ended."""
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(asyncio.run, trip())
            while not (running.done() and self._waiting.empty()):
                try:
                    done, work = self._waiting.get(timeout=0.01)
                except Empty:
                    continue
                try:
                    done.set_result(work())
                except Exception as error:  # noqa: BLE001  # it belongs to whoever waits
                    done.set_exception(error)
            running.result()


__all__ = ["BODY", "HTML", "feed", "look", "page", "rss", "source"]
