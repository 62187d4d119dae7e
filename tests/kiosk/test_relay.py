"""What crosses from a reader to a live address, and back."""

import threading
import time

import brotli
import pytest

from tests.kiosk.desk import Desk


@pytest.fixture
def relayed(own_kiosk, tmp_path):
    """A kiosk before a desk."""
    place = tmp_path / "live.sock"
    kiosk = own_kiosk(options=f"live=Path({str(place)!r})")
    kiosk.desk = Desk(place)
    yield kiosk
    if place.exists():
        kiosk.desk.close()
    if kiosk.process.poll() is None:
        kiosk.stop()


def post(kiosk, target="/-/report", *fields, body=b"text=Salam", read=True):
    with kiosk.connect() as reader:
        length = [] if any("Transfer" in field for field in fields) else [f"Content-Length: {len(body)}"]
        reader.send(f"POST {target} HTTP/1.1", "Host: paper.example", *length, *fields)
        reader.connection.sendall(body)
        return reader.answer() if read else None


def test_a_form_crosses_with_what_is_named_and_nothing_else(relayed):
    status, fields, body = post(
        relayed, "/-/report?story=7",
        "Content-Type: application/x-www-form-urlencoded", "Accept-Language: fa", "Referer: https://paper.example/fa/",
        "Cookie: id=7", "User-Agent: Tor Browser", "X-Forwarded-For: 192.0.2.7", "Authorization: Basic eA==",
    )  # fmt: skip
    assert (status, body) == (303, b"<html lang=az>Salam")
    assert fields["location"] == "/2015/06/02/slug/#c7"
    assert fields["cache-control"] == "no-store"
    assert not {"set-cookie", "x-inner", "server"} & fields.keys()
    assert fields["x-content-type-options"] == "nosniff"
    assert fields["content-security-policy"].startswith("default-src 'none'")
    [(method, path, inner, sent)] = relayed.desk.asked
    assert (method, path, sent) == ("POST", "/-/report?story=7", b"text=Salam")
    assert {name.lower() for name in inner} == {
        "host", "connection", "content-type", "content-length", "accept-language",
        "dateline-visitor",
    }  # fmt: skip


def test_a_body_in_chunks_arrives_in_one(relayed):
    body = b"5\r\ntext=\r\n5;x=y\r\nSalam\r\n0\r\nTrailer: x\r\n\r\n"
    assert post(relayed, "/-/report", "Transfer-Encoding: chunked", body=body)[0] == 303
    [(_, _, inner, sent)] = relayed.desk.asked
    assert sent == b"text=Salam"
    assert inner["Content-Length"] == "10"


def test_the_connection_is_kept_and_answers_stay_in_order(relayed):
    relayed.desk.pause = 0.1
    with relayed.connect() as reader:
        reader.connection.sendall(
            b"POST /-/report HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na"
            b"GET /2015/06/02/slug/ HTTP/1.1\r\nHost: x\r\n\r\n"
            b"HEAD /-/form HTTP/1.1\r\nHost: x\r\n\r\n"
            b"GET /nowhere/ HTTP/1.1\r\nHost: x\r\n\r\n"
        )
        assert [reader.answer()[0], reader.answer()[0], reader.answer("HEAD")[0], reader.answer()[0]] == [
            303, 200, 200, 404,
        ]  # fmt: skip
        reader.connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
        assert all(reader.answer()[0] == 200 for _ in range(500))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_stay_outside(relayed, method):
    status, fields, _ = relayed.ask("/-/report", method=method)
    assert (status, fields["allow"]) == (405, "GET, HEAD, POST")
    assert not relayed.desk.asked


@pytest.mark.parametrize("target", ["/-/../desk/", "/-/%2e%2e/desk/", "/-/a%2fb", "/-/%00", "/-\\desk", "/-/a b"])
def test_a_way_out_of_the_live_addresses_is_refused(relayed, target):
    assert relayed.ask(target)[0] == 400
    assert not relayed.desk.asked


@pytest.mark.parametrize("target", ["/%2D/comment", "/-", "//-/report", "/az/-/report", "/desk/"])
def test_only_what_is_spelled_like_a_live_address_is_one(relayed, target):
    assert relayed.ask(target)[0] == 404
    assert post(relayed, target)[0] == 405
    assert not relayed.desk.asked


def test_bodies_have_a_limit(relayed):
    with relayed.connect() as reader:
        reader.send("POST /-/report HTTP/1.1", "Host: x", "Content-Length: 70000")
        assert reader.answer()[0] == 413
        assert reader.closed()
    with relayed.connect() as reader:
        reader.send("POST /-/report HTTP/1.1", "Host: x", "Transfer-Encoding: chunked")
        reader.connection.sendall(b"8000\r\n" + b"a" * 0x8000 + b"\r\n")
        reader.connection.sendall(b"8001\r\n" + b"a" * 0x8001 + b"\r\n0\r\n\r\n")
        assert reader.answer()[0] == 413
    assert not relayed.desk.asked
    assert post(relayed, body=b"a" * 65_536)[0] == 303


def test_who_waits_to_be_asked_for_the_body_is_asked(relayed):
    with relayed.connect() as reader:
        reader.send("POST /-/report HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: 100-continue")
        assert reader.file.readline() + reader.file.readline() == b"HTTP/1.1 100 Continue\r\n\r\n"
        reader.connection.sendall(b"abc")
        assert reader.answer()[0] == 303


@pytest.mark.parametrize(
    ("referer", "words"),
    [("", b"closed"), ("Referer: https://paper.example/az/2015/", b"closed in az"), ("Referer: nonsense", b"closed"),
     ("Referer: https://paper.example/az/..%2f", b"closed")],
)  # fmt: skip
def test_when_the_desk_is_away_readers_are_told_in_their_language(relayed, referer, words):
    relayed.desk.close()
    status, fields, body = post(relayed, "/-/report", *filter(None, [referer, "Accept-Encoding: br"]))
    assert (status, fields["retry-after"]) == (503, "60")
    assert brotli.decompress(body).endswith(words)
    assert relayed.ask("/")[0] == 200
    assert relayed.stop().count("Live addresses do not answer") == 1


@pytest.mark.parametrize("what", ["torn", "nonsense", "endless"])
def test_an_answer_that_is_none_is_not_passed_on(relayed, what):
    assert relayed.ask(f"/-/{what}")[0] == 503
    assert relayed.ask("/-/form")[0] == 200


def test_a_live_address_that_is_none_gets_the_paper_s_own_page(relayed):
    assert relayed.ask("/-/missing", "Referer: https://paper.example/az/")[2].endswith(b"missing in az")


def test_no_more_are_under_way_than_the_desk_can_bear(relayed):
    relayed.desk.pause = 0.5
    answers = []
    asking = [threading.Thread(target=lambda: answers.append(post(relayed)[0]), daemon=True) for _ in range(60)]
    for each in asking:
        each.start()
    time.sleep(0.2)
    began = time.monotonic()
    assert relayed.ask("/2015/06/02/slug/")[0] == 200
    assert time.monotonic() - began < 0.3, "print must not wait for live addresses"
    for each in asking:
        each.join(10)
    assert sorted(set(answers)) == [303, 503]
    assert answers.count(303) == len(relayed.desk.asked) == 32


def test_a_form_whose_reader_is_gone_is_passed_on_all_the_same(relayed):
    post(relayed, read=False)
    deadline = time.monotonic() + 5
    while not relayed.desk.asked and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [asked[3] for asked in relayed.desk.asked] == [b"text=Salam"]


def test_a_reader_who_writes_too_slowly_is_let_go(own_kiosk, tmp_path):
    place = tmp_path / "live.sock"
    kiosk = own_kiosk("body_time=0.3", f"live=Path({str(place)!r})")
    desk = Desk(place)
    with kiosk.connect() as reader:
        reader.send("POST /-/report HTTP/1.1", "Host: x", "Content-Length: 1000")
        reader.connection.sendall(b"a")
        assert reader.answer()[0] == 408
        assert reader.closed()
    desk.close()
    assert not desk.asked
    assert kiosk.stop() == ""


def test_without_a_desk_there_are_no_live_addresses(kiosk):
    assert kiosk.ask("/-/report")[0] == 404
