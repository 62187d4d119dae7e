"""Filing what came over the wire: each story once for each source, changed when its source changes it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from django.db import IntegrityError, transaction
from django.db.models import F

from dateline.lib import clock
from dateline.wire import copy_check, evidence, facts
from dateline.wire.models import Item, Source
from dateline.wire.parsing import FeedItem
from dateline.wire.reading import read_page, told_by_feed
from dateline.wire.reading.witnesses.rules import as_taught, told_by_rules
from dateline.wire.values import Fetched, ReadStory

Became = Literal["new", "changed", "same"]
_KEPT_HEADERS: Final = ("content-type", "content-language", "last-modified", "etag", "date", "server", "link")
_LONGEST_BODY: Final = 400_000  # characters
PASTED: Final = "pasted:"  # in place of an address: nobody's page
_ALWAYS: Final = ("is_withheld", "embargo", "trouble", "told")
_BODIES: Final = ("headline", "standfirst", "body")


@dataclass(frozen=True, slots=True)
class Received:
    """A story as it came: what its feed said of it, its page, the feed itself.

    ``trouble`` says what is wrong if there is no page, ``is_tried_again`` that it may be there the next time.
    """

    source: Source | None = None
    told: FeedItem | None = None
    page: Fetched | None = None
    feed: Fetched | None = None
    trouble: str = ""
    is_tried_again: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """The item, and what became of it."""

    item: int
    became: Became


def key_of(id_: str) -> str:
    """A digest of the id that a source gives a story, or of its address."""
    return hashlib.sha256(id_.encode(errors="replace")).hexdigest()


def told_of(item: FeedItem) -> str:
    """A digest of all that a feed says of a story: while it is the same, nothing needs to be fetched anew."""
    said = facts.of_feed(item)
    body, embargo = (fact.value if fact else "" for fact in (item.body, item.embargo))
    whole = (said, str(body), str(embargo), item.status, item.version, [each.name for each in item.topics])
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def file_item(received: Received) -> Filed:
    """File a story, or what has changed in it.

    Trip: feed or address → ``fetch`` → ``parsing`` → ``reading`` → **file_item** → the river → an editor's ``pick_up``.

    Raises:
        django.db.DatabaseError, OSError: it could not be stored; nothing was.
    """
    made: dict[str, Any] = _storable(_read(received))
    if came := received.page or received.feed:
        made |= {"evidence": evidence.keep(came.body), **_circumstances(came)}
    for _attempt in range(2):
        try:
            with transaction.atomic():
                return _file(received, made)
        except IntegrityError:  # somebody else filed the same story at this moment
            continue
    raise IntegrityError("The item could not be filed beside its double.")


def _file(received: Received, made: dict[str, Any]) -> Filed:
    known = Item.objects.select_for_update().filter(source=received.source, key=made["key"]).first()
    if known is None:
        known = Item.objects.create(source=received.source, received_at=clock.now(), **made)
        return Filed(known.pk, "new")
    always = {name: made[name] for name in _ALWAYS}
    if received.trouble and not known.trouble:  # its page was read once: the feed's beginning takes nothing from that
        Item.objects.filter(pk=known.pk).update(**always)
        return Filed(known.pk, "same")
    changes = {name: value for name, value in made.items() if value not in ("", [], {}, None)} | always
    is_changed = any(getattr(known, name) != made[name] for name in _BODIES if made[name])
    if is_changed or known.is_withheld != made["is_withheld"]:
        changes |= {"version": F("version") + 1, "changed_at": clock.now()}
        Item.objects.filter(pk=known.pk).update(**changes)
        return Filed(known.pk, "changed")
    Item.objects.filter(pk=known.pk).update(**changes)
    return Filed(known.pk, "same")


def _storable(held: Any) -> Any:
    """The same without what no database takes: NUL, and halves of characters."""
    if isinstance(held, str):
        return held.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(held, dict):
        return {_storable(name): _storable(value) for name, value in held.items()}
    return [_storable(each) for each in held] if isinstance(held, list) else held


def _read(received: Received) -> dict[str, Any]:
    """All columns of an item, out of what was received."""
    told, page = received.told, received.page
    story = _story(page, told, received.source) if page is not None else None
    feed = facts.of_feed(told) if told else {}
    found = facts.together(facts.of_page(story), feed) if story else feed
    body = _body(story, told)
    at = (page.final if page else "") or (told.address if told else "")
    address = _web(at)
    language = facts.value(found, "language") or (received.source.language if received.source else "")
    outlet = received.source.outlet if received.source else facts.value(found, "outlet")
    return {
        "key": key_of(told.id if told and told.id else at),
        "address": address[:2000],
        "headline": facts.value(found, "headline")[:500],
        "standfirst": facts.value(found, "standfirst"),
        "body": body,
        "outlet": outlet[:200],
        "original_outlet": facts.value(found, "original_outlet")[:200],
        "language": language.partition("-")[0].lower()[:12],
        "published": facts.value(found, "published", {}).get("value", ""),
        "topics": _lines([each.name for each in told.topics]) if told else "",
        "facts": found,
        "damages": facts.damages(_damages(found, body, language)),
        "trouble": received.trouble,
        "is_withheld": told is not None and told.status != "usable",
        "embargo": told.embargo.value.value[:32] if told and told.embargo else "",
        "told": told_of(told) if told and not received.is_tried_again else "",
    }


def _web(address: str) -> str:
    return "" if address.startswith(PASTED) else address


def _lines(names: list[str]) -> str:
    tidy = dict.fromkeys(" ".join(each.split())[:100] for each in names[:30])
    return "".join(f"\n{each}" for each in tidy if each) + "\n" * bool(tidy)


def _circumstances(came: Fetched) -> dict[str, Any]:
    return {
        "content_type": came.headers.get("content-type", "")[:200],
        "headers": {name: came.headers[name] for name in _KEPT_HEADERS if name in came.headers},
        "fetched_at": came.at,
    }


def _story(page: Fetched, told: FeedItem | None, source: Source | None) -> ReadStory:
    content_type = page.headers.get("content-type", "")
    rules = told_by_rules(page.body, source.rules if source else {}, content_type=content_type)
    said = [*(_testimony(told) if told else ()), *rules]
    here = _web(page.final)
    story = read_page(page.body, address=here, content_type=content_type, seen_on=page.at.date(), told=said)
    return as_taught(story, said, source.outlet if source else "")


def _testimony(told: FeedItem) -> Any:
    return told_by_feed(
        headline=told.headline.value if told.headline else "",
        summary=told.standfirst.value if told.standfirst else "",
        author=", ".join(told.bylines.value) if told.bylines else "",
        published=told.published.value.value if told.published else "",
        updated=told.modified.value.value if told.modified else "",
        source=told.original_outlet.value if told.original_outlet else "",
    )


def _body(story: ReadStory | None, told: FeedItem | None) -> str:
    """The longer of the two: feeds often hold a beginning, pages at times nothing."""
    read = story.body.value if story and story.body else ""
    fed = told.body.value if told and told.body else ""
    return max(read, fed, key=len)[:_LONGEST_BODY]


def _damages(found: dict[str, Any], body: str, language: str) -> Any:
    is_sure = "published" in found and found["published"]["confidence"] >= facts.CERTAIN
    published = facts.value(found, "published", {}) if is_sure else {}  # no cure says what may be wrong
    day = published.get("value", "")[:10] if published.get("precision") in {"day", "minute"} else ""
    return copy_check.check(
        body,
        headline=facts.value(found, "headline"),
        caption=facts.value(found, "photograph", {}).get("caption", ""),
        language=language,
        published=date.fromisoformat(day) if day else None,
    )
