"""A reader on one connection, as plain as a socket: what the benchmarks ask servers with. No part of Dateline in it."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What a server said. The names of the fields are in lower case."""

    status: int
    fields: dict[str, str]
    body: bytes
    head: bytes


class Reader:
    """Asks one question after another over a connection that stays open."""

    def __init__(self, port: int, source: str = "127.0.0.1", timeout: float = 20.0) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout, source_address=(source, 0))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> Answer:
        """Send a request and give its answer.

        Raises:
            OSError: the connection broke, or ended before the answer did.
        """
        self._socket.sendall(request)
        while (end := self._read.find(b"\r\n\r\n")) < 0:
            self._more()
        head, self._read = self._read[: end + 4], self._read[end + 4 :]
        status, fields = _parsed(head)
        has_body = not request.startswith(b"HEAD ") and status != 304
        length = int(fields.get("content-length", 0)) if has_body else 0
        while len(self._read) < length:
            self._more()
        body, self._read = self._read[:length], self._read[length:]
        return Answer(status, fields, body, head)

    def _more(self) -> None:
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise ConnectionResetError("the connection ended before the answer did")
        self._read += piece


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    fields = (line.partition(":") for line in lines)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in fields}
