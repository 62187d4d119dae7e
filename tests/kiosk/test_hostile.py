"""A hundred thousand requests that nobody should send: no crash, no hang, and every answer is as long as it says.

What comes back is read by h11, a client that forgives nothing.
"""

import random
import socket
import zlib
from contextlib import suppress

import brotli
import h11
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kiosk.conftest import PAGE, PHOTO
from tests.kiosk.test_smuggling import SHAPES

HOST = b"Host: paper.example\r\n"
PHOTOGRAPH = b"GET /2015/06/02/slug/3f9a1c2b55aa-960.avif HTTP/1.1\r\n" + HOST
FRONT = b"GET / HTTP/1.1\r\n" + HOST
COMMENT = b"POST /-/comment HTTP/1.1\r\n" + HOST
DATE = b"If-Modified-Since: Wed, 25 Nov 2026 10:00:00 GMT\r\n"
SOUND = [
    FRONT + b"\r\n",
    b"GET /2015/06/02/slug/ HTTP/1.1\r\n" + HOST + b"Accept-Encoding: gzip, br\r\nUser-Agent: Mozilla/5.0\r\n\r\n",
    b"GET /%D8%AE%D8%A8%D8%B1/ HTTP/1.1\r\n" + HOST + b"Accept-Encoding: gzip;q=0.5, *;q=0\r\n\r\n",
    b"GET /?p=123 HTTP/1.1\r\n" + HOST + b"If-None-Match: *\r\n" + DATE + b"\r\n",
    FRONT + b'If-None-Match: "0123456789abcdef0123"\r\n\r\n',
    FRONT + DATE + b'If-None-Match: "0123456789abcdef0123"\r\n\r\n',
    PHOTOGRAPH + b'Range: bytes=10-99\r\nIf-Range: "x"\r\n\r\n',
    PHOTOGRAPH + b"Range: bytes=-5\r\n\r\n",
    b"GET /old?a=b HTTP/1.1\r\n" + HOST + b"Connection: keep-alive\r\n\r\n",
    b"GET /killed/ HTTP/1.0\r\n\r\n",
    b"GET /index.php/2015/06/02/slug/feed/ HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /?p=123&feed=rss2&m=201506 HTTP/1.1\r\n" + HOST + b"\r\n",
    COMMENT + b"Content-Length: 5\r\n\r\nSalam",
    COMMENT + b"Transfer-Encoding: chunked\r\n\r\n5\r\nSalam\r\n0\r\n\r\n",
    FRONT + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
]
SEEDS = [*SOUND, *SHAPES.values()]
LINES = [b"Content-Length: 1\r\n", b"Transfer-Encoding: chunked\r\n", b"Expect: 100-continue\r\n",
         b"Connection: close\r\n", HOST]  # fmt: skip
SIGNS = [*LINES, b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b",", b";", b"%", b"%00", b"%2e", b"..", b"/", b"\\",
         b"?", b"#", b"\xff", b"\xc0\xae", b"0", b"-1", b"99999999999999999999", b"chunked", b"HTTP/1.1",
         b"a" * 9000]  # fmt: skip
ANSWERS = {200, 206, 301, 304, 400, 404, 405, 408, 410, 413, 414, 416, 431}
BODIES = {PAGE, PHOTO, b"<feed/>" + b" " * 600}
TOGETHER = 8  # requests in one connection


def spoiled(dice: random.Random) -> bytes:
    """A request with some wounds; now and then one without."""
    request = dice.choice(SEEDS)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 8))):
        place, length = dice.randrange(len(request) + 1), dice.randrange(12)
        middle = (b"", dice.choice(SIGNS), bytes([dice.randrange(256)]), request[place : place + length] * 2)
        request = request[:place] + dice.choice(middle) + request[place + dice.choice((0, 1, length)) :]
    return request


def answers_to(kiosk, sent: bytes) -> list[tuple[int, dict[str, str], bytes]]:
    """Send bytes, say that nothing more comes, and read the answers to their end."""
    with socket.create_connection(("127.0.0.1", kiosk.port), timeout=10) as connection:
        with suppress(OSError):  # it was told enough, and has closed
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        received = b""
        with suppress(ConnectionResetError):
            while piece := connection.recv(1 << 20):
                received += piece
    return list(split(received))


def split(received: bytes):
    """Answers, one by one. What is cut off at the end of a connection that was reset is none."""
    while received:
        client = h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 20)
        client.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
        client.send(h11.EndOfMessage())
        client.receive_data(received)
        answer = client.next_event()
        while isinstance(answer, h11.InformationalResponse):
            answer = client.next_event()
        assert isinstance(answer, h11.Response), received[:200]
        body = b""
        while isinstance(event := client.next_event(), h11.Data):
            body += event.data
        assert isinstance(event, h11.EndOfMessage), "shorter than it says"
        fields = {name.decode(): value.decode() for name, value in answer.headers}
        yield answer.status_code, fields, body
        received = client.trailing_data[0]


def look(found: list[tuple[int, dict[str, str], bytes]]) -> None:
    """Whether answers are such as readers may get."""
    for status, fields, body in found:
        assert status in ANSWERS
        assert status == 304 or fields["x-content-type-options"] == "nosniff"
        if status == 200:
            coding = fields.get("content-encoding")
            decoded = {"br": brotli.decompress, "gzip": lambda copy: zlib.decompress(copy, 31), None: bytes}[coding](
                body
            )
            assert decoded in BODIES
        if status in (400, 408, 413, 414, 431):
            assert fields["connection"] == "close"
    closing = [place for place, (_, fields, _) in enumerate(found) if fields.get("connection") == "close"]
    assert closing in ([], [len(found) - 1]), "something was said after the last word"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_thousand_hostile_requests(own_kiosk):
    kiosk = own_kiosk("per_address=0")
    dice = random.Random(1795604775)
    answered = connections = 0
    while answered < 100_000:  # counted by answers: what comes behind a refusal is not looked at
        found = answers_to(kiosk, b"".join(spoiled(dice) for _ in range(TOGETHER)))
        look(found)
        answered, connections = answered + len(found), connections + 1
        if connections % 1000 == 0:
            assert kiosk.ask("/")[2] == PAGE, "a calm reader is answered in between"
    assert kiosk.stop() == ""


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(SEEDS)
        | st.builds(b"".join, st.lists(st.sampled_from(SIGNS) | st.binary(max_size=8), max_size=12))
        | st.builds(lambda target: b"GET /" + target + b" HTTP/1.1\r\n" + HOST + b"\r\n", st.binary(max_size=30)),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_sent_is_answered_as_it_should_be(kiosk, requests):
    look(answers_to(kiosk, b"".join(requests)))


def test_in_whatever_pieces_it_comes_the_answers_are_the_same(kiosk):
    """A request that was cut anywhere is answered as the whole one is."""
    dice = random.Random(7)
    for _ in range(150):
        sent = b"".join(spoiled(dice) for _ in range(3))
        whole = [status for status, _, _ in answers_to(kiosk, sent)]
        with kiosk.connect() as reader:
            place, pieces = 0, sorted(dice.randrange(len(sent) + 1) for _ in range(4))
            for end in [*pieces, len(sent)]:
                try:
                    reader.connection.sendall(sent[place:end])
                except OSError:
                    break
                place = end
            try:
                reader.connection.shutdown(socket.SHUT_WR)
                in_pieces = [status for status, _, _ in split(reader.file.read())]
            except (ConnectionResetError, OSError):
                continue
        assert in_pieces == whole, sent
