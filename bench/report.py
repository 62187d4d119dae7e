"""What a benchmark tells: how far it is, and what it found."""

import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

_TELL_EVERY = 30.0


@dataclass(frozen=True)
class Columns:
    """A table of the findings that have ``mark``. Each column: its heading, the unit it is divided by, its digits."""

    title: str
    mark: str
    columns: Mapping[str, tuple[str, float, int]]


class Report:
    """Where findings go: tables at the end, or a line of JSON each; and how far we are, on standard error.

    Args:
        tables: what stands in which table.
        noun: what the size of a measurement counts ("stories").
        as_json: whether findings are lines of JSON.
    """

    def __init__(self, tables: Sequence[Columns], noun: str, *, as_json: bool) -> None:
        self.tables, self.noun, self.as_json = tables, noun, as_json
        self.found: list[dict[str, Any]] = []
        self.screen = Console(stderr=True, highlight=False)
        self._status = self.screen.status("")
        self._told = 0.0

    def begin(self, what: str, size: int) -> None:
        """What is measured now."""
        self._doing, self._told = f"{what}, {size:,} {self.noun}", time.monotonic()
        if self.screen.is_terminal:
            self._status.update(f"{self._doing} …")
            self._status.start()
        else:
            self._say(f"{self._doing} …")

    def tell(self, line: str) -> None:
        """How far it is, in its own words."""
        if self.screen.is_terminal:
            self._status.update(f"{self._doing} … {line}")
        elif line and time.monotonic() - self._told > _TELL_EVERY:
            self._told = time.monotonic()
            self._say(f"{self._doing} … {line}")

    def add(self, what: str, size: int, **found: Any) -> None:
        """A finding."""
        self._status.stop()
        row = {"what": what, self.noun: size, **{name: _rounded(value) for name, value in found.items()}}
        self.found.append(row)
        if self.as_json:
            print(json.dumps(row), flush=True)
        self._say(f"{what}, {size:,} {self.noun}: {self._words(row)}")

    def close(self) -> None:
        """The tables."""
        self._status.stop()
        if self.as_json or not self.found:
            return
        screen = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
        for table in self.tables:
            if rows := [row for row in self.found if table.mark in row]:
                screen.print(self._table(table, rows))
        for row in self.found:
            if "ratio" in row:
                screen.print(f"{row['what']}, {row[self.noun]:,} {self.noun}: {self._words(row)}")

    def _say(self, line: str) -> None:
        self.screen.print(f"{time.strftime('%H:%M:%S')} {line}", soft_wrap=True, markup=False)

    def _words(self, row: Mapping[str, Any]) -> str:
        return ", ".join(f"{name} {value}" for name, value in row.items() if name not in {"what", self.noun})

    def _table(self, shown: Columns, rows: Iterable[Mapping[str, Any]]) -> Table:
        table = Table(title=shown.title)
        table.add_column("what")
        for heading in (self.noun, *(heading for heading, _, _ in shown.columns.values())):
            table.add_column(heading, justify="right")
        for row in rows:
            cells = (
                f"{row[name] / unit:,.{digits}f}" if name in row else ""
                for name, (_, unit, digits) in shown.columns.items()
            )
            table.add_row(row["what"], f"{row[self.noun]:,}", *cells)
        return table


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
