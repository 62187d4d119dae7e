"""Real front servers with printed configurations, the kiosk behind them, and one way to ask them all."""

import http.client
import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from dateline.shelf.api import Shelf
from tests.journeys.house import House, free_ports

HOST = "paper.example"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
# Like Debian's own: it compresses, and logs who reads, unless a site says otherwise.
NGINX = """
load_module {brotli};
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    gzip on;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dateline.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    fields: dict[str, str]
    body: bytes


@dataclass
class Listener:
    """Somebody who answers: at a port, with TLS or without."""

    port: int
    certificate: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def ask(
        self, target: str, method: str = "GET", host: str = HOST, body: bytes | None = None, source: str = "", **fields
    ) -> Answer:
        """Ask for exactly this target, and read the answer without decoding it."""
        origin = (source, 0) if source else None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=origin)
        connection.connect()
        if self.certificate:
            context = ssl.create_default_context(cafile=self.certificate)
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        with closing(connection):
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", host)
            for name, value in fields.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            names = [name.lower() for name, _ in answer.getheaders()]
            assert len(names) == len(set(names)), f"twice the same field: {names}"
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def wait(self) -> None:
        """Wait until it listens."""
        end = time.monotonic() + 15
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert self.process is None or self.process.poll() is None, "it fell"
                assert time.monotonic() < end, "it does not listen"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@dataclass
class Stand:
    """A copy of the house's paper, a kiosk that sells it, and what is put in front of that."""

    folder: Path
    kiosk: Listener = field(init=False)
    surroundings: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.kiosk = Listener(free_ports(1)[0])
        self.surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "DATELINE_HOME": str(self.home),
            "DATELINE_PAPER": f"127.0.0.1:{self.kiosk.port}",
            "XDG_DATA_HOME": str(self.folder / "caddy"),
            "XDG_CONFIG_HOME": str(self.folder / "caddy"),
        }

    @property
    def home(self) -> Path:
        """Its DATELINE_HOME."""
        return self.folder / "home"

    @property
    def shelf(self) -> Shelf:
        """Its shelf."""
        return Shelf(self.home / "shelf")

    def take_over(self, house: House) -> None:
        """Copy what is printed and what is written, and have a certificate."""
        self.home.mkdir()
        shutil.copytree(house.folder / "shelf", self.home / "shelf")
        with (
            closing(sqlite3.connect(house.folder / "dateline.sqlite3", timeout=10)) as theirs,
            closing(sqlite3.connect(self.home / "dateline.sqlite3")) as ours,
        ):
            theirs.backup(ours)
        shutil.copytree(house.folder / "photographs", self.home / "photographs")
        names = f"subjectAltName=DNS:{HOST},DNS:www.{HOST}"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", f"/CN={HOST}", "-addext", names, "-keyout", "key.pem", "-out", "certificate.pem"],
            cwd=self.folder, check=True, capture_output=True,
        )  # fmt: skip

    def dateline(self, *words: str) -> str:
        """Run the command, and give what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "dateline.config", *words],
            env=self.surroundings, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def paint(self, colour: str) -> None:
        """Give the paper another colour, and print it anew."""
        script = (
            "from dateline.desk.models import Newspaper\n"
            f"paper = Newspaper.load()\npaper.accent = '{colour}'\npaper.save()"
        )
        self.dateline("manage", "shell", "-v", "0", "-c", script)
        self.dateline("print")

    def open_kiosk(self, *words: str) -> None:
        """Start the kiosk."""
        self.kiosk.process = subprocess.Popen(
            [sys.executable, "-m", "dateline.kiosk", "--shelf", str(self.home / "shelf"),
             "--listen", f"127.0.0.1:{self.kiosk.port}", *words],
            env=self.surroundings, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.kiosk.wait()

    def printed(self, front: "Front") -> str:
        """Print a configuration."""
        return self.dateline(
            "deploy", front.name, "--host", HOST, "--host", f"www.{HOST}", "--listen", "127.0.0.1",
            "--port", str(front.port), "--plain-port", str(front.plain.port),
            "--certificate", str(self.folder / "certificate.pem"), "--key", str(self.folder / "key.pem"),
        )  # fmt: skip

    def front(self, server: str) -> "Front":
        """Print a configuration and start a server with it."""
        port, plain = free_ports(2)
        folder = self.folder / server
        folder.mkdir()
        opened = Front(port, self.folder / "certificate.pem", name=server, folder=folder, plain=Listener(plain))
        opened.configure(self.printed(opened))
        opened.start(self.surroundings)
        return opened


@dataclass
class Front(Listener):
    """nginx or Caddy, with a printed configuration in a folder of its own."""

    name: str = ""
    folder: Path = Path()
    plain: Listener = field(default_factory=lambda: Listener(0))

    @property
    def file(self) -> Path:
        """Where its configuration stands."""
        return self.folder / "dateline.conf"

    @property
    def log(self) -> str:
        """Whatever it has written down."""
        return "".join(each.read_text() for each in self.folder.glob("*.log"))

    def configure(self, text: str) -> None:
        """Put a printed configuration down, as it is; only Caddy must not offer its administration on this machine."""
        if self.name == "nginx":
            user = "user root;" if os.geteuid() == 0 else ""
            surrounding = NGINX.format(brotli=BROTLI, folder=self.folder, user=user)
            (self.folder / "nginx.conf").write_text(surrounding)
        else:
            text = text.replace("\n{\n", f"\n{{\n\tadmin unix/{self.folder}/admin.sock\n", 1)
        self.file.write_text(text)

    def start(self, surroundings: dict[str, str]) -> None:
        """Have the configuration checked, and start the server."""
        words = {
            "nginx": [["nginx", "-t", "-q", "-c", str(self.folder / "nginx.conf")],
                      ["nginx", "-c", str(self.folder / "nginx.conf")]],
            "caddy": [["caddy", "validate", "--config", str(self.file), "--adapter", "caddyfile"],
                      ["caddy", "run", "--config", str(self.file), "--adapter", "caddyfile"]],
        }[self.name]  # fmt: skip
        subprocess.run(words[0], env=surroundings, check=True, capture_output=True)
        with (self.folder / "said.log").open("wb") as said:
            self.process = subprocess.Popen(
                words[1], env=surroundings, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        self.wait()
        self.plain.wait()

    def reload(self, surroundings: dict[str, str]) -> None:
        """Have the configuration read anew, as `systemctl reload` does."""
        words = {
            "nginx": ["nginx", "-c", str(self.folder / "nginx.conf"), "-s", "reload"],
            "caddy": ["caddy", "reload", "--force", "--config", str(self.file), "--adapter", "caddyfile",
                      "--address", f"unix/{self.folder}/admin.sock"],
        }[self.name]  # fmt: skip
        subprocess.run(words, env=surroundings, check=True, capture_output=True)


def until(claim: Callable[[], bool], within: float = 10.0) -> None:
    """Wait until a claim holds."""
    end = time.monotonic() + within
    while not claim():
        assert time.monotonic() < end, f"It did not come to pass within {within} s."
        time.sleep(0.05)
