"""Readings are counted, by page, and nothing else about them is kept."""

import json

import pytest

STORY = "/2015/06/02/slug/"
NEWS = "/%D8%AE%D8%A8%D8%B1/"
FIREFOX = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def counting(own_kiosk, tmp_path):
    kiosk = own_kiosk(options=f"readings=Path({str(tmp_path / 'readings')!r})")
    kiosk.folder = tmp_path / "readings"
    return kiosk


def counted(kiosk):
    """Close the kiosk, and add up what it has put down."""
    assert kiosk.stop() == ""
    found = {}
    for file in kiosk.folder.glob("*") if kiosk.folder.exists() else ():
        assert not file.name.startswith("."), "unfinished"
        for address, count in json.loads(file.read_text()).items():
            found[address] = found.get(address, 0) + count
    return found


def test_pages_that_were_read_are_counted(counting):
    for _ in range(3):
        counting.ask(STORY, FIREFOX)
    _, fields, _ = counting.ask(NEWS + "?utm=1", FIREFOX)
    counting.ask(NEWS, FIREFOX, f"If-None-Match: {fields['etag']}")
    with counting.connect() as reader:
        for _ in range(5):
            reader.send("GET / HTTP/1.1", "Host: x", FIREFOX)
            assert reader.answer()[0] == 200
    assert counted(counting) == {STORY: 3, "/خبر/": 2, "/": 5}


def test_what_is_no_reading_is_not_counted(counting):
    counting.ask(STORY, FIREFOX, method="HEAD")
    for target in ("/feed.xml", STORY + "3f9a1c2b55aa-960.avif", "/nowhere/", "/old/", "/killed/"):
        counting.ask(target, FIREFOX)
    for robot in ("Googlebot/2.1", "curl/8.1", "python-requests/2", "facebookexternalhit/1.1 (preview)", "SomeCrawler"):
        counting.ask(STORY, f"User-Agent: {robot}")
    counting.ask(STORY, FIREFOX, "Sec-Purpose: prefetch;prerender")
    counting.ask(STORY, FIREFOX, "Purpose: prefetch")
    assert counted(counting) == {}


def test_what_cannot_be_put_down_is_kept(counting):
    counting.folder.write_text("in the way")
    counting.ask(STORY, FIREFOX)
    assert "Readings cannot be written" in counting.stop()


def test_nobody_who_reads_is_noted(counting):
    with counting.connect() as reader:
        host, port = reader.connection.getsockname()
        reader.send(f"GET {STORY} HTTP/1.1", "Host: x", FIREFOX, "Referer: https://secret.example/", "Cookie: a=b")
        reader.answer()
    assert counted(counting) == {STORY: 1}
    for file in counting.folder.iterdir():
        written = file.read_bytes()
        assert not any(word in written for word in (b"Mozilla", b"secret", host.encode(), str(port).encode()))
