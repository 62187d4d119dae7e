"""What readers wrote, for those who carry the paper away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dateline.discussion.models import Comment, Mode, Thread


@dataclass(frozen=True, slots=True)
class WrittenComment:
    """A comment as it is given away. ``email`` is sealed: who may read it opens it."""

    id: int
    name: str
    text: str
    at: datetime
    state: str
    kind: str
    email: bytes | None
    reply_to: int | None


def written_under(stories: Iterable[int]) -> dict[int, list[WrittenComment]]:
    """The comments under each of these stories, in print or not; none that was withdrawn by its writer."""
    rows = Comment.objects.filter(story__in=list(stories)).exclude(state=Comment.State.WITHDRAWN).order_by("pk")
    found: dict[int, list[WrittenComment]] = defaultdict(list)
    told = rows.values_list("story_id", "pk", "name", "text", "at", "state", "kind", "email", "reply_to_id")
    for story, *rest in told:
        found[story or 0].append(WrittenComment(*rest))  # type: ignore[arg-type]
    return found


def closed(stories: Iterable[int]) -> set[int]:
    """Those of these stories that take no comments, whatever holds for others."""
    return set(Thread.objects.filter(pk__in=list(stories), mode=Mode.CLOSED).values_list("pk", flat=True))
