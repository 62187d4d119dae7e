"""How tables are set: as tables, unless they only held a page together."""

from collections.abc import Iterator
from typing import Final

from dateline.archive.wordpress.content.compositor import Compositor, Rule
from dateline.archive.wordpress.content.marking import Block
from dateline.archive.wordpress.content.prose import block
from dateline.archive.wordpress.content.source import Element

_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
# A cell with one of these in it is a place on a page, not a figure or a word in a column.
_LAID_OUT: Final = ("table", "img", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "iframe", "pre", "form")
_STRUCTURE: Final = _PARTS | _CELLS | {"tr", "caption"}
_WIDEST: Final = 50
_DIGITS: Final = 5
_LARGEST: Final = 100_000


def _table(compositor: Compositor, element: Element) -> None:
    rows = list(_rows(element))
    if _is_laid_out(element, rows):
        block(compositor, element)
        return
    others: list[Block] = []
    grid = _grid(compositor, rows, others)
    if max(map(len, grid)) * len(grid) > _LARGEST:
        compositor.keep(element)
        return
    caption, pictured = _caption(compositor, element)
    _set_strays(compositor, element, rows)
    is_headed = rows[0].getparent().tag == "thead" or all(cell.tag == "th" for cell in _cells(rows[0]))
    for each in [_block(grid, caption, is_headed=is_headed), *pictured, *others]:
        compositor.galley.block(each)


def _block(grid: list[list[str]], caption: str, *, is_headed: bool) -> Block:
    """A table as Wagtail's table block keeps it."""
    width = max(map(len, grid))
    value = {
        "data": [row + [""] * (width - len(row)) for row in grid],
        "first_row_is_table_header": is_headed,
        "table_header_choice": "row" if is_headed else "",
        "table_caption": caption,
        "first_col_is_header": False,
    }
    return {"type": "table", "value": value}


def _caption(compositor: Compositor, table: Element) -> tuple[str, list[Block]]:
    caption = table.find("caption")
    return ("", []) if caption is None else compositor.lines(caption)


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag in _PARTS:
            yield from (row for row in each if row.tag == "tr")
        elif each.tag == "tr":
            yield each


def _cells(row: Element) -> list[Element]:
    return [each for each in row if each.tag in _CELLS]


def _is_laid_out(table: Element, rows: list[Element]) -> bool:
    if all(len(_cells(row)) <= 1 for row in rows):
        return True
    return next(table.iter("th"), None) is None and any(each is not table for each in table.iter(*_LAID_OUT))


def _grid(compositor: Compositor, rows: list[Element], others: list[Block]) -> list[list[str]]:
    """The words of each cell where it stands; cells that span others leave those empty."""
    grid: list[list[str]] = []
    taken_until: dict[int, int] = {}  # the row in which a column is free again, below a cell that reaches down
    for place, row in enumerate(rows):
        line: list[str] = []
        for cell in _cells(row):
            while taken_until.get(len(line), 0) > place:
                line.append("")
            words, blocks = compositor.lines(cell)
            others += blocks
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            taken_until |= dict.fromkeys(range(len(line), len(line) + across), place + down)
            line += [words] + [""] * (across - 1)
        grid.append(line)
    return grid


def _span(cell: Element, way: str) -> int:
    number = (cell.get(way) or "").strip()
    return max(1, min(int(number), _WIDEST)) if number.isdecimal() and len(number) < _DIGITS else 1


def _set_strays(compositor: Compositor, table: Element, rows: list[Element]) -> None:
    """Words that stand in a table and in no cell of it come before it."""
    for holder in [table, *(each for each in table if each.tag in _PARTS), *rows]:
        compositor.galley.text(holder.text or "")
        for each in holder:
            if each.tag not in _STRUCTURE:
                compositor.element(each)
            compositor.galley.text(each.tail or "")


RULES: Final[dict[str, Rule]] = {"table": _table}
