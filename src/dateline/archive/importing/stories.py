"""Posts and pages become stories: new ones entered by the dozen, those that were told again amended part by part."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateline.archive.importing import leading
from dateline.archive.importing.ledger import Ledger
from dateline.archive.importing.options import Options
from dateline.archive.importing.pictures import Pictures
from dateline.archive.importing.registers import Registers
from dateline.archive.importing.remarks import Remarks, addressless
from dateline.archive.importing.survey import kind_of, tongue_of
from dateline.archive.models import Carried
from dateline.archive.suggesting import suggest
from dateline.archive.wordpress import addresses, moments
from dateline.archive.wordpress.values import Item, Left
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.work import Worked
from dateline.desk import api as desk
from dateline.desk.api import FormerStory
from dateline.edition import api as edition
from dateline.lib import clock
from dateline.lib.html import plain
from dateline.lib.text import slugify

# What WordPress keeps as posts and no reader ever saw as one.
MACHINERY: Final = frozenset(
    (
        *(
            "revision",
            "customize_changeset",
            "custom_css",
            "oembed_cache",
            "user_request",
            "wp_template",
            "guest-author",
        ),
        *("wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face", "acf-field"),
        *("acf-field-group", "elementor_library"),
    )
)
# What is no story, and yet something that somebody may want to look up.
KEPT: Final = {
    "nav_menu_item": "kept: part of a menu",
    "wp_block": "kept: its text stands in the stories that use it",
}
_DELETED: Final = "it was deleted at the desk"
_GROUPS: Final = ("post_translations", "_wpml_import_translation_group")
_DRAFTS: Final = {
    "draft": "a draft there, and here",
    "pending": "waited for an editor there; a draft here",
    "private": "private there; a draft here",
    "trash": "lay in the bin there; a draft here",
}


@dataclass(slots=True)
class Told:
    """An item on its way to become a story."""

    worked: Worked
    item: Item
    old_id: str
    story: FormerStory
    why: str = ""
    missing: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Stories:
    """Takes items in, a batch at a time, in a transaction of its caller's."""

    ledger: Ledger
    registers: Registers
    options: Options
    zone: ZoneInfo
    remarks: Remarks

    def take(self, batch: Iterable[Worked]) -> None:
        """Take a batch of pieces in; what are no items is passed over."""
        items = [each for each in batch if isinstance(each.part, Item) and each.part.kind != "attachment"]
        by_kind: dict[str, list[Worked]] = {}
        for each in items:
            by_kind.setdefault(kind_of(_item(each)), []).append(each)
        for kind, worked in by_kind.items():
            known = self.ledger.known(kind, (_old_id(each) for each in worked))
            self._take_kind(kind, worked, known)

    def _take_kind(self, kind: str, worked: list[Worked], known: Mapping[str, Carried]) -> None:
        pictures = Pictures.of(worked, self.ledger)
        there = set(desk.whereabouts(row.record for row in known.values() if row.record))
        fresh: list[Told] = []
        again: list[tuple[Worked, int, str]] = []
        for each in worked:
            item, old_id = _item(each), _old_id(each)
            before = known.get(old_id)
            if twin := self.ledger.twin(kind, old_id, each.at, before):
                if not _is_another(twin, each):
                    self._twice(kind, each, twin, pictures)
                    continue
                old_id = f"{old_id}#{each.digest}"[:80]
                before = self.ledger.known(kind, [old_id]).get(old_id)
            if before and before.record and not (before.record in there or desk.exists(before.record)):
                self._leave(kind, old_id, each, _DELETED, before.record)
            elif why := self._why_left(item):
                self._leave(kind, old_id, each, why, before.record if before else None)
            elif item.kind in KEPT:
                self._keep(kind, old_id, each, before)
            elif before is None or before.record is None:
                self._note(kind, old_id, each, Carried.Outcome.NEW)  # its place in the account; the rest follows
                fresh.append(self._told(each, old_id, pictures))
            else:
                self._again(kind, each, before, pictures)
                again.append((each, before.record, self.registers.language(tongue_of(item))))
        self._enter(kind, fresh)
        self.remarks.take(again)

    def _twice(self, kind: str, worked: Worked, twin: Carried, pictures: Pictures) -> None:
        """What stands twice in exports that overlap; the later may be newer."""
        self.ledger.doubles[kind] += 1
        self.ledger.doubles["comment"] += len(_item(worked).comments)
        if twin.record and twin.digest != worked.digest and twin.pk:
            self._amend(kind, worked, twin, pictures)

    def _keep(self, kind: str, old_id: str, worked: Worked, before: Carried | None) -> None:
        outcome = Carried.Outcome.NEW
        if before:
            outcome = Carried.Outcome.UNCHANGED if before.digest == worked.digest else Carried.Outcome.UPDATED
        self._note(kind, old_id, worked, outcome, why=KEPT[_item(worked).kind])
        self.remarks.leave(worked, "what they stand under is no story")

    def _leave(self, kind: str, old_id: str, worked: Worked, why: str, record: int | None) -> None:
        self._note(kind, old_id, worked, Carried.Outcome.LEFT, why=why, record=record)
        self.remarks.leave(worked, why)

    def _why_left(self, item: Item) -> str:
        if item.kind in MACHINERY:
            return "WordPress' own machinery: no reader saw it"
        if item.status == "trash" and not self.options.with_trash:
            return "lay in the bin: --with-trash brings it"
        if item.status in {"auto-draft", "inherit"}:
            return "a draft that nobody began" if item.status == "auto-draft" else "an older state of something"
        return ""

    # New ones

    def _told(self, worked: Worked, old_id: str, pictures: Pictures) -> Told:
        item = _item(worked)
        tongue = self.registers.language(tongue_of(item))
        section, topics = self.registers.place(item.labels, self.registers.primary(item.meta), tongue)
        at, on = moments.published(item, self.zone)
        why, is_public = self._standing(item, at)
        is_to_come = item.status == "future" and at is not None and at > clock.now() and not item.password
        blocks, missing = pictures.placed(worked.converted.blocks)
        is_page = item.kind == "page"
        story = FormerStory(
            language=tongue,
            headline=words(item.title) or _opening(blocks) or "—",
            slug=slugify(addresses.slug(item)) or slugify(words(item.title)),
            standfirst=plain(item.excerpt),
            body=tuple(blocks),
            section=None if is_page else section,
            topics=topics,
            bylines=() if is_page else self.registers.signed(item.creator, item.labels),
            lead_photograph=pictures.lead(item),
            is_page=is_page,
            address=_address(item) if is_public else "",
            published_at=at if is_public else None,
            published_on=on if is_public else None,
            goes_live_at=at if is_to_come else None,
            modified_at=moments.modified(item, self.zone),
            key=self._group(item),
        )
        return Told(worked, item, old_id, story, why, missing)

    def _standing(self, item: Item, at: datetime | None) -> tuple[str, bool]:
        """A word about how it stands here, and whether readers are to find it."""
        if item.password:
            return "had a password there; a draft here, since what is printed is open to all", False
        if item.status == "future" and at:
            return ("it was to come out later, and will", False) if at > clock.now() else ("its time has come", True)
        if item.status != "publish":
            return _DRAFTS.get(item.status, f"its status there, {item.status}, is none of ours; a draft here"), False
        return ("", True) if at else ("it has no date at all; a draft here", False)

    def _group(self, item: Item) -> uuid.UUID | None:
        """What joins it to its translations, as Polylang or WPML say it."""
        labels = {label.taxonomy: label.slug for label in item.labels}
        group = next((found for name in _GROUPS if (found := labels.get(name) or item.field(name))), "")
        site = self.registers.survey.site.address
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{site} {item.kind} {group}") if group else None

    def _enter(self, kind: str, fresh: list[Told]) -> None:
        entered = desk.take_over(_keys_once([told.story for told in fresh]))
        closed, ways = [], []
        for told, (story, address) in zip(fresh, entered, strict=True):
            self._note(kind, told.old_id, told.worked, Carried.Outcome.NEW, why=_with_missing(told), record=story,
                       told=told, marks=desk.marks_of_former(told.story))  # fmt: skip
            if told.item.comment_status == "closed":
                closed.append(story)
            if told.story.goes_live_at:
                desk.schedule(story, told.story.goes_live_at)
            if address:
                ways += [(where, story) for where in _other_addresses(told.item, address)]
        leading.lead_on(ways)
        suggest({story: told.worked.facts for told, (story, _) in zip(fresh, entered, strict=True)})
        self.remarks.take(
            [(told.worked, story, told.story.language) for told, (story, _) in zip(fresh, entered, strict=True)]
        )
        self.remarks.close(closed)

    # Those that were here before

    def _again(self, kind: str, worked: Worked, before: Carried, pictures: Pictures) -> None:
        was_missing = bool(before.kept.get("missing"))
        if before.digest == worked.digest and not was_missing:
            outcome = before.outcome if before.run_id == self.ledger.run.pk else Carried.Outcome.UNCHANGED
            self.ledger.note(kind, before.old_id, at=worked.at, title=before.title, address=before.address,
                             parent=before.parent, digest=before.digest, outcome=outcome, why=before.why,
                             record=before.record, marks=before.marks, rest=before.rest)  # fmt: skip
        else:
            self._amend(kind, worked, before, pictures)

    def _amend(self, kind: str, worked: Worked, before: Carried, pictures: Pictures) -> None:
        """Part by part: what the site has changed is taken, unless the desk has changed that part, too."""
        record = int(before.record or 0)
        told = self._told(worked, before.old_id, pictures)
        now, here = desk.marks_of_former(told.story), desk.marks_of([record])[record]
        changed = {part for part, mark in now.items() if mark != before.marks.get(part)}
        ours = {part for part in changed if here[part] not in {before.marks.get(part), now[part]}}
        desk.amend(record, told.story, changed - ours)
        if told.story.published_at and desk.bring_out(record, told.story):
            leading.lead_on((where, record) for where in _other_addresses(_item(worked), told.story.address))
        marks = {**now, **{part: before.marks.get(part, "") for part in ours}}
        outcome = Carried.Outcome.CONFLICT if ours else Carried.Outcome.UPDATED
        if before.digest == worked.digest and not changed:
            outcome = Carried.Outcome.UNCHANGED
        why = f"changed on both sides: {', '.join(sorted(ours))}" if ours else _with_missing(told)
        self._note(kind, before.old_id, worked, outcome, why=why, record=record, told=told, marks=marks)

    def _note(self, kind: str, old_id: str, worked: Worked, outcome: str, *, why: str = "", record: int | None = None,
              told: Told | None = None, marks: dict[str, str] | None = None) -> None:  # fmt: skip
        item = _item(worked)
        self.ledger.note(
            kind, old_id, at=worked.at, title=words(item.title), address=addresses.path(item.link),
            parent=item.parent, digest=worked.digest, outcome=outcome, why=why, record=record, marks=marks or {},
            rest=Carried.packed(_kept(item, worked.converted.left, told.missing if told else [])),
        )  # fmt: skip


def _item(worked: Worked) -> Item:
    assert isinstance(worked.part, Item)  # noqa: S101  # only items are asked for
    return worked.part


def _old_id(worked: Worked) -> str:
    """The number that WordPress gave an item; one that stands in two menus is two items."""
    item = _item(worked)
    if item.kind == "nav_menu_item":
        return f"{item.id} {next((label.slug for label in item.labels if label.taxonomy == 'nav_menu'), '')}"[:80]
    return item.id[:80] or f"#{worked.digest}"


def _is_another(twin: Carried, worked: Worked) -> bool:
    """Whether two items with one number are two: of sites that were merged. One that was changed is still one."""
    return twin.digest != worked.digest and twin.address != addresses.path(_item(worked).link)[:700]


def _opening(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The first words of a text without a title."""
    for block in blocks:
        said = plain(str(block["value"])) if block["type"] == "paragraph" else ""
        if said:
            line = said.partition("\n")[0]
            return line if len(line) <= 80 else f"{line[:80].rpartition(' ')[0]}…"  # noqa: PLR2004
    return ""


def _keys_once(stories: list[FormerStory]) -> list[FormerStory]:
    """A group of translations has one story of each language; a second of a language stands alone."""
    seen: set[tuple[uuid.UUID, str]] = set()
    found = []
    for story in stories:
        key = (story.key, story.language) if story.key else None
        is_taken = key is not None and (key in seen or desk.is_translated(*key))
        found.append(replace(story, key=None) if is_taken else story)
        if key:
            seen.add(key)
    return found


def _address(item: Item) -> str:
    """Where it stood, if it can stand there here; else the paper gives it an address of its own."""
    where = addresses.page(addresses.path(item.link))
    return where if where and edition.can_stand(where) else ""


def _other_addresses(item: Item, address: str) -> Iterator[str]:
    """Where else readers found it: by its number, under older slugs, with an extension."""
    here = addresses.path(item.link)
    if here != address and here.rstrip("/") != address.rstrip("/"):
        yield here
    yield from addresses.numbers(item)
    for each in addresses.renamed(item):
        yield addresses.page(each) or each


def _with_missing(told: Told) -> str:
    if not told.missing:
        return told.why
    return "; ".join(filter(None, [told.why, f"photographs that are missing in it: {len(told.missing)}"]))


def _kept(item: Item, left: Iterable[Left], missing: list[str]) -> dict[str, object]:
    """What a story has no place for: kept for its editor, and for the way out."""
    return {
        "meta": addressless(item.meta),
        "content": item.content,
        "excerpt": item.excerpt,
        "title": item.title,
        "slug": item.slug,
        "status": item.status,
        "password": item.password,
        "guid": item.guid,
        "link": item.link,
        "dates": [item.date, item.date_gmt, item.modified, item.modified_gmt, item.published],
        "order": item.order,
        "is_sticky": item.is_sticky,
        "comment_status": item.comment_status,
        "ping_status": item.ping_status,
        "labels": [[label.taxonomy, label.slug, label.name] for label in item.labels],
        "left": [[each.kind, each.quotation] for each in left],
        "missing": missing,
    }
