"""What is done with one piece of an export apart from the database: it is read, and its text becomes blocks.

It runs in processes of its own, since it takes most of the time.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dateline.archive.wordpress.content import convert
from dateline.archive.wordpress.elements import Names
from dateline.archive.wordpress.provenance import Facts, provenance
from dateline.archive.wordpress.reading import part
from dateline.archive.wordpress.values import Comment, Converted, Item, Part, Site
from dateline.archive.wordpress.words import words

# What takes no text: WordPress' own machinery, and what is carried as something else.
_WITHOUT_TEXT = frozenset({"attachment", "nav_menu_item"})
_NOTHING = Converted()
_REUSED = '<!-- wp:block {{"ref":{}}} /-->'


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an export with its number in it."""

    at: int
    names: Names
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Worked:
    """What a piece is: the part, marks by which a changed one is known, its text as blocks, whose it says it is."""

    at: int
    part: Part | None
    digest: str = ""
    comments: tuple[str, ...] = ()
    converted: Converted = _NOTHING
    facts: Facts = field(default_factory=dict)


def work(pieces: list[Piece], site: Site, reused: Mapping[str, str]) -> list[Worked]:
    """Read pieces. ``reused`` are blocks that posts refer to, by their ids."""
    return [_worked(piece, site, reused) for piece in pieces]


def _worked(piece: Piece, site: Site, reused: Mapping[str, str]) -> Worked:
    found = part(piece.names, piece.kind, piece.text)
    if not isinstance(found, Item):
        return Worked(piece.at, found, digest(found))
    told = replace(found, comments=())
    converted = _NOTHING if found.kind in _WITHOUT_TEXT else convert(_whole(found, reused), site)
    facts = provenance(found, converted, site, words(found.title)) if found.kind == "post" else {}
    return Worked(piece.at, found, digest(told), tuple(map(digest, found.comments)), converted, facts)


def _whole(item: Item, reused: Mapping[str, str]) -> Item:
    """An item with the blocks that it refers to in their places."""
    if "<!-- wp:block {" not in item.content:
        return item
    content = item.content
    for number, text in reused.items():
        content = content.replace(_REUSED.format(number), text)
    return replace(item, content=content)


def digest(part: Part | Comment | None) -> str:
    """The same for the same words."""
    return hashlib.blake2b(repr(part).encode(errors="surrogatepass"), digest_size=12).hexdigest()
