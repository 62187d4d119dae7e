"""A small site in Port Ferrow, as WordPress exports it: invented, and written by hand so that it may be damaged."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from dateline.archive.importing.reading import Sources
from dateline.archive.wordpress.reading import part
from dateline.archive.wordpress.values import Part

HOME = "https://lantern.example"
_NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)


def cdata(text: str) -> str:
    """A text as WordPress writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def wxr(*parts: str, language: str = "en", title: str = "The Lantern", version: str = "1.2", home: str = HOME) -> str:
    """An export: authors, terms and items, in any order."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" {_NAMESPACES}>\n<channel>\n'
        f"<title>{escape(title)}</title>\n<link>{home}</link>\n<description>From Port Ferrow</description>\n"
        f"<language>{language}</language>\n<wp:wxr_version>{version}</wp:wxr_version>\n"
        f"<wp:base_site_url>{home}</wp:base_site_url>\n<wp:base_blog_url>{home}</wp:base_blog_url>\n"
        + "\n".join(parts)
        + "\n</channel>\n</rss>\n"
    )


def author(login: str, name: str, number: int = 1) -> str:
    """Somebody with an account."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{cdata(f'{login}@lantern.example')}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>"
    )


def category(slug: str, name: str, *, number: int = 1, parent: str = "") -> str:
    """A category."""
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
    )


def tag(slug: str, name: str, *, number: int = 50) -> str:
    """A tag."""
    return (
        f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{cdata(slug)}</wp:tag_slug>"
        f"<wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>"
    )


def label(slug: str, name: str, taxonomy: str = "category") -> str:
    """A term, as an item bears it."""
    return f'<category domain="{taxonomy}" nicename="{slug}">{cdata(name)}</category>'


def meta(key: str, value: str) -> str:
    """A custom field."""
    inside = f"<wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"<wp:postmeta>{inside}</wp:postmeta>"


def comment(number: int, text: str, *, parent: int = 0, approved: str = "1", kind: str = "comment", name: str = "",
            email: str = "", date: str = "2020-05-02 10:00:00", url: str = "") -> str:  # fmt: skip
    """A comment."""
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{cdata(name or f'Reader {number}')}</wp:comment_author>"
        f"<wp:comment_author_email>{cdata(email or f'reader{number}@mail.example')}</wp:comment_author_email>"
        f"<wp:comment_author_url>{escape(url)}</wp:comment_author_url>"
        f"<wp:comment_author_IP>{cdata('203.0.113.77')}</wp:comment_author_IP>"
        f"<wp:comment_date>{cdata(date)}</wp:comment_date><wp:comment_date_gmt>{cdata(date)}</wp:comment_date_gmt>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content><wp:comment_approved>{cdata(approved)}</wp:comment_approved>"
        f"<wp:comment_type>{cdata(kind)}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_user_id>0</wp:comment_user_id></wp:comment>"
    )


def item(number: int, title: str, content: str = "<p>The lamp was lit.</p>", *, kind: str = "post", slug: str = "",
         link: str | None = None, status: str = "publish", date: str = "2020-05-01 12:30:00", gmt: str | None = None,
         excerpt: str = "", parent: int = 0, password: str = "", sticky: int = 0, creator: str = "oda",
         comments: str = "open", inside: Iterable[str] = (), attachment: str = "") -> str:  # fmt: skip
    """A post, page, attachment or menu item, with ``inside`` (labels, custom fields, comments)."""
    slug = slug or f"story-{number}"
    day = date[:10].replace("-", "/")
    link = link if link is not None else f"{HOME}/{day}/{slug}/"
    url = f"<wp:attachment_url>{cdata(attachment)}</wp:attachment_url>" if attachment else ""
    return (
        f"<item>\n<title>{cdata(title)}</title>\n<link>{escape(link)}</link>\n<pubDate></pubDate>\n"
        f'<dc:creator>{cdata(creator)}</dc:creator>\n<guid isPermaLink="false">{HOME}/?p={number}</guid>\n'
        f"<description></description>\n<content:encoded>{cdata(content)}</content:encoded>\n"
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>\n<wp:post_id>{number}</wp:post_id>\n"
        f"<wp:post_date>{cdata(date)}</wp:post_date>\n"
        f"<wp:post_date_gmt>{cdata(date if gmt is None else gmt)}</wp:post_date_gmt>\n"
        f"<wp:post_modified>{cdata(date)}</wp:post_modified>\n<wp:post_modified_gmt>{cdata(date)}</wp:post_modified_gmt>\n"
        f"<wp:comment_status>{cdata(comments)}</wp:comment_status>\n<wp:ping_status>{cdata('open')}</wp:ping_status>\n"
        f"<wp:post_name>{cdata(slug)}</wp:post_name>\n<wp:status>{cdata(status)}</wp:status>\n"
        f"<wp:post_parent>{parent}</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n"
        f"<wp:post_type>{cdata(kind)}</wp:post_type>\n<wp:post_password>{cdata(password)}</wp:post_password>\n"
        f"<wp:is_sticky>{sticky}</wp:is_sticky>\n{url}" + "\n".join(inside) + "\n</item>"
    )


def written(folder: Path, text: str | bytes, name: str = "export.xml") -> Path:
    """The export as a file."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def parts(*paths: Path) -> Iterator[Part]:
    """What exports say, in their order."""
    for piece in Sources(paths).pieces():
        if (found := part(piece.names, piece.kind, piece.text)) is not None:
            yield found
