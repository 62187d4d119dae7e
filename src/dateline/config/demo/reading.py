"""The demo newspaper as values: reads ``paper.toml`` and ``stories/*.toml``, and is strict about both.

:func:`read_demo` gives a :class:`Demo` in which every key that is named is there. A field that nobody knows, one that
is missing and a name that leads nowhere are a :class:`DemoError`, with the file and the key. No database, no Django.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from dateline.config.demo.drawing import KEYS
from dateline.config.demo.values import (
    Block,
    Card,
    Demo,
    DemoByline,
    DemoContributor,
    DemoCorrection,
    DemoEdition,
    DemoError,
    DemoHop,
    DemoOutlet,
    DemoPaper,
    DemoPhotograph,
    DemoProvenance,
    DemoSection,
    DemoStory,
    DemoTopic,
    Heading,
    ItemList,
    Names,
    Paragraph,
    PhotographBlock,
    PullQuote,
    Quotation,
    Table,
)

HERE = Path(__file__).parent

Value = TypeVar("Value")

_KINDS = frozenset({"original", "reprint", "translation", "summary"})
_ROLES = frozenset({"writer", "photographer", "translator", "editor"})
_TOPICS = frozenset({"person", "place", "organisation", "event"})
_POLICIES = frozenset({"canonical", "noindex", "neither"})
_PRECISIONS = frozenset({"minute", "day", "month", "year", "unknown"})
_TREATMENTS = frozenset({"unchanged", "abridged", "translated", "summarised"})
_CORRECTIONS = frozenset({"correction", "clarification"})
_HOPS = frozenset({"via", "agency"})


class _Entry:
    """One table of a file, of which every field is taken once; what is left over at the end is a mistake."""

    def __init__(self, table: object, file: Path, name: str) -> None:
        self._where = f"{file.name}: {name}"
        if not isinstance(table, dict):
            raise DemoError(f"{self._where}: a table is wanted here, not {table!r}")
        self.file = file
        self.name = f"{name} “{table['key']}”" if "key" in table else name
        self._where = f"{file.name}: {self.name}"
        self._left = dict(table)

    def wrong(self, what: str) -> DemoError:
        return DemoError(f"{self._where}: {what}")

    def take(self, key: str, wanted: type | tuple[type, ...], default: Any) -> Any:
        if key not in self._left:
            if default is ...:
                raise self.wrong(f"“{key}” is missing")
            return default
        value = self._left.pop(key)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise self.wrong(f"“{key}” is not of the right kind: {value!r}")
        return value

    def text(self, key: str, default: Any = ...) -> str:
        return str(self.take(key, str, default))

    def key(self, key: str) -> str | None:
        found: str | None = self.take(key, str, None)
        return found

    def choice(self, key: str, allowed: Iterable[str], default: Any = ...) -> str:
        found = self.text(key, default)
        if found not in allowed:
            raise self.wrong(f"“{key}” is none of {', '.join(sorted(allowed))}: {found!r}")
        return found

    def number(self, key: str) -> float | None:
        found: float | None = self.take(key, (int, float), None)
        return found

    def truth(self, key: str) -> bool:
        return bool(self.take(key, bool, False))

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        found = self.take(key, list, default)
        if not all(isinstance(each, str) for each in found):
            raise self.wrong(f"“{key}” is not a list of texts")
        return tuple(found)

    def names(self, key: str, languages: Iterable[str], default: Any = ...) -> Names:
        found: Names = self.take(key, dict, default)
        if default is ... and (lacking := [each for each in languages if not found.get(each)]):
            raise self.wrong(f"“{key}” has nothing in {', '.join(lacking)}")
        if unknown := sorted(set(found) - set(languages)):
            raise self.wrong(f"“{key}” is in a language that the paper does not have: {', '.join(unknown)}")
        return found

    def one(self, key: str) -> "_Entry | None":
        return _Entry(self._left.pop(key), self.file, f"{self.name}, {key}") if key in self._left else None

    def all(self, key: str, *, optional: bool = False) -> list["_Entry"]:
        found = self.take(key, list, [] if optional else ...)
        return [_Entry(each, self.file, f"{self.name}, {key} {place}") for place, each in enumerate(found, 1)]

    def day(self, key: str) -> date | None:
        written = self.text(key, "")
        try:
            return date.fromisoformat(written) if written else None
        except ValueError as error:
            raise self.wrong(f"“{key}” is not a day: {written!r}") from error

    def refer(self, keys: Iterable[str | None], known: Iterable[str], what: str) -> None:
        """Complain of keys that lead nowhere."""
        if unknown := sorted({key for key in keys if key is not None} - set(known)):
            raise self.wrong(f"no such {what}: {', '.join(unknown)}")

    def finish(self) -> None:
        """Complain of fields that nobody asked for."""
        if self._left:
            raise self.wrong(f"unknown: {', '.join(sorted(self._left))}")


def read_demo(folder: Path = HERE) -> Demo:
    """Give the demo newspaper out of ``folder``: ``paper.toml``, and ``stories/{language}.toml`` for each language."""
    file = folder / "paper.toml"
    paper = _paper(_Entry(_toml(file), file, "the paper"))
    found: list[tuple[DemoStory, _Entry]] = []
    for language in paper.languages:
        file = folder / "stories" / f"{language}.toml"
        top = _Entry(_toml(file), file, "the file")
        for entry in top.all("story"):
            found.append((_story(entry, language, paper), entry))
        top.finish()
    _check_between(paper, found)
    return Demo(paper, tuple(sorted((story for story, _ in found), key=lambda story: story.translation_of is not None)))


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DemoError(f"{file.name}: cannot be read: {error}") from error


def _paper(top: _Entry) -> DemoPaper:
    editions = tuple(_each(top.all("edition"), _edition))
    languages = tuple(edition.language for edition in editions)
    if not editions or [edition.is_primary for edition in editions] != [True] + [False] * (len(editions) - 1):
        raise top.wrong("the first edition, and no other, is the primary one")
    paper = DemoPaper(
        zone=top.text("zone"),
        accent=top.text("accent"),
        contact_address=top.text("contact_address"),
        editions=editions,
        sections=tuple(_each(top.all("section"), lambda entry: _section(entry, languages))),
        topics=tuple(_each(top.all("topic"), lambda entry: _topic(entry, languages))),
        contributors=tuple(_each(top.all("contributor"), lambda entry: _contributor(entry, languages))),
        outlets=tuple(_each(top.all("outlet"), lambda entry: _outlet(entry, languages))),
        photographs=tuple(_each(top.all("photograph"), lambda entry: _photograph(entry, languages))),
    )
    top.finish()
    for entries in (paper.sections, paper.topics, paper.contributors, paper.outlets, paper.photographs):
        if twice := _twice(entry.key for entry in entries):
            raise top.wrong(f"the same key twice: {', '.join(twice)}")
    return paper


def _each(entries: Iterable[_Entry], read: Callable[[_Entry], Value]) -> Iterable[Value]:
    for entry in entries:
        yield read(entry)
        entry.finish()


def _twice(keys: Iterable[str]) -> list[str]:
    return sorted(key for key, count in Counter(keys).items() if count > 1)


def _edition(entry: _Entry) -> DemoEdition:
    return DemoEdition(
        language=entry.text("language"),
        name=entry.text("name"),
        organisation=entry.text("organisation"),
        about=entry.text("about").strip(),
        contact=entry.text("contact").strip(),
        principles=entry.text("principles").strip(),
        leads=entry.texts("leads"),
        is_primary=entry.truth("is_primary"),
    )


def _section(entry: _Entry, languages: tuple[str, ...]) -> DemoSection:
    return DemoSection(entry.text("key"), entry.names("name", languages), entry.names("slug", languages))


def _topic(entry: _Entry, languages: tuple[str, ...]) -> DemoTopic:
    kind = entry.choice("kind", _TOPICS)
    return DemoTopic(entry.text("key"), kind, entry.names("name", languages), entry.names("slug", languages))


def _contributor(entry: _Entry, languages: tuple[str, ...]) -> DemoContributor:
    return DemoContributor(
        key=entry.text("key"),
        name=entry.text("name"),
        slug=entry.text("slug"),
        note=entry.names("note", languages, {}),
        is_pseudonym=entry.truth("is_pseudonym"),
    )


def _outlet(entry: _Entry, languages: tuple[str, ...]) -> DemoOutlet:
    return DemoOutlet(
        key=entry.text("key"),
        name=entry.text("name"),
        address=entry.text("address"),
        canonical_policy=entry.choice("canonical_policy", _POLICIES),
        language=entry.choice("language", languages),
    )


def _photograph(entry: _Entry, languages: tuple[str, ...]) -> DemoPhotograph:
    return DemoPhotograph(
        key=entry.choice("key", KEYS),
        caption=entry.names("caption", languages),
        alt=entry.names("alt", languages),
        credit=entry.names("credit", languages),
        rights=entry.text("rights"),
    )


def _story(entry: _Entry, language: str, paper: DemoPaper) -> DemoStory:
    provenance, kill = entry.one("provenance"), entry.one("kill")
    story = DemoStory(
        language=language,
        key=entry.text("key"),
        headline=entry.text("headline"),
        slug=entry.text("slug"),
        standfirst=entry.text("standfirst"),
        section=entry.text("section"),
        kind=entry.choice("kind", _KINDS),
        bylines=tuple(_each(entry.all("bylines"), _byline)),
        body=tuple(_each(entry.all("body"), _block)),
        topics=entry.texts("topics", []),
        translation_of=entry.key("translation_of"),
        days_ago=entry.number("days_ago"),
        scheduled_in_days=entry.number("scheduled_in_days"),
        draft=entry.truth("draft"),
        place=entry.text("place", ""),
        dateline_days_ago=entry.number("dateline_days_ago"),
        lead=entry.key("lead"),
        provenance=_provenance(provenance, paper) if provenance else None,
        correct=_correction(correct) if (correct := entry.one("correct")) else None,
        kill=_notice(kill) if kill else None,
    )
    entry.finish()
    _check_story(story, entry, paper)
    return story


def _byline(entry: _Entry) -> DemoByline:
    return DemoByline(entry.text("name"), entry.choice("role", _ROLES), entry.key("contributor"))


def _notice(entry: _Entry) -> str:
    notice = entry.text("notice")
    entry.finish()
    return notice


def _correction(entry: _Entry) -> DemoCorrection:
    pairs = []
    for pair in entry.take("replace", list, ...):
        match pair:
            case [str(old), str(new)]:
                pairs.append((old, new))
            case _:
                raise entry.wrong(f"“replace” has a pair of texts for each change, not {pair!r}")
    found = DemoCorrection(entry.choice("kind", _CORRECTIONS), entry.text("note"), tuple(pairs))
    entry.finish()
    return found


def _table(entry: _Entry) -> Table:
    rows = entry.take("rows", list, ...)
    if len({len(row) for row in rows}) != 1:
        raise entry.wrong("the rows of a table are not equally long")
    cells = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(cells, entry.text("caption", ""), entry.truth("header"))


_BLOCKS: dict[str, Callable[[_Entry], Block]] = {
    "paragraph": lambda entry: Paragraph(entry.text("text")),
    "heading": lambda entry: Heading(entry.text("text")),
    "list": lambda entry: ItemList(entry.texts("items")),
    "quotation": lambda entry: Quotation(entry.text("text"), entry.text("who", ""), entry.text("role", "")),
    "pull_quote": lambda entry: PullQuote(entry.text("text")),
    "photograph": lambda entry: PhotographBlock(entry.text("photo"), entry.text("caption", "")),
    "table": _table,
    "card": lambda entry: Card(
        entry.text("address"), entry.text("title"), entry.text("description", ""), entry.text("outlet", "")
    ),
}


def _block(entry: _Entry) -> Block:
    return _BLOCKS[entry.choice("type", _BLOCKS)](entry)


def _provenance(entry: _Entry, paper: DemoPaper) -> DemoProvenance:
    precision = entry.choice("precision", _PRECISIONS)
    on, at = _published(entry, precision)
    found = DemoProvenance(
        outlet=entry.text("outlet"),
        precision=precision,
        language=entry.choice("language", paper.languages),
        treatment=entry.choice("treatment", _TREATMENTS),
        address=entry.text("address", ""),
        headline=entry.text("headline", ""),
        bylines=entry.texts("bylines", []),
        dateline=entry.text("dateline", ""),
        published_on=on,
        published_at=at,
        known_how=entry.text("known_how", ""),
        hops=tuple(_each(entry.all("hops", optional=True), _hop)),
        licence=entry.text("licence", ""),
        permission_by=entry.text("permission_by", ""),
        permission_on=entry.day("permission_on"),
        permission_conditions=entry.text("permission_conditions", ""),
        treatment_note=entry.text("treatment_note", ""),
        treated_by=entry.text("treated_by", ""),
    )
    entry.finish()
    entry.refer([found.outlet, *(hop.outlet for hop in found.hops)], [each.key for each in paper.outlets], "outlet")
    return found


def _hop(entry: _Entry) -> DemoHop:
    return DemoHop(entry.text("name"), entry.choice("role", _HOPS, "via"), entry.key("outlet"))


def _published(entry: _Entry, precision: str) -> tuple[date | None, datetime | None]:
    written = entry.text("published", "")
    if precision == "unknown":
        if written:
            raise entry.wrong("a date is given and said to be unknown")
        return None, None
    try:
        if precision == "minute":
            at = datetime.fromisoformat(written)
            if at.tzinfo is None:
                raise entry.wrong(f"“published” has no offset from UTC: {written!r}")
            return at.date(), at
        first = {"year": f"{written}-01-01", "month": f"{written[:7]}-01"}.get(precision, written)
        return date.fromisoformat(first), None
    except ValueError as error:
        if isinstance(error, DemoError):
            raise
        raise entry.wrong(f"“published” is not a date to the {precision}: {written!r}") from error


def _check_story(story: DemoStory, entry: _Entry, paper: DemoPaper) -> None:
    entry.refer([story.section], [each.key for each in paper.sections], "section")
    entry.refer(story.topics, [each.key for each in paper.topics], "topic")
    entry.refer([each.contributor for each in story.bylines], [each.key for each in paper.contributors], "contributor")
    shown = [story.lead, *(block.photo for block in story.body if isinstance(block, PhotographBlock))]
    entry.refer(shown, [each.key for each in paper.photographs], "photograph")
    stated = [story.days_ago is not None, story.scheduled_in_days is not None, story.draft]
    if stated.count(True) != 1:
        raise entry.wrong("one of “days_ago”, “scheduled_in_days” and “draft” is wanted, and only one")
    if story.kind == "original" and story.provenance is not None:
        raise entry.wrong("an original has no provenance")
    if story.kind != "original" and story.provenance is None and story.translation_of is None:
        raise entry.wrong(f"a {story.kind} has a provenance, or is of a story of ours")


def _check_between(paper: DemoPaper, found: list[tuple[DemoStory, _Entry]]) -> None:
    by_key = {story.key: story for story, _ in found}
    languages: set[tuple[str, str]] = set()
    for story, entry in found:
        if by_key[story.key] is not story:
            raise entry.wrong("another story has this key")
        entry.refer([story.translation_of], by_key, "story")
        original = by_key[story.translation_of or story.key]
        if original.translation_of is not None:
            raise entry.wrong("“translation_of” names a translation; name its original")
        if (original.key, story.language) in languages:
            raise entry.wrong(f"“{original.key}” is in {story.language} already")
        languages.add((original.key, story.language))
    for edition in paper.editions:
        if unknown := [key for key in edition.leads if key not in by_key or by_key[key].language != edition.language]:
            raise DemoError(f"paper.toml: edition “{edition.language}”: no such lead: {', '.join(unknown)}")
