"""A comment is kept, whole, sealed and once, or its reader has the words back."""

import hashlib
import json
import os
import re
import resource
import signal
import subprocess
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

from dateline.kiosk.__main__ import main
from dateline.lib.api import now, open_sealed, public_key
from tests.kiosk.desk import Desk

FORM = "Content-Type: application/x-www-form-urlencoded"
WORDS = "Salam, dünya: <b>سلام</b> & \"'"
BODY = urlencode({"story": "7", "name": "A", "email": "reader@example.org", "text": WORDS}).encode()
RECEIPT = re.compile(r"/-/receipt/([\w-]{32})")
SECRET = "a secret of this test, and of no house at all"


@pytest.fixture
def open_kiosk(own_kiosk, tmp_path):
    """Opens a kiosk with a spool, before a desk that may come."""

    def start(limits="", options=""):
        kiosk = own_kiosk(
            limits,
            f"live=Path({str(tmp_path / 'live.sock')!r}), "
            f"spool=(Path({str(tmp_path / 'spool')!r}), {public_key(SECRET)!r}), "
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


def receipt(answer):
    """The address of the receipt that a reader is sent to."""
    status, fields, body = answer
    assert (status, body, fields["cache-control"]) == (HTTPStatus.SEE_OTHER, b"", "no-store")
    assert RECEIPT.fullmatch(fields["location"])
    return fields["location"]


def told(answer):
    """Under which name a comment must lie in the spool, by what its reader was told."""
    return hashlib.sha256(receipt(answer).rpartition("/")[2].encode()).hexdigest()


def forms(spool):
    """What lies in the spool: by name, its slip and its body."""
    found = {}
    for each in spool.glob("*.form"):
        line, _, body = open_sealed(each.read_bytes(), SECRET).partition(b"\n")
        found[each.stem] = json.loads(line), body
    return found


def inner(desk, name):
    return [next(value for field, value in asked[2].items() if field.lower() == name) for asked in desk.asked]


# What is sent is kept


def test_a_comment_is_kept_and_its_reader_sent_to_the_receipt(open_kiosk, desk):
    kiosk = open_kiosk()
    answer = post(kiosk, "Referer: https://paper.example/fa/2015/", target="/-/comment?from=a")
    assert answer[1]["referrer-policy"] == "same-origin"
    assert "set-cookie" not in answer[1]
    [(name, (slip, kept))] = forms(kiosk.spool).items()
    assert name == told(answer)
    assert kept == BODY
    at = datetime.fromisoformat(slip.pop("at"))
    assert at.utcoffset() == timedelta(0)
    assert abs(now() - at) < timedelta(minutes=1)
    assert re.fullmatch("[0-9a-f]{16}", slip.pop("visitor"))
    assert slip == {}
    assert desk.asked == [], "nobody is asked first"
    kiosk.ask(receipt(answer))
    assert [asked[1] for asked in desk.asked] == [receipt(answer)]


def test_nothing_of_it_lies_there_in_clear_not_even_what_opens_the_receipt(alone):
    ticket = receipt(post(alone)).rpartition("/")[2]
    [file] = alone.spool.glob("*.form")
    for clear in (b"reader", b"example.org", b"text=", b"visitor", ticket.encode()):
        assert clear not in file.read_bytes()
    assert ticket not in file.name
    modes = {each.name.partition(".")[2]: each.stat().st_mode & 0o777 for each in alone.spool.iterdir()}
    assert set(modes.values()) == {0o600}
    assert alone.spool.stat().st_mode & 0o777 == 0o700


def test_while_the_desk_is_away_the_receipt_says_that_it_is_kept(alone):
    where = receipt(post(alone))
    for _again in range(2):
        status, fields, body = alone.ask(where, "Referer: https://paper.example/fa/2015/", "Accept-Encoding: br, gzip")
        assert (status, fields["cache-control"], fields["content-language"]) == (202, "no-store", "fa")
        assert fields["content-security-policy"] == "default-src 'none'"
        assert not {"content-encoding", "etag", "set-cookie"} & fields.keys()
        assert b"kept in fa" in body
        assert f'href="{where}"'.encode() in body
    for other in ("/-/receipt/", "/-/receipt/unknown", "/-/receipt/..%2f..", f"{where}x"):
        assert alone.ask(other)[0] in {400, 503}
    assert post(alone, target=where)[0] == 503, "what is done with a receipt is not kept"
    assert alone.stop().count("Live addresses do not answer") == 1


def test_a_desk_that_fails_is_a_desk_that_is_away(open_kiosk, desk):
    kiosk = open_kiosk()
    where = receipt(post(kiosk))
    for desk.status, desk.dies in ((500, False), (0, True)):
        assert kiosk.ask(where)[0] == 202
    desk.status, desk.dies = 0, False
    assert kiosk.ask(where)[0] == 200


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
        assert reader.answer()[0] == 415
    assert not alone.spool.exists()


def test_bodies_that_are_no_text_are_kept_byte_for_byte(alone):
    bodies = [b"", b"\n\n", bytes(range(256)), b"a" * 65_536, b'{"visitor": "x"}\n']
    names = [told(post(alone, body=body)) for body in bodies]
    assert [forms(alone.spool)[each][1] for each in names] == bodies


def test_without_a_spool_nothing_is_said_to_be_kept(own_kiosk, desk):
    kiosk = own_kiosk(options=f"live=Path({str(desk.place)!r})")
    assert post(kiosk)[0] == 503
    assert desk.asked == []


def test_a_spool_needs_a_key(tmp_path, capsys):
    for words in ([], ["--seal", "none"]):
        with pytest.raises(SystemExit):
            main(["--shelf", str(tmp_path), "--spool", str(tmp_path / "spool"), *words])
        assert "--seal" in capsys.readouterr().err


def test_a_thousand_at_once_are_all_kept_in_bounded_memory(open_kiosk):
    kiosk = open_kiosk("per_address=0")
    post(kiosk)
    before = memory(kiosk)
    bodies = [b"text=%d&" % number + b"a" * 40_000 for number in range(1000)]
    gate = threading.Barrier(100)

    def reader(number):
        gate.wait(30)
        return [told(post(kiosk, body=bodies[each])) for each in range(number, 1000, 100)]

    with ThreadPoolExecutor(100) as readers:
        names = [each for some in readers.map(reader, range(100)) for each in some]
    kept = forms(kiosk.spool)
    assert len(set(names)) == 1000
    assert set(names) < kept.keys()
    assert {kept[each][1] for each in names} == set(bodies)
    assert memory(kiosk) - before < 40 * 1024, "kilobytes; what came is 40,000"
    assert kiosk.ask("/")[0] == 200


def memory(kiosk):
    """The most memory that a kiosk has ever had, in kB."""
    return int(re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{kiosk.process.pid}/status").read_text())[1])


# The reader is


def names_of_readers(desk, spool):
    """By what names readers are known: to the desk, and in the spool."""
    return {*inner(desk, "dateline-visitor"), *(slip["visitor"] for slip, _ in forms(spool).values())}


def test_a_reader_cannot_say_who_he_is(open_kiosk, desk):
    kiosk = open_kiosk()
    for spelled in ("Dateline-Visitor", "dateline-visitor", "DATELINE_VISITOR", "Dateline_Visitor"):
        assert kiosk.ask("/-/form", f"{spelled}: chosen", "Connection: keep-alive, Dateline-Visitor")[0] == 200
        told(post(kiosk, f"{spelled}: chosen", "Connection: keep-alive, Dateline-Visitor"))
    assert post(kiosk, "X-A: b\r\n Dateline-Visitor: chosen", "Accept: a\tDateline-Visitor: b")[0] in (303, 400)
    assert len(names_of_readers(desk, kiosk.spool)) == 1
    assert "chosen" not in repr([asked[2].values() for asked in desk.asked])
    for asked in desk.asked:
        assert [name.lower().replace("_", "-") for name in asked[2]].count("dateline-visitor") == 1


def test_whoever_asks_is_named(open_kiosk, desk):
    kiosk = open_kiosk()
    assert kiosk.ask("/-/challenge?form=comment")[0] == kiosk.ask("/-/form", method="HEAD")[0] == 200
    assert post(kiosk, target="/-/withdraw")[0] == 303
    assert len(inner(desk, "dateline-visitor")) == 3


def test_two_kiosks_know_a_reader_by_the_same_name(open_kiosk, desk):
    for kiosk in (open_kiosk(), open_kiosk()):
        told(post(kiosk))
        kiosk.ask("/-/form")
    assert len(names_of_readers(desk, kiosk.spool)) == 1


def test_behind_a_proxy_the_readers_own_address_counts_and_goes_no_further(open_kiosk, desk, tmp_path):
    kiosk = open_kiosk(options="proxies=[ip_network('127.0.0.1')]")
    for address in ("198.51.100.1", "203.0.113.9, 198.51.100.1", "198.51.100.2"):
        kiosk.ask("/-/form", f"X-Forwarded-For: {address}")
    one, same, other = inner(desk, "dateline-visitor")
    assert one == same != other
    post(kiosk, "X-Forwarded-For: 198.51.100.1", "Referer: https://paper.example/?from=198.51.100.1")
    assert names_of_readers(desk, kiosk.spool) == {one, other}
    said = kiosk.stop()
    written = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for address in ("198.51.100", "203.0.113", "127.0.0.1"):
        assert address not in repr((desk.asked, forms(kiosk.spool)))
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
    head = f"POST /-/comment HTTP/1.1\r\nHost: x\r\n{FORM}\r\n{framing}\r\n\r\n".encode()
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
    settled(lambda: post(alone)[0] == 303, 5)
    told(post(alone))
    assert alone.stop().count("it is full") == 1


def gives_back(status, fields, body):
    assert (status, fields["retry-after"], fields["cache-control"]) == (503, "60", "no-store")
    assert b">\nSalam, d\xc3\xbcnya: &lt;b&gt;" in body
    assert b"&amp; &quot;&#x27;</textarea>" in body
    assert "location" not in fields


def test_too_many_files_are_a_full_spool_too(alone):
    alone.spool.mkdir()
    for number in range(50_000):
        os.close(os.open(alone.spool / f"{number}.form", os.O_CREAT | os.O_WRONLY))
    gives_back(*post(alone))
    (alone.spool / "7.form").unlink()
    time.sleep(2.1)
    told(post(alone))
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
    assert sorted(set(answers)) == [303, 503]
    held = sum(each.stat().st_size for each in spool.glob("*.form"))
    assert 64 * 1024 * 1024 - 66_000 < held <= 64 * 1024 * 1024
    assert answers.count(303) == len(list(spool.glob("*.form"))) - 1


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
        names = {told(answer) for answer in answers if answer[0] == 303}
        assert 4 <= len(names) < 8
        gives_back(*answers[-1])
        assert forms(alone.spool).keys() == names
        assert not list(alone.spool.glob("*.part"))
        next(alone.spool.glob("*.form")).unlink()
        told(post(alone))
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
    told(post(alone))


def test_a_folder_that_cannot_be_made_gives_the_words_back(alone):
    alone.spool.write_bytes(b"")
    gives_back(*post(alone))
    assert "reader@" not in alone.stop()


# The kiosk is killed, or closes


def test_a_killed_kiosk_leaves_no_half_and_keeps_what_it_promised(open_kiosk):
    for round_ in range(5):
        kiosk = open_kiosk("per_address=0")
        names, going = [], threading.Event()

        def reader(kiosk=kiosk, names=names, going=going):
            while not going.is_set():
                try:
                    names.append(told(post(kiosk, body=BODY + b"a" * 50_000)))
                except (OSError, IndexError, ValueError):
                    return

        readers = [threading.Thread(target=reader) for _ in range(8)]
        for each in readers:
            each.start()
        settled(lambda names=names, enough=5 + round_: len(names) > enough, 10)
        os.kill(kiosk.process.pid, signal.SIGKILL)
        kiosk.process.communicate()
        going.set()
        for each in readers:
            each.join()
        kept = forms(kiosk.spool)
        assert names
        assert set(names) <= kept.keys()
        assert {body for _, body in kept.values()} == {BODY + b"a" * 50_000}


def test_what_a_killed_kiosk_left_is_cleared_away(alone):
    alone.spool.mkdir()
    for name, age in (("old.part", 3600), ("new.part", 5)):
        (alone.spool / name).write_bytes(b"half")
        os.utime(alone.spool / name, (time.time() - age,) * 2)
    (alone.spool / ".tally").write_bytes(b"torn\0")
    told(post(alone))
    assert [each.name for each in alone.spool.glob("*.part")] == ["new.part"]


def test_a_kiosk_that_closes_keeps_what_it_was_sent(alone):
    with alone.connect() as reader:
        reader.send("POST /-/comment HTTP/1.1", "Host: x", f"Content-Length: {len(BODY)}", FORM)
        reader.connection.sendall(BODY)
        alone.process.terminate()
        name = told(reader.answer())
    alone.stop(ask=False)
    assert forms(alone.spool)[name][1] == BODY
