"""What is damaged in the copy of a draft, and its cure put in where the editor says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk import body
from dateline.desk.errors import NotMendedError
from dateline.desk.models import Story
from dateline.wire import api as wire

_AROUND: Final = 60  # letters shown on each side
_BETWEEN: Final = r"\s*</p>\s*<p[^>]*>\s*"  # where a paragraph ends and the next begins
_SPELLED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': '(?:"|&quot;|&#34;)', "'": "(?:'|&#x27;|&#39;)"}
_EMPTY: Final = re.compile(r"<p[^>]*>\s*</p>")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damage with the words around it; ``place`` names it, ``is_curable`` says that its cure can be put in."""

    place: str
    damage: wire.Damage
    before: str
    after: str
    is_curable: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A block of the body, and where its words stand in the text that is checked."""

    position: int
    start: int
    text: str


def damages_of(draft: Story) -> list[Damaged]:
    """What the copy check finds in a draft, in the order of the text; the headline and the caption last."""
    text = _text(draft)
    found = wire.check_copy(
        text, headline=draft.headline, caption=_caption(draft), language=draft.language, published=_published(draft)
    )
    texts = {"body": text, "headline": draft.headline, "caption": _caption(draft)}
    return [
        Damaged(
            place=_place(each),
            damage=each,
            before=_before(texts[each.where], each.start),
            after=_after(texts[each.where], each.end),
            is_curable=_cured(draft, each) is not None,
        )
        for each in found
    ]


def _before(text: str, start: int) -> str:
    near = text[max(0, start - _AROUND) : start]
    return near if start <= _AROUND else f"…{near.partition(' ')[2] or near}"


def _after(text: str, end: int) -> str:
    near = text[end : end + _AROUND]
    return near if end + _AROUND >= len(text) else f"{near.rpartition(' ')[0] or near}…"


@transaction.atomic
def mend(story: Story, place: str, *, user: Any = None) -> None:
    """Put the cure of one damage into a new draft.

    Args:
        story: the story.
        place: which damage of its newest draft (``Damaged.place``).
        user: who mends it.

    Raises:
        NotMendedError: somebody else holds the draft, it is another now, or the cure cannot be put in.
    """
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    lock = draft.get_lock()
    if lock and user and lock.for_user(user):
        raise NotMendedError(_("Somebody else has locked this story."))
    here = (each.damage for each in damages_of(draft) if each.place == place)
    changes = _cured(draft, damage) if (damage := next(here, None)) else None
    if changes is None:
        raise NotMendedError(_("The draft is another now, or this must be mended by hand."))
    for field, value in changes.items():
        setattr(draft, field, value)
    draft.save_revision(user=user, log_action=True)


def _cured(draft: Story, damage: wire.Damage) -> dict[str, Any] | None:
    """What is changed in the draft by the cure; None where there is no cure, or no one place for it."""
    if damage.cure is None:
        return None
    if damage.where == "headline":
        return {"headline": _replaced(draft.headline, damage, damage.start)} if damage.cure.strip() else None
    if damage.where == "caption":
        caption = draft.photograph_caption
        return {"photograph_caption": _replaced(caption, damage, damage.start)} if caption else None
    raw = [dict(block) for block in draft.body.raw_data]
    for part in _parts(raw):
        if part.start <= damage.start and damage.end <= part.start + len(part.text):
            value = _cured_block(raw[part.position], part, damage)
            if value is None:
                return None
            raw[part.position]["value"] = value
            return {"body": draft.body.stream_block.to_python(raw)}
    return None


def _cured_block(block: body.Block, part: _Part, damage: wire.Damage) -> Any:
    kind, value = block["type"], block["value"]
    start = damage.start - part.start
    if kind == "heading":
        return _replaced(value, damage, start)
    if kind == "paragraph":
        return _in_markup(value, part.text, damage, start)
    if kind in {"quotation", "pull_quote"} and value["text"].startswith(part.text[: damage.end - part.start]):
        return {**value, "text": _replaced(value["text"], damage, start)}
    return None


def _in_markup(markup: str, text: str, damage: wire.Damage, start: int) -> str | None:
    """The cure inside of HTML: only where the damaged words stand there as they are read, as often as they are read."""
    wanted = re.compile(_spelled(damage.quotation))
    read = [found.start() for found in re.finditer(re.escape(damage.quotation), text)]
    there = list(wanted.finditer(markup))
    if start not in read or len(there) != len(read):
        return None
    place = there[read.index(start)]
    cure = "</p><p>".join(escape(line, quote=False) for line in (damage.cure or "").split("\n"))
    return _EMPTY.sub("", f"{markup[: place.start()]}{cure}{markup[place.end() :]}")


def _spelled(words: str) -> str:
    """A pattern that finds words in HTML, however their letters are written there."""
    lines = ["".join(_SPELLED.get(letter) or _letter(letter) for letter in line) for line in words.split("\n")]
    return _BETWEEN.join(lines)


def _letter(letter: str) -> str:
    return r"(?:\s|&nbsp;)+" if letter.isspace() else re.escape(letter)


def _replaced(text: str, damage: wire.Damage, start: int) -> str:
    return f"{text[:start]}{damage.cure}{text[start + len(damage.quotation) :]}".strip()


def _parts(raw: Sequence[body.Block]) -> Iterator[_Part]:
    """The blocks that have words, as they stand in the text (``body.paragraphs``, a line each)."""
    start = 0
    for position, block in enumerate(raw):
        if lines := body.paragraphs([block]):
            text = "\n".join(lines)
            yield _Part(position, start, text)
            start += len(text) + 1


def _text(draft: Story) -> str:
    return "\n".join(body.paragraphs(draft.body.raw_data))


def _caption(draft: Story) -> str:
    photograph = draft.lead_photograph
    return str(draft.photograph_caption or (photograph.caption if photograph else ""))


def _published(draft: Story) -> date | None:
    """The day from which the text counts: the original's, if it is known; our own story's is that of its printing."""
    if draft.outlet_id:
        return draft.original_on if draft.original_precision in {"day", "minute"} else None
    return draft.published_on


def _place(damage: wire.Damage) -> str:
    return f"{damage.where}-{damage.start}-{damage.end}-{damage.kind.replace(' ', '_')}"
