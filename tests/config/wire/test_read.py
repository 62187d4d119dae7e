"""``dateline wire read``, as somebody at a terminal or another program uses it."""

import gzip
import io
import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from dateline.config.command import main
from dateline.wire import fetch as fetching
from dateline.wire.errors import GoneError
from dateline.wire.values import Fetched
from tests.wire.reading.pages import HEADLINE, TEXTS, page

ADDRESS = "https://www.marrowpost.com/news/bridge"
KEYS = {
    "source", "headline", "standfirst", "body", "bylines", "dateline", "published", "modified", "reprinted", "outlet",
    "original_outlet", "original_address", "agency", "hops", "is_reprint", "photograph", "licence", "language",
    "copy_check",
}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bridge.html"
    path.write_bytes(page(under="<p>By Ann Example</p><p>June 2, 2015</p>", opening="OSLO (Reuters) - "))
    return path


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_is_one_line_of_json(file, capsys):
    assert main(["wire", "read", str(file), "--url", ADDRESS, "--json"]) == 0

    [read] = lines(capsys)
    assert set(read) == KEYS
    assert read["headline"] == HEADLINE
    assert read["body"].split("\n") == list(TEXTS["en"])
    assert read["bylines"] == ["Ann Example"]
    assert read["published"] == {
        "value": "2015-06-02",
        "precision": "day",
        "confidence": pytest.approx(0.7),
        "evidence": "June 2, 2015",
    }
    assert read["original_outlet"] == "Reuters"
    assert read["dateline"] == "OSLO"
    assert read["is_reprint"] is True
    assert read["standfirst"] is read["photograph"] is read["licence"] is read["modified"] is None


def test_a_gzipped_file_is_read_as_well(file, capsys):
    packed = file.with_suffix(".html.gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))

    assert main(["wire", "read", str(packed), "--json"]) == 0
    assert lines(capsys)[0]["headline"] == HEADLINE


def test_standard_input_is_read_as_well(file, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))

    assert main(["wire", "read", "-", "--json"]) == 0
    assert lines(capsys)[0]["source"] == "-"


def test_people_get_an_account_with_evidence(file, capsys):
    assert main(["wire", "read", str(file)]) == 0

    told = capsys.readouterr().out
    assert "Ann Example\n" in told
    assert "70% prose: June 2, 2015" in told
    assert "licence           unknown" in told
    assert TEXTS["en"][1] in told


def test_what_cannot_be_read_is_told_and_the_others_are_read(file, tmp_path, capsys):
    damaged, empty = tmp_path / "damaged.html.gz", tmp_path / "empty.html"
    damaged.write_bytes(gzip.compress(file.read_bytes())[:-20])
    empty.write_bytes(b"  \n")

    assert main(["wire", "read", "nowhere.html", str(damaged), str(empty), str(file), "--json"]) == 1

    out, err = capsys.readouterr()
    missing, broken, void, read = map(json.loads, out.splitlines())
    assert missing == {"source": "nowhere.html", "error": "No such file or directory"}
    assert "gzip" in broken["error"]
    assert void["error"] == "holds nothing"
    assert read["headline"] == HEADLINE
    assert len(err.splitlines()) == 3
    assert err.startswith("dateline: nowhere.html: No such file or directory")


def test_one_address_is_not_that_of_two_pages(file, capsys):
    assert main(["wire", "read", str(file), str(file), "--url", ADDRESS]) == 2
    assert "--url" in capsys.readouterr().err


def test_an_address_is_fetched_and_read(file, capsys, monkeypatch):
    got = Fetched(
        ADDRESS,
        f"{ADDRESS}/",
        200,
        {"content-type": "text/html"},
        file.read_bytes(),
        datetime(2026, 1, 1, tzinfo=UTC),
        "",
    )
    monkeypatch.setattr(fetching, "fetch", lambda _address: got)

    assert main(["wire", "read", ADDRESS, "--json"]) == 0
    assert lines(capsys)[0]["outlet"] == "marrowpost.com"


def test_an_address_that_is_gone_is_told(capsys, monkeypatch):
    def fetch(_address: str) -> Fetched:
        raise GoneError("the outlet says that it is gone (410)")

    monkeypatch.setattr(fetching, "fetch", fetch)

    assert main(["wire", "read", ADDRESS, "--json"]) == 1
    assert lines(capsys) == [{"source": ADDRESS, "error": "the outlet says that it is gone (410)"}]


def test_it_needs_neither_django_nor_the_network(file):
    asked = (
        "import sys; from dateline.config.command import main; "
        f"main(['wire', 'read', {str(file)!r}, '--json']); "
        "print([name for name in ('django', 'wagtail', 'httpx') if name in sys.modules], file=sys.stderr)"
    )

    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert run.stderr.splitlines()[-1] == "[]"
