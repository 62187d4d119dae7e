"""What an export holds, before anything of it comes in: the site, how much of each kind, which terms for how many."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.archive.errors import NoExportError
from dateline.archive.importing.reading import Readers, Sources
from dateline.archive.wordpress import moments
from dateline.archive.wordpress.reading import part
from dateline.archive.wordpress.values import Author, Item, Label, Site, Term
from dateline.archive.wordpress.work import Piece

_NO_SITE = Site()
_WITHOUT_LANGUAGE = frozenset({"item:nav_menu_item", "item:attachment", "item:wp_block"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What the survey keeps of a piece."""

    kind: str
    status: str = ""
    comments: int = 0
    labels: tuple[Label, ...] = ()
    tongue: str = ""
    offset: int | None = None
    sticky: str = ""
    whole: Site | Author | Term | Item | None = None


@dataclass(slots=True)
class Survey:
    """What exports hold.

    ``stood`` counts by kind, ``usage`` the items of each term (taxonomy, slug); ``spoken`` are the languages that these
    are in, as the site calls them ("": it does not say). ``offsets`` are the minutes that its clock was ahead of GMT,
    ``sticky`` the old ids of what stood on top, by kind.
    """

    site: Site = _NO_SITE
    authors: dict[str, Author] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    stood: Counter[str] = field(default_factory=Counter)
    usage: Counter[tuple[str, str]] = field(default_factory=Counter)
    spoken: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    reused: dict[str, str] = field(default_factory=dict)
    offsets: Counter[int] = field(default_factory=Counter)
    sticky: dict[str, list[str]] = field(default_factory=dict)
    pieces: int = 0
    said_of_files: int = 0

    def note(self, seen: Seen) -> None:
        """Count a piece."""
        self.pieces += 1
        whole = seen.whole
        if isinstance(whole, Site):
            self.site = self.site if self.site.address else whole
            return
        self.stood[seen.kind] += 1
        self.stood["comment"] += seen.comments
        self.said_of_files += seen.comments if seen.kind == "item:attachment" else 0
        if isinstance(whole, Author):
            self.authors.setdefault(whole.login, whole)
        elif isinstance(whole, Term):
            self.terms.setdefault((whole.taxonomy, whole.slug), whole)
        elif isinstance(whole, Item):
            self.reused[whole.id] = whole.content
        if seen.kind not in _WITHOUT_LANGUAGE:
            self.languages[seen.tongue] += 1
            if seen.sticky:
                self.sticky.setdefault(seen.kind, []).append(seen.sticky)
            if seen.offset is not None:
                self.offsets[seen.offset] += 1
        for label in seen.labels if seen.kind not in _WITHOUT_LANGUAGE else ():
            key = (label.taxonomy, label.slug)
            self.names.setdefault(key, label.name)
            self.usage[key] += 1
            self.spoken.setdefault(key, set()).add(seen.tongue)


def look(pieces: list[Piece]) -> list[Seen]:
    """What the survey keeps of pieces."""
    return [_seen(piece) for piece in pieces]


def _seen(piece: Piece) -> Seen:
    found = part(piece.names, piece.kind, piece.text)
    match found:
        case Item():
            whole = found if found.kind == "wp_block" else None
            return Seen(
                kind=kind_of(found),
                status=found.status,
                comments=len(found.comments),
                labels=found.labels,
                tongue=tongue_of(found),
                offset=moments.offset(found),
                sticky=found.id if found.is_sticky else "",
                whole=whole,
            )
        case Author():
            return Seen("author", whole=found)
        case Term():
            return Seen(f"term:{found.taxonomy}", whole=found)
    return Seen("site", whole=found)


def tongue_of(item: Item) -> str:
    """The language that Polylang or WPML say an item is in; "" where nobody says."""
    polylang = next((label.slug for label in item.labels if label.taxonomy == "language"), "")
    return polylang or item.field("_wpml_import_language_code")


def kind_of(item: Item) -> str:
    """What the account calls an item."""
    return f"item:{item.kind}"[:40]


def survey(sources: Sources, readers: Readers, report: Callable[[int], None]) -> Survey:
    """Read exports once, and count.

    Raises:
        NoExportError: they are exports of different sites, or of none.
    """
    found = Survey()
    for batch in readers.map(look, sources.pieces()):
        for seen in batch:
            if isinstance(seen.whole, Site) and found.site.address not in {"", seen.whole.address}:
                raise NoExportError(
                    f"These are exports of two sites: {found.site.address} and {seen.whole.address}. "
                    "Take one over after the other."
                )
            found.note(seen)
        report(sources.read)
    return found
