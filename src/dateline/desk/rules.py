"""What a story must have before it is printed, and where it will stand. Pure: no database, no clock of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dateline.desk.errors import Lack
from dateline.desk.values import PublicationDate


@dataclass(frozen=True, slots=True)
class Terms:
    """What its source does not permit and the story would do; of a story that is not from the wire, nothing.

    ``is_edited``: the outlet permits no edits, and the text is another. ``forbidden_photographs`` are names of
    photographs that may be the outlet's, the lead's with a ``*`` before it. ``embargo`` says, in words, until when.
    """

    forbids_reprint: bool = False
    is_edited: bool = False
    forbidden_photographs: tuple[str, ...] = ()
    is_withheld: bool = False
    embargo: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What :func:`lacks` looks at.

    ``is_from_ours``: it has a sibling in another language of ours, so a translation or summary may be of that one.
    ``photographs_without_text`` are names of photographs, the lead's with a ``*`` before it.
    """

    kind: str
    language: str
    section_language: str | None
    is_page: bool
    has_text: bool
    outlet: bool
    is_from_ours: bool
    precision: str
    original_on: date | None
    has_original_time: bool
    today: date
    photographs_without_text: tuple[str, ...] = ()
    slug_taken_by: str = ""
    is_killed: bool = False
    terms: Terms = Terms()


def lacks(story: Readiness) -> list[Lack]:
    """Everything that keeps a story out of print, each with its field and the cure; empty when it may be printed."""
    return [*_lacks_of_the_story(story), *_lacks_of_provenance(story), *_lacks_of_permission(story.terms)]


def _lacks_of_the_story(story: Readiness) -> Iterator[Lack]:
    if story.is_killed:
        yield Lack("headline", _("This story was killed. Copy it to a new story if it must be told after all."))
    if story.section_language is None and not story.is_page:
        yield Lack("section", _("Choose a section."))
    if story.section_language not in {None, story.language}:
        yield Lack(
            "section", _("This section is in another language than the story. Choose one of the story's language.")
        )
    if not story.has_text:
        yield Lack("body", _("The story has no text. Write at least a paragraph."))
    if story.slug_taken_by:
        yield Lack("slug", _("“%s” has this slug on the same day. Choose another slug.") % story.slug_taken_by)
    for name in story.photographs_without_text:
        yield Lack(
            "lead_photograph" if name.startswith("*") else "body",
            _("The photograph “%s” has no alternative text. Say what it shows, here or under Photographs.")
            % name.removeprefix("*"),
        )


def _lacks_of_provenance(story: Readiness) -> Iterator[Lack]:
    if story.kind == "original":
        if story.outlet:
            yield Lack(
                "kind",
                _("It has an outlet under Provenance: choose reprint, translation or summary, or clear the outlet."),
            )
        return
    if story.is_from_ours and not story.outlet:
        return
    if not story.outlet:
        yield Lack("outlet", _("Whose story is it? Choose the outlet, or add it under Outlets."))
    if not story.precision:
        yield Lack("original_precision", _("Say when the original was published, or choose “Unknown”."))
    elif story.precision != "unknown":
        yield from _lacks_of_the_date(story)


def _lacks_of_the_date(story: Readiness) -> Iterator[Lack]:
    if story.original_on is None:
        yield Lack("original_on", _("Write the date of the original, or choose “Unknown”."))
    elif story.original_on > story.today:
        yield Lack("original_on", _("This day has not come yet. Write the day on which the original was published."))
    if story.precision == "minute" and not story.has_original_time:
        yield Lack("original_at", _("Write the time, or choose “The day”."))


def _lacks_of_permission(terms: Terms) -> Iterator[Lack]:
    if terms.is_withheld:
        yield Lack(
            "headline", _("Its outlet has withdrawn this story, or holds it back. Ask them before you print it.")
        )
    if terms.embargo:
        yield Lack(
            "embargo_until",
            _("Its outlet does not want it printed before %s. Write that time here: the story goes out then.")
            % terms.embargo,
        )
    if terms.forbids_reprint:
        yield Lack("kind", _("Its outlet permits no reprints. Tell it in your own words, and choose “Summary”."))
    if terms.is_edited:
        yield Lack(
            "body",
            _("Its outlet permits no edits, and the text is not theirs any more. Put back theirs word for word."),
        )
    for name in terms.forbidden_photographs:
        yield Lack(
            "lead_photograph" if name.startswith("*") else "body",
            _("Its outlet's photographs may not be printed. Remove “%s”, or credit whose it is.")
            % name.removeprefix("*"),
        )


def story_address(prefix: str, published_on: date, slug: str) -> str:
    """Where a story stands: ``/2015/06/02/slug/``, under its language's prefix."""
    return f"{prefix}{published_on:%Y/%m/%d}/{slug}/"


def dates_from(original: PublicationDate, published_on: date, *, is_ours: bool) -> date | None:
    """The day that a story's age is counted from; None for an original of which nobody knows how old it is."""
    return published_on if is_ours else original.latest_day
