"""What a WordPress export says, as frozen values: nothing is judged here, and nothing is read out of prose.

The names are WordPress' own (its database schema, and its WXR format). Dates are as they stand there,
``2015-06-02 10:30:00``, local or GMT; ``0000-00-00 00:00:00`` means that there is none.
"""

from dataclasses import dataclass

NO_DATE = "0000-00-00 00:00:00"


@dataclass(frozen=True, slots=True)
class Site:
    """The site that was exported. ``address`` is that of its front page, without a slash at its end."""

    title: str = ""
    address: str = ""
    description: str = ""
    language: str = ""
    version: str = ""
    base_site: str = ""
    generator: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody with an account there."""

    login: str
    name: str = ""
    id: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag, a menu, or a term of any other taxonomy. ``parent`` is a slug."""

    taxonomy: str
    slug: str
    name: str = ""
    id: str = ""
    parent: str = ""
    description: str = ""
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A term as an item bears it."""

    taxonomy: str
    slug: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, pingback or trackback. The address that it came from is not even read."""

    id: str
    name: str = ""
    email: str = ""
    url: str = ""
    date: str = NO_DATE
    date_gmt: str = NO_DATE
    content: str = ""
    approved: str = "1"
    kind: str = ""
    parent: str = "0"
    user: str = "0"
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A post, page, attachment, menu item, or anything else that WordPress keeps as a post."""

    id: str
    kind: str = "post"
    title: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = NO_DATE
    date_gmt: str = NO_DATE
    modified: str = NO_DATE
    modified_gmt: str = NO_DATE
    published: str = ""
    status: str = "publish"
    slug: str = ""
    parent: str = "0"
    order: str = "0"
    password: str = ""
    is_sticky: bool = False
    comment_status: str = ""
    ping_status: str = ""
    attachment_url: str = ""
    labels: tuple[Label, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()

    def field(self, key: str) -> str:
        """The first custom field with this name; empty without one."""
        return next((value for name, value in self.meta if name == key), "")


Part = Site | Author | Term | Item


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that a text shows: by the id of its attachment, by the address of its file, or both.

    ``address`` is absolute or begins with a slash, as it stood in the text.
    """

    attachment: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Something in a text that was not understood: what kind of thing, and how it stood there (its beginning)."""

    kind: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as the body of a story: raw blocks (:mod:`dateline.desk.body`), whose photographs are pictures yet.

    ``left`` is what was kept as it stood.
    """

    blocks: tuple[dict[str, object], ...] = ()
    left: tuple[Left, ...] = ()
