"""The desk's news become print orders, in the desk's own transaction; after the commit the press takes them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from dateline.desk import api as desk
from dateline.desk import signals
from dateline.discussion import api as discussion
from dateline.discussion import signals as talk
from dateline.edition import ordering, pages
from dateline.edition.errors import PressStoppedError
from dateline.edition.pages import Page

logger = logging.getLogger("dateline.press")
_held: ContextVar[bool] = ContextVar("held", default=False)
_trouble: ContextVar[str] = ContextVar("trouble", default="")


def connect() -> None:
    """Listen to the desk, and show it how a story will look in print."""
    signals.story_changed.connect(_on_story_changed)
    signals.addresses_freed.connect(_on_addresses_freed)
    signals.register_changed.connect(_on_register_changed)
    signals.file_changed.connect(_on_file_changed)
    signals.front_changed.connect(_on_front_changed)
    signals.paper_changed.connect(_on_paper_changed)
    talk.thread_changed.connect(_on_thread_changed)
    talk.thread_ruled.connect(_on_thread_ruled)
    talk.discussion_ruled.connect(_on_discussion_ruled)
    desk.fill_preview(_preview)
    discussion.fill_setter(_live, _letter)


@contextmanager
def holding_the_press() -> Iterator[None]:
    """While many things change at once, order only; whoever holds the press starts it afterwards."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def _press_after_commit() -> None:
    if not _held.get():
        transaction.on_commit(_press, robust=True)


def _press() -> None:
    from dateline.edition import press

    try:
        press.print_urgent()
    except PressStoppedError as error:
        logger.error("%s", error)
        _trouble.set(str(error))


def take_trouble() -> str:
    """Why what was just published is not in print yet, once; empty when it is."""
    trouble = _trouble.get()
    _trouble.set("")
    return trouble


def _on_story_changed(*, story_id: int, **_: Any) -> None:
    ordering.order_story(story_id, f"story {story_id}")
    _press_after_commit()


def _on_addresses_freed(*, addresses: list[str], **_: Any) -> None:
    ordering.order(map(pages.address, addresses), "nothing stands there any more")
    _press_after_commit()


def _on_register_changed(*, kind: str, id: int, old: str, new: str, **_: Any) -> None:
    ordering.order_register(kind, id, old, new)
    _press_after_commit()


def _on_file_changed(*, file: int, **_: Any) -> None:
    ordering.order([Page("files", file, period=str(file))], f"file {file}")
    _press_after_commit()


def _on_front_changed(*, language: str, **_: Any) -> None:
    ordering.order([Page("front", language=language)], "the leads were arranged")
    _press_after_commit()


def _on_paper_changed(**_: Any) -> None:
    ordering.order([pages.EVERYTHING], "the paper was changed", urgent=False)
    languages = [edition.language for edition in desk.paper().editions]
    fronts = [Page(kind, language=language) for language in languages for kind in ("front", "static")]  # type: ignore[arg-type]
    ordering.order([pages.HOUSE, *fronts], "the paper was changed")
    _press_after_commit()


def _on_thread_changed(*, story_id: int, places: list[int], **_: Any) -> None:
    ordering.order_thread(story_id, places)
    _press_after_commit()


def _on_thread_ruled(*, story_id: int, **_: Any) -> None:
    ordering.order([Page("story", story_id)], f"comments on story {story_id}")
    _press_after_commit()


def _on_discussion_ruled(**_: Any) -> None:
    ordering.order([pages.EVERYTHING], "the rules for comments were changed", urgent=False)


def _live(sheet: Any) -> discussion.Set:
    from dateline.edition import press

    return press.printer().live(sheet)


def _letter(sheet: Any) -> tuple[str, str]:
    from dateline.edition import press

    return press.printer().theme.letter(sheet)


def _preview(story: Any) -> bytes:
    from dateline.edition import press

    return press.printer().preview(story)
