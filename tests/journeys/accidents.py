"""Accidents that befall readers who send comments, and the house that takes them."""

import os
import random
import re
import signal
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.journeys.house import House

SEED = int(os.environ.get("DATELINE_SEED", "0")) or random.randrange(1, 1_000_000)
CLIENTS = 8
PAUSE = 1.2  # seconds, at most, between a client's accidents
KILLED = ("live desk", "press room", "desk")
FORM = "application/x-www-form-urlencoded"
RECEIPT = re.compile(r"/-/receipt/([\w-]{32})(?![\w-])")
RESET = struct.pack("ii", 1, 0)


@dataclass
class Comment:
    """A comment as it is sent, and what its reader was told whenever it was."""

    number: int
    body: bytes
    kind: str = FORM
    receipts: set[str] = field(default_factory=set)
    answers: list[int] = field(default_factory=list)
    is_left: bool = False  # sent to its last byte, and nobody waited for the answer

    @property
    def mark(self) -> str:
        """What no other comment has in it."""
        return f"mark{self.number:06}"


@dataclass
class Door:
    """Where readers send what they wrote, byte for byte, and leave when they like."""

    paper: str

    def send(self, comment: Comment, leave_after: float | None = None) -> None:
        """Send a comment; leave after such a part of the bytes, without waiting for an answer."""
        place = urlsplit(self.paper)
        head = (
            f"POST /-/comment HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {self.paper}\r\nConnection: close\r\n"
            f"Content-Type: {comment.kind}\r\nContent-Length: {len(comment.body)}\r\n\r\n"
        )
        request = head.encode() + comment.body
        with socket.create_connection((place.hostname, place.port), timeout=60) as connection:
            if leave_after is not None:
                self._leave(connection, request, round(leave_after * len(request)), comment)
                return
            connection.sendall(request)
            answer = b"".join(iter(partial(connection.recv, 65536), b"")).decode()
        self._read(comment, answer)

    def _leave(self, connection: socket.socket, request: bytes, last: int, comment: Comment) -> None:
        connection.sendall(request[:last])
        comment.is_left |= last == len(request)
        if random.random() < 0.5:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

    def _read(self, comment: Comment, answer: str) -> None:
        head = answer.partition("\r\n\r\n")[0]
        status = int(head.split()[1])
        comment.answers.append(status)
        if status == 303:
            found = set(RECEIPT.findall(head))
            assert len(found) == 1, answer
            comment.receipts |= found

    def read(self, address: str) -> tuple[int, str]:
        """Look at a page."""
        connection = HTTPConnection(urlsplit(self.paper).netloc, timeout=30)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@dataclass
class Readers:
    """Many readers at once. Each accident has a number; with it comes a comment that nobody else wrote."""

    door: Door
    story: str
    passes: dict[str, list[str]]
    comments: list[Comment] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    def run(self, count: int) -> None:
        """Let so many accidents happen, several at once."""
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(self._accident, range(count)))

    def _accident(self, number: int) -> None:
        chance = random.Random(SEED * 1_000_003 + number)
        time.sleep(chance.random() * PAUSE)
        fault = chance.choice(FAULTS_THERE_ARE)
        self.happened[fault.__name__] += 1
        fault(self, number, chance)

    def write(self, number: int, *, kind: str = FORM, body: bytes = b"", **odd: str | None) -> Comment:
        """A comment as the form sends it, but for what is odd about it."""
        mark = f"mark{number:06}"
        fields: dict[str, str | None] = {
            "story": self.story, "language": "en", "name": f"Reader {mark}", "email": "", "website": "",
            "text": f"What was said of the harbour, {mark}, is not all that there is.\n\nI was there.",
            "nonce": f"nonce-{SEED}-{number}", "opened": "31",
        }  # fmt: skip
        form = {name: each for name, each in {**fields, **odd}.items() if each is not None}
        comment = Comment(number, body or urlencode(form).encode(), kind)
        self.comments.append(comment)
        return comment

    def at_once(self, *comments: Comment) -> None:
        """Send all of these at the same moment."""
        start = threading.Barrier(len(comments))

        def send(comment: Comment) -> None:
            start.wait()
            self.door.send(comment)

        with ThreadPoolExecutor(len(comments)) as clients:
            list(clients.map(send, comments))


def nothing(readers: Readers, number: int, chance: random.Random) -> None:
    """Nothing happens to this one but what happens to all."""
    readers.door.send(readers.write(number))


def twice_at_once(readers: Readers, number: int, chance: random.Random) -> None:
    """The button was pressed twice or thrice; once more later."""
    comment = readers.write(number)
    readers.at_once(*[comment] * chance.choice((2, 3)))
    time.sleep(chance.random())
    readers.door.send(comment)


def twice_without_script(readers: Readers, number: int, chance: random.Random) -> None:
    """The same, where no script has put a nonce in."""
    comment = readers.write(number, nonce=None, opened=None)
    readers.at_once(comment, comment)
    time.sleep(chance.random())
    readers.door.send(comment)


def back_button(readers: Readers, number: int, chance: random.Random) -> None:
    """A reader goes back and sends again what was sent."""
    comment = readers.write(number)
    for _ in range(chance.choice((2, 4))):
        readers.door.send(comment)
        time.sleep(chance.random() * 2)


def cut(readers: Readers, number: int, chance: random.Random) -> None:
    """The connection ends after any byte."""
    readers.door.send(readers.write(number), leave_after=chance.random())


def cut_at_the_end(readers: Readers, number: int, chance: random.Random) -> None:
    """The connection ends after the last byte, before the answer."""
    readers.door.send(readers.write(number), leave_after=1)


def cut_and_again(readers: Readers, number: int, chance: random.Random) -> None:
    """The connection ends, and the reader tries again."""
    comment = readers.write(number)
    readers.door.send(comment, leave_after=chance.choice((1, chance.random())))
    time.sleep(chance.random() * 0.3)
    readers.door.send(comment)


def passed(readers: Readers, number: int, chance: random.Random) -> None:
    """A good pass of the gate, and most have been used by somebody else already."""
    readers.door.send(readers.write(number, **{"gate-altcha": chance.choice(readers.passes["good"])}))


def replayed(readers: Readers, number: int, chance: random.Random) -> None:
    """Two readers come with the same pass at once; the second comment has a number of its own."""
    gate_pass = {"gate-altcha": chance.choice(readers.passes["good"])}
    other = readers.write(number + 500_000, **gate_pass)
    readers.at_once(readers.write(number, **gate_pass), other)


def expired(readers: Readers, number: int, chance: random.Random) -> None:
    """A pass of yesterday."""
    readers.door.send(readers.write(number, **{"gate-altcha": chance.choice(readers.passes["expired"])}))


def forged(readers: Readers, number: int, chance: random.Random) -> None:
    """A pass with a letter changed, or none at all, or far too long."""
    good = chance.choice(readers.passes["good"])
    at = chance.randrange(len(good))
    changed = good[:at] + chance.choice("AbC0") + good[at + 1 :]
    wrong = chance.choice((changed, good[:at], "%00", "e30=", "A" * 20_000))
    readers.door.send(readers.write(number, **{"gate-altcha": wrong, "gate-kind": chance.choice(("", "altcha", "no"))}))


def odd(readers: Readers, number: int, chance: random.Random) -> None:
    """A form with something missing, or with something in it that no form of ours sends."""
    readers.door.send(readers.write(number, **chance.choice(ODD_FIELDS)))


def odd_body(readers: Readers, number: int, chance: random.Random) -> None:
    """A form as no browser sends ours: in parts, with a hundred fields, not in UTF-8."""
    mark = f"mark{number:06}"
    fields = {"story": readers.story, "name": f"Reader {mark}", "text": f"In an odd way, {mark}.", "nonce": mark}
    plain = urlencode(fields).encode()
    parts = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    )
    kind, body = chance.choice((
        ("multipart/form-data; boundary=edge", parts.encode() + b"--edge--\r\n"),
        ("multipart/form-data", parts.encode()),
        (FORM, plain + b"&a=1" * 100),
        (FORM, b"text=twice&" + plain + b"&other=%ff%fe\xff\xed\xa0\x80&&&=&%&;"),
        (FORM + "; charset=utf-8", plain),
        ("text/plain", plain),
    ))  # fmt: skip
    readers.door.send(readers.write(number, kind=kind, body=body))


ODD_FIELDS: tuple[dict[str, str | None], ...] = (
    {"text": None}, {"name": None}, {"text": "  "}, {"name": "\u200b\u202e"}, {"story": None}, {"story": "seven"},
    {"story": "99999999"}, {"story": "-1"}, {"language": None}, {"language": "x" * 500}, {"reply": "3"},
    {"reply": "999999999999"}, {"email": "nobody"}, {"email": "a@b" * 900}, {"opened": "-7"},
    {"opened": "2147483648"}, {"opened": "999999999"}, {"website": "https://spam.example/"}, {"writer": "0:forged"},
    {"replies": "yes"}, {"a\0b": "\0"}, {"website": "\0\0"}, {"text": "\0"}, {"gate-kind": "picture"},
)  # fmt: skip
FAULTS_THERE_ARE: tuple[Callable[[Readers, int, random.Random], None], ...] = (
    nothing, twice_at_once, twice_without_script, back_button, cut, cut_at_the_end, cut_and_again, passed, replayed,
    expired, forged, odd, odd, odd_body,
)  # fmt: skip


class Killer(threading.Thread):
    """Kills the rooms behind the kiosk at moments of chance: a room, or one of those that work in it."""

    def __init__(self, house: House, rooms: tuple[str, ...] = KILLED, pause: float = 4.0) -> None:
        super().__init__(daemon=True)
        self.house, self.pause, self.victims = house, pause, rooms
        self.kills = Counter[str]()
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(random.random() * self.pause):
            name = random.choice(self.victims)
            number = self.house.rooms().get(name)
            if number is None:
                continue
            hands = children(number)
            with suppress(ProcessLookupError):
                os.kill(random.choice([number, *hands]), signal.SIGKILL)
                self.kills[name] += 1

    def __enter__(self) -> "Killer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.join()


def children(number: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
