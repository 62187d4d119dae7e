"""Print orders: written in the transaction of the change, taken by the press after the commit."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from dateline.desk import api as desk
from dateline.edition import comments, impact, pages
from dateline.edition.models import PrintOrder, Standing, Tally
from dateline.edition.pages import Page
from dateline.lib import clock

BATCH = 250
_FILES_AT_ONCE, _MOVES_AT_ONCE = 20, 500


@transaction.atomic
def order_story(story: int, reason: str) -> None:
    """Order every page that a change of this story touches, and note where it stands now."""
    row = Standing.objects.filter(pk=story).first()
    before = row.facts if row else None
    after = desk.standing([story], desk.paper().zone).get(story)
    former = desk.former_addresses(story)
    _note(story, before, after)
    order(impact.touched(before, after, former), reason)
    if after:
        order(comments.later_pages(story), reason)


@transaction.atomic
def order_thread(story: int, places: list[int]) -> None:
    """Order the pages that a change of these comments touches."""
    order(comments.touched(story, places), f"comments on story {story}")


def _note(story: int, before: impact.Standing | None, after: impact.Standing | None) -> None:
    if after is None:
        Standing.objects.filter(pk=story).delete()
    else:
        Standing.objects.update_or_create(pk=story, defaults={"facts": dict(after)})
    _introduce(story, before, after)
    change = impact.counted(after)
    change.subtract(impact.counted(before))
    _count(change)


def _introduce(story: int, before: impact.Standing | None, after: impact.Standing | None) -> None:
    """Let translations of a story know it, or know it no more: one that goes must order those that speak of it."""
    then, now = (set(facts["siblings"]) if facts else set() for facts in (before, after))
    for row in Standing.objects.filter(pk__in=then ^ now):
        known = {*row.facts["siblings"], story} if row.pk in now else {*row.facts["siblings"]} - {story}
        row.facts["siblings"] = sorted(known)
        row.save(update_fields=["facts"])


def _count(change: Counter[Page]) -> None:
    for page, difference in sorted(change.items()):
        if not difference:
            continue
        rows = Tally.objects.filter(kind=page.kind, subject=page.subject, language=page.language, period=page.period)
        if not rows.update(count=F("count") + difference):
            Tally.objects.create(
                kind=page.kind, subject=page.subject, language=page.language, period=page.period, count=difference
            )
        if difference < 0:
            rows.filter(count__lte=0).delete()


def order(wanted: Iterable[Page], reason: str, *, urgent: bool = True) -> None:
    """Order pages. Called inside the transaction that makes them necessary."""
    now = clock.now()
    PrintOrder.objects.bulk_create(
        [
            PrintOrder(page=page.key, reason=reason[:120], urgent=urgent, ordered_at=now)
            for page in dict.fromkeys(wanted)
        ],
        batch_size=500,
    )


@transaction.atomic
def order_register(kind: str, record: int, old: str, new: str) -> None:
    """Order what names a topic, contributor or outlet whose name or slug has changed, and its own pages."""
    reason = f"{kind} {record}"
    stories = desk.stories_naming(kind, record)
    order((Page("story", story) for story in stories), reason)
    languages = [edition.language for edition in desk.paper().editions]
    order((Page("feeds", language=language) for language in languages), reason)
    order((Page("front", language=language) for language in languages), reason)
    rows = Tally.objects.filter(kind=kind, subject=record)
    order((each.page for each in rows), reason)
    order(_lists_of(stories), reason)
    if old != new and kind != "outlet":
        order((Page(kind, record, language) for language in languages), reason)  # type: ignore[arg-type]
        order((pages.address(where) for where in desk.register_addresses(kind, record, old, new)), reason)


def _lists_of(stories: list[int]) -> set[Page]:
    """Every list that shows one of these stories (with its byline, its outlet)."""
    standing = Standing.objects.filter(pk__in=stories).values_list("facts", flat=True)
    listed = {page for facts in standing for page in impact.counted(facts)}
    return listed | {Page("feeds", facts["section"], facts["language"]) for facts in standing}


@transaction.atomic
def order_everything(reason: str) -> int:
    """Order every page of the paper, not urgently, so that what editors do meanwhile goes first.

    Returns:
        How many orders were written; a batch of stories is one order.
    """
    PrintOrder.objects.filter(urgent=False).delete()
    order(_everything(), reason, urgent=False)
    order([pages.SWEEP], reason, urgent=False)
    return PrintOrder.objects.filter(urgent=False).count()


def _everything() -> Iterable[Page]:
    """Every page: stories before the lists that lead to them."""
    paper = desk.paper()
    yield pages.HOUSE
    yield from (Page("static", language=edition.language) for edition in paper.editions)
    ids = desk.story_ids(limit=BATCH)
    while ids:
        yield Page("stories", ids[0], period=str(ids[-1]))
        ids = desk.story_ids(after=ids[-1], limit=BATCH)
    for edition in paper.editions:
        for kind in ("front", "feeds", "corrections", "archive"):
            yield Page(kind, language=edition.language)
    for section, language in desk.sections():
        yield Page("section", section, language)
        yield Page("feeds", section, language)
    # By period: lists of the same days show the same stories, and a process that has fetched one shows it in all.
    yield from (tally.page for tally in Tally.objects.order_by("period", "kind", "subject", "language").iterator())
    yield pages.SITEMAP
    yield pages.NEWS_SITEMAP
    yield from (Page("files", first, period=str(last)) for first, last in desk.file_batches(_FILES_AT_ONCE))
    yield from (Page("moves", first, period=str(last)) for first, last in desk.move_batches(_MOVES_AT_ONCE))
    yield from map(pages.address, desk.killed_addresses())


@transaction.atomic
def take_stock() -> int:
    """Find out anew where every story stands; after many came in at once, past the desk's signals.

    Returns:
        How many stories stand in the paper.
    """
    Standing.objects.all().delete()
    Tally.objects.all().delete()
    zone, total, counts = desk.paper().zone, 0, Counter[Page]()
    ids = desk.story_ids(limit=2000)
    while ids:
        found = desk.standing(ids, zone)
        for standing in found.values():
            counts.update(impact.counted(standing))
        Standing.objects.bulk_create([Standing(story=story, facts=facts) for story, facts in found.items()])
        total += len(found)
        ids = desk.story_ids(after=ids[-1], limit=2000)
    Tally.objects.bulk_create(
        [
            Tally(kind=page.kind, subject=page.subject, language=page.language, period=page.period, count=count)
            for page, count in sorted(counts.items())
        ],
        batch_size=1000,
    )
    return total
