"""The theme's front: one method for each kind of page."""

import hashlib
from datetime import date
from pathlib import Path

from markupsafe import Markup

from dateline.desk.values import LanguageEditionCopy, ListedStory, Paper, PrintedStory
from dateline.discussion.sheets import LetterSheet, Sheet, Stub
from dateline.discussion.values import Discussion
from dateline.edition.sheets import CorrectionsSheet, Front, Listing
from dateline.edition.theme import talk
from dateline.edition.theme.addresses import folder, linked
from dateline.edition.theme.language import EMPTY_PLACES, STATIC_PAGES, Language
from dateline.edition.theme.letters import letter
from dateline.edition.theme.library import Library
from dateline.edition.theme.listing_page import corrections_values, front_values, listing_values, row
from dateline.edition.theme.live import live_values
from dateline.edition.theme.story_page import story_text, story_values


class Theme:
    """Sets pages for one paper on one day. Keep it: the first page of a language costs what ten thousand others do.

    ``today`` is the paper's local date. It is printed in the masthead of fronts and decides how old stories are
    called; nothing else depends on it. ``writes_letters``: readers may ask for letters about answers.

    Attributes:
        imprint: a hash over templates, style, words and the paper's furniture; when it changes, every page is due.
        style_hashes: what the Content-Security-Policy has to allow for the ``<style>`` in the pages.
        script: what fetches the script of forms, and where that stands; None if there is none.
    """

    def __init__(
        self,
        paper: Paper,
        today: date,
        *,
        replacements: Path | None = None,
        script: bytes = b"",
        writes_letters: bool = False,
    ) -> None:
        self._paper, self._today, self._writes_letters = paper, today, writes_letters
        self.script = talk.script(script) if script else None
        self._library = Library(paper.accent, replacements)
        self._languages: dict[str, Language] = {}
        self.style_hashes: tuple[str, ...] = self._library.style_hashes()
        self.imprint: str = self._imprint()

    def prepare(self) -> None:
        """Make every language of the paper ready: before forking, for instance."""
        for edition in self._paper.editions:
            self._language(edition.language)

    def story(
        self,
        story: PrintedStory,
        *,
        jsonld: str = "",
        photograph_base: str | None = None,
        discussion: Discussion | None = None,
    ) -> bytes:
        """A story's page. Photographs lie at ``photograph_base``, or in the story's own folder."""
        base = folder(story.address) if photograph_base is None else photograph_base
        language = self._language(story.language)
        said = talk.talk(language, story.address, discussion, self.script)
        return language.page("story", **story_values(language, story, base, _jsonld(jsonld), said))

    def comments(self, story: Stub, discussion: Discussion) -> bytes:
        """A later page of what readers say under a story."""
        language = self._language(story.language)
        return language.page("talk", **talk.page_values(language, story, discussion, self.script))

    def live(self, sheet: Sheet) -> bytes:
        """A page for the one reader who asks."""
        language = self._language(sheet.language)
        return language.page("talk", **live_values(language, sheet, self.script))

    def letter(self, sheet: LetterSheet) -> tuple[str, str]:
        """A letter to a reader: its subject and its plain text."""
        return letter(self._language(sheet.language), sheet)

    def text(self, story: PrintedStory, base: str) -> str:
        """A story's text alone, for feeds, without its standfirst; photographs lie at ``base``, an absolute folder."""
        return str(story_text(self._language(story.language), story, base))

    def row(self, story: ListedStory) -> str:
        """A story as it stands in long lists, finished: what a listing's groups are made of."""
        return row(self._language(story.language), story)

    def front(self, front: Front, *, jsonld: str = "") -> bytes:
        """The front page of one language."""
        language = self._language(front.language)
        return language.page("front", **front_values(language, front, _jsonld(jsonld)))

    def listing(self, listing: Listing) -> bytes:
        """A section, a topic, a contributor, a year, a month, a day, or the archive (kind year without a start)."""
        language = self._language(listing.language)
        return language.page("listing", **listing_values(language, listing))

    def corrections(self, sheet: CorrectionsSheet) -> bytes:
        """The paper's corrections, the newest first."""
        language = self._language(sheet.language)
        return language.page("corrections", **corrections_values(language, sheet))

    def static(self, language: str, slug: str) -> bytes:
        """``about``, ``contact`` or ``principles``, as the newsroom wrote it."""
        setting = self._language(language)
        html = Markup(getattr(setting.copy, slug))  # noqa: S704  # cleaned by the desk
        address = setting.absolute(f"{setting.copy.prefix}{slug}/")
        return _page(setting, "static", STATIC_PAGES[slug], html=html, address=address, slug=slug)

    def gone(self, language: str, notice: str = "") -> bytes:
        """What stands where a killed story stood (410); ``notice`` is the newsroom's own sentence."""
        return _page(self._language(language), "gone", EMPTY_PLACES["gone"], notice=notice)

    def empty_place(self, language: str, kind: str) -> bytes:
        """What is said where nothing ever stood (``missing``, 404), or where nobody answers now (``closed``, 503).

        Or to whom a comment was sent that was ``kept`` (202) or ``unkept`` (507); these two have a place to be filled,
        the link to the receipt and the text area.
        """
        return _page(self._language(language), kind, EMPTY_PLACES[kind])

    def _language(self, code: str) -> Language:
        code = self._paper.edition(code).language
        if code not in self._languages:
            self._languages[code] = Language(
                self._paper, code, self._today, self._library, writes_letters=self._writes_letters
            )
        return self._languages[code]

    def _imprint(self) -> str:
        paper = self._paper
        furniture = [
            (each.language, each.name, each.organisation, each.is_primary, *_written(each)) for each in paper.editions
        ]
        frame = (paper.public_address, paper.zone, paper.accent, paper.contact_address, paper.logo, furniture)
        sections = sorted((paper.sections or {}).items())
        return hashlib.sha256(
            f"{self._library.digest()}{self.script}{self._writes_letters}{frame!r}{sections!r}".encode()
        ).hexdigest()[:32]


def _written(copy: LanguageEditionCopy) -> tuple[bool, ...]:
    return tuple(bool(getattr(copy, slug).strip()) for slug in STATIC_PAGES)


def _page(language: Language, kind: str, title: str, **values: object) -> bytes:
    prefix, text = language.copy.prefix, language.words.text
    links = {
        "front": linked(text("front page"), prefix),
        "archive": linked(text("archive"), f"{prefix}archive/"),
        "corrections": linked(text("corrections"), f"{prefix}corrections/"),
        "receipt": linked(text("your receipt"), "/-/receipt/"),
    }
    named = {"address": "", "slug": "", "html": "", "notice": "", **values}
    return language.page("page", kind=kind, title=text(title), navigation=language.navigation(), links=links, **named)


def _jsonld(text: str) -> Markup:
    return Markup(text)  # noqa: S704  # made and escaped by the press
