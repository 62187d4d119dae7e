"""From values to the text of an export (WXR 1.2, as WordPress' ``export_wp()`` writes it): the mirror of ``reading``.

Pure: the same values are the same text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final
from urllib.parse import quote

from dateline.archive.wordpress.values import Author, Comment, Item, Label, Site, Term

END: Final = "</channel>\n</rss>\n"
_LONGEST_NAME: Final = 200  # of a slug, encoded: wp_posts.post_name, wp_terms.slug
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file: a whole newspaper, made with Dateline. -->
<!-- WordPress takes it in under Tools, Import, WordPress. -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
_TERMS: Final = {
    "category": ("category", "category_nicename", "category_parent", "cat_name", "category_description"),
    "post_tag": ("tag", "tag_slug", "", "tag_name", "tag_description"),
}
_OTHER_TERM: Final = ("term", "term_slug", "term_parent", "term_name", "term_description")


def head(site: Site, published: str = "") -> str:
    """What stands before everything: which site it is. ``published`` is an RFC 822 date."""
    lines = [
        _plain("title", site.title),
        _plain("link", site.address),
        _plain("description", site.description),
        _plain("pubDate", published) if published else "",
        _plain("language", site.language),
        _plain("wp:wxr_version", site.version),
        _plain("wp:base_site_url", site.base_site),
        _plain("wp:base_blog_url", site.address),
        _plain("generator", site.generator),
    ]
    return _HEAD + _lines(filter(None, lines))


def author(told: Author) -> str:
    """Somebody with an account."""
    return _element(
        "wp:author",
        _plain("wp:author_id", told.id),
        _cdata("wp:author_login", told.login),
        _cdata("wp:author_email", told.email),
        _cdata("wp:author_display_name", told.name),
        _cdata("wp:author_first_name", told.first_name),
        _cdata("wp:author_last_name", told.last_name),
    )


def term(told: Term) -> str:
    """A category, a tag, or a term of another taxonomy."""
    kind, slug, parent, name, description = _TERMS.get(told.taxonomy, _OTHER_TERM)
    return _element(
        f"wp:{kind}",
        _plain("wp:term_id", told.id),
        "" if told.taxonomy in _TERMS else _cdata("wp:term_taxonomy", told.taxonomy),
        _cdata(f"wp:{slug}", told.slug),
        _cdata(f"wp:{parent}", told.parent) if parent else "",
        _cdata(f"wp:{name}", told.name),
        _cdata(f"wp:{description}", told.description) if told.description else "",
        *_meta("wp:termmeta", told.meta),
    )


def item(told: Item) -> str:
    """A post, a page, an attachment, with its comments."""
    return _element(
        "item",
        _cdata("title", told.title),
        _plain("link", told.link),
        _plain("pubDate", told.published),
        _cdata("dc:creator", told.creator),
        f'<guid isPermaLink="false">{_escaped(told.guid)}</guid>',
        "<description></description>",
        _cdata("content:encoded", told.content),
        _cdata("excerpt:encoded", told.excerpt),
        _plain("wp:post_id", told.id),
        _cdata("wp:post_date", told.date),
        _cdata("wp:post_date_gmt", told.date_gmt),
        _cdata("wp:post_modified", told.modified),
        _cdata("wp:post_modified_gmt", told.modified_gmt),
        _cdata("wp:comment_status", told.comment_status),
        _cdata("wp:ping_status", told.ping_status),
        _cdata("wp:post_name", told.slug),
        _cdata("wp:status", told.status),
        _plain("wp:post_parent", told.parent),
        _plain("wp:menu_order", told.order),
        _cdata("wp:post_type", told.kind),
        _cdata("wp:post_password", told.password),
        _plain("wp:is_sticky", "1" if told.is_sticky else "0"),
        _cdata("wp:attachment_url", told.attachment_url) if told.kind == "attachment" else "",
        *map(_label, told.labels),
        *_meta("wp:postmeta", told.meta),
        *map(_comment, told.comments),
    )


def _label(told: Label) -> str:
    domain, slug = _attribute(told.taxonomy), _attribute(told.slug)
    return f'<category domain="{domain}" nicename="{slug}">{_section(told.name)}</category>'


def _comment(told: Comment) -> str:
    return _element(
        "wp:comment",
        _plain("wp:comment_id", told.id),
        _cdata("wp:comment_author", told.name),
        _cdata("wp:comment_author_email", told.email),
        _plain("wp:comment_author_url", told.url),
        "<wp:comment_author_IP></wp:comment_author_IP>",
        _cdata("wp:comment_date", told.date),
        _cdata("wp:comment_date_gmt", told.date_gmt),
        _cdata("wp:comment_content", told.content),
        _cdata("wp:comment_approved", told.approved),
        _cdata("wp:comment_type", told.kind),
        _plain("wp:comment_parent", told.parent),
        _plain("wp:comment_user_id", told.user),
        *_meta("wp:commentmeta", told.meta),
    )


def _meta(name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (_element(name, _cdata("wp:meta_key", key), _cdata("wp:meta_value", value)) for key, value in pairs)


def _element(name: str, *inside: str) -> str:
    return f"<{name}>\n{_lines(filter(None, inside))}</{name}>\n"


def _lines(parts: Iterable[str]) -> str:
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def _plain(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>"


def _cdata(name: str, text: str) -> str:
    return f"<{name}>{_section(text)}</{name}>"


def _section(text: str) -> str:
    """A CDATA section; what would end it is divided between two."""
    return f"<![CDATA[{_allowed(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _escaped(text: str) -> str:
    return escape(_allowed(text), quote=False)


def _attribute(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """Text without the characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def name(slug: str) -> str:
    """A slug as WordPress keeps it: percent-encoded in small letters, cut between characters."""
    kept = ""
    for character in slug:
        encoded = quote(character, safe="").lower()
        if len(kept) + len(encoded) > _LONGEST_NAME:
            break
        kept += encoded
    return kept


def serialized(values: Mapping[str, str | int]) -> str:
    """An array as PHP's ``serialize()`` writes it."""
    pairs = "".join(f"{_php(key)}{_php(value)}" for key, value in values.items())
    return f"a:{len(values)}:{{{pairs}}}"


def _php(value: str | int) -> str:
    return f"i:{value};" if isinstance(value, int) else f's:{len(value.encode())}:"{value}";'
