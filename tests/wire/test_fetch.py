"""The one door to the network, against outlets that answer, move, retract, dawdle, lie and bomb."""

import asyncio
import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.wire.errors import (
    AddressError,
    AwayError,
    BusyError,
    GoneError,
    RedirectError,
    RefusedError,
    RelayError,
    SlowError,
    SourceError,
    TooLargeError,
    UnreadableError,
    WireError,
)
from dateline.wire.fetch import Bounds, Door, Fetcher, Validators, fetch
from dateline.wire.network.addresses import read
from dateline.wire.network.line import CheckedBackend
from tests.wire import outlets
from tests.wire.outlets import Outlets, publishes

BODY = b"<h1>The ferry of Port Amber sails again</h1>"


@pytest.fixture
def amber(world):
    return world.outlet("amber.test")


def test_an_answer_says_what_came_from_where_and_when(world, amber):
    address = amber.plays("/story#part", publishes(BODY))
    amber.plays("/story", publishes(BODY))

    fetched = fetch(address, door=world.door(contact="https://paper.example/"))

    assert (fetched.status, fetched.body, fetched.headers["content-type"]) == (200, BODY, outlets.HTML)
    assert (fetched.address, fetched.final, fetched.moved) == (address, amber.at("/story"), "")
    assert abs(datetime.now(UTC) - fetched.at) < timedelta(minutes=1)  # noqa: TID251
    assert len(fetched.sha256) == 64
    [request] = amber.asked
    assert request.headers["user-agent"].startswith("Dateline/")
    assert "+https://paper.example/" in request.headers["user-agent"]
    assert not {"cookie", "referer", "authorization"} & request.headers.keys()


def test_what_has_not_changed_is_told_so(world, amber):
    address = amber.plays("/", outlets.publishes_with_validators(BODY, '"v1"', "Tue, 02 Jun 2015 10:00:00 GMT"))
    first = fetch(address, door=world.door())

    again = fetch(address, door=world.door(), validators=Validators.of(first))

    assert again.is_unchanged
    assert again.body == b""
    assert amber.asked[1].headers["if-modified-since"] == "Tue, 02 Jun 2015 10:00:00 GMT"


def test_validators_are_for_who_gave_them(world, amber):
    other = world.outlet("other.test")
    other.plays("/", publishes(BODY))
    address = amber.plays("/", outlets.moves_to(other.at("/"), 302))

    fetched = fetch(address, door=world.door(), validators=Validators('"v1"', address=amber.at("/")))

    assert fetched.body == BODY
    assert amber.asked[0].headers["if-none-match"] == '"v1"'
    assert "if-none-match" not in other.asked[0].headers


def test_a_304_that_nobody_asked_for_is_no_answer(world, amber):
    with pytest.raises(SourceError):
        fetch(amber.plays("/", publishes(b"", 304)), door=world.door())


@pytest.mark.parametrize(
    ("situation", "error", "permanent"),
    [
        (outlets.is_missing(), GoneError, True),
        (outlets.retracts(), GoneError, True),
        (outlets.asks_to_pay(), RefusedError, False),
        (outlets.refuses(), RefusedError, False),
        (outlets.fails(), SourceError, False),
        (outlets.asks_to_come_back("7"), BusyError, False),
        (publishes(b"", 204), SourceError, False),
        (outlets.breaks_chunks(), AwayError, False),
        (outlets.promises_more(BODY), AwayError, False),
        (outlets.resets(), AwayError, False),
        (outlets.speaks_no_http(), AwayError, False),
        (outlets.lies_about_coding(BODY), UnreadableError, True),
        (publishes(BODY, content_encoding="zstd"), UnreadableError, True),
        (publishes(BODY, content_encoding="gzip, gzip, gzip, gzip"), UnreadableError, True),
    ],
)
def test_what_goes_wrong_says_who_is_at_fault_and_whether_to_try_again(world, amber, situation, error, permanent):
    with pytest.raises(error) as raised:
        fetch(amber.plays("/", situation), door=world.door())

    assert type(raised.value) is error
    assert raised.value.permanent is permanent
    assert str(raised.value).count(" ") > 4, "a sentence says what happened"


def test_errors_say_the_status(world, amber):
    with pytest.raises(GoneError) as raised:
        fetch(amber.plays("/", outlets.retracts()), door=world.door())

    assert raised.value.status == 410


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "bare", "gzip, br", "br, gzip, deflate"])
def test_what_is_packed_is_unpacked(world, amber, coding):
    assert fetch(amber.plays("/", outlets.packs(BODY * 5000, coding)), door=world.door()).body == BODY * 5000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip", "br, br", "gzip, br"])
def test_a_bomb_is_stopped_on_the_way(world, amber, coding):
    address = amber.plays("/", outlets.bombs(coding))
    started = time.monotonic()

    with pytest.raises(TooLargeError):
        fetch(address, door=world.door(bounds=Bounds(unpacked=3_000_000)))

    assert time.monotonic() - started < 15


@pytest.mark.parametrize("situation", [outlets.streams(3_000_000), publishes(b"a" * 3_000_000)])
def test_what_is_too_large_as_sent_is_not_read_to_its_end(world, amber, situation):
    with pytest.raises(TooLargeError):
        fetch(amber.plays("/", situation), door=world.door(bounds=Bounds(as_sent=1_000_000)))


def test_a_page_of_ten_megabytes_is_read(world, amber):
    size = 9_900_000
    assert len(fetch(amber.plays("/", outlets.streams(size)), door=world.door()).body) == size


def test_a_body_ends_where_its_length_says(world, amber):
    assert fetch(amber.plays("/", outlets.promises_less(BODY, 10)), door=world.door()).body == BODY[:10]
    assert fetch(amber.plays("/2", outlets.sends_everything_twice(BODY)), door=world.door()).body == BODY


@pytest.mark.parametrize("situation", [outlets.drips(), outlets.drips_headers(), outlets.says_nothing()])
def test_time_in_all_is_bounded_however_it_is_spent(world, amber, situation):
    started = time.monotonic()

    with pytest.raises(SlowError):
        fetch(amber.plays("/", situation), door=world.door(bounds=Bounds(read=1.0, total=0.4)))

    assert time.monotonic() - started < 10


def test_time_for_one_read_is_bounded(world, amber):
    with pytest.raises(SlowError):
        fetch(amber.plays("/", outlets.says_nothing()), door=world.door(bounds=Bounds(read=0.2, total=10)))


HEADS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: ",
        b"HTTP/1.0 200\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 999 ?\r\n",
        b"",
    ]
)
PIECES = [
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Encoding: gzip\r\n",
    b"\x00",
]
PIECES += [
    b"Transfer-Encoding: chunked\r\n",
    b"ETag: \xff\xfe\r\n",
    b"5\r\nhello\r\n",
    b"0\r\n\r\n",
    b"http://\xc3\xa9.test/",
    b"//[::1",
]
PIECES += [
    b"X: " + b"a" * 70_000 + b"\r\n",
    b"\x1f\x8b\x08",
    b"Content-Type: text/html; charset=\xe9\r\n",
    b"Retry-After: soon\r\n",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADS, st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=6))
def test_whatever_a_server_sends_it_is_an_answer_or_an_error_of_the_wire(world, amber, head, pieces):
    amber.plays("/", outlets.sends(head + b"".join(pieces)))

    with suppress(WireError):
        fetched = fetch(amber.at("/"), door=world.door(bounds=Bounds(read=0.5, total=1)))
        assert fetched.status in (200, 203)


class TestRedirects:
    def test_a_move_for_good_is_told(self, world, amber):
        amber.plays("/new", publishes(BODY))
        amber.plays("/newer", outlets.moves_to("/new", 308))

        fetched = fetch(amber.plays("/old", outlets.moves_to(amber.at("/newer"))), door=world.door())

        assert (fetched.final, fetched.moved) == (amber.at("/new"), amber.at("/new"))

    def test_a_move_for_now_is_followed_and_not_kept(self, world, amber):
        amber.plays("/new", publishes(BODY))
        amber.plays("/then", outlets.moves_to("/new", 302))

        fetched = fetch(amber.plays("/old", outlets.moves_to("/then", 301)), door=world.door())

        assert (fetched.final, fetched.moved) == (amber.at("/new"), amber.at("/then"))
        assert fetch(amber.at("/then"), door=world.door()).moved == ""

    @pytest.mark.parametrize(
        "target",
        [
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::ffff:10.0.0.1]/",
            "http://[fd00::1]/",
            "file:///etc/passwd",
            "gopher://amber.test/",
            "http://reader:secret@amber.test/",
            "http://amber.test:25/",
            "//",
            "\x01",
            "http://[::1",
            "Content-Length: 5",
        ],
    )
    def test_no_redirect_leads_inside(self, world, amber, target):
        with pytest.raises(RedirectError) as raised:
            fetch(amber.plays("/", outlets.moves_to(target)), door=world.door())

        assert raised.value.permanent
        assert "secret" not in str(raised.value)

    def test_circles_and_long_ways_end(self, world, amber):
        amber.plays("/a", outlets.moves_to("/b"))
        amber.plays("/b", outlets.moves_to("/a"))
        for number in range(10):
            amber.plays(f"/{number}", outlets.moves_to(f"/{number + 1}"))

        with pytest.raises(RedirectError, match="circles"):
            fetch(amber.at("/a"), door=world.door())
        with pytest.raises(RedirectError, match="more than 5"):
            fetch(amber.at("/0"), door=world.door())

    def test_no_cookie_goes_along(self, world, amber):
        amber.plays("/new", publishes(BODY))

        fetch(amber.plays("/", outlets.moves_to("/new"), outlets.sets_cookies(BODY)), door=world.door())

        assert not any("cookie" in request.headers for request in amber.asked)


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "",
            "amber.test/story",
            "ftp://amber.test/",
            "file:///etc/passwd",
            "http://",
            "http:///story",
            "javascript:alert(1)",
            "http://reader:secret@amber.test/",
            "http://amber.test:22/",
            "http://amber.test:99999/",
            "http://[::1",
            "http://" + "a" * 5000,
            "http://amber\x00.test/",
        ],
    )
    def test_what_is_no_address_of_the_web_is_not_asked_for(self, address):
        with pytest.raises(AddressError) as raised:
            fetch(address)

        assert "secret" not in str(raised.value)
        assert raised.value.permanent

    @given(
        st.text(max_size=40)
        | st.builds("{}{}".format, st.sampled_from(["http://", "//", "https:", "?"]), st.text(max_size=30))
    )
    def test_any_text_is_an_address_or_none(self, text):
        for base in ("", "https://amber.test/feed"):
            with suppress(AddressError):
                assert read(text, base=base).scheme in ("http", "https")

    @pytest.mark.parametrize(
        "host",
        ["localhost", "LOCALHOST.", "printer", "nas.local", "vault.internal", "router.home.arpa", "127.0.0.1", "127.1",
         "0x7f.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "10.1.2.3", "192.168.0.1", "169.254.169.254",
         "100.64.0.1", "224.0.0.1", "0.0.0.0", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::]",
         "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:a00:1::]", "[2001:0:1::]", "[::10.0.0.1]", "[fec0::1]",
         "[2a01::200:5efe:a00:1]", "amber7ieatzy3x.onion"],
    )  # fmt: skip
    def test_no_private_host_is_connected_to(self, host):
        with pytest.raises(AddressError):
            fetch(f"http://{host}/")

    def test_a_name_that_means_a_private_address_is_not_connected_to(self):
        async def resolve(_host, _port):
            return [ip_address("10.0.0.7"), ip_address("::1")]

        with pytest.raises(AddressError, match="public"):
            fetch("http://rebound.test/", door=Door(resolve=resolve))

    def test_the_connection_is_made_to_the_address_that_was_checked(self, world, amber, monkeypatch):
        connected = []
        backend = CheckedBackend(world.resolve, allow_loopback=True)
        real = type(backend._backend).connect_tcp

        async def connect_tcp(self, host, *others):
            connected.append(host)
            return await real(self, host, *others)

        monkeypatch.setattr(type(backend._backend), "connect_tcp", connect_tcp)

        fetch(amber.plays("/", publishes(BODY)), door=world.door())

        assert (world.looked_up, connected) == (["amber.test"], ["127.0.0.1"])

    def test_a_dead_address_of_a_name_is_passed_over(self, world, amber):
        async def resolve(_host, _port):
            return [ip_address("::1"), ip_address("10.0.0.1"), ip_address("127.0.0.1")]

        assert fetch(amber.plays("/", publishes(BODY)), door=world.door(resolve=resolve)).body == BODY

    def test_a_name_that_nobody_knows_is_the_outlets_fault(self, world):
        with pytest.raises(AwayError):
            fetch("http://nowhere.example/", door=world.door())

    def test_nobody_at_home(self, world):
        with pytest.raises(AwayError):
            fetch("http://amber.test:1/".replace(":1/", ":1025/"), door=world.door())


class TestManners:
    def test_a_host_is_asked_with_pauses_and_others_meanwhile(self, world):
        names = ["amber.test", "other.test"]
        asked = [(world.outlet(name).plays(f"/{n}", publishes(BODY)), None) for name in names for n in range(3)]

        started = time.monotonic()
        came = asyncio.run(_polled(world.door(pause=0.2), asked))

        assert sorted(address for address, _ in came) == sorted(address for address, _ in asked)
        assert 0.4 <= time.monotonic() - started < 5

    def test_never_more_than_a_few_at_once(self, world, amber):
        asked = [(amber.plays(f"/{n}", outlets.takes_its_time(BODY)), None) for n in range(8)]

        asyncio.run(_polled(world.door(at_once=2), asked))

        assert world.most_at_once == 2

    def test_who_says_later_is_not_asked_before(self, world, amber):
        asked = [(amber.plays("/", outlets.asks_to_come_back("3600", 429)), None)]

        async def twice():
            async with Fetcher(world.door()) as fetcher:
                return [await outlets.polled(fetcher, asked) for _ in range(2)]

        [[(_, first)], [(_, second)]] = asyncio.run(twice())

        assert (first.status, first.retry_after) == (429, 3600)
        assert isinstance(second, BusyError)
        assert 3500 < second.retry_after <= 3600
        assert len(amber.asked) == 1

    def test_waiting_for_a_turn_is_not_the_outlets_slowness(self, world, amber):
        asked = [(amber.plays(f"/{n}", publishes(BODY)), None) for n in range(4)]

        came = asyncio.run(_polled(world.door(pause=0.3, bounds=Bounds(total=0.5)), asked))

        assert not [each for _, each in came if isinstance(each, WireError)]

    def test_one_that_fails_stops_no_other(self, world, amber):
        asked = [
            (amber.plays("/good", publishes(BODY)), None),
            (amber.plays("/gone", outlets.retracts()), None),
            (amber.plays("/reset", outlets.resets()), None),
            ("nonsense", None),
        ]

        came = dict(asyncio.run(_polled(world.door(), asked)))

        assert came[amber.at("/good")].body == BODY
        assert {type(each) for each in came.values() if isinstance(each, Exception)} == {
            GoneError,
            AwayError,
            AddressError,
        }


async def _polled(door, asked):
    async with Fetcher(door) as fetcher:
        return await outlets.polled(fetcher, asked)


class TestRelay:
    def test_names_are_looked_up_by_the_proxy(self, world, amber, relay):
        address = amber.plays("/", publishes(BODY))

        fetched = fetch(address, door=world.door(proxy=relay.address))

        assert fetched.body == BODY
        assert (relay.asked, world.looked_up) == (["amber.test"], [])

    @pytest.mark.parametrize("host", ["localhost", "10.0.0.1", "127.1", "0x7f.1", "[::1]", "nas.local"])
    def test_the_proxy_is_not_asked_for_what_is_private_where_it_stands(self, world, relay, host):
        with pytest.raises(AddressError):
            fetch(f"http://{host}/", door=world.door(proxy=relay.address))

        assert relay.asked == []

    def test_a_proxy_that_is_away_is_told_apart_from_the_outlet(self, world, relay):
        with pytest.raises(AwayError):
            fetch("http://refused.test/", door=world.door(proxy=relay.address))
        with pytest.raises(RelayError, match="nothing answers"):
            fetch("http://amber.test/", door=world.door(proxy="socks5h://127.0.0.1:1"))

    @pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad\r\n\r\n", b"\x05\xff", b"\x05\x00\x00\x00"])
    def test_a_proxy_that_speaks_no_socks_is_our_fault(self, world, greeting):
        from tests.wire.relay import Relay

        with Relay(world.port, greeting) as relay, pytest.raises(RelayError):
            fetch("http://amber.test/", door=world.door(proxy=relay.address, bounds=Bounds(total=2)))

    @pytest.mark.parametrize("proxy", ["http://127.0.0.1:8080", "socks5://127.0.0.1:9050", "tor"])
    def test_only_a_proxy_that_looks_up_names_is_taken(self, proxy):
        with pytest.raises(AddressError, match="socks5h"):
            fetch("http://amber.test/", door=Door(proxy=proxy))


@pytest.fixture
def relay(world):
    from tests.wire.relay import Relay

    with Relay(world.port) as relay:
        yield relay


def _certificate(folder, name):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)  # noqa: TID251
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "amber.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def test_tls_is_checked_against_the_name_though_the_connection_is_to_an_address(tmp_path):
    path = _certificate(tmp_path, "amber.test")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(path)
    trusting = ssl.create_default_context(cafile=str(path))
    with Outlets(serving) as world:
        amber, other = world.outlet("amber.test"), world.outlet("other.test")
        address = amber.plays("/", publishes(BODY))
        amber.plays("/down", outlets.moves_to("http://amber.test/"))

        assert fetch(address, door=world.door(tls=trusting)).body == BODY
        with pytest.raises(AwayError, match="certificate"):
            fetch(other.plays("/", publishes(BODY)), door=world.door(tls=trusting))
        with pytest.raises(AwayError, match="certificate"):
            fetch(address, door=world.door())
        with pytest.raises(RedirectError, match="https to http"):
            fetch(amber.at("/down"), door=world.door(tls=trusting))
