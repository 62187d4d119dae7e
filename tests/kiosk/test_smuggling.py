"""Requests that two servers could understand in two ways: refused, and the connection closed (RFC 9112, 11)."""

import pytest

HOST = b"Host: paper.example\r\n"
POST = b"POST / HTTP/1.1\r\n" + HOST
SECOND = b"GET /second/ HTTP/1.1\r\n" + HOST + b"\r\n"
SHAPES = {
    "two lengths": POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    "one length twice": POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    "a list of lengths": POST + b"Content-Length: 3, 3\r\n\r\nabc",
    "a signed length": POST + b"Content-Length: +3\r\n\r\nabc",
    "a length in hexadecimal": POST + b"Content-Length: 0x3\r\n\r\nabc",
    "a length and chunks": POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    "chunked, but not last": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "nearly chunked": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a folded field": b"GET / HTTP/1.1\r\n" + HOST + b"A: b\r\n c\r\n\r\n",
    "a folded first field": b"GET / HTTP/1.1\r\n Host: x\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\n" + HOST + b"\r\n",
    "a bare line feed in a head": b"GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n",
    "a bare line feed at the end": b"GET / HTTP/1.1\r\nHost: x\r\n\n",
    "a bare carriage return": b"GET / HTTP/1.1\r\nHost: x\r\nA: b\rc: d\r\n\r\n",
    "absolute form": b"GET http://paper.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "authority form": b"CONNECT paper.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "asterisk form": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "dots": b"GET /a/../b HTTP/1.1\r\n" + HOST + b"\r\n",
    "encoded dots": b"GET /a/%2e%2E/b HTTP/1.1\r\n" + HOST + b"\r\n",
    "an encoded NUL": b"GET /%00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a NUL": b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a NUL in a field": b"GET / HTTP/1.1\r\n" + HOST + b"A: b\0c\r\n\r\n",
    "overlong UTF-8": b"GET /%C0%AE%C0%AE/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "half a surrogate pair": b"GET /%ED%A0%80/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "an encoded slash": b"GET /a%2Fb HTTP/1.1\r\n" + HOST + b"\r\n",
    "an encoded backslash": b"GET /a%5Cb HTTP/1.1\r\n" + HOST + b"\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "a field without a name": b"GET / HTTP/1.1\r\n" + HOST + b": x\r\n\r\n",
    "a tab in the request line": b"GET\t/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/1.2\r\n" + HOST + b"\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_refused_and_closes(kiosk, shape):
    with kiosk.connect() as reader:
        reader.connection.sendall(SHAPES[shape] + SECOND)
        status, fields, _ = reader.answer()
        # A body that print does not take is not read, whatever its length; the method alone decides then.
        assert status in (400, 405) if shape.startswith("nearly") else status == 400
        assert fields["connection"] == "close"
        assert reader.closed(), "what came behind was answered"


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_refused_behind_a_request_that_is_in_order(kiosk, shape):
    with kiosk.connect() as reader:
        reader.connection.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n" + SHAPES[shape])
        assert reader.answer()[0] == 200
        assert reader.answer()[0] in (400, 405)
        assert reader.closed()


def test_a_head_that_is_known_is_known_alone(kiosk):
    """Two requests in one piece, then the same first one by itself: each is answered as often as it was asked."""
    one = b"GET / HTTP/1.1\r\n" + HOST + b"X-Same: 1\r\n\r\n"
    for pieces in ([one + one + one], [one], [one + one], [one], [one, one + one, one]):
        with kiosk.connect() as reader:
            for piece in pieces:
                reader.connection.sendall(piece)
            for _ in range(sum(piece.count(b"GET ") for piece in pieces)):
                assert reader.answer()[0] == 200
            reader.send("GET /nowhere/ HTTP/1.1", "Host: x", "Connection: close")
            assert reader.answer()[0] == 404
            assert reader.closed()


def test_a_known_head_does_not_make_a_bad_target_good(kiosk):
    head = b" HTTP/1.1\r\n" + HOST + b"X-Known: 1\r\n\r\n"
    for _ in range(2):
        with kiosk.connect() as reader:
            reader.connection.sendall(b"GET /" + head)
            assert reader.answer()[0] == 200
            reader.connection.sendall(b"GET /az/../" + head)
            assert reader.answer()[0] == 400
            assert reader.closed()
