"""One language of the paper, made ready once: words, dates, masthead, navigation, footer, the compiled templates."""

from datetime import date
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Template
from markupsafe import Markup, escape

from dateline.desk.values import Credit, Link, Paper
from dateline.edition.theme.addresses import guarded_email, linkable
from dateline.edition.theme.colours import DARK, LIGHT
from dateline.edition.theme.dates import Dates, masthead_words
from dateline.edition.theme.library import Library
from dateline.lib.tongues import Tongue, tongue
from dateline.lib.words import Words

LOCALE = Path(__file__).parent / "locale"
EMPTY_PLACES = {
    "gone": "This story has been withdrawn",
    "missing": "There is no page at this address",
    "closed": "Nobody answers here just now",
    "kept": "Your comment is kept",
    "unkept": "Your comment could not be kept",
}
STATIC_PAGES = {"about": "About us", "contact": "Contact", "principles": "Our principles"}


class Language:
    """Everything that the pages of one language share."""

    def __init__(self, paper: Paper, code: str, today: date, library: Library, *, writes_letters: bool = False) -> None:
        self.paper, self.today, self.writes_letters = paper, today, writes_letters
        self.copy = paper.edition(code)
        self.code = self.copy.language
        self.tongue: Tongue = tongue(self.code)
        self.words = Words(self.tongue, LOCALE)
        self.dates = Dates(self.code, paper.zone, self.words)
        self._styles = {lists: library.style(arabic=self.tongue.dir == "rtl", lists=lists) for lists in (False, True)}
        self._navigation: dict[str, Markup] = {}
        self._environment = library.environment(
            _=self.words.text,
            say=self.words.say,
            count=self.words.count,
            term=self.words.term,
            number=self.tongue.number,
            paper=self._shared(),
        )
        self._templates = self._compiled("masthead", "footer")
        self.masthead = Markup(self.set("masthead", large=False))  # noqa: S704  # a template of ours
        self.footer = Markup(self.set("footer"))  # noqa: S704  # a template of ours
        vars(self._environment.globals["paper"]).update(masthead=self.masthead, footer=self.footer)
        self._templates |= self._compiled("story", "front", "listing", "corrections", "page", "talk")

    def _compiled(self, *names: str) -> dict[str, Template]:
        found = {name: self._environment.get_template(f"{name}.html") for name in names}
        for template in found.values():
            template.globals = dict(template.globals)  # flat: each page is begun with a copy of them
        return found

    def set(self, template: str, /, **values: object) -> str:
        """One template with its values filled in."""
        return self._templates[template].render(values)

    def page(self, template: str, /, **values: object) -> bytes:
        """A finished page. Piece by piece: one sign from beyond Latin-1 would make a whole page slow to encode."""
        return b"".join(map(str.encode, self._templates[template].generate(values)))

    def front_masthead(self) -> Markup:
        """The large masthead, with the date of the edition."""
        today = Markup('<time datetime="{}">{}</time>').format(
            self.today.isoformat(), masthead_words(self.today, self.code)
        )
        return Markup(self.set("masthead", large=True, today=today))  # noqa: S704  # a template of ours

    def navigation(self, here: str | None = None, *, current: str = "true") -> Markup:
        """The row of sections; ``here`` is the address of the section that the page belongs to."""
        found = self._navigation.get(f"{current}{here}")
        if found is None:
            found = self._navigation[f"{current}{here}"] = self._row_of_sections(here, current)
        return found

    def _row_of_sections(self, here: str | None, current: str) -> Markup:
        sections = (self.paper.sections or {}).get(self.code, ())
        here_now = Markup(' aria-current="{}"').format(current)
        items = Markup("").join(
            Markup('<li><a href="{}"{}>{}</a></li>').format(
                section.address, here_now if section.address == here else "", section.name
            )
            for section in sections
            if linkable(section.address)
        )
        if not items:
            return Markup("")
        label = self.words.text("Sections")
        return Markup('<nav class="sections" aria-label="{}"><ul>{}</ul></nav>').format(label, items)

    def in_own_language(self, language: str) -> Markup:
        """The attributes of an element whose text is in ``language``; none where the page's are right already."""
        if not language or language == self.code:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(language, tongue(language).dir)

    def absolute(self, address: str) -> str:
        """An address of this paper as other sites have to write it."""
        return f"{self.paper.public_address}{address}" if address.startswith("/") else address

    @cached_property
    def retracted(self) -> str:
        """The label of a story that was retracted, in lists."""
        return str(self.words.text("Retracted"))

    def names(self, credits: tuple[Credit, ...], *, links: bool) -> Markup:
        """Names in a row, as the language joins them: ``A, B and C``."""
        return self.join([self._name(each, links=links) for each in credits])

    def join(self, names: list[Markup]) -> Markup:
        """Finished names in a row, as the language joins them."""
        if len(names) < 2:  # noqa: PLR2004  # one name has no neighbour
            return names[0] if names else Markup("")
        first = self.words.text(", ").join(names[:-1])
        return self.words.say("{names} and {name}", names=first, name=names[-1])

    def _name(self, credit: Credit, *, links: bool) -> Markup:
        name = f"<bdi>{escape(credit.name)}</bdi>"
        if links and linkable(credit.address):
            name = f'<a href="{escape(credit.address)}">{name}</a>'
        return Markup(name)  # noqa: S704  # both parts are escaped

    def _shared(self) -> SimpleNamespace:
        """What every template may name as ``paper``."""
        copy, prefix = self.copy, self.copy.prefix
        return SimpleNamespace(
            name=copy.name,
            organisation=copy.organisation,
            language=self.code,
            dir=self.tongue.dir,
            prefix=prefix,
            logo=self.paper.logo if self.paper.logo.startswith("/") else "",
            style=self._styles[False],
            list_style=self._styles[True],
            light=LIGHT["paper"],
            dark=DARK["paper"],
            languages=self._languages(),
            open_graph=self.tongue.open_graph,
            feed=f"{prefix}feed.xml",
            pages=self._pages(),
            email=guarded_email(self.paper.contact_address) if self.paper.contact_address else "",
            masthead="",
            footer="",
        )

    def _languages(self) -> list[dict[str, Any]]:
        return [
            {
                "address": each.prefix,
                "code": each.language,
                "name": tongue(each.language).own_name,
                "dir": tongue(each.language).dir,
                "here": each.language == self.code,
            }
            for each in self.paper.editions
        ]

    def _pages(self) -> list[Link]:
        written = [
            Link(self.words.text(title), f"{self.copy.prefix}{slug}/")
            for slug, title in STATIC_PAGES.items()
            if getattr(self.copy, slug).strip()
        ]
        corrections = Link(self.words.text("Corrections"), f"{self.copy.prefix}corrections/")
        return [*written, corrections, Link(self.words.text("Archive"), f"{self.copy.prefix}archive/")]
