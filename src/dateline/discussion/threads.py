"""What stands under stories, for whoever prints: a fixed number of queries, however many stories are asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dateline.desk import api as desk
from dateline.discussion import rules
from dateline.discussion.models import Comment, DiscussionSettings, Mode, SectionRule, Thread
from dateline.discussion.values import Discussion, PrintedComment, page_of, places_of
from dateline.lib import clock

_NEWEST: Final = 50


@dataclass(frozen=True, slots=True)
class Policy:
    """What the newsroom wants of comments, read once."""

    mode: str
    closes_after: int
    wants_email: bool
    trusted_after: int
    sections: Mapping[int, str]
    today: date

    def mode_of(self, story: desk.Whereabouts, own: str = "") -> str:
        """What holds under a story: its own rule, its section's, the paper's; closed when its time is over."""
        mode = own or self.sections.get(story.section or 0) or self.mode
        last = rules.closes_on(story.published_on, self.closes_after) if story.published_on else None
        is_over = not own and last is not None and self.today > last
        return Mode.CLOSED if is_over or not story.is_live else mode


def policy() -> Policy:
    """What holds now."""
    found = DiscussionSettings.load()
    return Policy(
        mode=found.mode,
        closes_after=found.closes_after,
        wants_email=found.requires_email,
        trusted_after=found.trusted_after,
        sections=dict(SectionRule.objects.values_list("section", "mode")),
        today=clock.today(clock.zone(desk.paper().zone)),
    )


def wants_email() -> bool:
    """Whether an e-mail address is required."""
    return bool(DiscussionSettings.objects.filter(requires_email=True).exists())


def discussions(stories: Sequence[int]) -> dict[int, Discussion]:
    """The first page of what is said under each of these stories."""
    here, threads = policy(), Thread.objects.in_bulk(stories)
    comments = _printed(Q(story__in=[each for each in stories if each in threads], place__lte=places_of(1)[1]))
    pinned = _printed(Q(story__in=list(threads), is_pinned=True))
    found = {}
    for story, where in desk.whereabouts(stories).items():
        thread = threads.get(story)
        mode = here.mode_of(where, thread.mode if thread else "")
        found[story] = Discussion(
            story=story,
            accepts=mode != Mode.CLOSED,
            wants_email=here.wants_email,
            count=thread.standing if thread else 0,
            places=thread.places if thread else 0,
            comments=tuple(comments[story]),
            pinned=tuple(each for each in pinned[story] if each.standing == "approved"),
        )
    return found


def mode_under(story: int, here: Policy) -> str:
    """What holds under one story."""
    own = Thread.objects.filter(pk=story).values_list("mode", flat=True).first()
    where = desk.whereabouts([story]).get(story)
    return here.mode_of(where, own or "") if where else Mode.CLOSED


def comment(story: int, place: int) -> PrintedComment | None:
    """The comment with a number under a story, if it is in print."""
    found = _printed(Q(story=story, place=place, state=Comment.State.APPROVED))[story]
    return found[0] if found else None


def page(story: int, number: int) -> Discussion | None:
    """A later page of what is said under a story; None where there is none."""
    thread = Thread.objects.filter(pk=story).first()
    if thread is None or not 1 <= number <= page_of(thread.places or 1):
        return None
    comments = _printed(Q(story=story, place__range=places_of(number)))[story]
    return Discussion(story, count=thread.standing, places=thread.places, page=number, comments=tuple(comments))


def newest(story: int) -> list[PrintedComment]:
    """The newest comments in print under a story, the newest first, for its feed."""
    rows = Comment.objects.filter(story=story, state=Comment.State.APPROVED, place__isnull=False)
    return [_value(each) for each in rows.select_related("reply_to").order_by("-place")[:_NEWEST]]


def pages_under(story: int) -> int:
    """How many pages the comments under a story fill; 0 where nothing was ever printed."""
    places = Thread.objects.filter(pk=story).values_list("places", flat=True).first()
    return page_of(places) if places else 0


def closing(before: date, today: date) -> list[int]:
    """The stories that took comments on the day ``before`` and do not ``today``, because their time is over."""
    after = DiscussionSettings.load().closes_after
    if not after:
        return []
    first, last = (day - timedelta(days=after) for day in (before, today - timedelta(days=1)))
    ruled = Thread.objects.exclude(mode="").values_list("pk", flat=True)
    return sorted(set(desk.published_within(first, last)) - set(ruled))


def _printed(wanted: Q) -> Mapping[int, list[PrintedComment]]:
    found: dict[int, list[PrintedComment]] = defaultdict(list)
    for comment in _rows(wanted):
        found[comment.story_id or 0].append(_value(comment))
    return found


def _rows(wanted: Q) -> QuerySet[Comment]:
    """Comments in print, and the places of others that have been answered."""
    answers = Comment.objects.filter(reply_to=OuterRef("pk"), state=Comment.State.APPROVED)
    stands = Q(state=Comment.State.APPROVED) | Exists(answers)
    return (
        Comment.objects.filter(wanted, stands, place__isnull=False)
        .select_related("reply_to")
        .defer("email", "reasons", "appeal")
        .order_by("place")
    )


def _value(comment: Comment) -> PrintedComment:
    place, parent = comment.place or 0, comment.reply_to
    reply_to = parent.place if parent else None
    if comment.state != Comment.State.APPROVED:
        standing = "withdrawn" if comment.state == Comment.State.WITHDRAWN else "removed"
        return PrintedComment(place, comment.at, standing=standing, reply_to=reply_to)  # type: ignore[arg-type]
    return PrintedComment(
        place=place,
        at=comment.at,
        name=comment.name,
        text=comment.text,
        reply_to=reply_to,
        reply_to_name=parent.name if parent and parent.state == Comment.State.APPROVED else "",
        edited_at=comment.edited_at,
        by_newsroom=comment.by_newsroom,
        by_site=comment.kind != Comment.Kind.READER,
        pinned=comment.is_pinned,
    )
