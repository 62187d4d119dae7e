"""A desk behind an inner socket, as the kiosk sees it: it notes what it was asked, and answers as it is told to."""

import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler


class Desk(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, place):
        super().__init__(str(place), _Answers)
        self.place = place
        self.asked = []
        self.pause = 0.0
        self.status = 0  # what it answers, if it is to be something of its own
        self.dies = False  # when it has stored what it was sent, and before it says so
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()
        self.place.unlink()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def address_string(self):
        return ""

    def log_message(self, *_):
        """Nobody listens."""

    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), self.rfile.read(length)))
        time.sleep(self.server.pause)
        if self.server.dies:
            pass
        elif self.path == "/-/torn":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        elif self.path == "/-/nonsense":
            self.wfile.write(b"\x16\x03\x01nonsense\r\n\r\n")
        elif self.path == "/-/endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + bytes(8_000_000))
        else:
            self._answer()
        self.close_connection = True

    do_POST = do_HEAD = do_GET  # noqa: N815

    def _answer(self):
        kept = {
            "Location": "/2015/06/02/slug/#c7",
            "Cache-Control": "no-store",
            "Content-Type": "text/html; charset=utf-8",
        }
        dropped = {"Set-Cookie": "id=7", "X-Inner": "secret", "Server": "Inner", "Connection": "keep-alive, X-Inner"}
        missing = self.path.startswith("/-/missing")
        usual = 404 if missing else 303 if self.command == "POST" else 200
        self.send_response(self.server.status or usual)
        for name, value in (kept | dropped).items():
            self.send_header(name, value)
        body = b"<html lang=az>Salam"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
