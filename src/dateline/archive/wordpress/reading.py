"""From the text of an export to values (WXR 1.0 to 1.2; WordPress' own ``export_wp()`` is what writes it)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from dateline.archive.errors import NoExportError
from dateline.archive.wordpress import text
from dateline.archive.wordpress.elements import Element, Names, elements
from dateline.archive.wordpress.pieces import Pieces
from dateline.archive.wordpress.values import NO_DATE, Author, Comment, Item, Label, Part, Site, Term
from dateline.lib.text import slugify

_TAXONOMIES: Final = {"tag": "post_tag", "": "category"}
_LOOKS_RIGHT: Final = re.compile(r"<rss[\s>]|<item[\s>]|wordpress\.org/export/")


@dataclass(slots=True)
class Export:
    """One export while it is read: ``mended`` and ``read`` (bytes) grow as its parts are taken."""

    stream: IO[bytes]
    mended: Counter[str] = field(default_factory=Counter)
    read: int = 0

    def pieces(self) -> Iterator[tuple[Names, str, str]]:
        """Each piece with the names that its prefixes stand for: the site first, as the piece ``channel``.

        Raises:
            NoExportError: this is no export of WordPress.
        """
        decoded = text.Text(self.stream)
        pieces = Pieces(decoded, self.mended)
        names: Names | None = None
        for name, piece in pieces:
            self.read = decoded.read
            if names is None:
                names = Names.of(pieces.head)
                yield names, "channel", pieces.head
            yield names, names.name(name), piece
        if names is None:
            if not _LOOKS_RIGHT.search(pieces.head):
                raise NoExportError("This is not an export of WordPress: it has no posts in it, and no channel.")
            yield Names.of(pieces.head), "channel", pieces.head
        self.mended.update(decoded.mended)
        self.read = decoded.read


def part(names: Names, kind: str, piece: str) -> Part | None:
    """What a piece says; None for one that says nothing."""
    found = elements(piece, names)
    match kind:
        case "item":
            return _item(found)
        case "channel":
            return _site(found)
        case "wp:author":
            login = found.text("wp:author_login")
            return Author(
                login=login,
                name=found.text("wp:author_display_name") or login,
                id=found.text("wp:author_id"),
                email=found.text("wp:author_email"),
                first_name=found.text("wp:author_first_name"),
                last_name=found.text("wp:author_last_name"),
            )
        case "wp:category" | "wp:tag" | "wp:term":
            return _term(kind, found)
    return None


def _site(found: Element) -> Site:
    return Site(
        title=found.text("title").strip(),
        address=(found.text("wp:base_blog_url") or found.text("link")).strip().rstrip("/"),
        description=found.text("description").strip(),
        language=found.text("language").strip(),
        version=found.text("wp:wxr_version").strip(),
        base_site=found.text("wp:base_site_url").strip(),
        generator=found.text("generator").strip(),
    )


def _term(kind: str, found: Element) -> Term:
    prefix = {"wp:category": "cat", "wp:tag": "tag", "wp:term": "term"}[kind]
    name = found.text(f"wp:{prefix}_name")
    slug = {"wp:category": "category_nicename", "wp:tag": "tag_slug", "wp:term": "term_slug"}[kind]
    taxonomy = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": found.text("wp:term_taxonomy")}[kind]
    described = {"wp:category": "category", "wp:tag": "tag", "wp:term": "term"}[kind]
    return Term(
        taxonomy=taxonomy,
        slug=found.text(f"wp:{slug}") or slugify(name),
        name=name or found.text(f"wp:{slug}"),
        id=found.text("wp:term_id"),
        parent=found.text("wp:category_parent") or found.text("wp:term_parent"),
        description=found.text(f"wp:{described}_description"),
        meta=_meta(found, "wp:termmeta"),
    )


def _item(found: Element) -> Item:
    one = found.text
    return Item(
        id=one("wp:post_id").strip(),
        kind=one("wp:post_type").strip() or "post",
        title=one("title"),
        link=one("link").strip(),
        guid=one("guid").strip(),
        creator=one("dc:creator").strip(),
        content=one("content:encoded"),
        excerpt=one("excerpt:encoded"),
        date=one("wp:post_date").strip() or NO_DATE,
        date_gmt=one("wp:post_date_gmt").strip() or NO_DATE,
        modified=one("wp:post_modified").strip() or NO_DATE,
        modified_gmt=one("wp:post_modified_gmt").strip() or NO_DATE,
        published=one("pubDate").strip(),
        status=one("wp:status").strip() or "publish",
        slug=one("wp:post_name").strip(),
        parent=one("wp:post_parent").strip() or "0",
        order=one("wp:menu_order").strip() or "0",
        password=one("wp:post_password"),
        is_sticky=one("wp:is_sticky").strip() == "1",
        comment_status=one("wp:comment_status").strip(),
        ping_status=one("wp:ping_status").strip(),
        attachment_url=one("wp:attachment_url").strip(),
        labels=_labels(found),
        meta=_meta(found, "wp:postmeta"),
        comments=tuple(map(_comment, found.all("wp:comment"))),
    )


def _labels(found: Element) -> tuple[Label, ...]:
    """The terms of an item, each once; WXR 1.0 names each twice, with its taxonomy and without."""
    labels: dict[tuple[str, str], Label] = {}
    for each in found.all("category"):
        domain, slug, name = each.attribute("domain"), each.attribute("nicename"), each.value
        label = Label(_TAXONOMIES.get(domain, domain), slug or slugify(name), name)
        if domain or not any(known.name == name for known in labels.values()):
            labels.setdefault((label.taxonomy, label.slug), label)
    named = {label.name for label in labels.values() if label.taxonomy != "category"}
    told = {each.value for each in found.all("category") if each.attribute("domain") == "category"}
    return tuple(
        label
        for label in labels.values()
        if label.taxonomy != "category" or label.name not in named or label.name in told
    )


def _comment(found: Element) -> Comment:
    one = found.text
    return Comment(
        id=one("wp:comment_id").strip(),
        name=one("wp:comment_author"),
        email=one("wp:comment_author_email").strip(),
        url=one("wp:comment_author_url").strip(),
        date=one("wp:comment_date").strip() or NO_DATE,
        date_gmt=one("wp:comment_date_gmt").strip() or NO_DATE,
        content=one("wp:comment_content"),
        approved=one("wp:comment_approved").strip(),
        kind=one("wp:comment_type").strip(),
        parent=one("wp:comment_parent").strip() or "0",
        user=one("wp:comment_user_id").strip() or "0",
        meta=_meta(found, "wp:commentmeta"),
    )


def _meta(found: Element, name: str) -> tuple[tuple[str, str], ...]:
    pairs = ((each.text("wp:meta_key"), each.text("wp:meta_value")) for each in found.all(name))
    return tuple(pair for pair in pairs if pair[0])
