"""Stories as WordPress' posts and pages. What came from a site and was not touched since is told as it stood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from dateline.archive.exporting import gutenberg, provenance
from dateline.archive.exporting.authors import Authors
from dateline.archive.exporting.files import Files
from dateline.archive.exporting.gutenberg import Shown
from dateline.archive.exporting.kept import as_it_stood, of_stories
from dateline.archive.exporting.moments import columns, published
from dateline.archive.exporting.numbers import Numbers, plain_number
from dateline.archive.exporting.remarks import Remarks
from dateline.archive.exporting.terms import COAUTHOR, LANGUAGE, TRANSLATIONS, Terms
from dateline.archive.wordpress import addresses, moments
from dateline.archive.wordpress.values import NO_DATE, Item, Label
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.writing import name
from dateline.desk import api as desk
from dateline.desk.api import FormerStory, Register, WholeStory
from dateline.desk.body import photographs_in
from dateline.discussion import api as discussion
from dateline.lib.text import slugify

_THUMBNAIL: Final = "_thumbnail_id"
_MULTILINGUAL: Final = ("_wpml_import_language_code", "_locale")
_NEVER_OUT: Final = frozenset({"publish", "future"})


@dataclass(frozen=True, slots=True)
class _Stood:
    """A story as a site had it, and which of its parts are as they were."""

    item: Item
    same: frozenset[str] = frozenset()
    is_known: bool = False


@dataclass(slots=True)
class Posts:
    """Stories as items, a batch at a time. ``groups`` are the translation groups of stories written here."""

    numbers: Numbers
    terms: Terms
    authors: Authors
    files: Files
    remarks: Remarks
    register: Register
    zone: ZoneInfo
    groups: dict[int, str] = field(default_factory=dict)

    def of(self, stories: Sequence[int]) -> dict[int, Item]:
        """Each of these stories as an item, with its comments."""
        found = desk.whole(stories, self.register)
        known = of_stories(stories)
        shown = self.files.shown({each for story in found for each in _photographs(story.told)})
        comments, closed = self.remarks.under(stories), discussion.closed(stories)
        items = {}
        for story in found:
            row, number = known.get(story.id), self.numbers.of("story", story.id)
            stood = _Stood(_blank(story, number))
            if row:
                marks = desk.marks_of_former(story.told)
                same = frozenset(part for part, mark in marks.items() if row.marks.get(part) == mark)
                was = as_it_stood(row, number)
                is_first = plain_number(row.old_id) == number  # of a second site with the same numbers, parents differ
                stood = _Stood(was if is_first else replace(was, parent="0"), same, is_known=True)
            item = self._item(story, stood, shown, is_closed=story.id in closed)
            items[story.id] = replace(item, comments=comments.get(story.id, ()))
        return items

    def _item(self, story: WholeStory, stood: _Stood, shown: Mapping[int, Shown], *, is_closed: bool) -> Item:
        told, same = story.told, stood.same
        item = self._dated(story, stood)
        where = told.address or f"/?{'page_id' if told.is_page else 'p'}={item.id}"
        link = self.files.absolute(told.address) if told.address else f"{self.files.base}{where}"
        return replace(
            item,
            title=item.title if "headline" in same else escape(told.headline, quote=False),
            link=link,
            guid=item.guid or f"{self.files.base}/?p={item.id}",
            creator=next((self.authors.logins[each] for each in told.bylines if each in self.authors.logins), ""),
            content=item.content if "body" in same else gutenberg.written(told.body, shown.get),
            excerpt=item.excerpt if "standfirst" in same else escape(told.standfirst, quote=False),
            slug=item.slug if _slug_of(item) == told.slug else name(told.slug),
            status=_status(story, item),
            password="" if story.is_live else item.password,
            is_sticky=story.is_leading if story.is_live else item.is_sticky,
            comment_status=_comment_status(item, is_closed=is_closed),
            labels=tuple(self.terms.named(self._labels(story, stood))),
            meta=tuple(self._meta(story, stood, shown)),
        )

    # Dates

    def _dated(self, story: WholeStory, stood: _Stood) -> Item:
        told, item = story.told, stood.item
        at = told.published_at or told.goes_live_at
        if at is None and not stood.is_known:
            item = replace(item, date=columns(story.edited_at, self.zone)[0])
        elif at is not None and moments.published(item, self.zone)[0] != at:
            date, date_gmt = columns(at, self.zone)
            item = replace(item, date=date, date_gmt=date_gmt, published=published(at))
        changed = self._changed_at(story, stood)
        if changed is None:
            return item
        modified, modified_gmt = columns(changed, self.zone)
        return replace(item, modified=modified, modified_gmt=modified_gmt)

    def _changed_at(self, story: WholeStory, stood: _Stood) -> datetime | None:
        """When it was last changed here; None where that was on its former site."""
        told = story.told
        if told.modified_at is None:
            is_untouched = stood.is_known and stood.same == set(desk.marks_of_former(told))
            return None if is_untouched else story.edited_at
        was = moments.modified(stood.item, self.zone) or moments.published(stood.item, self.zone)[0]
        return None if stood.is_known and was and was >= told.modified_at else told.modified_at

    # Labels

    def _labels(self, story: WholeStory, stood: _Stood) -> Iterator[Label]:
        told, labels = story.told, list(stood.item.labels)
        if not {"section", "topics"} <= stood.same:
            labels = list(self._sorted(told, labels))
        if "bylines" not in stood.same:
            labels = [label for label in labels if label.taxonomy != COAUTHOR]
            labels += self._co_authors(told) if len(told.bylines) > 1 else ()
        yield from labels
        borne = {label.taxonomy for label in labels}
        is_spoken = LANGUAGE in borne or any(stood.item.field(each) for each in _MULTILINGUAL)
        if not is_spoken and (tongue := self.terms.languages.get(told.language)):
            yield tongue
        if TRANSLATIONS not in borne and (group := self.groups.get(story.id)):
            yield Label(TRANSLATIONS, group, group)

    def _sorted(self, told: FormerStory, labels: Iterable[Label]) -> Iterator[Label]:
        """The labels it had, without those that said where it no longer stands; then those of where it stands now."""
        section = [self.terms.sections[told.section]] if told.section in self.terms.sections else []
        stands = [*section, *(self.terms.topics[each] for each in told.topics)]
        wanted = {(label.taxonomy, label.slug): label for label in stands}
        for label in labels:
            key = (label.taxonomy, label.slug)
            if key in wanted or self.terms.becomes.get(key, "nothing") == "nothing":
                wanted.pop(key, None)
                yield label
        yield from wanted.values()

    def _co_authors(self, told: FormerStory) -> Iterator[Label]:
        """More names than one, as Co-Authors Plus has them."""
        for each in dict.fromkeys(told.bylines):
            yield Label(COAUTHOR, f"cap-{self.authors.logins[each]}", self.authors.names[each])

    # Custom fields

    def _meta(self, story: WholeStory, stood: _Stood, shown: Mapping[int, Shown]) -> Iterator[tuple[str, str]]:
        ours = provenance.fields(story.printed)
        replaced = {key for key, _ in ours}
        if "lead_photograph" not in stood.same:
            replaced.add(_THUMBNAIL)
        yield from (pair for pair in stood.item.meta if pair[0] not in replaced)
        yield from ours
        lead = shown.get(story.told.lead_photograph or 0)
        if lead and _THUMBNAIL in replaced:
            yield _THUMBNAIL, lead.number


def _photographs(told: FormerStory) -> Iterator[int]:
    if told.lead_photograph:
        yield told.lead_photograph
    yield from (photograph for photograph, _text in photographs_in(told.body))


def _blank(story: WholeStory, number: int) -> Item:
    """A story that was written here."""
    kind = "page" if story.told.is_page else "post"
    return Item(id=str(number), kind=kind, date_gmt=NO_DATE, comment_status="open", ping_status="closed")


def _slug_of(item: Item) -> str:
    """The slug that a story is given which comes from a site."""
    return (slugify(addresses.slug(item)) or slugify(words(item.title)))[:100]


def _status(story: WholeStory, item: Item) -> str:
    if story.is_live:
        return "publish"
    if story.told.goes_live_at:
        return "future"
    if item.status in _NEVER_OUT:
        return item.status if item.password else "draft"
    return item.status


def _comment_status(item: Item, *, is_closed: bool) -> str:
    if is_closed:
        return "closed"
    return "open" if item.comment_status == "closed" else item.comment_status
