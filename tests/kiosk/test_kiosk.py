"""A reader in front of a real kiosk."""

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

STORY = "/2015/06/02/slug/"
NEWS = "/%D8%AE%D8%A8%D8%B1/"


@pytest.fixture
def page(kiosk):
    return kiosk.shelf.read(kiosk.shelf.look_up(STORY).path).body


def test_a_page_comes_with_all_its_fields(kiosk, page):
    status, fields, body = kiosk.ask(STORY)
    assert status == 200
    assert body == page
    assert fields.pop("date").endswith("GMT")
    assert fields.pop("last-modified").endswith("GMT")
    assert len(fields.pop("etag").strip('"')) == 20
    assert fields == {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(page)),
        "content-language": "az",
        "cache-control": "no-cache",
        "vary": "Accept-Encoding",
        "content-security-policy": "default-src 'none'",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
    }


def test_encodings_have_tags_of_their_own(kiosk, page):
    tags = set()
    for coding, decode in (("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        _, fields, body = kiosk.ask(STORY, f"Accept-Encoding: {coding}")
        assert decode(body) == page
        assert fields.get("content-encoding", "identity") == coding
        tags.add(fields["etag"])
    assert len(tags) == 3
    assert kiosk.ask(STORY, "Accept-Encoding: gzip", "Accept-Encoding: br")[1]["content-encoding"] == "br"


def test_head_is_get_without_a_body(kiosk):
    status, fields, body = kiosk.ask(STORY, method="HEAD")
    _, of_get, _ = kiosk.ask(STORY)
    del fields["date"], of_get["date"]
    assert (status, fields, body) == (200, of_get, b"")


def test_what_a_reader_has_is_not_sent_again(kiosk):
    _, fields, _ = kiosk.ask(STORY, "Accept-Encoding: br")
    for condition in (
        f"If-None-Match: {fields['etag']}",
        f'If-None-Match: "x", W/{fields["etag"]}',
        "If-None-Match: *",
        f"If-Modified-Since: {fields['last-modified']}",
    ):
        status, unchanged, body = kiosk.ask(STORY, "Accept-Encoding: br", condition)
        assert (status, body) == (304, b"")
        assert unchanged["etag"] == fields["etag"]
        assert unchanged["vary"] == "Accept-Encoding"
        assert "content-length" not in unchanged
    status, *_ = kiosk.ask(STORY, 'If-None-Match: "x"', f"If-Modified-Since: {fields['last-modified']}")
    assert status == 200


def test_photographs_never_change_and_come_in_parts(kiosk):
    photo = STORY + "3f9a1c2b55aa-960.avif"
    status, fields, body = kiosk.ask(photo, "Accept-Encoding: br")
    assert (status, len(body), fields["accept-ranges"]) == (200, 1024, "bytes")
    assert fields["cache-control"] == "public, max-age=31536000, immutable"
    assert "vary" not in fields
    assert fields["referrer-policy"] == "same-origin"
    status, part_fields, part = kiosk.ask(photo, "Range: bytes=1000-")
    assert (status, part, part_fields["content-range"]) == (206, body[1000:], "bytes 1000-1023/1024")
    status, part_fields, _ = kiosk.ask(photo, "Range: bytes=2000-")
    assert (status, part_fields["content-range"]) == (416, "bytes */1024")
    assert kiosk.ask(photo, "Range: bytes=0-1", 'If-Range: "x"')[0] == 200
    assert kiosk.ask(photo, "Range: bytes=0-1", f"If-Range: {fields['etag']}")[0] == 206
    assert kiosk.ask(photo, "Range: bytes=0-1", method="HEAD")[0] == 200
    assert kiosk.ask(STORY, "Range: bytes=0-1")[0] == 200


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/old/", NEWS),
        ("/old", NEWS),
        ("/old/?a=b", NEWS + "?a=b"),
        ("/?p=123", STORY),
        ("/away/", "https://other.example/a?b=c#d"),
        (STORY[:-1], STORY),
        (STORY[:-1] + "?a=%20b", STORY + "?a=%20b"),
        (NEWS[:-1], NEWS),
    ],
)
def test_moved(kiosk, target, location):
    for _ in range(2):  # from the shelf, then from memory
        status, fields, _ = kiosk.ask(target)
        assert (status, fields["location"]) == (301, location)


def test_queries_are_ignored_otherwise(kiosk):
    assert kiosk.ask("/?p=124")[0] == kiosk.ask(STORY + "?utm=1/2?3")[0] == 200
    assert kiosk.ask("/%3Fp=123")[0] == 404


@pytest.mark.parametrize(
    "target", ["//evil.example", "//evil.example/", "//evil.example/..;/", "/%E2%80%AE//x", "///", "//2015", "//old"]
)
def test_no_open_redirect(kiosk, target):
    status, fields, _ = kiosk.ask(target)
    assert status == 404
    assert "location" not in fields


def test_missing_and_gone(kiosk):
    status, fields, body = kiosk.ask("/nowhere/")
    assert (status, body[-7:]) == (404, b"missing")
    assert "etag" not in fields
    assert fields["content-security-policy"]
    assert kiosk.ask("/az/nowhere/")[2].endswith(b"missing in az")
    for target in ("/killed/", "/killed"):
        status, fields, body = kiosk.ask(target, "If-None-Match: *", "Accept-Encoding: br")
        assert (status, brotli.decompress(body)[-4:], fields["content-encoding"]) == (410, b"gone", "br")


@pytest.mark.parametrize(
    "target",
    ["/-/", "/-/comment", "/.git/config", "/journal", "/headers.json", "/index.html", "/feed.xml.br", "/pages/",
     "/feed.xml/", "/feed.xml/x", "/" + "a" * 300 + "/", "/a/" * 800],
)  # fmt: skip
def test_nothing_is_there(kiosk, target):
    assert kiosk.ask(target)[0] == 404


@pytest.mark.parametrize("target", ["/%00", "/%zz", "/../x", "/%2e%2e/x", "/a%2fb", "/a\\b", "/%5c", "/%ff", "x"])
def test_malformed_targets_close(kiosk, target):
    with kiosk.connect() as reader:
        reader.send(f"GET {target} HTTP/1.1", "Host: x")
        status, fields, _ = reader.answer()
        assert (status, fields["connection"]) == (400, "close")
        assert reader.closed()


@pytest.mark.parametrize(
    "request_lines",
    [
        ["GET / HTTP/1.1"],
        ["GET / HTTP/1.1", "Host: a", "Host: b"],
        ["GET / HTTP/2.7", "Host: a"],
        ["NONSENSE / HTTP/1.1", "Host: a"],
        ["GET / HTTP/1.1", "Host: a", "Content-Length: 1", "Transfer-Encoding: chunked"],
        ["GET / HTTP/1.1", "Host : a"],
        ["\x16\x03\x01"],
    ],
)
def test_malformed_requests_close(kiosk, request_lines):
    with kiosk.connect() as reader:
        reader.send(*request_lines)
        assert reader.answer()[0] == 400
        assert reader.closed()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_print_takes_two_methods(kiosk, method):
    status, fields, _ = kiosk.ask(STORY, method=method)
    assert (status, fields["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("field", ["Content-Length: 100000", "Transfer-Encoding: chunked"])
def test_bodies_are_not_read(kiosk, field):
    with kiosk.connect() as reader:
        reader.send(f"POST {STORY} HTTP/1.1", "Host: x", field)
        reader.connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 1000)
        status, fields, _ = reader.answer()
        assert (status, fields["connection"]) == (405, "close")
        assert reader.closed()


def test_heads_have_a_limit(kiosk):
    for _ in range(2):  # also when everything else of the request is known
        with kiosk.connect() as reader:
            reader.send("GET / HTTP/1.1", "Host: x")
            assert reader.answer()[0] == 200
            reader.send("GET /" + "a" * 9_000 + " HTTP/1.1", "Host: x")
            assert reader.answer()[0] == 414
    for lines, status in (
        (["GET /" + "a" * 9_000 + " HTTP/1.1"], 414),
        (["GET / HTTP/1.1", *["X: " + "a" * 1000] * 20], 431),
        (["GET / HTTP/1.1", *["X: a"] * 101], 431),
    ):
        with kiosk.connect() as reader:
            reader.send(*lines, "Host: x")
            assert reader.answer()[0] == status
            assert reader.closed()
    with kiosk.connect() as reader:
        reader.connection.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 30_000)
        assert reader.answer()[0] == 431


def test_requests_come_one_after_the_other(kiosk, page):
    with kiosk.connect() as reader:
        three = "".join(f"{line} HTTP/1.1\r\nHost: x\r\n\r\n" for line in (f"GET {STORY}", "HEAD /", "GET /no"))
        reader.connection.sendall(three.encode() * 50)
        for _ in range(50):
            assert reader.answer()[2] == page
            assert reader.answer("HEAD")[0] == 200
            assert reader.answer()[0] == 404


def test_requests_come_in_pieces(kiosk, page):
    with kiosk.connect() as reader:
        for byte in f"GET {STORY} HTTP/1.1\r\nHost: x\r\nX-Empty:\r\nAccept-Encoding: identity\r\n\r\n".encode():
            reader.connection.sendall(bytes([byte]))
        assert reader.answer()[2] == page


@pytest.mark.parametrize("lines", [["GET / HTTP/1.0"], ["GET / HTTP/1.1", "Host: x", "Connection: close"]])
def test_some_connections_end_with_the_answer(kiosk, lines):
    with kiosk.connect() as reader:
        reader.send(*lines)
        status, fields, _ = reader.answer()
        assert (status, fields["connection"]) == (200, "close")
        assert reader.closed()


def test_an_upgrade_is_answered_as_it_is(kiosk):
    with kiosk.connect() as reader:
        reader.send("GET / HTTP/1.1", "Host: x", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c")
        assert reader.answer()[0] == 200
        assert reader.closed()


def test_who_asks_and_does_not_read_does_not_fill_the_memory(own_kiosk):
    kiosk = own_kiosk()
    with kiosk.shelf.writing() as writer:
        writer.put("/big.bin", os.urandom(1 << 20))
    with kiosk.connect() as reader:
        reader.connection.settimeout(1)
        with pytest.raises(TimeoutError):
            reader.connection.sendall(b"GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n" * 200_000)
        status = Path(f"/proc/{kiosk.process.pid}/status").read_text()
        resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        assert resident < 150_000
        reader.connection.settimeout(5)
        for _ in range(50):
            assert len(reader.answer()[2]) == 1 << 20
    kiosk.stop()


def test_changes_are_seen_at_once(own_kiosk):
    kiosk = own_kiosk()
    assert kiosk.ask(STORY)[0] == 200
    assert kiosk.ask(STORY[:-1])[0] == 301
    assert kiosk.ask("/new/")[0] == 404
    with kiosk.shelf.writing() as writer:
        writer.put(STORY, b"<html lang=fa>changed")
        writer.put("/new/", b"new")
        time.sleep(0.1)
        assert kiosk.ask(STORY)[2] == b"<html lang=fa>changed"
        assert kiosk.ask("/new/")[2] == b"new"
        writer.put_headers({"X-New": "1"})
        writer.remove(STORY)
    time.sleep(0.1)
    assert kiosk.ask(STORY)[0] == kiosk.ask(STORY[:-1])[0] == 404
    assert kiosk.ask("/new/")[1]["x-new"] == "1"
    assert kiosk.stop() == ""


def test_who_is_slow_is_let_go(own_kiosk):
    kiosk = own_kiosk("head_time=0.3, idle_time=0.3, linger_time=0.1")
    with kiosk.connect() as silent, kiosk.connect() as slow, kiosk.connect() as idle:
        slow.connection.sendall(b"GET / HTTP/1.1\r\n")
        idle.send("GET / HTTP/1.1", "Host: x")
        assert idle.answer()[0] == 200
        assert slow.answer()[0] == 408
        assert silent.closed()
        assert idle.closed()
    assert kiosk.stop() == ""


def test_closing_finishes_what_was_asked(own_kiosk):
    kiosk = own_kiosk()
    with kiosk.connect() as asking, kiosk.connect() as idle, kiosk.connect() as reading:
        big = os.urandom(8 << 20)
        with kiosk.shelf.writing() as writer:
            writer.put("/big.bin", big)
        asking.send("GET / HTTP/1.1", "Host: x")
        asking.answer()
        asking.connection.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(2):  # the kiosk is one loop: when it answers these, it has read what was sent before
            idle.send("GET / HTTP/1.1", "Host: x")
            idle.answer()
        reading.send("GET /big.bin HTTP/1.1", "Host: x")
        reading.file.peek(1)
        kiosk.process.terminate()
        assert idle.closed()
        asking.connection.sendall(b"Host: x\r\n\r\n")
        status, fields, _ = asking.answer()
        assert (status, fields["connection"]) == (200, "close")
        assert reading.answer()[2] == big
    assert kiosk.stop(ask=False) == ""
    with pytest.raises(ConnectionRefusedError):
        kiosk.connect()


def test_what_the_operator_wants_is_sent(own_kiosk):
    onion = "http://" + "a" * 56 + ".onion"
    kiosk = own_kiosk(options=f"standing=Standing(hsts=31536000, onion={onion!r})")
    _, fields, _ = kiosk.ask(NEWS)
    assert fields["onion-location"] == onion + NEWS
    for target in (NEWS, "/feed.xml", "/nowhere/", "/old/", "/killed/"):
        _, fields, _ = kiosk.ask(target)
        assert fields["strict-transport-security"] == "max-age=31536000"
        assert ("onion-location" in fields) is (target == NEWS)
    assert kiosk.stop() == ""


@pytest.mark.parametrize(
    "target", ["/", "/nowhere/", "/old/", "/killed/", "/feed.xml", "/%00", STORY + "3f9a1c2b55aa-960.avif"]
)
def test_every_answer_is_secured(kiosk, target):
    _, fields, _ = kiosk.ask(target)
    assert fields["x-content-type-options"] == "nosniff"
    assert fields["content-security-policy"].startswith("default-src 'none'")
    assert {"referrer-policy", "permissions-policy", "cross-origin-resource-policy"} <= fields.keys()


def test_what_is_large_comes_from_the_disk(own_kiosk):
    kiosk = own_kiosk()
    big = os.urandom(5 << 20)
    with kiosk.shelf.writing() as writer:
        writer.put("/film.mp4", big)
    status, fields, body = kiosk.ask("/film.mp4")
    assert (status, body, fields["content-length"]) == (200, big, str(5 << 20))
    status, part_fields, part = kiosk.ask("/film.mp4", "Range: bytes=1000000-4999999", f"If-Range: {fields['etag']}")
    assert (status, part) == (206, big[1_000_000:5_000_000])
    assert part_fields["content-range"] == f"bytes 1000000-4999999/{5 << 20}"
    assert kiosk.ask("/film.mp4", "Range: bytes=-1")[2] == big[-1:]
    assert kiosk.ask("/film.mp4", f"If-None-Match: {fields['etag']}")[0] == 304
    assert kiosk.ask("/film.mp4", method="HEAD")[1]["content-length"] == str(5 << 20)
    with kiosk.connect() as reader:  # one after the other, and the connection is kept
        reader.connection.sendall(b"GET /film.mp4 HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
        for _ in range(3):
            assert reader.answer()[2] == big
            assert reader.answer()[0] == 200
    assert kiosk.stop() == ""


def test_memory_has_a_limit(own_kiosk):
    kiosk = own_kiosk(options="memory=4 << 20")
    bodies = {f"/{number}/": os.urandom(40_000) for number in range(500)}
    with kiosk.shelf.writing() as writer:
        for address, body in bodies.items():
            writer.put(address, body)
    before = _resident(kiosk)
    for _ in range(2):
        with kiosk.connect() as reader:
            for address, body in bodies.items():
                reader.send(f"GET {address} HTTP/1.1", "Host: x")
                assert reader.answer()[2] == body
    assert _resident(kiosk) - before < 10_000
    assert kiosk.stop() == ""


def _resident(kiosk):
    """The memory of a kiosk, in kB."""
    status = Path(f"/proc/{kiosk.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def test_several_kiosks_share_a_port(tmp_path):
    command = [sys.executable, "-m", "dateline.kiosk", "--shelf", tmp_path, "--share-port", "--listen"]
    with subprocess.Popen([*command, "127.0.0.1:0"], stderr=subprocess.PIPE, text=True) as first:
        place = first.stderr.readline().split()[-1]
        with subprocess.Popen([*command, place], stderr=subprocess.PIPE, text=True) as second:
            assert "is open" in second.stderr.readline()
            second.terminate()
            assert "is closed" in second.stderr.read()  # a pipe shut before it has spoken would fail it
        assert second.returncode == 0
        first.terminate()
        assert "is closed" in first.stderr.read()
    assert first.returncode == 0


def test_the_command(tmp_path):
    command = [sys.executable, "-m", "dateline.kiosk", "--shelf", tmp_path, "--listen"]
    with subprocess.Popen([*command, "127.0.0.1:0"], stderr=subprocess.PIPE, text=True) as kiosk:
        line = kiosk.stderr.readline()
        assert "The kiosk is open on 127.0.0.1:" in line
        taken = subprocess.run([*command, line.split()[-1]], capture_output=True, text=True, check=False)
        assert taken.returncode == 1
        assert "Choose another port" in taken.stderr
        kiosk.terminate()
        assert "The kiosk is closed" in kiosk.stderr.read()
    assert kiosk.returncode == 0
    assert subprocess.run([*command, "nowhere"], capture_output=True, check=False).returncode == 2
