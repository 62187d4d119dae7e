"""Starting servers on the same pages, each pinned to a processor; and what they have cost."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measure import FailedError, tree

HERE = Path(__file__).resolve().parent
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_TYPES = Path("/etc/nginx/mime.types")
_TICKS = os.sysconf("SC_CLK_TCK")
_OPEN_FILES = 200_000
_OPENS_WITHIN = 90.0
# What a server says by itself; everything else that the kiosk says, the others are told to say too.
_OF_ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "last-modified", "date", "server",
               "connection", "accept-ranges", "content-language"}  # fmt: skip

_NGINX = """
load_module {brotli};
daemon off;
{user}worker_processes 1;
worker_rlimit_nofile {files};
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{ worker_connections 4096; }}
http {{
  include {types};
  charset utf-8;
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max={cached} inactive=600s;
  open_file_cache_valid 600s;
  open_file_cache_errors on;
  client_body_temp_path {folder}/body;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {pages};
    index index.html;
    brotli_static on;
    gzip_static on;
    {fields}
  }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A server that runs: what it is called, where it listens, and the process that was started."""

    name: str
    port: int
    process: int

    def cpu_seconds(self) -> float:
        """The time that its processes have had of a processor, their own and the system's for them."""
        return sum(_ticks(each) for each in tree(self.process)) / _TICKS

    def memory(self) -> dict[str, int]:
        """Bytes of its processes: resident, resident at most, and resident without files."""
        names = {"VmRSS": "rss", "VmHWM": "peak_rss", "RssAnon": "anonymous"}
        found = dict.fromkeys(names.values(), 0)
        for process in tree(self.process):
            for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
                name, _, value = line.partition(":")
                if name in names:
                    found[names[name]] += int(value.split()[0]) * 1024
        return found


def missing(*, with_nginx: bool = True) -> str:
    """What has to be installed first; nothing when all is there."""
    wanted = [("wrk", bool(shutil.which("wrk")))]
    if with_nginx:
        wanted += [("nginx-light", bool(_nginx())), ("libnginx-mod-http-brotli-static", _BROTLI.exists())]
    return " ".join(name for name, there in wanted if not there)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(
    name: str, command: Sequence[str], port: int, *, core: int | None = None, log: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Server]:  # fmt: skip
    """Start a server, wait until it answers, end it.

    Raises:
        FailedError: it did not open.
    """
    with open(log or os.devnull, "wb") as output:  # noqa: PTH123
        process = subprocess.Popen(
            list(command), stdout=output, stderr=subprocess.STDOUT, env=None if environ is None else dict(environ),
            preexec_fn=_pinned(core),  # noqa: PLW1509
        )  # fmt: skip
    try:
        until = time.monotonic() + _OPENS_WITHIN
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise FailedError(f"{name} did not open; what it said is in {log}")
            time.sleep(0.05)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def kiosk(shelf: Path, folder: Path, core: int | None, *words: str) -> Iterator[Server]:
    """The kiosk, as an operator's proxy or a load generator may use it: any number of connections an address."""
    port = free_port()
    command = [sys.executable, "-m", "dateline.kiosk", "--shelf", str(shelf), "--listen", f"127.0.0.1:{port}",
               "--per-address", "0", *words]  # fmt: skip
    with running("kiosk", command, port, core=core, log=folder / "kiosk.log") as server:
        yield server


@contextmanager
def nginx(shelf: Path, folder: Path, core: int, fields: Mapping[str, str]) -> Iterator[Server]:
    """Nginx with one worker, on the same files, with the same fields."""
    port, files = free_port(), _most_files()
    written = _NGINX.format(
        brotli=_BROTLI, types=_TYPES, folder=folder, port=port, pages=shelf / "pages", files=files,
        cached=min(_OPEN_FILES, files - 2_000), user="user root;\n" if os.geteuid() == 0 else "",
        fields="\n    ".join(f'add_header {name} "{value}";' for name, value in fields.items()),
    )  # fmt: skip
    conf = folder / "nginx.conf"
    conf.write_text(written, encoding="utf-8")
    command = [str(_nginx()), "-c", str(conf), "-e", str(folder / "nginx-error.log")]
    with running("nginx", command, port, core=core, log=folder / "nginx.log") as server:
        yield server


@contextmanager
def granian(shelf: Path, folder: Path, core: int, fields: Mapping[str, str]) -> Iterator[Server]:
    """Granian with WhiteNoise: one worker, WSGI, which is what WhiteNoise speaks."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", "1", "--blocking-threads", "1", "--backlog", "4096", "--no-ws", "--http", "1",
               "--log-level", "error", "whitenoise_app:application"]  # fmt: skip
    environ = {**os.environ, "PYTHONPATH": str(HERE), "BENCH_PAGES": str(shelf / "pages"),
               **{f"BENCH_FIELD_{name}": value for name, value in fields.items()}}  # fmt: skip
    with running("granian", command, port, core=core, log=folder / "granian.log", environ=environ) as server:
        yield server


def told(fields: Mapping[str, str]) -> dict[str, str]:
    """Take the kiosk's fields and give those that other servers have to be told."""
    return {
        "-".join(part.capitalize() for part in name.split("-")): value
        for name, value in fields.items()
        if name not in _OF_ITS_OWN or name == "content-language"
    }


def _pinned(core: int | None) -> Callable[[], None]:
    def pin() -> None:
        if core is not None:
            os.sched_setaffinity(0, {core})

    return pin


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _most_files() -> int:
    import resource

    return min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 2 * _OPEN_FILES)


def _ticks(process: int) -> int:
    """utime and stime of a process; proc_pid_stat(5)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
