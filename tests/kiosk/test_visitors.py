"""Readers are told apart for a day, and for no longer."""

import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from dateline.kiosk.origins import origin, read_address
from dateline.kiosk.visitors import Visitors

LATE = datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)
PROXIES = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"))


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, moment=LATE):
        self.moment = moment

    def __call__(self):
        return self.moment


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "visitor-key"


def test_a_name_says_nothing_and_stays_for_the_day(place, clock):
    visitors = Visitors(place, clock=clock)
    name = visitors.name("192.0.2.7", "")
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert visitors.name("192.0.2.7", "") == name == visitors.name("::ffff:192.0.2.7", "")
    assert visitors.name("192.0.2.8", "") != name


def test_a_household_has_one_name(place, clock):
    visitors = Visitors(place, clock=clock)
    assert visitors.name("2001:db8:1:2::7", "") == visitors.name("2001:db8:1:2:ffff::9%eth0", "")
    assert visitors.name("2001:db8:1:2::7", "") != visitors.name("2001:db8:1:3::7", "")


def test_two_kiosks_give_one_name_also_after_midnight(place, clock):
    one, other = Visitors(place, clock=clock), Visitors(place, clock=clock)
    before = one.name("192.0.2.7", "")
    assert other.name("192.0.2.7", "") == before
    clock.moment += timedelta(microseconds=1)
    after = other.name("192.0.2.7", "")
    assert one.name("192.0.2.7", "") == after != before


def test_at_midnight_the_key_is_overwritten_and_forgotten(place, clock):
    visitors = Visitors(place, clock=clock)
    visitors.name("192.0.2.7", "")
    old, file = place.read_bytes(), place.stat()
    assert stat.S_IMODE(file.st_mode) == 0o600
    assert old[32:] == b"2026-03-01"
    clock.moment += timedelta(microseconds=1)
    visitors.name("192.0.2.7", "")
    new = place.read_bytes()
    assert new[32:] == b"2026-03-02"
    assert new[:32] != old[:32]
    assert place.stat().st_ino == file.st_ino, "another file would leave the old key on the disk"
    assert old[:32] not in (value for value in vars(visitors).values() if isinstance(value, bytes))


def test_the_key_outlives_a_kiosk_but_not_the_day(place, clock):
    name = Visitors(place, clock=clock).name("192.0.2.7", "")
    assert Visitors(place, clock=clock).name("192.0.2.7", "") == name
    tomorrow = Clock(LATE + timedelta(hours=1))
    assert Visitors(place, clock=tomorrow).name("192.0.2.7", "") != name
    assert Visitors(place, clock=clock).name("192.0.2.7", "") != name, "nor does it come back"


@pytest.mark.parametrize("content", [b"", b"x" * 31 + b"2026-03-01", b"\0" * 42, b"x" * 500])
def test_a_torn_key_is_replaced(place, clock, content):
    place.write_bytes(content)
    name = Visitors(place, clock=clock).name("192.0.2.7", "")
    assert Visitors(place, clock=clock).name("192.0.2.7", "") == name
    assert len(place.read_bytes()) == 42


def test_who_waited_for_the_lock_over_midnight_does_not_bring_yesterday_back(place):
    moments = [LATE, LATE, LATE + timedelta(seconds=1)]  # asked, turned, locked
    late = Visitors(place, clock=lambda: moments.pop(0) if len(moments) > 1 else moments[0])
    name = late.name("192.0.2.7", "")
    assert place.read_bytes().endswith(b"2026-03-02")
    assert Visitors(place, clock=Clock(LATE + timedelta(hours=1))).name("192.0.2.7", "") == name


def test_without_a_file_the_day_still_ends(tmp_path, clock, caplog):
    for visitors in (Visitors(clock=clock), Visitors(tmp_path / "no" / "folder", clock=clock)):
        clock.moment = LATE
        before = visitors.name("192.0.2.7", "")
        assert visitors.name("192.0.2.7", "") == before
        clock.moment += timedelta(seconds=1)
        assert visitors.name("192.0.2.7", "") != before
    assert "192.0.2" not in caplog.text


def test_many_kiosks_that_begin_at_once_share_a_key(place):
    code = (
        "import sys; from pathlib import Path; from dateline.kiosk.visitors import Visitors\n"
        "sys.stdin.read(); print(Visitors(Path(sys.argv[1])).name('192.0.2.7', ''))"
    )
    kiosks = [
        subprocess.Popen([sys.executable, "-c", code, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    for each in kiosks:
        each.stdin.close()
    names = {each.stdout.read() for each in kiosks}
    assert [each.wait(10) for each in kiosks] == [0] * 6
    for each in kiosks:
        each.stdout.close()
    assert len(names) == 1


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # not a proxy of ours
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "198.51.100.1:4711", "198.51.100.1"),
        ("10.1.2.3", '"[2001:db8:1:2::7]:4711"', "2001:db8:1:2::/64"),
        ("::ffff:127.0.0.1", "2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("127.0.0.1", "", "127.0.0.1"),  # tor
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1,", "127.0.0.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_a_proxy_of_ours_is_believed(peer, forwarded, expected):
    assert origin(peer, forwarded, PROXIES) == expected


@pytest.mark.parametrize("text", ["", "unknown", "_hidden", "[::1", "1.2.3", "1.2.3.4.5", "a" * 500, "[", ":", "\xff"])
def test_what_is_no_address_is_none(text):
    assert read_address(text) is None or text == "[::1"
