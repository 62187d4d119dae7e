"""The body of a story as blocks of WordPress' editor; what it writes, ``wordpress.content`` reads back. Pure."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from dateline.archive.wordpress.content.cards import card
from dateline.archive.wordpress.content.lexing import block_tokens
from dateline.desk.body import Block
from dateline.lib.html import clean_block

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^>\"]|\"[^\"]*\")*>")
_BLOCKS: Final = frozenset({"p", "ul", "ol", "h2", "h3", "h4", "blockquote"})
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_DELIMITED: Final = re.compile(r"\s*<!--\s+wp:")
_SHORTCODE: Final = re.compile(r"\s*\[[^\[\]]+\].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph as WordPress shows it: the number of its attachment, where its file is, what it shows in words."""

    number: str
    address: str
    alternative_text: str = ""


Photographs = Callable[[Any], Shown | None]


def written(blocks: Iterable[Block], photographs: Photographs) -> str:
    """Blocks of ours as those of WordPress. A photograph that ``photographs`` does not know is left out."""
    return "\n\n".join(piece for block in blocks for piece in _pieces(block, photographs))


def _pieces(block: Block, photographs: Photographs) -> Iterator[str]:
    kind, value = block["type"], block["value"]
    if kind == "photograph":
        yield from _photograph(value, photographs(value.get("photograph")))
    elif kind in _WRITERS:
        yield from _WRITERS[kind](value)


def _block(name: str, html: str, **attributes: object) -> str:
    """A block with its delimiters; what would end the comment of its attributes is escaped as WordPress does."""
    told = json.dumps(attributes, ensure_ascii=False, separators=(",", ":")) if attributes else ""
    for unsafe, safe in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        told = told.replace(unsafe, safe)
    return f"<!-- wp:{name} {told}{' ' if told else ''}-->\n{html}\n<!-- /wp:{name} -->"


def _words(text: object) -> str:
    """Plain text as HTML in which nothing is a shortcode."""
    return escape(str(text or ""), quote=False).replace("[", "&#91;")


def _broken(text: object) -> str:
    return "<br>".join(_words(line) for line in str(text or "").splitlines() if line.strip())


def _said(text: object) -> list[str]:
    """The lines of a quotation; an address that stood alone would be shown as what it leads to."""
    lines = (line.strip() for line in str(text or "").splitlines() if line.strip())
    return [f'<a href="{line}">{line}</a>' if _ADDRESS.fullmatch(line) else line for line in map(_words, lines)]


def _prose(value: str) -> Iterator[str]:
    # In an attribute, too, a bracket may be written so.
    for tag, html in _elements(clean_block(value).replace("[", "&#91;")):
        match tag:
            case "ul":
                yield _block("list", html)
            case "ol":
                yield _block("list", html, ordered=True)
            case "h2":
                yield _block("heading", html)
            case "h3" | "h4":
                yield _block("heading", html, level=int(tag[1]))
            case "blockquote":
                yield _block("quote", html.replace("<blockquote", '<blockquote class="wp-block-quote"', 1))
            case _:
                yield _block("paragraph", html)


def _elements(html: str) -> Iterator[tuple[str, str]]:
    """The elements that clean HTML consists of, each with its name; words between them are paragraphs."""
    depth, start = 0, 0
    for tag in _TAG.finditer(html):
        if tag["name"] not in _BLOCKS:
            continue
        if not tag["end"]:
            if depth == 0:
                yield from _loose(html[start : tag.start()])
                start = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield tag["name"], html[start : tag.end()]
                start = tag.end()
    yield from _loose(html[start:])


def _loose(html: str) -> Iterator[tuple[str, str]]:
    if html.strip():
        yield "p", f"<p>{html.strip()}</p>"


def _heading(value: object) -> Iterator[str]:
    yield _block("heading", f'<h2 class="wp-block-heading">{_words(value)}</h2>')


def _subheading(value: object) -> Iterator[str]:
    yield _block("heading", f'<h3 class="wp-block-heading">{_words(value)}</h3>', level=3)


def _quotation(value: Mapping[str, Any]) -> Iterator[str]:
    said = "\n\n".join(_block("paragraph", f"<p>{line}</p>") for line in _said(value.get("text")))
    who = ", ".join(filter(None, (value.get("who"), value.get("role"))))
    cite = f"<cite>{_broken(who)}</cite>" if who else ""
    yield _block("quote", f'<blockquote class="wp-block-quote">{said}{cite}</blockquote>')


def _pull_quote(value: Mapping[str, Any]) -> Iterator[str]:
    said = f"<blockquote><p>{'<br>'.join(_said(value.get('text')))}</p></blockquote>"
    yield _block("pullquote", f'<figure class="wp-block-pullquote">{said}</figure>')


def _photograph(value: Mapping[str, Any], shown: Shown | None) -> Iterator[str]:
    if shown is None:
        return
    number, source = escape(shown.number), escape(shown.address)
    alternative = escape(value.get("alternative_text") or shown.alternative_text)
    image = f'<img src="{source}" alt="{alternative}" class="wp-image-{number}"/>'.replace("[", "&#91;")
    credit = value.get("credit") or ""
    caption = " ".join(filter(None, (value.get("caption"), f"({credit})" if credit else "")))
    figure = f'<figure class="wp-block-image size-full">{image}{_caption(caption)}</figure>'
    told = {"id": int(number)} if number.isdecimal() else {}
    yield _block("image", figure, **told, sizeSlug="full", linkDestination="none")


def _caption(text: str) -> str:
    return f'<figcaption class="wp-element-caption">{_broken(text)}</figcaption>' if text.strip() else ""


def _table(value: Mapping[str, Any] | None) -> Iterator[str]:
    rows = [list(row) for row in (value or {}).get("data") or ()]
    if value is None or not rows:
        return
    is_headed = value.get("table_header_choice") == "row" or value.get("first_row_is_table_header")
    head = f"<thead>{_row(rows.pop(0), 'th')}</thead>" if is_headed else ""
    below = f"<tbody>{''.join(_row(row, 'td') for row in rows)}</tbody>" if rows else ""
    table = f"<table>{head}{below}</table>{_caption(value.get('table_caption') or '')}"
    yield _block("table", f'<figure class="wp-block-table">{table}</figure>')


def _row(cells: Iterable[object], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_broken(cell)}</{tag}>' for cell in cells)}</tr>"


def _card(value: Mapping[str, Any]) -> Iterator[str]:
    """An embed, where that says all; else a line with the link in it."""
    address, title = str(value.get("address") or ""), str(value.get("title") or "")
    description, outlet = value.get("description") or "", value.get("outlet") or ""
    alone = card(address)["value"]
    if description or outlet != alone["outlet"]:
        about = " — ".join(filter(None, (description, outlet)))
        link = f'<a href="{escape(address)}">{_words(title or address)}</a>'.replace("[", "&#91;")
        yield _block("paragraph", f"<p>{' — '.join(filter(None, (link, _broken(about))))}</p>")
        return
    is_untitled = title in {"", alone["title"]}
    wrapped = (
        f'<div class="wp-block-embed__wrapper">\n{_words(address)}\n</div>{_caption("" if is_untitled else title)}'
    )
    yield _block("embed", f'<figure class="wp-block-embed">{wrapped}</figure>', url=address)


def _preformatted(value: object) -> Iterator[str]:
    yield _block("preformatted", f'<pre class="wp-block-preformatted">{_words(value)}</pre>')


def _kept(value: Mapping[str, Any]) -> Iterator[str]:
    """As it stood: a block of somebody's is one already, anything else is put into one."""
    html = str(value.get("html") or "")
    shapes = [token.shape for token in block_tokens(html)]
    if shapes and shapes.count("open") != shapes.count("close"):  # it would take in what follows
        yield f"<!-- wp:html -->{html}<!-- /wp:html -->"
    elif _DELIMITED.match(html):
        yield html
    elif html.strip():
        yield _block("shortcode" if _SHORTCODE.fullmatch(html) else "html", html)


_WRITERS: Final[dict[str, Callable[[Any], Iterator[str]]]] = {
    "paragraph": _prose,
    "heading": _heading,
    "subheading": _subheading,
    "quotation": _quotation,
    "pull_quote": _pull_quote,
    "table": _table,
    "card": _card,
    "preformatted": _preformatted,
    "kept": _kept,
}
