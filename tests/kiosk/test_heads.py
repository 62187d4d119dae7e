"""Heads that were read once: what is known of one must never be said of another."""

from dataclasses import replace

import pytest

from dateline.kiosk.heads import Asked, Heads

BEFORE = b" HTTP/1.1\r\nHost: paper.example\r\nAccept-Encoding: br"
TAG = b'\r\nIf-None-Match: "%s"'
DATE = b"\r\nIf-Modified-Since: Tue, 24 Mar 2026 08:00:00 GMT"
AFTER = b"\r\nPriority: u=0, i\r\n\r\n"
ASKED = Asked(codings=("br", "identity"), is_reading=True)


def remembering(lines: bytes, asked: Asked) -> Heads:
    heads = Heads()
    heads.remember(BEFORE + lines + AFTER, asked)
    return heads


@pytest.mark.parametrize("before", [b"", DATE])
@pytest.mark.parametrize("after", [b"", DATE])
def test_a_browser_that_has_another_page_sends_the_same_head(before, after):
    heads = remembering(before + TAG % b"a" + after, replace(ASKED, if_none_match='"a"', if_modified_since="then"))
    assert heads.recall(BEFORE + before + TAG % b"b" + after + AFTER) == replace(ASKED, if_none_match='"b"')


def test_a_browser_that_has_nothing_sends_the_same_head_too():
    assert remembering(TAG % b"a" + DATE, replace(ASKED, if_none_match='"a"')).recall(BEFORE + AFTER) == ASKED
    assert remembering(b"", ASKED).recall(BEFORE + TAG % b"a" + AFTER) == replace(ASKED, if_none_match='"a"')


@pytest.mark.parametrize(
    "lines",
    [
        b'\r\nIf-None-Match: "a", "b"',
        b'\r\nIf-None-Match: W/"a"',
        b"\r\nIf-None-Match: *",
        b'\r\nIf-None-Match: "a"\nContent-Length: 5',
        b'\r\nIf-None-Match: "a"\r\n "b"',
        b'\r\nIf-None-Match: "a"\r\nContent-Length: 5',
        b'\r\nIf-None-Match: "a"\r\nIf-None-Match: "b"',
        b"\r\nIf-Modified-Since: Tue, 24 Mar 2026 08:00:00 GMT",
        b'\r\nIf-None-Match: "a"\r\nIf-Range: "a"',
    ],
)
def test_what_is_written_otherwise_is_another_head(lines):
    assert remembering(b"", ASKED).recall(BEFORE + lines + AFTER) is None


@pytest.mark.parametrize(
    "lines", [TAG % b"a" + TAG % b"b", DATE + b"\r\nX: y" + TAG % b"a", TAG % b"a" + b"\r\nif-range: x"]
)
def test_a_head_with_other_conditions_says_nothing_of_the_head_without_this_one(lines):
    heads = remembering(lines, replace(ASKED, if_none_match='"a"'))
    assert heads.recall(BEFORE + AFTER) is None
    assert heads.recall(BEFORE + TAG % b"c" + AFTER) is None


def test_a_head_that_nobody_sends_any_more_is_forgotten():
    heads = remembering(b"", ASKED)
    for number in range(8192):
        heads.remember(BEFORE + b"\r\nUser-Agent: %d" % number + AFTER, ASKED)
    assert heads.recall(BEFORE + AFTER) is None
