"""Bodies come out as they went in, however they are packed and cut; what breaks off or lies says so."""

import gzip
import itertools
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.wire.errors import TooLargeError, UnreadableError
from dateline.wire.network.decompression import Decompressor, gunzip
from tests.wire.outlets import packed

CODINGS = ["gzip", "deflate", "br", "bare", "gzip, br", "br, gzip, deflate"]
BODIES = st.binary(max_size=2000) | st.builds(
    lambda part, count: part * count, st.binary(min_size=1, max_size=40), st.integers(1, 20_000)
)


def unpacked(sent, coding, cuts=(), bound=10_000_000):
    decompressor = Decompressor(coding.replace("bare", "deflate"), bound)
    edges = [0, *sorted(cut % (len(sent) + 1) for cut in cuts), len(sent)]
    parts = [decompressor.feed(sent[start:end]) for start, end in itertools.pairwise(edges)]
    return b"".join([*parts, decompressor.finish()])


@given(BODIES, st.sampled_from(CODINGS), st.lists(st.integers(0, 10_000), max_size=4))
def test_a_body_comes_out_as_it_went_in(body, coding, cuts):
    assert unpacked(packed(body, coding), coding, cuts) == body


@given(BODIES, st.sampled_from(CODINGS), st.integers(1, 10_000))
def test_a_body_that_breaks_off_is_told_or_has_lost_nothing(body, coding, missing):
    sent = packed(body, coding)
    short = sent[: -(missing % len(sent)) or -1]
    with suppress(UnreadableError):
        assert unpacked(short, coding) in (body, b"")


@given(st.binary(max_size=200), st.sampled_from(CODINGS))
def test_any_bytes_are_unpacked_or_unreadable(sent, coding):
    with suppress(UnreadableError):
        assert isinstance(unpacked(sent, coding), bytes)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_may_be_just_as_large_as_its_bound(coding):
    body = b"a" * 100_000

    assert unpacked(packed(body, coding), coding, bound=100_000) == body
    with pytest.raises(TooLargeError):
        unpacked(packed(body, coding), coding, bound=99_999)


def test_several_files_in_one_and_zeros_behind():
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 9, 100) == b"one two"
    assert unpacked(b"", "gzip") == b""
