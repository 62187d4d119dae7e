"""The body of a story: one small function for each type of block, each giving finished markup."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from dateline.desk.values import PrintedPhotograph
from dateline.edition.theme.addresses import linkable
from dateline.edition.theme.photographs import figure
from dateline.lib.html import plain
from dateline.lib.tongues import Tongue
from dateline.lib.words import Words

OPENS_WITH_A_BLOCK = re.compile(r"\s*<(?:p|ul|ol|h[2-6]|blockquote|div|figure|table)\b")
COLUMN = ' scope="col"'
NUMBER = re.compile(r"[\d\s.,٫٬%+−–-]*")
FIRST_PARAGRAPH = re.compile(r"\s*<p(?:\s[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the blocks of one story are set with."""

    words: Words
    tongue: Tongue
    photographs: Mapping[int, PrintedPhotograph]
    base: str


def body(blocks: Sequence[Mapping[str, Any]], setting: Setting, dateline: str = "") -> Markup:
    """All blocks in order; ``dateline`` (finished markup) runs into the first paragraph."""
    printed = []
    for block in blocks:
        kind = block.get("type")
        if kind == "paragraph":
            html = _paragraph(block.get("value"))
            if dateline and html:
                html, dateline = _run_in(html, dateline), ""
            printed.append(html)
        elif kind in BLOCKS:
            printed.append(BLOCKS[kind](block.get("value"), setting))
    return Markup("\n".join(filter(None, printed)))  # noqa: S704  # every block escapes, or was cleaned by the desk


def _paragraph(value: Any) -> str:
    html = str(value or "").strip()
    if not html or OPENS_WITH_A_BLOCK.match(html):
        return html
    return f"<p>{html}</p>"


def _run_in(html: str, dateline: str) -> str:
    opening = FIRST_PARAGRAPH.match(html)
    if opening is None:
        return f"<p>{dateline}</p>\n{html}"
    return f"{opening.group()}{dateline} {html[opening.end() :].lstrip()}"


def _fields(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _heading(value: Any, _: Setting) -> str:
    words = str(value or "").strip()
    return f"<h2>{escape(words)}</h2>" if words else ""


def _subheading(value: Any, _: Setting) -> str:
    words = str(value or "").strip()
    return f"<h3>{escape(words)}</h3>" if words else ""


def _preformatted(value: Any, _: Setting) -> str:
    words = str(value or "").strip("\n")
    return f'<pre dir="auto">{escape(words)}</pre>' if words.strip() else ""


def quoted(words: object, tongue: Tongue) -> str:
    """The words in the quotation marks of the language, unless they carry quotation marks already."""
    text = str(words).strip()
    if text[:1] in {"“", "«", '"', "„", "‘", "”"}:
        return str(escape(text))
    return f"{tongue.quotes[0]}{escape(text)}{tongue.quotes[1]}"


def _quotation(value: Any, setting: Setting) -> str:
    fields = _fields(value)
    if not fields.get("text"):
        return ""
    said = f"<blockquote><p>{quoted(fields['text'], setting.tongue)}</p></blockquote>"
    who, role = fields.get("who") or "", fields.get("role") or ""
    if not who and not role:
        return f'<figure class="quotation">{said}</figure>'
    name = f"<b><bdi>{escape(who)}</bdi></b>" if who else ""
    comma = setting.words.text(", ") if who and role else ""
    post = f"<span>{escape(role)}</span>" if role else ""
    return f'<figure class="quotation">{said}<figcaption>{name}{comma}{post}</figcaption></figure>'


def _pull_quote(value: Any, setting: Setting) -> str:
    words = _fields(value).get("text")
    return f'<aside class="pull"><p>{quoted(words, setting.tongue)}</p></aside>' if words else ""


def _photograph(value: Any, setting: Setting) -> str:
    fields = _fields(value)
    number = fields.get("photograph")
    photograph = setting.photographs.get(number) if isinstance(number, int) else None
    if photograph is None:
        return ""
    caption, credit = str(fields.get("caption") or ""), str(fields.get("credit") or "")
    return figure(photograph, setting.base, setting.words, caption=caption, credit=credit)


def _table(value: Any, setting: Setting) -> str:
    fields = _fields(value)
    rows = [[str(cell) for cell in row] for row in fields.get("rows") or ()]
    columns = max(map(len, rows), default=0)
    if not columns:
        return ""
    rows = [row + [""] * (columns - len(row)) for row in rows]
    top = rows.pop(0) if fields.get("has_header_row") else []
    numbers = [bool(place and rows) and all(NUMBER.fullmatch(row[place]) for row in rows) for place in range(columns)]
    below = f"<tbody>{''.join(_row(row, 'td', '', numbers) for row in rows)}</tbody>" if rows else ""
    head = f"<thead>{_row(top, 'th', COLUMN, numbers)}</thead>" if top else ""
    caption = escape(fields.get("caption") or "")
    label = caption or setting.words.text("Table")
    caption_ = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table>{caption_}{head}{below}</table></div>"
    )


def _row(cells: Sequence[str], tag: str, attributes: str, numbers: Sequence[bool]) -> str:
    kinds = (' class="number"' if number else "" for number in numbers)
    printed = (
        # A header that says nothing, as in the corner of a table, is none.
        f"<{tag}{attributes}{kind}>{escape(cell)}</{tag}>" if cell else f"<td{kind}></td>"
        for cell, kind in zip(cells, kinds, strict=True)
    )
    return f"<tr>{''.join(printed)}</tr>"


def _card(value: Any, _: Setting) -> str:
    fields = _fields(value)
    address = linkable(str(fields.get("address") or ""))
    title = fields.get("title") or address
    if not title:
        return ""
    name = f"<bdi>{escape(title)}</bdi>"
    head = f'<a href="{escape(address)}">{name}</a>' if address else name
    about = f"<p><bdi>{escape(fields['description'])}</bdi></p>" if fields.get("description") else ""
    outlet = f"<p><small><bdi>{escape(fields['outlet'])}</bdi></small></p>" if fields.get("outlet") else ""
    return f'<aside class="card"><p><b>{head}</b></p>{about}{outlet}</aside>'


def _kept(value: Any, _: Setting) -> str:
    html = str(_fields(value).get("html") or "").strip()
    return f"<div>{html}</div>" if plain(html) else ""


def _original_text(value: Any, _: Setting) -> str:
    html = str(_fields(value).get("html") or "").strip()
    return f'<div class="original">{html}</div>' if html else ""


BLOCKS: dict[str, Callable[[Any, Setting], str]] = {
    "heading": _heading,
    "subheading": _subheading,
    "preformatted": _preformatted,
    "kept": _kept,
    "quotation": _quotation,
    "pull_quote": _pull_quote,
    "photograph": _photograph,
    "table": _table,
    "card": _card,
    "original_text": _original_text,
}
