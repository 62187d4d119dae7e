"""The curve of a story's readings: what is put together, and where it lies."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.curve import Series, Span, draw, series

MONDAY = date(2026, 3, 30)
DAYS = st.dates(date(2015, 1, 1), date(2026, 3, 30))
READINGS = st.dictionaries(DAYS, st.integers(1, 10**9), max_size=40)


def lasting(days: int) -> Series:
    """A story that was published so many days ago, and read once on each."""
    first = MONDAY - timedelta(days=days - 1)
    return series({first + timedelta(days=each): 1 for each in range(days)}, first, MONDAY)


@pytest.mark.parametrize(
    ("days", "step", "spans"),
    [(1, "day", 1), (2, "day", 2), (62, "day", 62), (63, "week", 10), (365, "week", 53), (2000, "month", 66)],
)
def test_a_long_life_is_told_in_longer_steps(days, step, spans):
    found = lasting(days)
    assert (found.step, len(found.spans)) == (step, spans)
    assert found.total == days


@given(st.integers(1, 4000))
def test_no_curve_has_more_points_than_can_be_told_apart(days):
    assert len(lasting(days).spans) <= 132


@given(READINGS, DAYS)
def test_no_reading_is_lost_and_no_day_is_told_twice(readings, first):
    found = series(readings, first, MONDAY)

    assert found.total == sum(readings.values())
    assert found.spans[0].first == min([first, *readings])
    assert found.spans[-1].last == MONDAY
    for before, after in zip(found.spans, found.spans[1:], strict=False):
        assert before.last + timedelta(days=1) == after.first
    for span in found.spans:
        assert span.count == sum(count for day, count in readings.items() if span.first <= day <= span.last)


def test_the_step_that_today_lies_in_is_not_over():
    assert [each.is_over for each in lasting(3).spans] == [True, True, False]
    assert [each.is_over for each in lasting(70).spans][-2:] == [True, False]


def test_weeks_begin_on_monday():
    assert {each.first.weekday() for each in lasting(100).spans[1:]} == {0}


def test_readings_of_a_clock_that_was_ahead_are_shown():
    tomorrow = MONDAY + timedelta(days=1)
    assert series({tomorrow: 3}, MONDAY, MONDAY).spans[-1] == Span(tomorrow, tomorrow, 3, is_over=False)


@given(READINGS, DAYS, st.sampled_from([(760, 260, 6), (340, 220, 3)]))
def test_everything_lies_within_the_drawing(readings, first, size):
    width, height, labels = size
    drawing = draw(series(readings, first, MONDAY), width=width, height=height, labels=labels)

    numbers = [tuple(map(float, each)) for each in re.findall(r"([\d.-]+) ([\d.-]+)", drawing.curve + drawing.running)]
    for x, y in [*numbers, (float(drawing.end.x), float(drawing.end.y))]:
        assert float(drawing.left) <= x <= float(drawing.right) <= width
        assert 0 < y <= float(drawing.base) < height
    assert 2 <= len(drawing.lines) <= 5
    assert drawing.lines[0].value == 0
    assert drawing.lines[-1].value >= max((span.count for span in series(readings, first, MONDAY).spans), default=0)
    assert 1 <= len(drawing.labels) <= labels


@given(READINGS)
def test_more_readings_are_never_drawn_lower(readings):
    of = series(readings, date(2026, 3, 1), MONDAY)
    drawing = draw(of, width=760, height=260, labels=6)
    heights = [float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", drawing.curve)]
    over = [span for span in of.spans if span.is_over]
    drawn = sorted(zip([span.count for span in over], heights, strict=True))
    assert [y for _count, y in drawn] == sorted(heights, reverse=True)
    assert drawing.peak is None if not readings else drawing.peak.span.count == of.highest.count


@pytest.mark.parametrize(
    ("highest", "values"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (5, [0, 2, 4, 6]), (21, [0, 10, 20, 30]),
     (2678, [0, 1000, 2000, 3000])],
)  # fmt: skip
def test_the_lines_stand_for_round_numbers(highest, values):
    drawing = draw(Series("day", (Span(MONDAY, MONDAY, highest),)), width=760, height=260, labels=6)
    assert [line.value for line in drawing.lines] == values


def test_a_single_day_is_a_point():
    drawing = draw(lasting(1), width=760, height=260, labels=6)
    assert not drawing.curve
    assert drawing.peak == drawing.end


def test_the_day_that_still_runs_is_joined_by_a_line_of_its_own():
    drawing = draw(lasting(3), width=760, height=260, labels=6)
    assert drawing.curve.count("L") == 1
    assert drawing.running.startswith(f"M {drawing.curve.rpartition('L ')[2]} L ")


@pytest.mark.parametrize(
    ("days", "labels", "named"),
    [(1, 6, [0]), (2, 6, [0, 1]), (6, 3, [0, 2, 4]), (7, 6, [0, 2, 4, 6]), (62, 6, [0, 12, 24, 36, 48, 60])],
)
def test_days_are_named_at_equal_distances_and_to_the_end(days, labels, named):
    of = lasting(days)
    drawing = draw(of, width=760, height=260, labels=labels)
    assert [of.spans.index(mark.span) for mark in drawing.labels] == named
