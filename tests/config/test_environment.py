"""What an operator may set, and what is said when it is wrong."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.config import environment
from dateline.config.environment import ConfigurationError, Listener
from dateline.config.inspection import listener_trouble
from dateline.lib.api import FileLock


def test_without_settings_all_is_here(tmp_path):
    read = environment.read({"DATELINE_HOME": str(tmp_path)})

    assert read.paper == Listener("127.0.0.1", 8000)
    assert read.desk == Listener("127.0.0.1", 8001)
    assert read.database_url == ""
    assert read.presses == os.cpu_count()


def test_the_file_is_read_and_the_environment_goes_first(tmp_path):
    (tmp_path / "dateline.toml").write_text('paper = "0.0.0.0:80"\ndesk = "[::1]:9001"\npresses = 3\n')
    read = environment.read({"DATELINE_HOME": str(tmp_path), "DATELINE_PAPER": "127.0.0.1:9000"})

    assert read.paper.port == 9000
    assert read.desk == Listener("::1", 9001)
    assert read.presses == 3


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DATELINE_PAPER": "8000"}, "DATELINE_PAPER.*address and a port"),
        ({"DATELINE_DESK": "localhost:99999"}, "DATELINE_DESK.*address and a port"),
        ({"DATABASE_URL": "mysql://here/there"}, "DATABASE_URL.*postgres://"),
        ({"DATABASE_URL": "postgres://only-a-host"}, "DATABASE_URL.*postgres://"),
        ({"DATELINE_PRESSES": "many"}, "DATELINE_PRESSES.*such as 2"),
        ({"DATELINE_MEMORY": "1"}, "DATELINE_MEMORY.*8 at the least"),
        ({"DATELINE_PROXIES": "nginx"}, "DATELINE_PROXIES.*such as 127.0.0.1"),
        ({"DATELINE_ONION": "paper.onion"}, "DATELINE_ONION.*whole address"),
        ({"DATELINE_THEME": "/no/such/folder"}, "DATELINE_THEME.*no folder"),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure(tmp_path, settings, words):
    with pytest.raises(ConfigurationError, match=words):
        environment.read({"DATELINE_HOME": str(tmp_path), **settings})


@pytest.mark.parametrize(
    ("content", "words"), [("paper = \n", "cannot be read"), ("newspaper = 'x'\n", "newspaper, which is no setting")]
)
def test_a_wrong_file_is_named_with_its_cure(tmp_path, content, words):
    (tmp_path / "dateline.toml").write_text(content)
    with pytest.raises(ConfigurationError, match=words):
        environment.read({"DATELINE_HOME": str(tmp_path)})


def test_a_taken_address_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listener = Listener(*taken.getsockname())
        assert "cannot be used" in listener_trouble("DATELINE_PAPER", listener)
    assert listener_trouble("DATELINE_PAPER", listener) == ""


def dateline(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = {
        key: value for key, value in os.environ.items() if not key.startswith(("DATELINE", "DATABASE", "DJANGO"))
    }
    return subprocess.run(  # noqa: PLW1510
        [sys.executable, "-m", "dateline.config", *words],
        env={**environ, "DATELINE_HOME": str(home), **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_unreachable_database_is_said_without_its_password(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    ran = dateline(tmp_path, "check", DATABASE_URL=f"postgres://me:hush@127.0.0.1:{port}/paper")

    assert ran.returncode == 1
    assert "DATABASE_URL does not answer" in ran.stderr
    assert "hush" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_wrong_setting_ends_every_command_in_one_line(tmp_path):
    for command in ("serve", "print", "check"):
        ran = dateline(tmp_path, command, DATELINE_PAPER="nowhere")
        assert ran.returncode in (1, 2)
        assert ran.stderr.count("\n") == 1, ran.stderr
        assert "DATELINE_PAPER" in ran.stderr


def test_a_home_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    ran = dateline(tmp_path / "file" / "home", "check")
    assert "DATELINE_HOME" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    from dateline.config.secrets import secret_key

    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) > 40
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_second_house_on_the_same_folder_is_refused(tmp_path):
    with FileLock(tmp_path / "serve.lock"):
        ran = dateline(tmp_path, "serve", DATELINE_PAPER="127.0.0.1:0", DATELINE_DESK="127.0.0.1:0")

    assert ran.returncode == 2
    assert "already runs on" in ran.stderr
    assert "DATELINE_HOME" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_help_tells_every_command():
    ran = dateline(Path("/nonexistent"), "--help")
    assert ran.returncode == 0
    for word in ("serve", "demo", "print", "check", "manage", "DATELINE_HOME"):
        assert word in ran.stdout
