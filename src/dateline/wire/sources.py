"""What is known of sources between two looks: which are due, what is new in them, how they are."""

import random
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db.models import F, Value
from django.db.models.functions import Concat

from dateline.lib import clock
from dateline.wire.errors import BusyError, UnreadableError, WireError
from dateline.wire.fetch import Validators
from dateline.wire.filing import key_of, told_of
from dateline.wire.leases import claim
from dateline.wire.models import Item, Source
from dateline.wire.parsing import FeedItem, Parsed
from dateline.wire.values import Fetched

_LONGEST_PAUSE: Final = timedelta(days=1)
_SOON: Final = timedelta(minutes=1)
_OLDEST_IN_A_SITEMAP: Final = timedelta(days=3)
_LARGEST_FILE: Final = 30_000_000  # bytes
_SURELY: Final = 3  # failures in a row, until then a page in place of a feed may be a passing one
_MARGIN: Final = timedelta(minutes=1)
_JITTER: Final = 0.1


def claim_due(at_most: int, but: Collection[int] = ()) -> list[Source]:
    """The sources that are due, held so that nobody else looks at them meanwhile; none that we look at still."""
    return claim(Source, "polled_until", clock.now(), at_most, but=but, is_active=True)


def news_in(source: Source, parsed: Parsed) -> list[FeedItem]:
    """What is new or was changed in what a source gave, the oldest first; nothing that was seen so before."""
    wanted = [each for each in parsed.items if parsed.kind != "sitemap" or _is_recent(each)]
    items = list({key_of(each.id): each for each in reversed(wanted)}.values())[::-1]  # of one id, the newest
    told = dict(
        Item.objects.filter(source=source, key__in=[key_of(each.id) for each in items]).values_list("key", "told")
    )
    return [each for each in reversed(items) if told.get(key_of(each.id)) != told_of(each)]


def _is_recent(item: FeedItem) -> bool:
    """Sitemaps list everything there is; what is new in them has a date that says so."""
    moment = item.published or item.modified
    oldest = (clock.now() - _OLDEST_IN_A_SITEMAP).date().isoformat()
    return moment is not None and moment.value.value[:10] >= oldest


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether a look left anything for the next one, and whether that should be soon."""

    is_any: bool = False
    is_soon: bool = False


def succeeded(
    source: Source, fetched: Fetched | None, *, new: int = 0, rest: Rest = Rest(), complaints: Sequence[str] = ()
) -> None:
    """Note that a source was looked at. As long as something is left, it is not asked whether it has changed."""
    now = clock.now()
    validators = Validators.of(fetched) if fetched and not fetched.is_unchanged else None
    if rest.is_any:
        validators = Validators()
    changes: dict[str, object] = {
        "asked_at": now,
        "well_at": now,
        "failures": 0,
        "trouble": "\n".join(complaints)[:2000],
        "polled_until": None,
        "next_at": now + _SOON if rest.is_soon else _later(now, timedelta(minutes=source.minutes)),
    }
    if validators:
        changes |= {
            "etag": validators.etag[:400],
            "last_modified": validators.last_modified[:100],
            "validated_address": validators.address[:1000],
        }
    if new:
        changes["item_at"] = now
    if fetched and fetched.moved and not Source.objects.filter(address=fetched.moved).exists():
        changes["address"] = fetched.moved[:1000]
    Source.objects.filter(pk=source.pk).update(**changes)


def read_to(source: Source, began: datetime, *, new: int, complaints: Sequence[str]) -> None:
    """Note that a folder was read, up to what lay there when that began."""
    succeeded(source, None, new=new, complaints=complaints)
    Source.objects.filter(pk=source.pk).update(well_at=began, validated_address=source.address)


def failed(source: Source, error: WireError) -> None:
    """Note what is wrong with a source, and ask it ever more seldom while it is."""
    now = clock.now()
    pause = timedelta(minutes=source.minutes) * 2 ** min(source.failures, 10)
    if isinstance(error, BusyError) and error.retry_after:
        pause = max(pause, timedelta(seconds=error.retry_after))
    if error.permanent and source.failures >= _SURELY:
        pause = _LONGEST_PAUSE
    Source.objects.filter(pk=source.pk).update(
        asked_at=now,
        failures=F("failures") + 1,
        trouble=str(error)[:2000],
        polled_until=None,
        next_at=_later(now, min(pause, _LONGEST_PAUSE)),
    )


def release(source: Source) -> None:
    """Let go of a source without having looked at it."""
    Source.objects.filter(pk=source.pk).update(polled_until=None)


def files_in(folder: str, since: datetime | None) -> list[Path]:
    """The files of a folder that were written since then, the oldest first; a file alone is itself.

    Raises:
        UnreadableError: the folder cannot be read.
    """
    try:
        place = Path(folder)
        files = [place] if place.is_file() else list(place.iterdir())
    except OSError as error:
        raise UnreadableError(
            f"The folder {folder} cannot be read ({error.strerror}). Let Dateline read it, or name another."
        ) from error
    dated = sorted((at, each) for each in files if not each.name.startswith(".") and (at := _came_at(each)))
    return [each for at, each in dated if since is None or at >= (since - _MARGIN).timestamp()]


def _came_at(file: Path) -> float:
    """When a file was written or brought here, whichever is later; 0 if it is none, or has just gone."""
    try:
        found = file.stat()
    except OSError:
        return 0.0
    return max(found.st_mtime, found.st_ctime) if stat.S_ISREG(found.st_mode) else 0.0


def content_of(file: Path) -> bytes:
    """The bytes of an agency's file.

    Raises:
        UnreadableError: it cannot be read, or is far too large for a story.
    """
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise UnreadableError(f"{file.name} is larger than any story.")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{file.name} cannot be read ({error.strerror}).") from error


def let_go(*, instance: Source, **_: object) -> None:
    """Before a source is deleted: its items stay, and none is taken for another one's."""
    instance.items.update(key=Concat(Value(f"{instance.pk}:"), F("key")))


def _later(now: datetime, pause: timedelta) -> datetime:
    return now + pause * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311  # so that not all come at once
