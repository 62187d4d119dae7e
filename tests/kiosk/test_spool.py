"""A comment that the desk cannot take is kept, whole and once, or its reader has the words back."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dateline.lib.api import now
from tests.kiosk.desk import Desk

FORM = "Content-Type: application/x-www-form-urlencoded"
WORDS = "Salam, dünya: <b>سلام</b> & \"'"
BODY = urlencode({"story": "7", "name": "A", "email": "reader@example.org", "text": WORDS}).encode()
RECEIPT = re.compile(rb'href="/-/receipt/([\w-]{32})"')


@pytest.fixture
def open_kiosk(own_kiosk, tmp_path):
    """Opens a kiosk with a spool, before a desk that may come."""

    def start(limits="", options=""):
        kiosk = own_kiosk(
            limits,
            f"live=Path({str(tmp_path / 'live.sock')!r}), spool=Path({str(tmp_path / 'spool')!r}), "
            f"visitor_key=Path({str(tmp_path / 'visitor-key')!r}), {options}",
        )
        kiosk.spool = tmp_path / "spool"
        return kiosk

    return start


@pytest.fixture
def alone(open_kiosk):
    """A kiosk whose desk is away."""
    return open_kiosk()


@pytest.fixture
def desk(tmp_path):
    """A desk."""
    desk = Desk(tmp_path / "live.sock")
    yield desk
    if desk.place.exists():
        desk.close()


def post(kiosk, *fields, body=BODY, target="/-/comment"):
    with kiosk.connect() as reader:
        reader.send(f"POST {target} HTTP/1.1", "Host: paper.example", f"Content-Length: {len(body)}", FORM, *fields)
        reader.connection.sendall(body)
        return reader.answer()


def ticket(answer):
    """The ticket that a reader was told."""
    status, _, body = answer
    assert status == HTTPStatus.ACCEPTED
    [found] = RECEIPT.findall(body)
    return found.decode()


def forms(spool):
    """What lies in the spool: by ticket, its slip and its body."""
    found = {}
    for each in spool.glob("*.form"):
        line, _, body = each.read_bytes().partition(b"\n")
        found[each.stem] = json.loads(line), body
    return found


def inner(desk, name):
    return [next(value for field, value in asked[2].items() if field.lower() == name) for asked in desk.asked]


# The desk is away


def test_while_the_desk_is_away_a_comment_is_kept(alone):
    status, fields, body = answer = post(
        alone, "Referer: https://paper.example/fa/2015/", "Accept-Encoding: br, gzip", target="/-/comment?from=a"
    )
    assert (status, fields["cache-control"], fields["content-language"]) == (202, "no-store", "fa")
    assert fields["content-security-policy"] == "default-src 'none'"
    assert not {"content-encoding", "etag", "set-cookie"} & fields.keys()
    assert b"kept in fa" in body
    [(name, (slip, kept))] = forms(alone.spool).items()
    assert name == ticket(answer)
    assert kept == BODY
    at = datetime.fromisoformat(slip.pop("at"))
    assert at.utcoffset() == timedelta(0)
    assert abs(now() - at) < timedelta(minutes=1)
    assert re.fullmatch("[0-9a-f]{16}", slip.pop("visitor"))
    assert slip == {
        "ticket": name, "target": "/-/comment?from=a", "language": "fa",
        "content_type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    assert alone.stop().count("Live addresses do not answer") == 1


def test_nobody_else_may_read_what_is_kept(alone):
    post(alone)
    modes = {each.name.partition(".")[2]: each.stat().st_mode & 0o777 for each in alone.spool.iterdir()}
    assert set(modes.values()) == {0o600}
    assert alone.spool.stat().st_mode & 0o777 == 0o700


def test_only_comments_are_kept(alone):
    for target in ("/-/receipt/a", "/-/comment/", "/-/Comment", "/-/challenge"):
        assert post(alone, target=target)[0] == 503
    assert alone.ask("/-/comment")[0] == 503
    assert not alone.spool.exists()


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=a", "text/plain", ""])
def test_what_the_desk_would_not_read_is_not_said_to_be_kept(alone, kind):
    with alone.connect() as reader:
        kinds = [f"Content-Type: {kind}"] if kind else []
        reader.send("POST /-/comment HTTP/1.1", "Host: paper.example", f"Content-Length: {len(BODY)}", *kinds)
        reader.connection.sendall(BODY)
        assert reader.answer()[0] == 503
    assert not alone.spool.exists()


def test_bodies_that_are_no_text_are_kept_byte_for_byte(alone):
    bodies = [b"", b"\n\n", bytes(range(256)), b"a" * 65_536, b'{"ticket": "x"}\n']
    told = [ticket(post(alone, body=body)) for body in bodies]
    assert [forms(alone.spool)[each][1] for each in told] == bodies


def test_a_desk_that_fails_after_storing_is_given_the_same_ticket_again(open_kiosk, desk):
    kiosk = open_kiosk()
    desk.status = 500
    told = ticket(post(kiosk))
    assert inner(desk, "dateline-ticket") == [told]
    assert inner(desk, "dateline-visitor") == [forms(kiosk.spool)[told][0]["visitor"]]
    desk.dies, desk.status = True, 0
    told = ticket(post(kiosk))
    assert inner(desk, "dateline-ticket")[-1] == told
    desk.dies = False
    assert post(kiosk)[0] == 303
    assert len(forms(kiosk.spool)) == 2
    assert len(set(inner(desk, "dateline-ticket"))) == len(desk.asked) == 3


@pytest.mark.parametrize("status", [400, 403, 409, 422, 429])
def test_what_the_desk_refuses_is_not_kept(open_kiosk, desk, status):
    kiosk = open_kiosk()
    desk.status = status
    assert post(kiosk)[0] == status
    assert not kiosk.spool.exists()


def test_a_desk_that_is_killed_in_the_middle_loses_nothing(open_kiosk, tmp_path):
    kiosk = open_kiosk()
    place = tmp_path / "live.sock"
    code = (
        "import sys, time; from pathlib import Path; from tests.kiosk.desk import Desk\n"
        "desk = Desk(Path(sys.argv[1])); desk.pause = 60; print('open', flush=True)\n"
        "while not desk.asked: time.sleep(0.01)\n"
        "print(desk.asked[0][2]['Dateline-Ticket'], flush=True); time.sleep(60)"
    )
    killed = subprocess.Popen([sys.executable, "-c", code, place], stdout=subprocess.PIPE, text=True)
    with killed, ThreadPoolExecutor() as readers:
        killed.stdout.readline()
        asking = readers.submit(post, kiosk)
        stored = killed.stdout.readline().strip()
        killed.kill()
        assert ticket(asking.result()) == stored
    assert forms(kiosk.spool)[stored][1] == BODY


def test_what_the_desk_has_no_hand_for_is_kept(open_kiosk, desk):
    kiosk = open_kiosk()
    desk.pause = 0.5
    with ThreadPoolExecutor(60) as readers:
        answers = list(readers.map(lambda _: post(kiosk), range(60)))
    taken = [answer for answer in answers if answer[0] == 303]
    told = {ticket(answer) for answer in answers if answer[0] != 303}
    assert len(taken) == len(desk.asked) == 32
    assert told == forms(kiosk.spool).keys()


def test_a_thousand_at_once_are_all_kept_in_bounded_memory(open_kiosk):
    kiosk = open_kiosk("per_address=0")
    post(kiosk)
    before = memory(kiosk)
    bodies = [b"text=%d&" % number + b"a" * 40_000 for number in range(1000)]
    gate = threading.Barrier(100)

    def reader(number):
        gate.wait(30)
        return [ticket(post(kiosk, body=bodies[each])) for each in range(number, 1000, 100)]

    with ThreadPoolExecutor(100) as readers:
        told = [each for some in readers.map(reader, range(100)) for each in some]
    kept = forms(kiosk.spool)
    assert len(set(told)) == 1000
    assert set(told) < kept.keys()
    assert {kept[each][1] for each in told} == set(bodies)
    assert memory(kiosk) - before < 40 * 1024, "kilobytes; what came is 40,000"
    assert kiosk.ask("/")[0] == 200


def memory(kiosk):
    """The most memory that a kiosk has ever had, in kB."""
    return int(re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{kiosk.process.pid}/status").read_text())[1])


# The reader is


def test_a_reader_cannot_say_who_he_is_nor_choose_a_ticket(open_kiosk, desk):
    kiosk = open_kiosk()
    for name in ("Ticket", "Visitor"):
        for spelled in (f"Dateline-{name}", f"dateline-{name}".lower(), f"DATELINE_{name}", f"Dateline_{name}"):
            assert post(kiosk, f"{spelled}: chosen", "Connection: keep-alive, Dateline-Ticket")[0] == 303
    assert post(kiosk, "X-A: b\r\n Dateline-Ticket: chosen", "Accept: a\tDateline-Ticket: b")[0] in (303, 400)
    assert all(re.fullmatch(r"[\w-]{32}", each) for each in inner(desk, "dateline-ticket"))
    assert len(set(inner(desk, "dateline-visitor"))) == 1
    assert "chosen" not in repr([asked[2].values() for asked in desk.asked])
    for asked in desk.asked:
        names = [name.lower().replace("_", "-") for name in asked[2]]
        assert names.count("dateline-ticket") == names.count("dateline-visitor") == 1


def test_whoever_asks_is_named_and_only_who_sends_has_a_ticket(open_kiosk, desk):
    kiosk = open_kiosk()
    assert kiosk.ask("/-/challenge?form=comment")[0] == kiosk.ask("/-/form", method="HEAD")[0] == 200
    assert post(kiosk, target="/-/withdraw")[0] == 303
    assert [asked[0] for asked in desk.asked if "Dateline-Ticket" in asked[2]] == ["POST"]
    assert len(inner(desk, "dateline-visitor")) == 3


def test_two_kiosks_know_a_reader_by_the_same_name(open_kiosk, desk):
    for kiosk in (open_kiosk(), open_kiosk()):
        post(kiosk)
    one, other = inner(desk, "dateline-visitor")
    assert one == other


def test_behind_a_proxy_the_readers_own_address_counts_and_goes_no_further(open_kiosk, desk, tmp_path):
    kiosk = open_kiosk(options="proxies=[ip_network('127.0.0.1')]")
    for address in ("198.51.100.1", "203.0.113.9, 198.51.100.1", "198.51.100.2"):
        post(kiosk, f"X-Forwarded-For: {address}")
    kiosk.ask("/-/form", "X-Forwarded-For: 198.51.100.1")
    kiosk.ask("/-/form", "X-Forwarded-For: 198.51.100.2")
    one, same, other, asks, asks_too = inner(desk, "dateline-visitor")
    assert one == same == asks != other == asks_too
    desk.close()
    post(kiosk, "X-Forwarded-For: 198.51.100.1", "Referer: https://paper.example/?from=198.51.100.1")
    said = kiosk.stop()
    written = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for address in ("198.51.100", "203.0.113", "127.0.0.1"):
        assert address not in repr(desk.asked)
        assert address not in said
        assert address.encode() not in written


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=some.data(), chunked=some.booleans())
def test_a_request_that_is_cut_off_is_kept_whole_or_not_at_all(cut_off, data, chunked):
    if chunked:
        framing, sent = "Transfer-Encoding: chunked", b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (
            9, BODY[:9], len(BODY) - 9, BODY[9:],
        )  # fmt: skip
    else:
        framing, sent = f"Content-Length: {len(BODY)}", BODY
    head = f"POST /-/comment HTTP/1.1\r\nHost: x\r\n{framing}\r\n\r\n".encode()
    whole = head + sent
    cut = data.draw(some.integers(0, len(whole)))
    before = forms(cut_off.spool).keys()
    with cut_off.connect() as reader:
        reader.connection.sendall(whole[:cut])
        if data.draw(some.booleans()):
            reader.connection.setsockopt(1, 13, b"\1\0\0\0\0\0\0\0")  # SO_LINGER: the line breaks
    expected = 1 if cut == len(whole) else 0
    settled(lambda: len(forms(cut_off.spool).keys() - before) >= expected)
    post(cut_off)  # what was sent before has been seen when this is answered
    kept = forms(cut_off.spool)
    assert all(body == BODY for _, body in kept.values())
    # A line that breaks may swallow what was sent on it, but never a part of it.
    assert len(kept.keys() - before) - 1 in {0, expected}


@pytest.fixture
def cut_off(alone):
    return alone


def settled(claim, within=1.0):
    end = time.monotonic() + within
    while not claim() and time.monotonic() < end:
        time.sleep(0.005)


# There is no room


def test_a_full_spool_gives_the_words_back(alone):
    alone.spool.mkdir()
    with (alone.spool / "old.form").open("wb") as file:
        file.truncate(64 * 1024 * 1024 - 200)
    status, fields, body = post(alone, "Referer: https://paper.example/fa/")
    gives_back(status, fields, body)
    assert b"unkept in fa" in body
    assert [each.name for each in alone.spool.glob("*.[fp]*")] == ["old.form"]
    (alone.spool / "old.form").unlink()
    settled(lambda: post(alone)[0] == 202, 5)
    assert post(alone)[0] == 202
    assert alone.stop().count("it is full") == 1


def gives_back(status, fields, body):
    assert (status, fields["retry-after"], fields["cache-control"]) == (503, "60", "no-store")
    assert b">\nSalam, d\xc3\xbcnya: &lt;b&gt;" in body
    assert b"&amp; &quot;&#x27;</textarea>" in body
    assert not RECEIPT.search(body)


def test_too_many_files_are_a_full_spool_too(alone):
    alone.spool.mkdir()
    for number in range(50_000):
        os.close(os.open(alone.spool / f"{number}.form", os.O_CREAT | os.O_WRONLY))
    gives_back(*post(alone))
    (alone.spool / "7.form").unlink()
    time.sleep(2.1)
    assert post(alone)[0] == 202
    gives_back(*post(alone))
    assert sum(1 for _ in alone.spool.glob("*.form")) == 50_000


def test_two_kiosks_together_keep_no_more_than_one_spool_holds(open_kiosk):
    kiosks = [open_kiosk("per_address=0"), open_kiosk("per_address=0")]
    spool = kiosks[0].spool
    spool.mkdir()
    with (spool / "old.form").open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    body = b"text=" + b"a" * 65_000
    with ThreadPoolExecutor(32) as readers:
        answers = list(readers.map(lambda number: post(kiosks[number % 2], body=body)[0], range(120)))
    assert sorted(set(answers)) == [202, 503]
    held = sum(each.stat().st_size for each in spool.glob("*.form"))
    assert 64 * 1024 * 1024 - 66_000 < held <= 64 * 1024 * 1024
    assert answers.count(202) == len(list(spool.glob("*.form"))) - 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_full_disk_gives_the_words_back(alone):
    alone.spool.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", alone.spool], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this system does not let us mount")
    try:
        answers = [post(alone, body=BODY + b"&a=" + b"a" * 30_000) for _ in range(12)]
        told = {ticket(answer) for answer in answers if answer[0] == 202}
        assert 4 <= len(told) < 8
        gives_back(*answers[-1])
        assert forms(alone.spool).keys() == told
        assert not list(alone.spool.glob("*.part"))
        next(alone.spool.glob("*.form")).unlink()
        assert post(alone)[0] == 202
        assert "No space left on device" in alone.stop()
    finally:
        subprocess.run(["umount", alone.spool], check=True)


def test_a_disk_that_takes_only_a_part_keeps_nothing(alone):
    post(alone)  # the tally is there
    kept = forms(alone.spool).keys()
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (20_000, 20_000))
    gives_back(*post(alone, body=BODY + b"&a=" + b"a" * 30_000))
    assert forms(alone.spool).keys() == kept
    assert not list(alone.spool.glob("*.part"))
    assert post(alone)[0] == 202


def test_a_folder_that_cannot_be_made_gives_the_words_back(alone):
    alone.spool.write_bytes(b"")
    gives_back(*post(alone))
    assert "reader@" not in alone.stop()


# The kiosk is killed, or closes


def test_a_killed_kiosk_leaves_no_half_and_keeps_what_it_promised(open_kiosk):
    for round_ in range(5):
        kiosk = open_kiosk("per_address=0")
        told, going = [], threading.Event()

        def reader(kiosk=kiosk, told=told, going=going):
            while not going.is_set():
                try:
                    told.append(ticket(post(kiosk, body=BODY + b"a" * 50_000)))
                except (OSError, IndexError, ValueError):
                    return

        readers = [threading.Thread(target=reader) for _ in range(8)]
        for each in readers:
            each.start()
        settled(lambda told=told, enough=5 + round_: len(told) > enough, 10)
        os.kill(kiosk.process.pid, signal.SIGKILL)
        kiosk.process.communicate()
        going.set()
        for each in readers:
            each.join()
        kept = forms(kiosk.spool)
        assert told
        assert set(told) <= kept.keys()
        assert {body for _, body in kept.values()} == {BODY + b"a" * 50_000}


def test_what_a_killed_kiosk_left_is_cleared_away(alone):
    alone.spool.mkdir()
    for name, age in (("old.part", 3600), ("new.part", 5)):
        (alone.spool / name).write_bytes(b"half")
        os.utime(alone.spool / name, (time.time() - age,) * 2)
    (alone.spool / ".tally").write_bytes(b"torn\0")
    assert post(alone)[0] == 202
    assert [each.name for each in alone.spool.glob("*.part")] == ["new.part"]


def test_a_kiosk_that_closes_keeps_what_it_was_sent(open_kiosk, desk):
    kiosk = open_kiosk()
    desk.pause = 1
    desk.dies = True
    with kiosk.connect() as reader:
        reader.send("POST /-/comment HTTP/1.1", "Host: x", f"Content-Length: {len(BODY)}", FORM)
        reader.connection.sendall(BODY)
    settled(lambda: desk.asked, 5)
    kiosk.stop()
    [stored] = inner(desk, "dateline-ticket")
    assert forms(kiosk.spool)[stored][1] == BODY
