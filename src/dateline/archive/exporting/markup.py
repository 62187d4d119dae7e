"""The body of a story as plain HTML, as agencies give it: what the wire reads back to the same words. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from dateline.desk.body import Block
from dateline.desk.values import PrintedPhotograph


def body(blocks: Iterable[Block], photographs: Mapping[int, PrintedPhotograph], folder: str) -> str:
    """Printable blocks as HTML; photographs lie in ``folder``."""
    return "\n".join(filter(None, _written(blocks, photographs, folder)))


def _written(blocks: Iterable[Block], photographs: Mapping[int, PrintedPhotograph], folder: str) -> Iterator[str]:
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind == "photograph":
            shown = photographs.get(value.get("photograph"))
            yield _figure(value, shown, folder) if shown else ""
        elif kind in _WRITERS:
            yield _WRITERS[kind](value)


def _lines(text: object) -> str:
    return "<br>".join(escape(line, quote=False) for line in str(text or "").splitlines() if line.strip())


def _paragraph(html: str) -> str:
    html = html.strip()
    return html if not html or html.startswith("<") else f"<p>{html}</p>"


def _quotation(value: Mapping[str, Any]) -> str:
    said = _lines(value.get("text"))
    who = " — ".join(_lines(each) for each in (value.get("who"), value.get("role")) if each)
    return f"<blockquote><p>{' — '.join(filter(None, (said, who)))}</p></blockquote>"


def _figure(value: Mapping[str, Any], photograph: PrintedPhotograph, folder: str) -> str:
    width = photograph.widths[-1]
    caption = " ".join(
        filter(None, (value.get("caption") or photograph.caption, value.get("credit") or photograph.credit))
    )
    image = f'<img src="{escape(folder + photograph.name(width, "jpg"))}" alt="{escape(photograph.alt)}">'
    return f"<figure>{image}{f'<figcaption>{_lines(caption)}</figcaption>' if caption else ''}</figure>"


def _table(value: Mapping[str, Any] | None) -> str:
    rows = [list(row) for row in (value or {}).get("rows") or ()]
    if value is None or not rows:
        return ""
    caption = f"<caption>{_lines(value.get('caption'))}</caption>" if value.get("caption") else ""
    head = f"<thead>{_row(rows.pop(0), 'th')}</thead>" if value.get("has_header_row") else ""
    return f"<table>{caption}{head}<tbody>{''.join(_row(row, 'td') for row in rows)}</tbody></table>"


def _row(cells: Iterable[object], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_lines(cell)}</{tag}>' for cell in cells)}</tr>"


def _card(value: Mapping[str, Any]) -> str:
    address = str(value.get("address") or "")
    link = f'<a href="{escape(address)}">{_lines(value.get("title") or address)}</a>'
    about = (_lines(value.get(each)) for each in ("description", "outlet"))
    return f"<p>{' — '.join(filter(None, (link, *about)))}</p>"


_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "paragraph": _paragraph,
    "heading": lambda value: f"<h2>{_lines(value)}</h2>",
    "subheading": lambda value: f"<h3>{_lines(value)}</h3>",
    "quotation": _quotation,
    "pull_quote": _quotation,
    "table": _table,
    "card": _card,
    "preformatted": lambda value: f"<p>{_lines(value)}</p>",
    "kept": lambda value: _paragraph(value.get("html") or ""),
}
