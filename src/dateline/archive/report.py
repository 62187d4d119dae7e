"""A run's report as the desk shows it, page by page: each thing with what became of it, and the way to it."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dateline.archive.account import Line, lines
from dateline.archive.models import Carried, Run

AT_ONCE: Final = 50
_LOOKED_THROUGH: Final = 5_000
OUTCOMES: Final = {
    "new": _("Came in"),
    "updated": _("Updated"),
    "unchanged": _("Was here"),
    "conflict": _("Conflict"),
    "left": _("Left"),
}
_AS_IT_SHOULD_BE: Final = Q(kind__startswith="term:") | Q(why__startswith="kept:")
_FIRST: Final = (
    *("item:post", "item:page", "item:attachment", "comment", "author"),
    *("term:category", "term:post_tag"),
)
_STORY: Final = "wagtailsnippets_desk_story:edit"
_FORMS: Final = {
    "comment": "discussion_comment_desk",
    "author": "wagtailsnippets_desk_contributor:edit",
    "item:attachment": "wagtailimages:edit",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the export; ``form`` is where it is edited here, if there is such a place."""

    kind: str
    title: str
    outcome: Any
    why: str
    form: str


@dataclass(frozen=True, slots=True)
class LeftInText:
    """What stood in a text and was not understood."""

    title: str
    what: str
    quotation: str
    form: str


def counted(run: Run) -> list[tuple[Line, list[tuple[str, int]]]]:
    """The lines of the account, what people ask for first; each with its outcomes in the order of ``OUTCOMES``."""
    ordered = sorted(lines(run), key=lambda line: _FIRST.index(line.kind) if line.kind in _FIRST else len(_FIRST))
    return [(line, [(outcome, getattr(line, outcome)) for outcome in OUTCOMES]) for line in ordered]


def rows(run: Run, kind: str, outcome: str, page: int) -> tuple[list[Row], bool]:
    """A page of the things of a kind and outcome, and whether another follows.

    With one of the two: those of which there is something to say. With neither: those that somebody should look at.
    """
    found = Carried.objects.filter(run=run).order_by("kind", "outcome", "pk").defer("rest")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(outcome=outcome) if outcome else found
    found = found if kind and outcome else found.exclude(why="")
    found = found if kind or outcome else found.exclude(_AS_IT_SHOULD_BE)
    first = (page - 1) * AT_ONCE
    shown = list(found[first : first + AT_ONCE + 1])
    return [_row(each) for each in shown[:AT_ONCE]], len(shown) > AT_ONCE


def left_in_texts(run: Run, after: int) -> tuple[list[LeftInText], int | None]:
    """What was not understood in the texts behind the thing ``after``, and behind which to go on; None at the end.

    No more texts are looked through at once than a reader of the report waits for.
    """
    stories = Carried.objects.filter(run=run, kind__startswith="item:", record__isnull=False, rest__isnull=False)
    found: list[LeftInText] = []
    last = 0
    for number, each in enumerate(stories.filter(pk__gt=after).order_by("pk").iterator(chunk_size=200), 1):
        last = each.pk
        for what, quotation in each.kept.get("left", ()):
            found.append(LeftInText(each.title, what, quotation, reverse(_STORY, args=[each.record])))
        if len(found) >= AT_ONCE or number == _LOOKED_THROUGH:
            return found, last
    return found, None


def _row(each: Carried) -> Row:
    name = Line(each.kind, 0).name
    return Row(name, each.title, OUTCOMES.get(each.outcome, each.outcome), each.why, _form(each))


def _form(each: Carried) -> str:
    """Where it is edited; a file that is printed as it is, is not."""
    if each.record is None or (each.kind == "item:attachment" and not each.marks):
        return ""
    if each.kind.startswith("term:"):
        name = "section" if each.why == "a section" else "topic"
        return reverse(f"wagtailsnippets_desk_{name}:edit", args=[each.record])
    return reverse(_FORMS.get(each.kind, _STORY), args=[each.record])
