"""The copy check: what is damaged in a text, where, and how it could be mended. No Django, no database, no network.

    a text ─▶ Copy ─▶ each module of kinds/ ─▶ damages, in the order of their places

Nothing is changed: each damage has its place, the words that show it, and a cure where there is one.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from dateline.wire.copy_check import kinds
from dateline.wire.copy_check.copy import Copy, Found
from dateline.wire.copy_check.language import language as language_of
from dateline.wire.values import Damage, Place

__all__ = ["check", "names"]


class Kind(Protocol):
    """A kind of damage: a module of ``kinds/``. ``PLACES`` says in which texts of a story it is looked for."""

    NAMES: tuple[str, ...]
    PLACES: tuple[Place, ...]

    def find(self, copy: Copy) -> Found:
        """Take a piece of copy and give each damage of this kind."""


@cache
def registry() -> tuple[Kind, ...]:
    """Give every kind of damage, found by its file."""
    found = (import_module(f"{kinds.__name__}.{module.name}") for module in iter_modules(kinds.__path__))
    return tuple(cast("Kind", module) for module in found)


def names() -> tuple[str, ...]:
    """Give the name of every kind of damage that can be found."""
    return tuple(sorted(name for kind in registry() for name in kind.NAMES))


def check(
    text: str, *, headline: str = "", caption: str = "", language: str = "", published: date | None = None
) -> tuple[Damage, ...]:
    """Say what is damaged in a text.

    Args:
        text: Plain text, a line a paragraph.
        headline: Checked too, and held against the text.
        caption: That of the lead photograph; checked too, and looked for in the text.
        language: A tag (BCP 47); if empty, the language is guessed.
        published: The day on which the text was published, in the outlet's zone, to work out what "on Tuesday" means.

    Returns:
        The damages of the text in the order of their places, then those of the headline and of the caption
        (``where`` says which). Where one place is damaged in two ways, both are told.
    """
    tongue = language_of(language, text)
    body = Copy(text, tongue, headline, caption, published)
    beside = (Copy(headline, tongue, where="headline"), Copy(caption, tongue, where="caption"))
    copies = (body, *(copy for copy in beside if copy.text))
    return tuple(damage for copy in copies for damage in _ordered(copy))


def _ordered(copy: Copy) -> list[Damage]:
    return sorted(_found(copy), key=lambda damage: (damage.start, damage.end, damage.kind))


def _found(copy: Copy) -> Iterator[Damage]:
    for kind in registry():
        if copy.where in kind.PLACES:
            yield from kind.find(copy)
