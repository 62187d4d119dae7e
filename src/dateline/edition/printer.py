"""From a page to what stands on the shelf: what the database says now, set by the theme."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models.functions import Length

from dateline.desk import api as desk
from dateline.desk.values import MOST_LEADS, LanguageEditionCopy, Link, ListedStory, PrintedStory, Subject
from dateline.discussion import api as discussion
from dateline.edition import addresses, comments, feeds, jsonld, pages, photographs, sitemaps
from dateline.edition.acts import Act, Gone, Headers, Keep, Move, Notice, Put, Remove, Ways
from dateline.edition.current_theme import current_theme
from dateline.edition.models import Tally
from dateline.edition.pages import Page
from dateline.edition.policy import hashes, headers
from dateline.edition.sheets import Column, CorrectedStory, CorrectionsSheet, Front, Group, Listing, Period
from dateline.edition.theme import Theme
from dateline.edition.ways import ways

NEWEST = 40
HEADLINES = 14
LEADS = MOST_LEADS
IN_A_COLUMN = 4
IN_A_FEED = 20
OF_A_DAY = 5
# By the numbers under which they lie on the shelf. The kiosk sends the last as a 503 and fills in both of the last.
NOTICES = {404: "missing", 503: "closed", 202: "kept", 507: "unkept"}
_FOLDERS = {"section": "", "topic": "topic/", "contributor": "by/"}


@dataclass
class Printer:
    """Sets pages as of ``today`` (the paper's local date). Made anew for each print run: it remembers names.

    ``rows`` and ``entries`` are standing type: stories by their ids, as they were set for lists and for feeds.
    """

    today: date
    replacements: Path | None = None
    developed: Path | None = None
    standing_headers: Mapping[str, str] = field(default_factory=dict)
    register: desk.Register = field(default_factory=lambda: desk.Register(desk.paper()))
    rows: dict[int, str] = field(default_factory=dict)
    entries: dict[int, feeds.Entry] = field(default_factory=dict)

    @property
    def theme(self) -> Theme:
        """The theme, for the paper as it stands now."""
        return current_theme(self.register.paper, self.today, self.replacements)

    @property
    def _scripts(self) -> tuple[str, ...]:
        return (self.theme.script.digest,) if self.theme.script else ()

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset({"/", *(each.prefix for each in self.register.paper.editions)})

    def edition(self, language: str) -> LanguageEditionCopy | None:
        """The paper in a language; None where it has none any more."""
        return next((each for each in self.register.paper.editions if each.language == language), None)

    def acts(self, page: Page) -> Iterator[Act]:
        """What has to be done for a page, as the database says now."""
        setter: Callable[[Page], Iterator[Act]] = getattr(self, f"_{page.kind}")
        return setter(page)

    def preview(self, story: PrintedStory) -> bytes:
        """A draft as it will be printed; its photographs come from the desk."""
        for photograph in story.printed_photographs:
            list(photographs.printings(photograph, self.developed))
        here = jsonld.story(story, self.register.paper)
        return self.theme.story(story, jsonld=here, photograph_base=desk.photograph_preview_base())

    def live(self, sheet: Any) -> discussion.Set:
        """A page for the one reader who asks."""
        return discussion.Set(self.theme.live(sheet), self.headers)

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with every page of this theme."""
        return headers(self.theme.style_hashes, self._scripts)

    # Stories

    def _story(self, page: Page) -> Iterator[Act]:
        self.rows.pop(page.subject, None)
        self.entries.pop(page.subject, None)
        return self._set_stories(desk.printed([page.subject], self.register))

    def _stories(self, page: Page) -> Iterator[Act]:
        return self._set_stories(desk.printed_between(page.subject, int(page.period), self.register), whole=True)

    def _set_stories(self, stories: list[PrintedStory], *, whole: bool = False) -> Iterator[Act]:
        talks = discussion.discussions([story.id for story in stories])
        for story in stories:
            if self.edition(story.language) is None:
                continue
            talk = talks[story.id]
            files = list(self._photographs_of(story))
            yield from files
            here = jsonld.story(story, self.register.paper)
            yield Put(story.address, self.theme.story(story, jsonld=here, discussion=talk))
            self.rows[story.id] = self.theme.row(story)
            if whole:
                yield from comments.all_under(self, story, talk)
            photographed = {each.address.rpartition("/")[2] for each in files}
            yield Keep(story.address, frozenset(photographed | comments.names(talk)))

    def _comments(self, page: Page) -> Iterator[Act]:
        return comments.acts(self, page)

    def _photographs_of(self, story: PrintedStory) -> Iterator[Put]:
        for photograph in story.printed_photographs:
            for name, content in photographs.printings(photograph, self.developed):
                yield Put(f"{story.address}{name}", content)

    def _address(self, page: Page) -> Iterator[Act]:
        where = page.period
        answer, told = desk.what_stood_at(where)
        if answer == "moved":
            yield Move(where, told, keep=self._below(where))
        elif answer == "gone":
            yield Gone(where, self.theme.gone(self._language_at(where), told))
            yield Keep(where, frozenset())
        elif answer == "nothing" and where not in self._prefixes:
            yield Remove(where, whole=True, keep=self._below(where))

    def _below(self, where: str) -> frozenset[str]:
        """What stands below an address and is a story or a file of its own."""
        return frozenset(desk.addresses_below(where)) if where.endswith("/") else frozenset()

    def _moves(self, page: Page) -> Iterator[Act]:
        """A batch of addresses that lead elsewhere."""
        for where, target in desk.moves_between(page.subject, int(page.period)):
            below = self._below(where)
            yield Move(where, target, below) if target else Remove(where, whole=True, keep=below)

    def _files(self, page: Page) -> Iterator[Act]:
        """A batch of files that keep the address they had."""
        for file in desk.files_between(page.subject, int(page.period)):
            yield Put(file.address, Path(file.path).read_bytes())

    def _language_at(self, where: str) -> str:
        editions = self.register.paper.editions
        found = (each for each in editions if not each.is_primary and where.startswith(each.prefix))
        return next(found, editions[0]).language

    # Fronts and feeds

    def _front(self, page: Page) -> Iterator[Act]:
        edition = self.edition(page.language)
        if edition is None:
            return
        newest = self._listed(page, limit=HEADLINES + LEADS)
        leads = desk.leads(page.language, self.register)[:LEADS] or newest[:LEADS]
        shown = {story.id for story in leads}
        front = Front(
            language=page.language,
            leads=tuple(leads),
            headlines=tuple(story for story in newest if story.id not in shown)[:HEADLINES],
            columns=tuple(self._columns(page, shown)),
        )
        yield Put(edition.prefix, self.theme.front(front, jsonld=jsonld.paper(edition, self.register.paper)))

    def _columns(self, page: Page, shown: set[int]) -> Iterator[Column]:
        links = (self.register.paper.sections or {}).get(page.language, ())
        sections = [section for section, language in desk.sections() if language == page.language]
        enough = IN_A_COLUMN + len(shown)
        ids = {
            each: desk.newest(page.language, self.register, scope="section", subject=each, limit=enough)
            for each in sections
        }
        desk.listed([story for stories in ids.values() for story in stories], self.register)
        for section, link in zip(sections, links, strict=True):
            stories = desk.listed([story for story in ids[section] if story not in shown][:IN_A_COLUMN], self.register)
            if stories:
                yield Column(link, tuple(stories))

    def _feeds(self, page: Page) -> Iterator[Act]:
        edition = self.edition(page.language)
        found = self._subject_of(Page("section", page.subject, page.language)) if page.subject else None
        if edition is None or (page.subject and found is None):
            return
        scope: Any = "section" if page.subject else "paper"
        ids = desk.newest(page.language, self.register, scope=scope, subject=page.subject, limit=IN_A_FEED)
        name, place = (found[0].name, found[1]) if found else ("", edition.prefix)
        feed = feeds.Feed(self.register.paper, edition, place, name, self._entries(ids))
        for kind, where in addresses.feeds(place).items():
            yield Put(where, feeds.printed(kind, feed))

    def _entries(self, ids: list[int]) -> tuple[feeds.Entry, ...]:
        """The stories with these ids as feeds have them, those of them that are in the paper."""
        missing = [each for each in ids if each not in self.entries]
        for story in desk.printed(missing, self.register) if missing else ():
            here = feeds.at(self.register.paper, story.address)
            self.entries[story.id] = feeds.entry(story, here, self.theme.text(story, here))
        return tuple(self.entries[each] for each in ids if each in self.entries)

    # Lists

    def _section(self, page: Page) -> Iterator[Act]:
        return self._subject(page, sub_period=7)

    def _topic(self, page: Page) -> Iterator[Act]:
        return self._subject(page, sub_period=4)

    _contributor = _topic

    def _subject(self, page: Page, sub_period: int) -> Iterator[Act]:
        found = self._subject_of(page)
        if found is None:
            return
        subject, front = found
        where = f"{front}{addresses.period_path(page.period)}"
        scope: Any = page.kind
        span: dict[str, Any] = {"start": page.start, "end": page.end} if page.period else {"limit": NEWEST}
        rows = self._rows(desk.newest(page.language, self.register, scope=scope, subject=page.subject, **span))
        if not rows and (page.period or page.kind != "section"):
            yield Remove(where)
            return
        link = Link(subject.name, front, subject.kind)
        listing = Listing(page.language, scope, where, (Group(rows),), link)
        if page.period:
            listing = replace(listing, start=page.start, grain=page.grain, up=link)
        else:
            listing = replace(
                listing,
                description=subject.description,
                archive=tuple(self._periods(page, sub_period, front)),
                feeds=tuple(addresses.feeds(where).items()) if page.kind == "section" else (),
            )
        yield Put(where, self.theme.listing(listing))

    def _archive(self, page: Page) -> Iterator[Act]:
        edition = self.edition(page.language)
        if edition is None:
            return
        where = addresses.archive(edition.prefix, page.period)
        finer = {0: 4, 4: 7, 7: 10}.get(len(page.period))
        periods = tuple(self._periods(page, finer, edition.prefix)) if finer else ()
        groups = tuple(self._groups(page, periods))
        if page.period and not periods and not any(group.rows for group in groups):
            yield Remove(where)
            return
        yield Put(
            where,
            self.theme.listing(
                Listing(
                    language=page.language,
                    kind=page.grain or "year",
                    address=where,
                    groups=groups,
                    start=page.start if page.period else None,
                    grain=page.grain,
                    archive=() if len(page.period) == len("2015-06") else periods,
                    up=Link("", addresses.archive(edition.prefix, page.period.rpartition("-")[0]))
                    if page.period
                    else None,
                )
            ),
        )

    def _groups(self, page: Page, periods: tuple[Period, ...]) -> Iterator[Group]:
        language, register = page.language, self.register
        if len(page.period) == len("2015-06-02"):
            yield Group(self._rows(desk.newest(language, register, start=page.start, end=page.start)))
        elif len(page.period) == len("2015-06"):
            shown = desk.first_of_each_day(language, page.start, page.end, OF_A_DAY, register)
            self._rows([story for stories in shown.values() for story in stories])
            for period in periods:
                yield Group(self._rows(shown.get(period.start, [])), period)

    def _corrections(self, page: Page) -> Iterator[Act]:
        edition = self.edition(page.language)
        if edition is None:
            return
        where = addresses.corrections(edition.prefix, page.period)
        if page.period and not self._count(page):
            yield Remove(where)
            return
        year = int(page.period) if page.period else None
        found = desk.corrections(page.language, self.register, year=year, limit=None if year else NEWEST)
        yield Put(
            where,
            self.theme.corrections(
                CorrectionsSheet(
                    language=page.language,
                    address=where,
                    corrections=tuple(CorrectedStory(story, correction) for story, correction in found),
                    start=page.start if page.period else None,
                    archive=() if year else tuple(self._periods(page, 4, where)),
                )
            ),
        )

    # The rest

    def _static(self, page: Page) -> Iterator[Act]:
        edition = self.edition(page.language)
        if edition is None:
            return
        for slug, where in addresses.static(edition.prefix).items():
            if getattr(edition, slug).strip():
                yield Put(where, self.theme.static(page.language, slug))
            else:  # a page of the newsroom's own may stand there
                yield from self._address(pages.address(where))
        for status, notice in NOTICES.items():
            yield Notice(status, edition.prefix.strip("/"), self.theme.empty_place(page.language, notice))

    def _sitemap(self, page: Page) -> Iterator[Act]:
        where, paper = addresses.sitemap(page.period), self.register.paper
        if page.period == "news":
            stories = [
                story
                for edition in paper.editions
                for story in self._listed(
                    Page("sitemap", language=edition.language),
                    start=self.today - timedelta(days=1),
                    end=self.today,
                    limit=1000,
                )
            ]
            yield Put(where, sitemaps.news(stories, paper))
        elif page.period and not self._count(page):
            yield Remove(where)
        elif page.period:
            yield Put(where, sitemaps.stories(desk.sitemap_rows(page.start, page.end), paper))
        else:
            months = Tally.objects.filter(kind="sitemap").order_by("-period").values_list("period", flat=True)
            yield Put(where, sitemaps.index([addresses.sitemap(each) for each in (*months, "news")], paper))

    def _house(self, _page: Page) -> Iterator[Act]:
        paper = self.register.paper
        # A page that is not printed anew yet carries the style of before: both are let in until all are (see sweep).
        styles, scripts = (hashes(self.standing_headers, kind) for kind in ("style-src", "script-src"))
        yield Headers(headers({*self.theme.style_hashes, *styles}, {*self._scripts, *scripts}))
        yield Ways(ways(edition.prefix for edition in paper.editions))
        if self.theme.script:
            yield Put(self.theme.script.address, discussion.script())
        yield Put(addresses.ICON, photographs.icon(paper.accent))
        if paper.logo:
            yield Put(paper.logo, photographs.logo(paper.logo_source))
        yield Put(
            addresses.ROBOTS, f"User-agent: *\nDisallow: /-/\n\nSitemap: {paper.public_address}/sitemap.xml\n".encode()
        )

    # What pages are made of

    def address_of(self, page: Page) -> str | None:
        """Where a counted listing stands; None when its subject or its language is no more."""
        edition = self.edition(page.language)
        if page.kind == "sitemap":
            return addresses.sitemap(page.period)
        if edition is None:
            return None
        if page.kind == "archive":
            return addresses.archive(edition.prefix, page.period)
        if page.kind == "corrections":
            return addresses.corrections(edition.prefix, page.period)
        found = self._subject_of(page)
        return f"{found[1]}{addresses.period_path(page.period)}" if found else None

    def _subject_of(self, page: Page) -> tuple[Subject, str] | None:
        """The section, topic or contributor of a page, and where its newest stories stand."""
        found = desk.subject(page.kind, page.subject, page.language, self.register)
        if found is None or self.edition(page.language) is None:
            return None
        return found, addresses.subject(self.register.prefix(page.language), _FOLDERS[page.kind], found.slug)

    def _listed(self, page: Page, **which: Any) -> tuple[ListedStory, ...]:
        """The stories of a listing, newest first."""
        return tuple(desk.listed(desk.newest(page.language, self.register, **which), self.register))

    def _rows(self, ids: list[int]) -> tuple[str, ...]:
        """The stories with these ids as lists show them, those of them that are in the paper."""
        if missing := [each for each in ids if each not in self.rows]:
            self.rows.update((story.id, self.theme.row(story)) for story in desk.listed(missing, self.register))
        return tuple(self.rows[each] for each in ids if each in self.rows)

    def _count(self, page: Page) -> int:
        rows = Tally.objects.filter(kind=page.kind, subject=page.subject, language=page.language, period=page.period)
        return rows.values_list("count", flat=True).first() or 0

    def _periods(self, page: Page, length: int, base: str) -> Iterator[Period]:
        """The finer pages of a listing, newest first: those whose period is ``length`` characters long."""
        rows = (
            Tally.objects.filter(kind=page.kind, subject=page.subject, language=page.language)
            .filter(period__startswith=page.period)
            .annotate(length=Length("period"))
            .filter(length=length)
            .order_by("-period")
        )
        for period, count in rows.values_list("period", "count"):
            yield Period(Page(page.kind, period=period).start, f"{base}{addresses.period_path(period)}", count)
