"""Looking at sources, many at once: what is new in them is fetched, read and filed.

The network is waited for in one event loop; what takes the processor or the database is done by hands beside it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final

from django.db import DatabaseError

from dateline.lib import clock
from dateline.wire import sources
from dateline.wire.errors import RefusedError, UnreadableError, WireError
from dateline.wire.fetch import Fetcher, Validators
from dateline.wire.filing import Filed, Received, file_item
from dateline.wire.hands import Hands
from dateline.wire.models import Source
from dateline.wire.parsing import FeedItem, Parsed, parse
from dateline.wire.values import Fetched

_SOURCES_AT_ONCE: Final = 20
_PAGES_AT_ONCE: Final = 4  # of one source; its host is asked one after the other anyway
_NEWS_AT_ONCE: Final = 60  # of one source; the rest comes a minute later
_SITEMAPS: Final = 3
_UNREAD: Final = "Its page could not be read; the log says why."
logger: Final = logging.getLogger("dateline.wire")


@dataclass(frozen=True, slots=True)
class Polled:
    """What one look at one source gave."""

    source: int
    new: int = 0
    changed: int = 0
    trouble: str = ""


class Poller:
    """Looks at sources through one open door.

    Args:
        fetcher: the door, open.
        hands: who does what takes the processor or the database.
        told: called with what each look gave.
    """

    def __init__(self, fetcher: Fetcher, hands: Hands, told: Callable[[Polled], None]) -> None:
        self._fetcher, self._hands, self._told = fetcher, hands, told
        self._under_way: dict[int, asyncio.Task[None]] = {}

    async def begin_due(self) -> int:
        """Begin to look at what is due, as far as there is room; gives how many are looked at now."""
        room = _SOURCES_AT_ONCE - len(self._under_way)
        if room > 0:
            for source in await self._hands.do(sources.claim_due, room, set(self._under_way)):
                task = asyncio.create_task(self._look(source))
                self._under_way[source.pk] = task
                task.add_done_callback(partial(self._is_done, source.pk))
        return len(self._under_way)

    def _is_done(self, key: int, _task: "asyncio.Task[None]") -> None:
        self._under_way.pop(key, None)

    async def finish(self) -> None:
        """Wait for what was begun."""
        while self._under_way:
            await asyncio.wait(list(self._under_way.values()))

    async def stop(self) -> None:
        """Let go of what was begun; it is looked at again by whoever comes next."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self, source: Source) -> None:
        try:
            polled = await (self._folder(source) if source.is_folder else self._address(source))
        except WireError as error:
            await self._hands.do(sources.failed, source, error)
            polled = Polled(source.pk, trouble=str(error))
        except DatabaseError:
            logger.exception("Source %d could not be looked at to the end; it is looked at again.", source.pk)
            return  # the lease ends by itself
        except Exception as error:  # one source that nobody foresaw must not stop the others
            logger.exception("Source %d could not be looked at.", source.pk)
            await self._hands.do(sources.failed, source, WireError(f"{type(error).__name__}: the log says more."))
            polled = Polled(source.pk, trouble=type(error).__name__)
        except asyncio.CancelledError:
            self._hands.leave(sources.release, source)
            raise
        self._told(polled)

    async def _address(self, source: Source) -> Polled:
        validators = Validators(source.etag, source.last_modified, source.validated_address)
        fetched = await self._fetcher.fetch(source.address, validators=validators)
        if fetched.is_unchanged:
            await self._hands.do(sources.succeeded, source, fetched)
            return Polled(source.pk)
        parsed = await self._parsed(fetched)
        news = await self._hands.do(sources.news_in, source, parsed)
        done = await self._file_all(source, news[:_NEWS_AT_ONCE], fetched)
        new = sum(each.became == "new" for each in done)
        left = await self._hands.do(sources.news_in, source, parsed)  # also pages that are tried again
        rest = sources.Rest(is_any=bool(left), is_soon=len(news) > _NEWS_AT_ONCE)
        await self._hands.do(sources.succeeded, source, fetched, new=new, rest=rest, complaints=parsed.complaints)
        return Polled(source.pk, new, sum(each.became == "changed" for each in done))

    async def _parsed(self, fetched: Fetched) -> Parsed:
        parsed = await self._hands.do(
            parse, fetched.body, content_type=fetched.headers.get("content-type", ""), address=fetched.final
        )
        if parsed.kind != "sitemap-index":
            return parsed
        newest = sorted(parsed.items, key=lambda each: each.modified.value.value if each.modified else "", reverse=True)
        items: list[FeedItem] = []
        for each in newest[:_SITEMAPS]:
            part = await self._fetcher.fetch(each.address)
            items += (await self._hands.do(parse, part.body, address=part.final)).items
        return Parsed("sitemap", parsed.title, parsed.language, parsed.address, tuple(items), parsed.complaints)

    async def _file_all(self, source: Source, news: list[FeedItem], feed: Fetched) -> list[Filed]:
        turns = asyncio.Semaphore(_PAGES_AT_ONCE)

        async def one(item: FeedItem) -> Filed:
            async with turns:
                return await self._file(source, item, feed)

        return list(await asyncio.gather(*map(one, news)))

    async def _file(self, source: Source, item: FeedItem, feed: Fetched) -> Filed:
        page, trouble, again = None, "", False
        if source.fetches_pages and item.address:
            try:
                page = await self._fetcher.fetch(item.address)
            except WireError as error:  # what the feed says is filed all the same
                trouble, again = str(error), not (error.permanent or isinstance(error, RefusedError))
        try:
            return await self._hands.do(file_item, Received(source, item, page, feed, trouble, again))
        except (DatabaseError, OSError):
            raise
        except Exception:  # one page that nobody foresaw must not cost the story, nor the others
            logger.exception("The page of %s could not be read; what its feed says is filed.", item.address)
            return await self._hands.do(file_item, Received(source, item, None, feed, _UNREAD))

    async def _folder(self, source: Source) -> Polled:
        new, changed, complaints, began = 0, 0, [], clock.now()
        since = source.well_at if source.validated_address == source.address else None
        files = await self._hands.do(sources.files_in, source.address, since)
        for file in files:
            try:
                content = await self._hands.do(sources.content_of, file)
                parsed = await self._hands.do(parse, content)
            except UnreadableError as error:
                complaints.append(f"{file.name}: {error}")
                continue
            digest = sha256(content).hexdigest()
            feed = Fetched(str(file), file.as_uri(), 200, {}, content, clock.now(), digest)
            for item in await self._hands.do(sources.news_in, source, parsed):
                filed = await self._hands.do(file_item, Received(source, item, feed=feed))
                new, changed = new + (filed.became == "new"), changed + (filed.became == "changed")
        if files and len(complaints) == len(files):
            raise UnreadableError("\n".join(complaints))
        await self._hands.do(sources.read_to, source, began, new=new, complaints=complaints)
        return Polled(source.pk, new, changed, "\n".join(complaints))
