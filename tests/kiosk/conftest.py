import socket
import subprocess
import sys

import pytest

from dateline.edition.ways import WORDPRESS
from dateline.shelf.api import Shelf

PAGE = b'<!doctype html><html lang="az" dir="ltr"><p>' + "Salam, dünya. ".encode() * 60
FA = PAGE.replace(b'"az" dir="ltr"', b'"fa" dir="rtl"')
PHOTO = bytes(range(256)) * 4


def fill(shelf):
    with shelf.writing() as writer:
        writer.put_headers({"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer"})
        writer.put("/", PAGE)
        writer.put("/2015/06/02/slug/", PAGE)
        writer.put("/خبر/", PAGE)
        writer.put("/2015/06/02/slug/3f9a1c2b55aa-960.avif", PHOTO)
        writer.put("/feed.xml", b"<feed/>" + b" " * 600)
        writer.move("/old/", "/خبر/")
        writer.move("/?p=123", "/2015/06/02/slug/")
        writer.move("/away/", "https://other.example/a?b=c#d")
        writer.put_ways(WORDPRESS)
        writer.put_gone("/killed/", PAGE + b"gone")
        writer.put_notice(404, "", PAGE + b"missing")
        writer.put_notice(404, "az", PAGE + b"missing in az")
        writer.put_notice(503, "", PAGE + b"closed")
        writer.put_notice(503, "az", PAGE + b"closed in az")
        writer.put_notice(202, "", PAGE + b'kept: <a href="/-/receipt/">receipt</a>')
        writer.put_notice(202, "fa", FA + b'kept in fa: <a href="/-/receipt/">receipt</a>')
        writer.put_notice(507, "", PAGE + b"unkept: <textarea readonly></textarea>")
        writer.put_notice(507, "fa", FA + b"unkept in fa: <textarea readonly></textarea>")


class Kiosk:
    """A real kiosk in a process of its own."""

    def __init__(self, root, limits="", options=""):
        self.shelf = Shelf(root)
        code = (
            "import sys; from ipaddress import ip_network; from pathlib import Path; from dateline.kiosk.api import *\n"
            "def ready(places): print(places[0][1], flush=True)\n"
            f"options = Options(limits=Limits({limits}), {options})\n"
            "serve(Path(sys.argv[1]), '127.0.0.1', 0, options, ready=ready)"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, root], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.port = int(self.process.stdout.readline())

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        return Reader(connection)

    def ask(self, target="/", *fields, method="GET"):
        with self.connect() as reader:
            reader.send(f"{method} {target} HTTP/1.1", "Host: dateline.example", *fields)
            return reader.answer(method)

    def stop(self, *, ask=True):
        """Wait for its end, and give what it complained of. Whoever has asked it already does not ask again."""
        if ask:
            self.process.terminate()
        _, err = self.process.communicate(timeout=5)
        assert self.process.returncode == 0, err
        return err.decode()


class Reader:
    def __init__(self, connection):
        self.connection = connection
        self.file = connection.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.connection.close()

    def send(self, *lines):
        self.connection.sendall("\r\n".join([*lines, "", ""]).encode())

    def answer(self, method="GET"):
        status = int(self.file.readline().split()[1])
        fields = {}
        while (line := self.file.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().strip().partition(": ")
            assert name.lower() not in fields, f"{name} twice"
            fields[name.lower()] = value
        length = 0 if method == "HEAD" else int(fields.get("content-length", 0))
        return status, fields, self.file.read(length)

    def closed(self):
        return self.file.read() == b""


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory):
    root = tmp_path_factory.mktemp("shelf")
    fill(Shelf(root))
    kiosk = Kiosk(root)
    yield kiosk
    assert kiosk.stop() == ""


@pytest.fixture
def own_kiosk(tmp_path):
    started = []

    def start(limits="", options=""):
        fill(Shelf(tmp_path))
        started.append(Kiosk(tmp_path, limits, options))
        return started[-1]

    yield start
    for kiosk in started:
        if kiosk.process.poll() is None:
            kiosk.process.kill()
            kiosk.process.communicate()
