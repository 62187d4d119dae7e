"""Which pages of the demo newspaper stand for their kind."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

LANGUAGES = ["en", "az", "azb", "fa"]
_ALL_YEARS = "[0-9][0-9][0-9][0-9]"


@dataclass
class Places:
    """The printed pages, looked through."""

    pages: Path

    def prefix(self, language: str) -> str:
        """What every address of a language starts with."""
        return "" if language == LANGUAGES[0] else f"{language}/"

    @cached_property
    def _stories(self) -> dict[str, dict[str, str]]:
        return {
            language: {
                self._address(path): path.read_text(encoding="utf-8")
                for path in sorted(self.pages.glob(f"{self.prefix(language)}{_ALL_YEARS}/*/*/*/index.html"))
            }
            for language in LANGUAGES
        }

    def _address(self, path: Path) -> str:
        where = path.parent.relative_to(self.pages).as_posix()
        return f"/{where}/" if where != "." else "/"

    def story(self, language: str, *marks: str) -> list[str]:
        """The first story of a language whose page has all marks."""
        found = (place for place, page in self._stories[language].items() if all(mark in page for mark in marks))
        return [place for place in [next(found, "")] if place]

    def plain_story(self, language: str) -> str:
        """A story without photographs; the longest, so that its size says something."""
        plain = {place: page for place, page in self._stories[language].items() if "<img" not in page}
        return max(plain, key=lambda place: len(plain[place]))

    def of(self, language: str) -> list[str]:
        """One page of each kind."""
        prefix = self.prefix(language)
        listings = [
            self._address(path)
            for pattern in (f"{_ALL_YEARS}/*", _ALL_YEARS, "topic/*", "by/*")
            for path in sorted(self.pages.glob(f"{prefix}{pattern}/index.html"))[:1]
        ]
        section = next(
            self._address(path)
            for path in sorted(self.pages.glob(f"{prefix}*/feed.xml"))
            if path.parent.name not in LANGUAGES
        )
        gone = [
            f"/{path.parent.relative_to(self.pages.parent / 'gone').as_posix()}/"
            for path in sorted((self.pages.parent / "gone").glob(f"{prefix}{_ALL_YEARS}/**/index.html"))[:1]
        ]
        stories = [
            *self.story(language, 'class="story"', 'class="photograph lead"'),
            *self.story(language, 'class="age"', 'class="provenance"'),
            *self.story(language, 'class="stations"'),
            *self.story(language, 'class="correction'),
            *self.story(language, "<table"),
            *(self.story(language, "notice-to-persons-who-hear-the-bell") if language == "en" else []),
            self.plain_story(language),
        ]
        chosen = [f"/{prefix}", section, *stories, *listings, f"/{prefix}corrections/", f"/{prefix}about/",
                  f"/{prefix}contact/", f"/{prefix}archive/", f"/{prefix}no/such/page/", *gone]  # fmt: skip
        return [quote(place) if place.isascii() else place for place in dict.fromkeys(chosen)]
