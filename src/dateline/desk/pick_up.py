"""An item on the wire becomes a draft story: its text, and all that is known of where it comes from."""

from datetime import date, datetime, time
from html import escape
from textwrap import shorten
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Locale

from dateline.desk import outlets, publication
from dateline.desk.copy import paper
from dateline.desk.errors import AlreadyPickedUpError
from dateline.desk.languages import LANGUAGES
from dateline.desk.models import Hop, Outlet, Story
from dateline.lib import clock
from dateline.wire import api as wire

_WEB: Final = ("http://", "https://")
_YEAR_ALONE, _MONTH_ALONE = 4, 7  # letters of ISO 8601


@transaction.atomic
def pick_up(item_id: int, *, by: Any, again: bool = False) -> Story:
    """Make a draft story of an item: never in the paper by itself, and not twice without a word.

    Trip: the wire's river → **pick_up** → a draft with its provenance → an editor → ``publish``.

    What the wire does not know stays empty; a date that no page told is *unknown*. The photograph is not fetched: to
    print it is another permission than to print the text.

    Args:
        item_id: the item on the wire.
        by: whose draft it is.
        again: make another story of it, even if there is one.

    Raises:
        AlreadyPickedUpError: a story was made of it, of a copy of it, or of the same original.
        UnknownItemError: there is no such item.
    """
    wire.note_pick_up(item_id, by=by)  # first: whoever picks it up at the same moment waits here
    item = wire.item(item_id)
    if not again and (known := story_of(item)):
        raise AlreadyPickedUpError(known)
    story = Story(live=False, kind=Story.Kind.REPRINT, wire_item_id=item.id, **_told(item), **_provenance(item))
    story.save()
    story.hops = _hops(item, story.outlet)  # type: ignore[misc]
    story.save()
    story.save_revision(user=by)
    log(instance=story, action="wagtail.create", user=by, content_changed=True)
    return story


def story_of(item: wire.Taken) -> Story | None:
    """A story that was made of this item, of a copy of it, or of the same original."""
    addresses = [each for known in _addresses(item) for each in _spellings(known)]
    ways = (  # one after the other, since each has an index of its own
        Q(wire_item_id__in=[item.id, *item.copies]),
        Q(original_address__in=addresses),
        Q(live=False, kill=None, latest_revision__content__original_address__in=addresses),
    )
    return next((story for way in ways if (story := Story.objects.filter(way).order_by("pk").first())), None)


def original_address(item: wire.Taken) -> str:
    """Where the original stands; "" where that is unknown: a reprint's own address is not its original's."""
    here = item.original_address if item.original_outlet else item.original_address or item.address
    return here if here.startswith(_WEB) and len(here) <= _longest("original_address") else ""


def _addresses(item: wire.Taken) -> list[str]:
    return [each for each in (item.original_address, item.address) if each.startswith(_WEB)]


def _spellings(address: str) -> list[str]:
    """An address with and without what makes no other page of it: https, the last slash, what stands behind #."""
    bare = address.partition("#")[0].partition("://")[2].rstrip("/")
    return [f"{scheme}{bare}{end}" for scheme in _WEB for end in ("", "/")]


def _told(item: wire.Taken) -> dict[str, Any]:
    """What readers read."""
    paragraphs = [f"<p>{escape(line, quote=False)}</p>" for line in item.body.splitlines() if line.strip()]
    return {
        "locale": _locale(item.language),
        "headline": _fitting("headline", item.headline) or item.address or "?",
        "standfirst": item.standfirst,
        "body": [("paragraph", "".join(paragraphs))] if paragraphs else [],
        "embargo_until": until if (until := embargo_of(item)) and until > clock.now() else None,
    }


def _locale(language: str) -> Locale:
    """That of the story, if the paper has it; else that of the paper's first language."""
    editions = paper().editions
    printed = language if language in {each.language for each in editions} else editions[0].language
    return Locale.objects.get_or_create(language_code=printed)[0]


def _provenance(item: wire.Taken) -> dict[str, Any]:
    at = original_address(item)
    known = dict(LANGUAGES)
    fits = len(item.licence) <= _longest("licence")
    conditions = [item.terms, item.credit, "" if fits else item.licence]
    granted = Story.Permission.GRANTED if item.terms else Story.Permission.NOT_STATED
    return {
        "outlet": outlets.entered(item.original_outlet or item.outlet, at, item.language),
        "original_address": at,
        "original_headline": _fitting("original_headline", item.headline),
        "original_bylines": _fitting("original_bylines", ", ".join(item.bylines)),
        "original_dateline": _fitting("original_dateline", item.dateline),
        "original_language": item.language if item.language in known else "",
        **published(item),
        "permission": Story.Permission.LICENCE if item.licence else granted,
        "licence": item.licence if fits else "",
        "permission_conditions": "\n".join(filter(None, conditions)),
    }


def published(item: wire.Taken) -> dict[str, Any]:
    """The date of the original, as exactly as it is known; a time without a zone is a day, for it may be any."""
    if not item.published:
        is_read = not item.trouble
        return {"original_precision": Story.Precision.UNKNOWN if is_read else Story.Precision.NOT_STATED}
    on, at, precision = moment(item.published, item.precision, publication.zone())
    quoted = str(item.facts["published"].get("evidence", ""))
    known_how = f"“{shorten(quoted, _longest('original_known_how') - 2, placeholder='…')}”" if quoted else ""
    return {
        "original_precision": precision,
        "original_on": on,
        "original_at": at,
        "original_known_how": known_how,
    }


def moment(value: str, precision: str, zone: ZoneInfo) -> tuple[date, time | None, str]:
    """A date of the wire's as the desk keeps it: the day, the time in ``zone`` if it is known, the precision."""
    if precision == "minute":
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return moment.date(), None, "day"
        here = moment.astimezone(zone)
        return here.date(), here.time().replace(second=0, microsecond=0), "minute"
    whole = {_YEAR_ALONE: f"{value}-01-01", _MONTH_ALONE: f"{value}-01"}.get(len(value), value[:10])
    return date.fromisoformat(whole), None, precision


def embargo_of(item: wire.Taken) -> datetime | None:
    """Until when its source does not want it printed; without a zone, in the paper's."""
    if not item.embargo:
        return None
    try:
        until = datetime.fromisoformat(item.embargo)
    except ValueError:  # a month or a year alone: nobody can wait for that
        return None
    return until if until.tzinfo else until.replace(tzinfo=publication.zone())


def _hops(item: wire.Taken, outlet: Outlet | None) -> list[Hop]:
    """Every station, the nearest to the original first; the page that we took it from is the last, if it reprinted."""
    told = [(name, role, address) for name, role, address in item.hops if name]
    if item.agency:
        told.insert(0, (item.agency, "agency", ""))
    told.sort(key=lambda hop: hop[1] != "agency")
    if item.original_outlet:
        told.append((item.outlet, "via", item.address))
    seen = {outlet.name.casefold() if outlet else ""}
    found: list[Hop] = []
    for name, role, address in told:
        if name.casefold() in seen:
            continue
        seen.add(name.casefold())
        fits = address.startswith(_WEB) and len(address) <= _longest("original_address")
        there = address if fits else ""
        known = outlets.found(name, there)
        found.append(Hop(outlet=known, name=name[:200], role=role, address=there, sort_order=len(found)))
    return found


def _fitting(field: str, text: str) -> str:
    return text if len(text) <= _longest(field) else shorten(text, _longest(field), placeholder="…")


def _longest(field: str) -> int:
    return int(getattr(Story._meta.get_field(field), "max_length", 0))
