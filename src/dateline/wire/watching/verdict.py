"""What became of an original that we took a story from: the decider. Values in, values out.

what came ─┬─ an error ──────────▶ gone, or unreachable for now
           ├─ 304 ───────────────▶ unchanged
           └─ a page as read ─┬──▶ gone: a wall, or another page stands there
                              ├──▶ retraction: it says so
                              ├──▶ correction: it says so, and did not before
                              └──▶ update, cosmetic, unchanged: by its sentences
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlsplit

from dateline.lib.html import plain
from dateline.wire.containment import containment, shingles
from dateline.wire.errors import BusyError, GoneError, RefusedError, WireError
from dateline.wire.parsing.encodings import decoded
from dateline.wire.spelling import fold
from dateline.wire.values import Fetched, ReadStory
from dateline.wire.watching.difference import Change, changes
from dateline.wire.watching.notices import new_notices, notices
from dateline.wire.watching.schedule import GONE, QUIET, TROUBLED, after_change, next_look

Outcome = Literal["unchanged", "cosmetic", "update", "correction", "retraction", "gone", "unreachable"]

_SAME: Final = 0.2  # of the shorter text; less in common is another story
_SHORT: Final = 0.5  # of the text as it was; a wall leaves less
_NOTICE: Final = 120  # words; a page that says that a story was withdrawn is not longer
_PAYMENT: Final = frozenset({401, 402, 403})
_LEGAL: Final = 451


@dataclass(frozen=True, slots=True)
class Watched:
    """An original as we last saw it, and how the looks at it went. ``key`` is anything that stays: it spreads them.

    ``text`` and ``headline`` are the original's as last seen, which for the first look are those that were taken.
    ``page_notes`` are the notes of correction anywhere on its page (``page_notes``), ``None`` if nobody has looked yet.
    """

    key: str
    address: str
    text: str
    headline: str = ""
    page_notes: tuple[str, ...] | None = None
    quiet: int = 0
    failures: int = 0
    times_gone: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of it, why, and what to do: ``after`` is what to remember, ``next_look`` when to ask again.

    ``is_certain`` is false for what may pass: a 404 that was seen once, a page that may be another or was read badly.
    ``notes`` are the outlet's own words about a correction or a retraction; ``moved_to`` is the address to ask from now
    on.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    after: Watched
    next_look: datetime
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    moved_to: str = ""
    is_certain: bool = True


def judge(before: Watched, seen: Fetched | WireError, story: ReadStory | None, at: datetime) -> Verdict:
    """Say what became of an original.

    Args:
        before: The original as we last saw it.
        seen: What the address gave now.
        story: What was read of it; ``None`` if nothing came that could be read.
        at: Now, aware.
    """
    if isinstance(seen, WireError):
        return _of_error(before, seen, at)
    if seen.is_unchanged:
        return _quiet(before, at, "The outlet says that nothing has changed (304).")
    if story is None or story.body is None or not story.body.value.strip():
        return _missing(before, seen, at)
    return _of_story(before, seen, story, at)


def page_notes(fetched: Fetched) -> tuple[str, ...]:
    """Take a page and give the notes of correction anywhere on it: many stand outside of the story's own text."""
    text, _ = decoded(fetched.body, fetched.headers.get("content-type", ""))
    return tuple(dict.fromkeys(notices(plain(text), "correction")))


def _of_error(before: Watched, error: WireError, at: datetime) -> Verdict:
    status = getattr(error, "status", None)
    if isinstance(error, GoneError):
        sure = status == 410 or before.times_gone > 0  # noqa: PLR2004
        return _gone(before, at, f"It is not there any more ({status}).", is_certain=sure)
    if isinstance(error, RefusedError) and status == _LEGAL:
        return _gone(before, at, "It may not be shown for legal reasons (451).")
    if isinstance(error, RefusedError) and status in _PAYMENT:
        return _gone(before, at, f"It is behind a wall: a login, a payment or a ban ({status}).", is_certain=False)
    after = replace(before, failures=before.failures + 1)
    soonest = next_look(at, TROUBLED, before.failures, before.key)
    if isinstance(error, BusyError) and error.retry_after is not None:
        soonest = max(soonest, at + timedelta(seconds=error.retry_after))
    return Verdict("unreachable", (str(error),), after, soonest, is_certain=False)


def _gone(before: Watched, at: datetime, reason: str, *, is_certain: bool = True) -> Verdict:
    after = replace(before, times_gone=before.times_gone + 1, failures=0)
    return Verdict("gone", (reason,), after, next_look(at, GONE, before.times_gone, before.key), is_certain=is_certain)


def _quiet(before: Watched, at: datetime, *reasons: str, moved_to: str = "") -> Verdict:
    after = replace(before, quiet=before.quiet + 1, failures=0, times_gone=0, address=moved_to or before.address)
    return Verdict("unchanged", reasons, after, next_look(at, QUIET, before.quiet, before.key), moved_to=moved_to)


def _missing(before: Watched, seen: Fetched, at: datetime) -> Verdict:
    """A page without a story: the front page it was sent to, or one that could not be read this time."""
    if _leads_elsewhere(before, seen):
        return _gone(before, at, f"Its address leads to another page now: {seen.final}", is_certain=False)
    after = replace(before, failures=before.failures + 1)
    reason = "A page came, but no story could be read from it."
    return Verdict(
        "unreachable", (reason,), after, next_look(at, TROUBLED, before.failures, before.key), is_certain=False
    )


def _leads_elsewhere(before: Watched, seen: Fetched) -> bool:
    """Whether we were sent to another page: a front page or a section rather than a story that moved."""
    asked, came = urlsplit(before.address), urlsplit(seen.final)
    is_other = (asked.path, asked.query) != (came.path, came.query)
    return is_other and len(came.path.strip("/")) < len(asked.path.strip("/"))


def _of_story(before: Watched, seen: Fetched, story: ReadStory, at: datetime) -> Verdict:
    text = story.body.value if story.body else ""
    headline = story.headline.value if story.headline else ""
    retracted = _retraction(before, headline, text)
    if retracted:
        told = ("The outlet says that it has taken the story back.",)
        verdict = _changed("retraction", before, story, at, reasons=told, notes=retracted)
        return replace(verdict, is_certain=len(text) < _SHORT * len(before.text) or retracted == (headline,))
    walled = _wall(before, text)
    if walled:
        return _gone(before, at, walled, is_certain=False)
    if containment(shingles(before.text), shingles(text)) < _SAME and _leads_elsewhere(before, seen):
        return _gone(before, at, f"Another text stands at its address now: {seen.final}", is_certain=False)
    return _compared(before, seen, story, at)


def _retraction(before: Watched, headline: str, text: str) -> tuple[str, ...]:
    """A retraction is said in the headline, where little else is left, or in a note that is new at the top or end."""
    if new_notices(before.headline, headline, "retraction"):
        return (headline,)
    found = new_notices(before.text, text, "retraction")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    at_edge = [each for each in found if any(each in line for line in (*lines[:2], *lines[-2:]))]
    return found if len(text.split()) < _NOTICE or len(text) < _SHORT * len(before.text) else tuple(at_edge)


def _wall(before: Watched, text: str) -> str:
    """Why what is left is a wall's beginning of the story, if it is."""
    if len(text) >= _SHORT * len(before.text) or not notices(text, "paywall"):
        return ""
    return "Only its beginning is shown now; the rest is behind a wall." if not notices(before.text, "paywall") else ""


def _compared(before: Watched, seen: Fetched, story: ReadStory, at: datetime) -> Verdict:
    text = story.body.value if story.body else ""
    headline = story.headline.value if story.headline else before.headline
    found = changes(before.text, text)
    on_page = page_notes(seen)
    notes = (
        new_notices(before.text, text, "correction")
        or new_notices(before.headline, headline, "correction")
        or tuple(each for each in on_page if before.page_notes is not None and each not in before.page_notes)
    )
    before = replace(before, page_notes=on_page)
    renamed = bool(before.headline) and _words(before.headline) != _words(headline)
    moved = seen.moved if seen.moved and seen.moved != before.address else ""
    reasons = [f"It has moved for good to {moved}"] if moved else []
    if notes:
        told = (*reasons, "The outlet says that it has corrected the story.")
        return _changed("correction", before, story, at, reasons=told, notes=notes, moved=moved)
    if renamed:
        reasons.append(f"The headline was: {before.headline}")
    reasons += _reasons(found)
    if renamed or any(change.matters for change in found):
        is_whole = len(text) >= _SHORT * len(before.text)
        if not is_whole:
            reasons.append("More than half of the text is gone; the page may have been read badly.")
        verdict = _changed("update", before, story, at, reasons=tuple(reasons), moved=moved)
        return replace(verdict, is_certain=is_whole)
    if found or headline != before.headline:
        reasons.append("Only spelling, punctuation, spacing or order is different, or what belongs to the page.")
        return _changed("cosmetic", before, story, at, reasons=tuple(reasons), moved=moved)
    return _quiet(before, at, *reasons, "The text is the same.", moved_to=moved)


def _words(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def _reasons(found: tuple[Change, ...]) -> list[str]:
    """What is different, in numbers; changed figures are told by themselves, for nobody has told them."""
    reasons = []
    for kind in ("added", "removed", "changed"):
        count = sum(change.kind == kind and change.matters for change in found)
        if count:
            reasons.append(f"{count} {'sentence was' if count == 1 else 'sentences were'} {kind}.")
    if any(change.kind == "changed" and _figures(change.before) != _figures(change.after) for change in found):
        reasons.append("Figures were changed without a note.")
    return reasons


def _figures(sentence: str) -> list[str]:
    return ["".join(filter(str.isdigit, word)) for word in sentence.split() if any(map(str.isdigit, word))]


def _changed(
    outcome: Outcome,
    before: Watched,
    story: ReadStory,
    at: datetime,
    *,
    reasons: tuple[str, ...],
    notes: tuple[str, ...] = (),
    moved: str = "",
) -> Verdict:
    """A story that is not as it was. From now on it is held against what it is now."""
    text = story.body.value if story.body else before.text
    step = before.quiet if outcome == "cosmetic" else after_change()
    after = replace(
        before,
        address=moved or before.address,
        text=text,
        headline=story.headline.value if story.headline else before.headline,
        quiet=step + 1,
        failures=0,
        times_gone=0,
    )
    pause = next_look(at, QUIET, step, before.key)
    return Verdict(outcome, reasons, after, pause, changes(before.text, text), notes, moved)
