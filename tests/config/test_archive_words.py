"""``dateline import``, ``export`` and ``check addresses``, as somebody types them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.config.command import main
from dateline.desk.models import Newspaper, Story
from dateline.edition import api as edition
from tests.archive.site import HOME, category, item, label, written, wxr
from tests.kiosk.conftest import Kiosk


@pytest.fixture
def site(db: None, shelf_root: Path, tmp_path: Path) -> Iterator[Path]:
    """The export of a small site."""
    parts = [category("news", "News", number=3), category("sea", "Sea", number=4)]
    inside = [label("news", "News"), label("sea", "Sea")]
    stories = [item(12, "Lamps", slug="lamps", inside=inside), item(13, "", status="auto-draft", inside=inside)]
    return written(tmp_path, wxr(*parts, *stories))


def dateline(*words: object) -> int:
    return main([str(word) for word in words])


def test_a_site_comes_in_with_an_account(site, capsys):
    assert dateline("import", "wordpress", site, "--workers", 0, "--zone", "Asia/Baku") == 0
    told = capsys.readouterr().out
    assert "posts" in told
    assert "a draft that nobody began" in told
    assert Story.objects.get().headline == "Lamps"
    assert Newspaper.load().time_zone == "Asia/Baku"


def test_the_account_is_json_if_that_is_wanted(site, capsys):
    assert dateline("import", "wordpress", site, "--workers", 0, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["adds_up"] is True
    posts = next(kind for kind in told["kinds"] if kind["kind"] == "item:post")
    assert (posts["stood"], posts["new"], posts["left"]) == (2, 1, 1)
    assert [entry["old_id"] for entry in told["entries"] if entry["outcome"] == "left"] == ["13"]


def test_the_rules_can_be_looked_at_and_changed_before_anything_comes_in(site, tmp_path, capsys):
    rules = tmp_path / "terms.toml"
    words = ("import", "wordpress", site, "--workers", 0, "--mapping", rules)
    assert dateline(*words) == 0
    assert not Story.objects.exists()
    assert str(rules) in capsys.readouterr().out
    rules.write_text(rules.read_text().replace('"news" = "section"', '"news" = "nothing"'))
    assert dateline(*words) == 0
    assert Story.objects.get().section.name == "Sea"
    rules.write_text('[category]\nnews = "column"\n')
    assert dateline(*words) == 1
    assert "section, topic or nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        ((), 2, "at least one export"),
        (("nowhere.xml",), 1, "nowhere.xml"),
        (("--zone", "Mars/Olympus", "EXPORT"), 2, "IANA"),
    ],
)
def test_what_is_wrong_is_said(site, words, status, why, capsys):
    given = [site if word == "EXPORT" else word for word in words]
    assert dateline("import", "wordpress", "--workers", 0, *given) == status
    assert why in capsys.readouterr().err
    assert not Story.objects.exists()


def test_every_address_answers_at_a_kiosk_and_a_lost_one_is_told(site, capsys, settings):
    dateline("import", "wordpress", site, "--workers", 0)
    edition.print_everything()
    capsys.readouterr()
    kiosk = Kiosk(settings.SHELF)
    try:
        base = f"http://127.0.0.1:{kiosk.port}"
        assert dateline("check", "addresses", "--at", base, "--all") == 0
        told = capsys.readouterr().out
        assert "200 /2020/05/01/lamps/" in told
        assert "/?p=12 → /2020/05/01/lamps/" in told
        with edition.shelf().writing() as writer:
            writer.remove("/2020/05/01/lamps/")
            writer.remove("/?p=12")
        assert dateline("check", "addresses", "--at", base, "--json", "--site", HOME) == 1
    finally:
        kiosk.stop()
    lost = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "/2020/05/01/lamps/" in {each["address"] for each in lost if each["answer"] == "nothing"}


def test_a_kiosk_that_is_not_there_is_told(site, capsys):
    dateline("import", "wordpress", site, "--workers", 0)
    assert dateline("check", "addresses", "--at", "http://127.0.0.1:9") == 1
    assert "dateline serve" in capsys.readouterr().err
    assert dateline("check", "addresses", "--site", "https://elsewhere.example") == 1
    assert HOME in capsys.readouterr().err


def test_the_way_out(site, tmp_path, capsys):
    dateline("import", "wordpress", site, "--workers", 0)
    assert dateline("export", "wordpress", tmp_path / "out.xml") == 0
    assert dateline("export", "ninjs", tmp_path / "out") == 0
    assert "<title><![CDATA[Lamps]]></title>" in (tmp_path / "out.xml").read_text()
    assert list((tmp_path / "out").rglob("*.json"))
