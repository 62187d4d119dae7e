import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.kiosk.errors import MalformedError
from dateline.kiosk.targets import Target, read_target


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        (b"/", Target("/")),
        (b"/a/?p=1&q=%2F", Target("/a/", "p=1&q=%2F")),
        (b"/%D8%AE%D8%A8%D8%B1/", Target("/خبر/")),
        ("/خبر/".encode(), Target("/خبر/")),
        (b"/e%CC%81/", Target("/é/")),
        (b"/a%20b/", Target("/a b/")),
        (b"/100%25/", Target("/100%/")),
        (b"/%2525/", Target("/%25/")),
        (b"//evil.example/", Target("//evil.example/")),
        (b"/a..b/...", Target("/a..b/...")),
    ],
)
def test_targets(raw, target):
    assert read_target(raw) == target


@pytest.mark.parametrize(
    "raw",
    [b"", b"*", b"a/", b"evil.example:443", b"/%", b"/%zz", b"/%2", b"/%00", b"/%0a", b"/%7f", b"/a%2Fb", b"/a%2fb",
     b"/a%5cb", b"/a\\b", b"/..", b"/a/../b", b"/./a", b"/%2e%2e/a", b"/a/%2E", b"/\xff", b"/%ff", b"/%C0%AE/",
     b"/%ED%A0%80", b"/a#b", b"/a?b#c", b"/a?b\\c", b"/a?\xd8", b"ftp://x/a",
     b"http://dateline.example/a/", b"http://dateline.example"],
)  # fmt: skip
def test_malformed_targets(raw):
    with pytest.raises(MalformedError):
        read_target(raw)


@given(st.binary() | st.binary().map(lambda raw: b"/" + raw))
def test_a_target_is_plain_or_malformed(raw):
    try:
        target = read_target(raw)
    except MalformedError:
        return
    assert target.path.startswith("/")
    assert not {".", ".."} & set(target.path.split("/"))
    assert "\\" not in target.path
    assert not any(ord(character) < 32 for character in target.path)
    assert target.query.isascii()
