"""Words for readers: a folder of gettext catalogues, ``<language>.po``, read once and resolved once per language.

A room that speaks to readers keeps a ``locale`` folder of its own.
"""

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from dateline.lib.tongues import Tongue

FIELD = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=64)
def catalogue(folder: Path, language: str) -> Catalog:
    """The catalogue of one language; an empty one (which means English) where there is none."""
    path = folder / f"{language}.po"
    if not re.fullmatch(r"[A-Za-z-]+", language) or not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as source:
        return read_po(source, locale=None, abort_invalid=True)


class Phrase:
    """A sentence with named fields, cut into pieces once, so that filling it in is a join."""

    __slots__ = ("_fields", "_pieces")

    def __init__(self, text: str) -> None:
        pieces = FIELD.split(text)
        self._pieces = [str(escape(piece)) for piece in pieces]
        self._fields = [(place, pieces[place]) for place in range(1, len(pieces), 2)]

    def __call__(self, fields: dict[str, object]) -> Markup:
        """The sentence with its fields filled in, each escaped unless it is markup already."""
        if not self._fields:
            return Markup(self._pieces[0])  # noqa: S704  # escaped when the phrase was cut
        pieces = self._pieces.copy()
        for place, name in self._fields:
            pieces[place] = escape(fields[name])
        return Markup("".join(pieces))  # noqa: S704  # every piece is escaped


class Words:
    """What a folder of catalogues says in one language. What a catalogue lacks is said in English."""

    def __init__(self, tongue: Tongue, folder: Path) -> None:
        self._tongue = tongue
        self._catalogue = catalogue(folder, tongue.code)
        self._texts: dict[tuple[str, str], Markup] = {}
        self._phrases: dict[tuple[str, str], Phrase] = {}

    def text(self, english: str) -> Markup:
        """A fixed piece of text, ready to print."""
        return self.term("", english)

    def term(self, context: str, english: str) -> Markup:
        """A fixed piece of text that means different things in different places."""
        found = self._texts.get((context, english))
        if found is None:
            found = self._texts[context, english] = escape(self._translated(context, english))
        return found

    def say(self, english: str, **fields: object) -> Markup:
        """A sentence with fields (``{name}``), each escaped unless it is markup."""
        phrase = self._phrases.get(("", english))
        if phrase is None:
            phrase = self._phrases["", english] = Phrase(self._translated("", english))
        return phrase(fields)

    def count(self, one: str, many: str, count: int, **fields: object) -> Markup:
        """A sentence in the right plural form; ``{count}`` is the number in the language's own digits."""
        form = self._form(one, many, count)
        phrase = self._phrases.get(("plural", form))
        if phrase is None:
            phrase = self._phrases["plural", form] = Phrase(form)
        return phrase({"count": self._tongue.number(count), **fields})

    def _form(self, one: str, many: str, count: int) -> str:
        message = self._catalogue.get(one)
        if message is None or not isinstance(message.string, tuple | list):
            return one if count == 1 else many
        form = message.string[plural_index(self._catalogue.plural_expr, count)]
        return form or (one if count == 1 else many)

    def _translated(self, context: str, english: str) -> str:
        message = self._catalogue.get(english, context or None)
        return str(message.string) if message is not None and message.string else english


@lru_cache(maxsize=512)
def plural_index(expression: str, count: int) -> int:
    """Which plural form a catalogue's header names for ``count``."""
    from gettext import c2py  # as old as gettext itself; it parses, it does not evaluate

    return int(c2py(expression)(count))
