import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.kiosk.negotiate import UNSATISFIABLE, accepted, byte_range, matches, still_the_same, unmodified

NOON = "Tue, 02 Jun 2015 12:00:00 GMT"
AT_NOON = 1433246400


@pytest.mark.parametrize(
    ("field", "codings"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br gzip identity"),
        ("gzip", "gzip identity"),
        ("x-gzip", "gzip identity"),
        ("br;q=0, gzip", "gzip identity"),
        ("br;q=0.1, gzip;q=0.9", "gzip br identity"),
        ("gzip;q=0.5", "gzip identity"),
        ("identity, gzip;q=0.5", "identity gzip"),
        ("*", "br gzip identity"),
        ("*;q=0", "identity"),
        ("*;q=0.5, gzip;q=0", "br identity"),
        ("BR ; Q=1.000", "br identity"),
        ("br;q=7", "identity"),
        ("br;q=0.0001", "identity"),
        (",,;;q", "identity"),
    ],
)
def test_accept_encoding(field, codings):
    assert " ".join(accepted(field)) == codings


qualities = st.sampled_from(["", ";q=0", ";q=0.3", ";q=1", "; q=0.800", ";q=x"])
members = st.tuples(st.sampled_from(["br", "gzip", "identity", "*", "zstd"]), qualities).map("".join)


@given(st.lists(members).map(", ".join) | st.text())
def test_there_is_always_something_to_send(field):
    codings = accepted(field)
    assert "identity" in codings
    assert len(set(codings)) == len(codings)
    assert set(codings) <= {"br", "gzip", "identity"}


@pytest.mark.parametrize(
    ("field", "matching"),
    [
        ('"abc-br"', True),
        ('W/"abc-br"', True),
        ('"x", W/"abc-br" ,"y"', True),
        ("*", True),
        ('"abc"', False),
        ("abc-br", False),
        ('"x,abc-br"', False),
        ("", False),
    ],
)
def test_if_none_match(field, matching):
    assert matches(field, '"abc-br"') is matching


def test_if_modified_since():
    assert unmodified(NOON, AT_NOON)
    assert unmodified("Tuesday, 02-Jun-15 12:00:00 GMT", AT_NOON)
    assert not unmodified(NOON, AT_NOON + 1)
    for nonsense in ("", "yesterday", "Tue, 99 Jun 2015 99:00:00 GMT", "0" * 40):
        assert not unmodified(nonsense, AT_NOON)


def test_if_range():
    assert still_the_same('"abc"', '"abc"', AT_NOON)
    assert still_the_same(NOON, '"abc"', AT_NOON)
    assert not still_the_same('W/"abc"', '"abc"', AT_NOON)
    assert not still_the_same(NOON, '"abc"', AT_NOON - 1)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=5-99", (5, 10)),
        ("Bytes=0-3", (0, 4)),
        ("bytes=10-", UNSATISFIABLE),
        ("bytes=-0", UNSATISFIABLE),
        ("bytes=3-2", None),
        ("bytes=0-1,4-5", None),
        ("bytes=-", None),
        ("items=0-1", None),
        ("bytes=٣-", None),
    ],
)
def test_ranges(field, expected):
    assert byte_range(field, 10) == expected


@given(st.from_regex(r"bytes=\d{0,4}-\d{0,4}", fullmatch=True) | st.text(), st.integers(0, 2000))
def test_a_range_is_inside(field, size):
    found = byte_range(field, size)
    assert found is None or found == UNSATISFIABLE or 0 <= found[0] < found[1] <= size


@given(st.text(), st.integers(0, 2**31))
def test_dates_never_fail(field, modified):
    unmodified(field, modified)
    still_the_same(field, '"a"', modified)
    matches(field, '"a"')
