"""Real nginx, Caddy and systemd with what `dateline deploy` prints: the front servers answer what the kiosk answers."""

import json
import re
import subprocess
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import quote

import pytest

from dateline.kiosk.visitors import Visitors
from dateline.lib.api import open_sealed, public_key
from tests.journeys.fronts import HOST, Answer, Front, Listener, Stand, until
from tests.journeys.house import House
from tests.journeys.places import LANGUAGES, Places
from tests.kiosk.desk import Desk

SERVERS = ["nginx", "caddy"]
CODINGS = {"identity": {}, "gzip": {"Accept_Encoding": "gzip"}, "br": {"Accept_Encoding": "gzip, deflate, br"}}
# Named in docs/operator.md. Framing is the connection's own affair; what is sent in it is compared.
DIFFERENT = {"date", "server", "connection", "transfer-encoding", "etag", "accept-ranges", "strict-transport-security"}
# Answered by the front server itself, before the kiosk sees it: the status is the same, the rest need not be.
REFUSED = ["/..%2f", "/../", "/../../etc/passwd", "/../.lock", "/../headers.json", "/%2e%2e/", "/%2e%2e/headers.json",
           "/a%00b", "/%zz", "/fa/%"]  # fmt: skip
HOSTILE = ["/index.html", "/fa/index.html", "/fa/%69ndex.html", "/index.html.br", "/index.html.gz", "/feed.xml.br",
           "/feed.xml.%62r", "/.lock", "/%2elock", "/.closed", "//evil.example", "//evil.example/", "/\\evil.example",
           "//evil.example/%2e%2e", "/fa//", "/./fa/", "/fa/.", "/fa/%3f", "/%0d%0aX:1", "/%ff", "/INDEX.HTML", "/FA/",
           "/feed.xml/", "/fa;a", "/caf%C3%A9"]  # fmt: skip
ELSEWHERE = ["/no/such/page/", "/fa/no/such/page/", "/az/no", "/fa", "/fa?from=a", "/news", "/feed.xml?a=b", "/?",
             "/?p=123", "/?p=124", "/fa/?a=b", "/old/name/", "/old/name/?a=b", "/old/name", "/old-file.pdf",
             "/-/", "/-/comment", "/-", "/about-us"]  # fmt: skip
SECRET = "a secret of this test, and of no house at all"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def stand(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The house's paper, with what other papers have: moves, addresses with a query, files of other kinds."""
    opened = Stand(tmp_path_factory.mktemp("stand"))
    opened.take_over(house)
    with opened.shelf.writing() as writer:
        writer.move("/?p=123", "/news/")
        writer.move("/old/name/", "/fa/2015/نام/")
        writer.move("/old-file.pdf", "/news/")
        writer.put("/about-us.html", b'<!doctype html><html lang="en"><title>About</title>')
        writer.put("/small.txt", b"too small for copies")
        writer.put("/film.mp4", bytes(range(250)) * 400)
        writer.put("/film.0123456789ab.mp4", bytes(range(250)))
    opened.open_kiosk()
    yield opened
    opened.kiosk.stop()


@pytest.fixture(scope="module", params=SERVERS)
def front(request: pytest.FixtureRequest, stand: Stand) -> Iterator[Front]:
    """A front server with a printed configuration."""
    opened = stand.front(request.param)
    yield opened
    opened.stop()


def differences(kiosk: Listener, front: Front, target: str, method: str = "GET", **fields: str) -> list[str]:
    """What the front server answers otherwise than the kiosk."""
    ours, theirs = kiosk.ask(target, method, **fields), front.ask(target, method, **fields)
    found = [] if ours.status == theirs.status else [f"{ours.status} is {theirs.status}"]
    if ours.body != theirs.body:
        found.append("another body")
    for name in sorted((ours.fields.keys() | theirs.fields.keys()) - DIFFERENT):
        if name in {"content-length", "last-modified"} and not (name in ours.fields and name in theirs.fields):
            continue  # who sends a file in pieces does not say how long it is; a notice was printed at no time
        if ours.fields.get(name) != theirs.fields.get(name):
            found.append(f"{name}: {ours.fields.get(name)} is {theirs.fields.get(name)}")
    return [f"{method} {target} {each}" for each in found]


def printed(stand: Stand) -> list[str]:
    """Every address of the paper, as a browser asks for it."""
    return [quote(address, safe="/!$&'()*+,;=:@~") for tree, address in stand.shelf.walk() if tree == "pages"]


def gone(stand: Stand) -> list[str]:
    return [quote(address) for tree, address in stand.shelf.walk() if tree == "gone"]


@pytest.mark.parametrize("coding", CODINGS)
def test_the_whole_paper_is_answered_as_by_the_kiosk(stand: Stand, front: Front, coding: str):
    found = []
    for target in [*printed(stand), *gone(stand), *ELSEWHERE, *HOSTILE]:
        found += differences(stand.kiosk, front, target, **CODINGS[coding])
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("method", ["HEAD", "POST", "DELETE", "OPTIONS"])
def test_other_methods_are_answered_as_by_the_kiosk(stand: Stand, front: Front, method: str):
    places = Places(stand.home / "shelf" / "pages")
    found = []
    for target in [*(quote(each, safe="/%") for each in places.of("fa")), "/feed.xml", *ELSEWHERE]:
        found += differences(stand.kiosk, front, target, method, Accept_Encoding="br")
    assert not found, "\n".join(found[:20])


def test_hostile_targets_are_refused(stand: Stand, front: Front):
    for target in REFUSED:
        assert front.ask(target).status == stand.kiosk.ask(target).status == 400, target


def test_what_was_read_and_has_not_changed_is_not_sent_again(front: Front):
    for coding in CODINGS.values():
        first = front.ask("/fa/", **coding)
        again = front.ask("/fa/", If_None_Match=first.fields["etag"], **coding)
        assert (again.status, again.body) == (304, b"")
        assert again.fields["cache-control"] == "no-cache"
        assert again.fields["vary"] == "Accept-Encoding"
        assert front.ask("/fa/", If_None_Match='"other"', **coding).status == 200
        assert front.ask("/fa/", If_Modified_Since=first.fields["last-modified"], **coding).status == 304
        assert front.ask("/fa/", If_Modified_Since="Fri, 31 Dec 2060 00:00:00 GMT", **coding).status == 304
    assert len({front.ask("/fa/", **coding).fields["etag"] for coding in CODINGS.values()}) == 3


def test_a_part_of_a_file_is_sent(stand: Stand, front: Front):
    for asked, status in [("bytes=10-19", 206), ("bytes=-5", 206), ("bytes=99990-", 206), ("bytes=100000-", 416)]:
        ours, theirs = stand.kiosk.ask("/film.mp4", Range=asked), front.ask("/film.mp4", Range=asked)
        assert ours.status == theirs.status == status
        assert ours.fields["content-range"] == theirs.fields["content-range"]
        if status == 206:
            assert ours.body == theirs.body
    whole = front.ask("/film.mp4")
    part = front.ask("/film.mp4", Range="bytes=0-9", If_Range=whole.fields["etag"])
    assert (part.status, part.body) == (206, whole.body[:10])
    assert front.ask("/film.mp4", Range="bytes=0-9", If_Range='"other"').status == 200


def test_browsers_are_bound_to_tls_and_led_to_the_papers_own_name(stand: Stand, front: Front):
    bound = "max-age=31536000"
    for target in ("/", "/news", "/no/such/page/", "/?p=123", "/feed.xml"):
        assert front.ask(target).fields["strict-transport-security"] == bound
    home = f"https://{HOST}:{front.port}"
    for asked in (front.plain, front):
        answer = asked.ask("/fa/?a=b", host=f"www.{HOST}")
        assert (answer.status, answer.fields["location"]) == (301, f"{home}/fa/?a=b")
    assert front.plain.ask("/%D9%86/").fields["location"] == f"{home}/%D9%86/"
    assert "strict-transport-security" not in front.plain.ask("/").fields


def test_nobody_notes_who_reads(stand: Stand, front: Front):
    front.ask("/news/", User_Agent="a-reader-of-their-own")
    front.ask("/no/such/page/", User_Agent="a-reader-of-their-own", Referer="https://elsewhere.example/")
    front.ask("/-/comment", "POST", body=b"a" * 100_000)
    front.ask("/..%2f")
    assert not re.search(r"127\.0\.0\.1:(?!0\b)\d+.*GET|client: |remote_(addr|ip)|a-reader|elsewhere", front.log)


def test_too_long_a_body_is_refused(front: Front):
    assert front.ask("/-/comment", "POST", body=b"a" * 100_000).status in {405, 413}


@pytest.mark.parametrize("server", SERVERS)
def test_pages_are_served_while_the_kiosk_is_down(stand: Stand, server: str, tmp_path: Path):
    alone = Stand(tmp_path)
    alone.home.symlink_to(stand.home)
    for name in ("certificate.pem", "key.pem"):
        (tmp_path / name).symlink_to(stand.folder / name)
    alone.open_kiosk()
    front = alone.front(server)
    try:
        before = {target: front.ask(target) for target in ("/", "/fa/", "/feed.xml", "/favicon.ico")}
        assert front.ask("/no/such/page/").status == 404
        alone.kiosk.stop()

        for target, answer in before.items():
            now = front.ask(target)
            assert (now.status, now.body) == (200, answer.body)
        for target, language in [("/no/such/page/", "en"), ("/fa/no/such/", "fa"), ("/az", "az"), ("/azb?a", "azb")]:
            is_closed(front.ask(target), language)
            is_closed(front.ask(target, If_Modified_Since="Fri, 31 Dec 2060 00:00:00 GMT"), language)
        is_closed(front.ask("/-/comment", "POST", body=b"a=b"), "en")
        assert front.ask("/news", "HEAD").body == b""
        assert "client: " not in front.log
        assert "remote_" not in front.log

        alone.open_kiosk()
        until(lambda: front.ask("/no/such/page/").status == 404)
    finally:
        front.stop()
        alone.kiosk.stop()


@pytest.mark.parametrize("server", SERVERS)
def test_who_writes_is_told_apart_and_who_reads_is_not(stand: Stand, server: str, tmp_path: Path):
    alone = Stand(tmp_path)
    alone.home.symlink_to(stand.home)
    for name in ("certificate.pem", "key.pem"):
        (tmp_path / name).symlink_to(stand.folder / name)
    desk = Desk(tmp_path / "live.sock")
    key, spool = tmp_path / "visitor-key", tmp_path / "spool"
    alone.open_kiosk(
        *("--proxy", "127.0.0.0/8", "--live", str(desk.place), "--visitor-key", str(key)),
        *("--spool", str(spool), "--seal", public_key(SECRET)),
    )
    front = alone.front(server)
    told = Visitors(key, [ip_network("127.0.0.0/8")])
    try:
        for source in ("127.0.0.2", "127.0.0.3"):
            form = {"body": b"text=Salam", "source": source, "X_Forwarded_For": "192.0.2.7"}
            assert front.ask("/-/comment", "POST", **form, **FORM, X_Real_IP="192.0.2.7").status == 303
            assert front.ask("/-/form", source=source, Forwarded="for=192.0.2.7").status == 200
        known = {told.name(source, "") for source in ("127.0.0.2", "127.0.0.3")}
        assert {asked[2]["Dateline-Visitor"] for asked in desk.asked} == known
        letters = [open_sealed(each.read_bytes(), SECRET) for each in spool.glob("*.form")]
        assert {json.loads(each.partition(b"\n")[0])["visitor"] for each in letters} == known
        assert not [each for asked in desk.asked for each in asked[2] if "forwarded" in each.lower()]

        desk.close()
        receipt = front.ask("/-/comment", "POST", body=b"text=Salam", **FORM).fields["location"]
        kept = front.ask(receipt, Referer=f"https://{HOST}/fa/")
        assert (kept.status, kept.fields["content-language"]) == (202, "fa")
        assert f'href="{receipt}"'.encode() in kept.body
        assert "127.0.0.2" not in front.log
    finally:
        front.stop()
        alone.kiosk.stop()


def is_closed(answer: Answer, language: str) -> None:
    """It says, in this language, that nobody answers now."""
    assert answer.status == 503
    assert f'<html lang="{language}"'.encode() in answer.body
    assert answer.fields["retry-after"] == "30"
    assert answer.fields["cache-control"] == "no-cache"
    assert answer.fields["content-type"] == "text/html; charset=utf-8"
    assert answer.fields["strict-transport-security"] == "max-age=31536000"
    assert "style-src 'sha256-" in answer.fields["content-security-policy"]
    assert "etag" not in answer.fields


def test_another_colour_is_another_policy_and_a_reload_sends_it(house: House, tmp_path: Path):
    stand = Stand(tmp_path)
    stand.take_over(house)
    stand.open_kiosk()
    fronts = [stand.front(server) for server in SERVERS]
    try:
        policy = fronts[0].ask("/").fields["content-security-policy"]
        stand.paint("#1c4f8a")
        wanted = stand.shelf.headers()["Content-Security-Policy"]
        assert wanted != policy
        for front in fronts:
            assert front.ask("/").fields["content-security-policy"] == policy
            text = stand.printed(front)
            assert wanted in text
            assert policy not in text
            front.configure(text)
            front.reload(stand.surroundings)
            for language in LANGUAGES:
                page = "/" if language == "en" else f"/{language}/"
                # While a server reloads, the old one may answer once more.
                until(lambda front=front, page=page: not differences(stand.kiosk, front, page))
            assert front.ask("/").fields["content-security-policy"] == wanted
    finally:
        for each in (*fronts, stand.kiosk):
            each.stop()


@pytest.mark.parametrize("server", SERVERS)
def test_the_configuration_is_written_whole_or_not_at_all(stand: Stand, server: str, tmp_path: Path):
    place = tmp_path / "dateline.conf"
    words = ("deploy", server, "--host", HOST)
    stand.dateline(*words, "--into", str(place))
    assert place.read_text() == stand.dateline(*words)
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("server", SERVERS)
def test_systemd_takes_the_units(stand: Stand, server: str, tmp_path: Path):
    (tmp_path / f"{server}.service").write_text("[Service]\nExecStart=/usr/bin/true\n")
    names = ["dateline.service", "dateline-front.path", "dateline-front.service"]
    for name in names:
        (tmp_path / name).write_text(stand.dateline("deploy", "systemd", name, "--front", server, "--host", HOST))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    # Nobody has to be called dateline on this machine; what else it says is about other units.
    assert verified.returncode == 0, verified.stderr
    assert not [line for line in verified.stderr.splitlines() if "dateline" in line and str(tmp_path) in line]
    for name in ("dateline.service", "dateline-front.service"):
        judged = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", str(tmp_path / name)],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        exposure = re.search(r"Overall exposure level for .*: ([0-9.]+)", judged.stdout)
        assert exposure, judged.stdout + judged.stderr
        assert float(exposure[1]) <= 1.5, f"{name}: {exposure[0]}"
