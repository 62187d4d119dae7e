"""The curve of a story's readings: how days are put together, and where each line of the drawing lies. No Django."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "week", "month"]
Anchor = Literal["start", "middle", "end"]

# A curve of more points than these says less than one of the next longer step.
MOST_DAYS = 62
MOST_WEEKS = 62

_HIGHEST_LINES = 4
_TOP, _BOTTOM, _RIGHT = 26.0, 30.0, 10.0
_DIGIT = 7.6
_NEAR_THE_EDGE = 38.0


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a week from Monday to Sunday or a month, or what of it lies within the curve; and how often it read."""

    first: date
    last: date
    count: int
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of a story from its first day to today, in equal steps."""

    step: Step
    spans: tuple[Span, ...]

    @property
    def total(self) -> int:
        """All readings."""
        return sum(each.count for each in self.spans)

    @property
    def highest(self) -> Span:
        """The span with the most readings; the first of them, if there are several."""
        return max(self.spans, key=lambda each: each.count)


def series(readings: Mapping[date, int], first: date, today: date) -> Series:
    """Put days together: as they are for two months, by week for a good year, by month after that.

    Args:
        readings: how often on each day; days without any may be left out.
        first: the day on which the curve begins, unless there are readings of an earlier one.
        today: the day on which it ends, unless there are readings of a later one (clocks go wrong).
    """
    first, last = min([first, today, *readings]), max([today, *readings])
    step = _step((last - first).days + 1)
    counts: dict[date, int] = {}
    for day, count in readings.items():
        begin = _begin(day, step)
        counts[begin] = counts.get(begin, 0) + count
    spans = tuple(
        Span(max(begin, first), min(end, last), counts.get(begin, 0), is_over=end < today)
        for begin, end in _steps(first, last, step)
    )
    return Series(step, spans)


def _step(days: int) -> Step:
    if days <= MOST_DAYS:
        return "day"
    return "week" if days <= MOST_WEEKS * 7 - 6 else "month"


def _begin(day: date, step: Step) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _steps(first: date, last: date, step: Step) -> Iterator[tuple[date, date]]:
    """The first and last day of every step that has a day between ``first`` and ``last``."""
    begin = _begin(first, step)
    while begin <= last:
        longest = {"day": 1, "week": 7, "month": 31}[step]
        following = _begin(begin + timedelta(days=longest), step)
        yield begin, following - timedelta(days=1)
        begin = following


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line and the number that it stands for."""

    y: str
    value: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A span's place on the drawing: the middle of its column, its height, and how words beside it are aligned."""

    x: str
    y: str
    anchor: Anchor
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """The upright strip that belongs to a span, for a pointer that asks what it says."""

    x: str
    width: str
    span: Span


@dataclass(frozen=True, slots=True)
class Drawing:
    """A curve, ready to be written as SVG: coordinates in the units of its view box, as text."""

    width: int
    height: int
    left: str
    right: str
    base: str
    lines: tuple[Line, ...]
    labels: tuple[Mark, ...]
    columns: tuple[Column, ...]
    curve: str
    ground: str
    running: str
    peak: Mark | None
    end: Mark


def draw(of: Series, *, width: int, height: int, labels: int) -> Drawing:
    """Lay a series out.

    The last step, which is not over, is joined by a line of its own: what looks like a fall is a day that still runs.

    Args:
        of: the readings.
        width: of the drawing.
        height: of the drawing.
        labels: how many spans are named along the bottom, at most.
    """
    values = _values(of.highest.count)
    left = _DIGIT * len(f"{values[-1]:,}") + 12
    right, base = width - _RIGHT, height - _BOTTOM
    column = (right - left) / len(of.spans)
    marks = []
    for position, span in enumerate(of.spans):
        x = left + (position + 0.5) * column
        anchor: Anchor = "start" if x < _NEAR_THE_EDGE else "end" if width - x < _NEAR_THE_EDGE else "middle"
        marks.append(Mark(_number(x), _number(_height(span.count, values[-1], base)), anchor, span))
    over = marks if marks[-1].span.is_over else marks[:-1]
    return Drawing(
        width=width,
        height=height,
        left=_number(left),
        right=_number(right),
        base=_number(base),
        lines=tuple(Line(_number(_height(value, values[-1], base)), value) for value in values),
        labels=tuple(marks[each] for each in _spread(len(marks), labels)),
        columns=tuple(
            Column(_number(left + position * column), _number(column), span) for position, span in enumerate(of.spans)
        ),
        curve=_path(over),
        ground=f"{_path(marks)} V {_number(base)} H {marks[0].x} Z",
        running=_path(marks[-2:]) if len(over) < len(marks) else "",
        peak=marks[of.spans.index(of.highest)] if of.highest.count else None,
        end=marks[-1],
    )


def _values(highest: int) -> list[int]:
    """What the lines stand for: from nothing to at least the highest, in steps of 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _HIGHEST_LINES >= highest:
                return [step * each for each in range(max(1, -(-highest // step)) + 1)]
        power *= 10


def _height(count: int, top: int, base: float) -> float:
    return base - (base - _TOP) * count / top


def _path(marks: list[Mark]) -> str:
    return "M " + " L ".join(f"{each.x} {each.y}" for each in marks) if marks else ""


def _spread(count: int, most: int) -> range:
    """At most so many positions, from the first on, equally far from each other, the last of them near the end."""
    closest = (count - 1) // most + 1
    return range(0, count, min(range(closest, 2 * closest), key=lambda each: ((count - 1) % each, each)))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
