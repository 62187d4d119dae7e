"""Readers who talk, and moderators who listen."""

import itertools
import secrets
from contextlib import contextmanager

from dateline.discussion import api as discussion
from dateline.discussion import values
from dateline.discussion.models import Comment, DiscussionSettings
from dateline.discussion.submission import Outcome
from dateline.lib import clock

_names = itertools.cycle(["Mina", "Orhan", "Ada"])


def rule(**fields):
    """Set how the newspaper wants to be talked to."""
    settings = DiscussionSettings.load()
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()


@contextmanager
def pages_of(places: int):
    """Let a page of comments hold few, so that little talk fills several."""
    before, values.PER_PAGE = values.PER_PAGE, places
    try:
        yield
    finally:
        values.PER_PAGE = before


def submission(story=None, text="The wall will hold.", **fields) -> values.Submission:
    """What a reader sends."""
    given = {
        "receipt": secrets.token_bytes(32),
        "visitor": secrets.token_hex(8),
        "at": clock.now(),
        "story": story.pk if story else None,
        "language": story.language if story else "en",
        "name": "Mina",
        "text": text,
        **fields,
    }
    return values.Submission(**given)


def send(story=None, text="The wall will hold.", **fields) -> Outcome:
    """A reader sends a comment."""
    [outcome] = discussion.submit([submission(story, text, **fields)])
    return outcome


def say(story, text, reply_to=None) -> Comment:
    """A reader's comment stands in print."""
    comment = send(story, text, name=next(_names), reply_to=reply_to).comment
    discussion.judge_waiting()
    discussion.decide([comment], "approve", by=None)
    return Comment.objects.get(pk=comment)


def moderate(story, verdict, place) -> None:
    """A moderator looks again at a comment that was given this number."""
    discussion.decide(list(_at(story, place)), verdict, by=None)


def pin(story, place) -> None:
    """A moderator lets a comment stand above the others."""
    for comment in _at(story, place).filter(state="approved"):
        discussion.pin(comment, by=None)


def _at(story, place):
    return Comment.objects.filter(story=story, place=place).values_list("pk", flat=True)
