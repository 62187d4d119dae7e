"""Looking at originals again: what became of the stories that we took."""

import asyncio
import logging
from typing import Any, Final

from django.db import DatabaseError, transaction

from dateline.lib import clock
from dateline.wire import evidence
from dateline.wire.errors import WireError
from dateline.wire.fetch import Fetcher, Validators
from dateline.wire.hands import Hands
from dateline.wire.leases import claim
from dateline.wire.models import Alert, Item, Original
from dateline.wire.reading import read_page
from dateline.wire.signals import original_changed
from dateline.wire.values import Fetched, ReadStory
from dateline.wire.watching import Verdict, Watched, judge

logger: Final = logging.getLogger("dateline.wire")
_AT_ONCE: Final = 10
_TOLD: Final = {"update", "correction", "retraction", "gone"}


@transaction.atomic
def watch(key: int, address: str, *, headline: str, text: str, item: int | None = None) -> None:
    """Watch the original of a story: often at first, then seldom; from the beginning, if its address is another now.

    Args:
        key: names our story.
        address: where the original stands.
        headline: the original's, as it was taken.
        text: the original's, as it was taken; without one, the first look finds out.
        item: the item on the wire that the story was made of.
    """
    known = Original.objects.select_for_update().filter(key=key).first()
    if known and address[:2000] in {known.named_address, known.address}:  # it may have moved since
        return
    taken = Item.objects.filter(pk=item).first() if item else None
    fresh = {
        "named_address": address[:2000],
        "address": address[:2000],
        "item": taken,
        "headline": (taken.headline if taken else headline)[:500],
        "text": taken.body if taken else text,
        "evidence": taken.evidence if taken else "",
        "page_notes": None,
        "quiet": 0,
        "failures": 0,
        "times_gone": 0,
        "etag": "",
        "last_modified": "",
        "validated_address": "",
        "since": clock.now(),
        "next_at": clock.now(),
    }
    Original.objects.update_or_create(key=key, defaults=fresh)


def forget(key: int) -> None:
    """Watch the original of a story no longer."""
    Original.objects.filter(key=key).delete()


def look_soon(key: int) -> bool:
    """Look at the original of a story at the next moment; gives whether it is watched at all."""
    return bool(Original.objects.filter(key=key).update(next_at=clock.now()))


async def look_at_due(fetcher: Fetcher, hands: Hands) -> int:
    """Look at the originals that are due; gives how many."""
    due: list[Original] = await hands.do(claim, Original, "looked_until", clock.now(), _AT_ONCE)
    done = await asyncio.gather(*(_look(each, fetcher, hands) for each in due), return_exceptions=True)
    for original, error in zip(due, done, strict=True):
        if isinstance(error, Exception):  # it is looked at again when nobody holds it any more
            logger.error("The original of story %d could not be looked at.", original.key, exc_info=error)
    return len(due)


async def _look(original: Original, fetcher: Fetcher, hands: Hands) -> None:
    seen: Fetched | WireError
    validators = Validators(original.etag, original.last_modified, original.validated_address)
    try:
        seen = await fetcher.fetch(original.address, validators=validators)
    except WireError as error:
        seen = error
    try:
        await hands.do(_judge, original, seen)
    except DatabaseError:
        raise  # it is looked at again when nobody holds it any more
    except Exception as error:  # one page that nobody foresaw must not stop the others
        logger.exception("The original of story %d could not be judged.", original.key)
        await hands.do(_judge, original, WireError(f"{type(error).__name__}: the log says more."))


def _judge(original: Original, seen: Fetched | WireError) -> None:
    story = _read(seen) if isinstance(seen, Fetched) and not seen.is_unchanged else None
    before = Watched(
        key=str(original.key),
        address=original.address,
        text=original.text or _body(story),
        headline=original.headline,
        page_notes=tuple(original.page_notes) if original.page_notes is not None else None,
        quiet=original.quiet,
        failures=original.failures,
        times_gone=original.times_gone,
    )
    note_look(original, seen, judge(before, seen, story, clock.now()))


def note_look(original: Original, seen: Fetched | WireError, verdict: Verdict) -> None:
    """Write down what a look gave; the desk is told of what matters, once."""
    kept = evidence.keep(seen.body) if isinstance(seen, Fetched) and not seen.is_unchanged else ""
    with transaction.atomic():
        _note_look(original, seen, verdict, kept)


def _note_look(original: Original, seen: Fetched | WireError, verdict: Verdict, kept: str) -> None:
    was = Original.objects.select_for_update().filter(pk=original.pk).first()
    if was is None or was.since != original.since:  # nobody watches it any more, or another page in its place
        return
    after = verdict.after
    changes: dict[str, Any] = {
        "address": after.address[:2000],
        "headline": after.headline[:500],
        "text": after.text,
        "page_notes": list(after.page_notes) if after.page_notes is not None else None,
        "quiet": after.quiet,
        "failures": after.failures,
        "times_gone": after.times_gone,
        "outcome": verdict.outcome,
        "reason": "\n".join(verdict.reasons),
        "looked_at": clock.now(),
        "looked_until": None,
        "next_at": verdict.next_look,
    }
    if isinstance(seen, Fetched) and not seen.is_unchanged:
        validators = Validators.of(seen)
        changes |= {
            "evidence": kept,
            "etag": validators.etag[:400],
            "last_modified": validators.last_modified[:100],
            "validated_address": validators.address[:2000],
        }
    Original.objects.filter(pk=original.pk).update(**changes)
    if verdict.outcome in _TOLD and verdict.is_certain and not _is_known_to_be_gone(was, verdict):
        alert = Alert.objects.create(
            original=was,
            kind=verdict.outcome,
            reasons=list(verdict.reasons),
            headline=after.headline[:500],
            text=after.text if verdict.outcome != "gone" else "",
            notes=list(verdict.notes),
            evidence=str(changes.get("evidence", "")),
        )
        original_changed.send(Alert, alert=alert.pk, key=was.key)


def _is_known_to_be_gone(was: Original, verdict: Verdict) -> bool:
    newest = was.alerts.first()
    return verdict.outcome == was.outcome == "gone" and newest is not None and newest.kind == "gone"


def _read(seen: Fetched) -> ReadStory:
    return read_page(
        seen.body, address=seen.final, content_type=seen.headers.get("content-type", ""), seen_on=seen.at.date()
    )


def _body(story: ReadStory | None) -> str:
    return story.body.value if story and story.body else ""
