"""Too many readers at once: whoever is silent longest gives way, and nobody who asks is shut out."""

import os
import socket
import time
from contextlib import ExitStack, suppress
from ipaddress import ip_network

import pytest

from dateline.kiosk.door import Door
from tests.kiosk.conftest import Reader


class Caller:
    """A connection, as the door knows it."""

    def __init__(self, since=0.0, is_served=False):
        self.since, self.is_served, self.address, self.gave_way = since, is_served, "", False

    def give_way(self):
        self.gave_way = True


def test_the_longest_silent_gives_way():
    door = Door(room=3, per_address=0)
    callers = [Caller(since) for since in (5.0, 1.0, 3.0)]
    assert all(door.enter(each, f"192.0.2.{number}") for number, each in enumerate(callers))
    assert door.enter(Caller(9.0), "192.0.2.9")
    assert [each.gave_way for each in callers] == [False, True, False]
    assert len(door.inside) == 3


def test_nobody_who_is_being_answered_gives_way():
    door = Door(room=2, per_address=0)
    callers = [Caller(is_served=True), Caller(is_served=True)]
    assert all(door.enter(each, "192.0.2.1") for each in callers)
    assert not door.enter(Caller(), "192.0.2.2")
    assert not any(each.gave_way for each in callers)


def test_an_address_makes_room_for_itself_and_not_for_others():
    door = Door(room=100, per_address=2)
    other = Caller(0.0)
    mine = [Caller(1.0), Caller(2.0), Caller(3.0)]
    hasty = Caller(3.5)
    assert door.enter(other, "192.0.2.1")
    assert all(door.enter(each, "192.0.2.7") for each in mine)
    assert [each.gave_way for each in (other, *mine)] == [False, True, False, False]
    mine[1].since = 3.2  # it has asked for something meanwhile
    assert not door.enter(hasty, "192.0.2.7"), "nobody has been silent for a second"
    for each in mine:
        door.leave(each)
    assert not door._by_address.get("192.0.2.7"), "an address is forgotten with its last connection"


@pytest.mark.parametrize(
    ("proxies", "hosts", "may_stay"),
    [
        ((), ["2001:db8::1", "2001:db8::2"], False),  # one household
        ((), ["2001:db8::1", "2001:db8:0:1::1"], True),
        ((), ["::ffff:192.0.2.1", "192.0.2.1"], False),
        ((), ["fe80::1%eth0", "fe80::2%eth1"], False),
        ((ip_network("127.0.0.1"),), ["127.0.0.1"] * 9, True),
        ((ip_network("127.0.0.1"),), ["127.0.0.2"] * 9, False),
        ((), [""] * 9, True),  # a socket that has no addresses
    ],
)
def test_what_counts_as_one_address(proxies, hosts, may_stay):
    door = Door(room=100, per_address=1, proxies=proxies)
    assert all(door.enter(Caller(is_served=True), host) for host in hosts) is may_stay


def silent(kiosk, count, stack, source="127.0.0.1"):
    """Connections that say half a line and no more."""
    for _ in range(count):
        connection = stack.enter_context(
            socket.create_connection(("127.0.0.1", kiosk.port), timeout=5, source_address=(source, 0))
        )
        connection.sendall(b"GET / HTT")


def test_a_calm_reader_comes_in_where_hundreds_are_silent(own_kiosk):
    kiosk = own_kiosk("connections=50, per_address=0")
    with ExitStack() as stack:
        silent(kiosk, 300, stack)
        for _ in range(20):
            began = time.monotonic()
            assert kiosk.ask("/")[0] == 200
            assert time.monotonic() - began < 1
    assert kiosk.stop() == ""


def test_one_address_cannot_shut_out_another(own_kiosk):
    kiosk = own_kiosk("connections=50, per_address=10")
    with ExitStack() as stack:
        kept = socket.create_connection(("127.0.0.1", kiosk.port), timeout=5, source_address=("127.0.0.9", 0))
        reader = stack.enter_context(Reader(kept))
        silent(kiosk, 200, stack)
        reader.send("GET / HTTP/1.1", "Host: x")
        assert reader.answer()[0] == 200
        time.sleep(1.1)
        assert kiosk.ask("/")[0] == 200, "the crowded address itself is let in too, when one of its own was silent"
    assert kiosk.stop() == ""


def test_who_reads_too_slowly_is_let_go(own_kiosk):
    kiosk = own_kiosk(f"idle_time=0.2, slowest={64 << 20}")
    big = os.urandom(32 << 20)
    with kiosk.shelf.writing() as writer:
        writer.put("/big.bin", big)
    with kiosk.connect() as slow, kiosk.connect() as quick:
        slow.send("GET /big.bin HTTP/1.1", "Host: x")
        quick.send("GET /big.bin HTTP/1.1", "Host: x")
        assert quick.answer()[2] == big
        time.sleep(1.5)
        received = 0
        with suppress(ConnectionResetError):
            while piece := slow.connection.recv(1 << 20):
                received += len(piece)
        assert received < len(big)
    assert kiosk.stop() == ""
