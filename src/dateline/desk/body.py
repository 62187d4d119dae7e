"""The body of a story as raw values, without Wagtail behind it: what is printed, searched, compared and checked.

A body is a list of ``{"type": …, "value": …}``: ``paragraph`` (HTML), ``heading``,
``subheading``, ``preformatted`` (text), ``quotation`` (``text``,
``who``, ``role``), ``pull_quote`` (``text``), ``photograph`` (``photograph`` id, ``caption``, ``credit``), ``table``
(``caption``, ``has_header_row``, ``rows``), ``card`` (``address``, ``title``, ``description``, ``outlet``) and ``kept``
(``what``, ``html``).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.lib.html import clean_block, plain

Block = Mapping[str, Any]


def printable(raw: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in the shapes that are printed; markup is cleaned here, last, whoever stored it."""
    return tuple(_printable(block) for block in raw)


def _printable(block: Block) -> Block:
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        return {"type": kind, "value": clean_block(value)}
    if kind == "kept":
        return {"type": kind, "value": {"html": clean_block(value.get("html") or "")}}
    if kind == "table" and value:
        return {
            "type": kind,
            "value": {
                "caption": value.get("table_caption") or "",
                "has_header_row": value.get("table_header_choice") == "row"
                or bool(value.get("first_row_is_table_header")),
                "rows": [[cell or "" for cell in row] for row in value.get("data", [])],
            },
        }
    return {"type": kind, "value": value}


def photographs_in(raw: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """The ids of the photographs that a body shows, in order, each with the alternative text written there."""
    for block in raw:
        if block["type"] == "photograph" and block["value"].get("photograph"):
            yield block["value"]["photograph"], block["value"].get("alternative_text") or ""


def paragraphs(raw: Iterable[Block]) -> list[str]:
    """The words of a body as plain text, a paragraph each: what is compared when a story is corrected."""
    lines = (line.strip() for block in raw for line in _words(block).splitlines())
    return [line for line in lines if line]


def _words(block: Block) -> str:
    kind, value = block["type"], block["value"]
    match kind:
        case "paragraph":
            return plain(value)
        case "heading" | "subheading" | "preformatted":
            return str(value)
        case "quotation" | "pull_quote":
            return " — ".join(filter(None, [value.get("text"), value.get("who"), value.get("role")]))
        case "photograph":
            return str(value.get("caption") or "")
        case "table":
            return "\n".join(" · ".join(str(cell or "") for cell in row) for row in (value or {}).get("data", []))
        case "kept":
            return plain(value.get("html") or "")
        case "card":
            return " — ".join(filter(None, [value.get("title"), value.get("description"), value.get("outlet")]))
    return ""
