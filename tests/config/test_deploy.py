"""What `dateline deploy` prints, and what it refuses to print."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from dateline.config import command
from dateline.config.deploy.front import IMMUTABLE, ODD, PLAIN, UNNAMED
from dateline.kiosk.api import secured
from dateline.shelf.api import FEEDS, KINDS, Shelf, is_immutable

POLICY = "default-src 'none'; style-src 'sha256-+FD0XNFPj1zhvA9E4tcxdwmY6QWhTAdDqSvCD4Ctyb0='"
HOST = ("--host", "paper.example")
ONION = f"http://{'a' * 56}.onion"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house whose paper has two languages."""
    for name in ("DATELINE_PAPER", "DATELINE_THEME", "DATELINE_ONION", "DATELINE_HSTS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    with Shelf(tmp_path / "shelf").writing() as writer:
        writer.put_headers({"Content-Security-Policy": POLICY})
        writer.put_notice(404, "", b'<!doctype html><html lang="en">')
        writer.put_notice(404, "fa", b'<!doctype html><html dir="rtl" lang="fa-IR">')
    return tmp_path


@pytest.fixture
def deploy(home: Path, capsys: pytest.CaptureFixture[str]):
    """Runs the command; gives what it printed."""

    def run(*words: str) -> str:
        status = command.main(["deploy", *words])
        said = capsys.readouterr()
        assert (status, said.err) == (0, "")
        return said.out

    return run


@pytest.fixture
def refusal(home: Path, capsys: pytest.CaptureFixture[str]):
    """Runs the command, which has to refuse; gives what it said."""

    def run(*words: str) -> str:
        assert command.main(["deploy", *words]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return run


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_all_that_the_kiosk_sends_stands_in_it(deploy, home, server):
    text = deploy(server, *HOST)
    fields = secured({"Content-Security-Policy": POLICY}, is_page=True) | secured({}, is_page=False)
    for name, value in fields.items():
        assert re.search(rf'{name} "{re.escape(value)}"', text)
    assert POLICY in text
    for kind in {*KINDS.values(), *FEEDS.values()}:
        assert f'"{kind}"' in text
    assert f"{home}/shelf/pages" in text
    assert "127.0.0.1:8000" in text
    assert 'Strict-Transport-Security "max-age=31536000"' in text
    assert "Onion-Location" not in text


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_the_languages_are_those_of_the_notices(deploy, server):
    text = deploy(server, *HOST)
    assert re.search(r'"~\^/fa\(\?:/\|\$\)" (?:"/fa" )?"fa-IR"', text)
    assert re.search(r'default (?:"" )?"en"', text)


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_it_says_where_it_goes_and_how_it_was_printed(deploy, server):
    words = [server, *HOST, "--host", "www.paper.example", "--no-hsts", "--port", "8443", "--plain-port", "8080",
             "--onion", ONION, "--certificate", "/etc/ssl/a.pem", "--key", "/etc/ssl/a.key"]  # fmt: skip
    text = deploy(*words)
    head, _, rest = text.partition("\n\n")
    assert {"nginx": "/etc/nginx/conf.d/dateline.conf", "caddy": "/etc/caddy/Caddyfile"}[server] in head
    assert f"systemctl reload {server}" in head
    printed = re.search(r"^#     dateline (.*)$", head, re.MULTILINE)
    assert printed
    assert deploy(*printed[1].split()[1:]) == text
    assert "Strict-Transport-Security" not in rest
    assert f'Onion-Location "{ONION}' in rest
    assert "https://paper.example:8443" in rest
    assert "/etc/ssl/a.pem" in rest
    assert "letsencrypt" not in text


def test_settings_go_in_unless_the_command_says_otherwise(deploy, home):
    (home / "dateline.toml").write_text(f'paper = "[::]:9000"\nonion = "{ONION}"\nhsts = 86400\n')
    text = deploy("nginx", *HOST)
    assert "server [::1]:9000;" in text
    assert f'Onion-Location "{ONION}$request_uri"' in text
    assert 'Strict-Transport-Security "max-age=86400"' in text
    assert "Strict-Transport-Security" not in deploy("nginx", *HOST, "--no-hsts")


def test_a_host_of_another_script_is_written_as_machines_write_it(deploy):
    text = deploy("nginx", "--host", " Почта.example\n")
    assert "server_name xn--80a1acny.example;" in text
    assert "deploy nginx --host xn--80a1acny.example\n" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--host is missing.*--host paper.example"),
        (["--host", "https://paper.example/"], "--host.*Write a name alone"),
        (["--host", "paper.example; }"], "--host.*Write a name alone"),
        (["--host", "paper..example"], "--host.*Write a name alone"),
        ([*HOST, "--certificate", "/a.pem"], "--certificate and --key go together"),
        ([*HOST, "--certificate", "a.pem", "--key", "/b.pem"], "--certificate.*whole path"),
        ([*HOST, "--certificate", "/a b.pem", "--key", "/b.pem"], "--certificate.*without spaces"),
        ([*HOST, "--onion", "http://paper.example"], "--onion.*onion"),
        ([*HOST, "--listen", "here;"], "--listen.*such as 127.0.0.1"),
        ([*HOST, "--port", "70000"], "--port.*65535"),
        ([*HOST, "--into", "/no/such/folder/file"], "--into.*cannot be written"),
    ],
)
@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_what_makes_no_sense_is_named_with_its_cure(refusal, server, words, said):
    assert re.search(said, refusal(server, *words))


@pytest.mark.parametrize("value", ['a"; }', "a\\b", "$host", "{env.HOME}", "a`b", "a\nb", "é"])
def test_nothing_from_the_shelf_gets_out_of_its_quotation_marks(refusal, home, value):
    (home / "shelf" / "headers.json").write_text(json.dumps({"X-Odd": value}))
    assert "X-Odd" in refusal("nginx", *HOST)


def test_headers_that_cannot_be_read_are_named(refusal, home):
    (home / "shelf" / "headers.json").write_text("{")
    assert "headers.json is not JSON" in refusal("caddy", *HOST)


def test_nothing_from_the_settings_gets_out_of_its_place(refusal, home):
    (home / "dateline.toml").write_text('paper = "127.0.0.1; } http { server:8000"\n')
    assert "DATELINE_PAPER" in refusal("caddy", *HOST)


def test_before_the_first_print_it_says_what_to_do(refusal, home):
    (home / "shelf" / "headers.json").unlink()
    assert "dateline serve" in refusal("nginx", *HOST)


def test_what_stood_there_stands_when_nothing_can_be_printed(refusal, home):
    place = home / "dateline.conf"
    place.write_text("before")
    (home / "shelf" / "headers.json").unlink()
    refusal("nginx", *HOST, "--into", str(place))
    assert place.read_text() == "before"


# Units


def test_without_a_host_there_is_one_unit_and_with_one_there_are_three(deploy, home):
    assert re.findall(r"^#### (.*)$", deploy("systemd"), re.MULTILINE) == ["/etc/systemd/system/dateline.service"]
    text = deploy("systemd", *HOST, "--front", "caddy", "--user", "press")
    assert re.findall(r"^#### .*/(.*)$", text, re.MULTILINE) == [
        "dateline.service", "dateline-front.path", "dateline-front.service",
    ]  # fmt: skip
    assert f"PathChanged={home}/shelf/headers.json\n" in text
    assert "User=press\n" in text
    assert "LimitNOFILE=65536\n" in text
    assert "try-reload-or-restart caddy.service\n" in text


def test_a_unit_prints_what_was_asked_for(deploy):
    words = [*HOST, "--host", "www.paper.example", "--no-hsts", "--port", "8443"]
    line = re.search(r"^ExecStart=(/.*)$", deploy("systemd", "dateline-front.service", *words), re.MULTILINE)
    assert line
    program, *printing = line[1].split()
    assert program.endswith("/dateline")
    assert printing[-2:] == ["--into", "/etc/nginx/conf.d/dateline.conf"]
    assert deploy(*printing[1:-2]) == deploy("nginx", *words)


def test_a_unit_alone_is_a_whole_file(deploy):
    assert "####" not in deploy("systemd", "dateline.service")


@pytest.mark.parametrize(
    ("words", "said"),
    [(["dateline-front.service"], "--host is missing"), (["--user", "a b"], "--user.*such as dateline")],
)
def test_a_unit_that_makes_no_sense_is_refused(refusal, words, said):
    assert re.search(said, refusal("systemd", *words))


# Rules that stand in the configurations as patterns


names = some.text(some.sampled_from("/.-abf019g"), max_size=40).map(lambda text: f"/{text}")


@given(names)
@example("/2015/06/02/slug/3f9a1c2b55aa-960.avif")
@example("/3f9a1c2b55aa-960.avif/")
@example("/film.0123456789ab.mp4")
def test_what_never_changes_is_known_by_the_shelfs_own_rule(address):
    assert bool(re.search(IMMUTABLE, address)) == is_immutable(address)


@pytest.mark.parametrize(
    "target",
    ["/..%2f", "/a/../b", "/.lock", "/%2elock", "//evil.example", "/a//", "/a%5cb", "/a%0D", "/a%3Fb", "/a?b", "/a?",
     "/a\\b"],
)  # fmt: skip
def test_the_kiosk_judges_what_is_odd(target):
    assert re.search(ODD, target, re.IGNORECASE) or not re.fullmatch(PLAIN, target)


@pytest.mark.parametrize(
    "target", ["/", "/news/", "/fa/2026/10/23/%D8%B4%D8%A8-a/", "/feed.xml", "/a~b!c(d)@e:f,g;h=i/"]
)
def test_the_shelf_answers_what_is_plain(target):
    assert re.fullmatch(PLAIN, target)
    assert not re.search(ODD, target, re.IGNORECASE)


@pytest.mark.parametrize("address", ["/index.html", "/a/index.html", "/a/index.html.br", "/feed.xml.gz"])
def test_names_of_files_are_no_addresses(address):
    assert re.search(f"(?:{UNNAMED})$", address)
