"""The benchmark of the gate: how long Chromium works for a pass, and how long the server for one.

Chromium's throttle slows the page's own thread; WebCrypto derives in others, which it leaves as they are. So that a
slow telephone is not flattered, a slowed run also makes each derivation as many times dearer.
"""

import argparse
import os
import statistics
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CHROMIUM = "/usr/bin/chromium"
PAGE = b"""<!doctype html><meta charset="utf-8"><form method="post" action="/sent" data-gate="/-/challenge">
<button>Send</button></form><script src="/script.js"></script>"""


class _Desk(BaseHTTPRequestHandler):
    """A page, the script, a challenge, and a place where forms arrive."""

    challenge: dict[str, Any] = {}

    def do_GET(self) -> None:  # http.server's name for it
        import json

        from dateline.gate import api

        if self.path.startswith("/-/challenge"):
            self._answer("application/json", json.dumps(type(self).challenge).encode())
        elif self.path == "/script.js":
            self._answer("text/javascript", api.script())
        else:
            self._answer("text/html", PAGE)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer("text/html", b"<p id=sent>Sent")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="bench/gate", description=__doc__)
    parser.add_argument("--passes", type=int, default=40, metavar="N", help="passes of each difficulty; without: 40")
    parser.add_argument("--slow", type=int, action="append", metavar="N", help="again for more; without: 1 and 4")
    given = parser.parse_args()
    os.environ["DATELINE_HOME"] = tempfile.mkdtemp(prefix="dateline-gate-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    import django

    django.setup()
    _server()
    _browser(given.passes, given.slow or [1, 4])
    return 0


def _server(times: int = 2_000) -> None:
    import altcha
    from django.db import connection, transaction

    from dateline.gate import api
    from dateline.gate.checks.altcha import check
    from dateline.gate.models import GateSettings, GateState, Spent

    with connection.schema_editor() as editor:
        for model in (Spent, GateState, GateSettings):
            editor.create_model(model)
    binding = api.Binding("comment", "417")
    counters, check.COUNTERS = check.COUNTERS, dict.fromkeys(api.Difficulty, 1)  # solving is the browser's
    began = time.perf_counter()
    challenges = [api.challenge(binding) for _ in range(times)]
    making = time.perf_counter() - began
    solved = []
    for each in challenges:
        challenge = altcha.Challenge.from_dict(each)
        solution = altcha.solve_challenge(challenge)
        assert solution
        solved.append({"gate-altcha": altcha.Payload(challenge, solution).to_base64()})
    began = time.perf_counter()
    with transaction.atomic():
        assert all(api.judge(binding, fields).passed for fields in solved)
    judging = time.perf_counter() - began
    check.COUNTERS = counters
    print(f"server: challenge {making / times * 1e6:.0f} µs, judge with spending {judging / times * 1e6:.0f} µs")


def _browser(passes: int, slow: list[int]) -> None:
    from playwright.sync_api import sync_playwright

    from dateline.gate.checks.altcha import check
    from dateline.gate.values import Difficulty

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    cost = check.COST
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'slowed':>7} {'':8} {'p50 s':>7} {'p95 s':>7} {'max s':>7}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        throttle = page.context.new_cdp_session(page)
        for rate in slow:
            throttle.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            check.COST = cost * rate
            for difficulty in Difficulty:
                found = sorted(_once(page, server.server_port, check, difficulty) for _ in range(passes))
                p95 = found[min(len(found) - 1, round(len(found) * 0.95))]
                print(f"{rate:>6}x {difficulty:8} {statistics.median(found):7.2f} {p95:7.2f} {found[-1]:7.2f}")
        browser.close()
    server.shutdown()


def _once(page: Any, port: int, check: Any, difficulty: Any) -> float:
    from dateline.gate.values import Binding

    _Desk.challenge = check.challenge(Binding("comment", "417"), difficulty)
    page.goto(f"http://127.0.0.1:{port}/")
    began = time.perf_counter()
    page.click("button")
    page.wait_for_selector("#sent")
    return time.perf_counter() - began
