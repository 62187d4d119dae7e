"""The wire's place at the desk: who may, what they see, what they do."""

import re

import pytest
from django.urls import reverse

from dateline.config import opening
from dateline.config.command import main
from dateline.lib import clock
from dateline.wire import evidence, taking
from dateline.wire.filing import Received, file_item
from dateline.wire.models import Item, Source
from dateline.wire.values import Fetched
from tests.wire.newsdesk import BODY, page
from tests.wire.outlets import is_missing, publishes

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where evidence is kept."""
    settings.DATELINE_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def editor(newsroom, client):
    client.force_login(newsroom.somebody("editor"))
    return client


def came(address="https://amber.test/one", content=None, source=None) -> Item:
    """A story came over the wire."""
    content = page() if content is None else content
    fetched = Fetched(address, address, 200, {"content-type": "text/html"}, content, clock.now(), "")
    return Item.objects.get(pk=file_item(Received(source=source, page=fetched)).item)


@pytest.mark.parametrize(("role", "status"), [("moderator", 302), ("reporter", 200), ("editor", 200)])
def test_who_may(newsroom, client, role, status):
    client.force_login(newsroom.somebody(role))
    assert client.get(reverse("wire_river")).status_code == status


def test_the_river_shows_the_newest_first_with_what_a_choice_rests_on(editor):
    came()
    came("https://amber.test/two", page("No date at all", date="", author="Staff"))
    shown = editor.get(reverse("wire_river")).content.decode()
    assert shown.index("No date at all") < shown.index("The ferry sails again")
    assert "date unknown" in shown
    assert "2026-03-02, 08:30" in shown


def test_filters(editor):
    source = Source.objects.create(name="Amber", outlet="The Amber", address="https://amber.test/feed")
    came(source=source)
    other = came("https://lamp.test/", page("Lampa yandı").replace(b'lang="en"', b'lang="az"'))
    Item.objects.filter(pk=other.pk).update(topics="\nMayak\nLiman\n")
    for asked in ({"source": source.pk}, {"language": "en"}, {"q": "FERRY"}):
        shown = editor.get(reverse("wire_river"), asked).content.decode()
        assert ("The ferry sails" in shown, "Lampa yandı" in shown) == (True, False)
    shown = editor.get(reverse("wire_river"), {"topic": "Mayak"}).content.decode()
    assert ("The ferry sails" in shown, "Lampa yandı" in shown) == (False, True)


def test_spike_and_think_again(editor):
    one, two = came(), came("https://amber.test/two", page("Two"))
    where = reverse("wire_river")
    shown = editor.post(where, {"verdict": "spike", "item": [one.pk, two.pk]}, follow=True).content.decode()
    assert "2 items spiked." in shown
    assert set(Item.objects.values_list("state", flat=True)) == {"spiked"}
    assert "2 items are back." in editor.post(where, {"verdict": "undo"}, follow=True).content.decode()
    editor.post(where, {"verdict": f"spike:{one.pk}"})
    assert "The ferry sails" in editor.get(where, {"state": "spiked"}).content.decode()
    editor.post(where, {"verdict": f"unspike:{one.pk}"})
    assert set(Item.objects.values_list("state", flat=True)) == {"new"}


def test_new_ones_come_without_a_reload(editor):
    first = came()
    came("https://amber.test/two", page("Two"))
    fresh = editor.get(reverse("wire_river"), {"after": first.pk}).content.decode()
    assert re.findall(r'id="item-(\d+)"', fresh) == [str(Item.objects.latest("pk").pk)]
    assert "<html" not in fresh


def test_an_item_shows_each_fact_with_the_words_that_show_it(editor):
    body = [*BODY, "The the timetable is signifificant, said the clerk."]
    item = came(content=page(body=body))
    shown = editor.get(reverse("wire_item", args=[item.pk])).content.decode()
    assert "Mina Quayle" in shown
    assert re.search(r"Unknown:</b>.*original outlet", shown)
    assert re.search(r'<mark title="[^"]*significant">', shown)
    assert item.evidence in shown


def test_the_page_as_it_was_received_can_do_nothing(editor):
    item = came(content=page(extra=f"{HOSTILE}<a href='javascript:alert(3)'>x</a><img src='https://else.test/x.png'>"))
    answer = editor.get(reverse("wire_page", args=[item.pk]))
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    for hostile in ("<script", "onerror", "javascript:", "<img"):
        assert hostile not in answer.content.decode()
    assert "Orhan Salt" in answer.content.decode()


def test_evidence_that_was_changed_is_not_shown(editor, settings):
    item = came()
    [file] = settings.DATELINE_EVIDENCE.rglob("*.gz")
    file.write_bytes(b"something else")
    assert "cannot be read" in editor.get(reverse("wire_page", args=[item.pk])).content.decode()


def test_nothing_hostile_is_more_than_text(editor):
    item = came(content=page(HOSTILE, author=HOSTILE, body=[HOSTILE, *BODY]))
    for where in (reverse("wire_river"), reverse("wire_item", args=[item.pk])):
        shown = editor.get(where).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<img src=x" not in shown


class TestTaking:
    def test_from_an_address_once(self, editor, world, monkeypatch):
        amber = world.outlet("amber.test")
        amber.plays("/one", publishes(page()))
        monkeypatch.setattr(taking, "door", world.door)
        where = reverse("wire_take")
        first = editor.post(where, {"address": amber.at("/one")})
        again = editor.post(where, {"address": amber.at("/one")})
        assert first["Location"] == again["Location"] == reverse("wire_item", args=[Item.objects.get().pk])
        assert evidence.show(Item.objects.get().evidence) == page()

    def test_what_cannot_be_had_is_said_and_nothing_is_lost(self, editor, world, monkeypatch):
        amber = world.outlet("amber.test")
        amber.plays("/gone", is_missing())
        monkeypatch.setattr(taking, "door", world.door)
        for address, said in (
            (amber.at("/gone"), "not there"),
            ("http://10.0.0.1/", ""),
            ("nonsense", ""),
            ("", ""),
        ):
            answer = editor.post(reverse("wire_take"), {"address": address})
            assert answer.status_code == 422
            assert said in answer.content.decode()
            assert f'value="{address}"' in answer.content.decode()
        assert not Item.objects.exists()

    def test_from_text_with_the_lines_that_say_whose_it_is(self, editor):
        text = "\n".join(["The ferry sails again", "By Mina Quayle", *BODY, "Reprinted from The Amber Courier"])
        editor.post(reverse("wire_take"), {"text": text})
        item = Item.objects.get()
        assert item.headline == "The ferry sails again"
        assert "Orhan Salt" in item.body
        assert "Reprinted from" not in item.body
        assert item.original_outlet == "The Amber Courier"
        assert (item.address, item.outlet) == ("", "")

    def test_pasted_text_is_nobodys_and_of_no_language_until_somebody_says_so(self, editor):
        first = "The ferry between Nettle Hill and the quay sails again since Monday"
        second = "morning, after nine days in the yard, said the clerk."
        editor.post(reverse("wire_take"), {"text": f"The ferry sails\n\n{first}\n{second}", "language": "fa"})
        item = Item.objects.get()
        assert item.body == f"{first} {second}"
        assert (item.language, item.outlet) == ("fa", "")

    def test_an_agencys_file(self, world, monkeypatch):
        amber = world.outlet("amber.test")
        amber.plays(
            "/1.json",
            publishes(
                b'{"uri":"urn:quay:1","type":"text","headlines":[{"value":"Ferry sails"}]}', kind="application/json"
            ),
        )
        filed = taking.take(amber.at("/1.json"), through=world.door())
        assert Item.objects.get(pk=filed.item).headline == "Ferry sails"

    def test_from_the_command_line(self, world, monkeypatch, capsys):
        amber = world.outlet("amber.test")
        amber.plays("/one", publishes(page()))
        monkeypatch.setattr(taking, "door", world.door)
        monkeypatch.setattr(opening, "set_up", lambda: None)
        assert main(["wire", "take", amber.at("/one"), amber.at("/gone")]) == 1
        said = capsys.readouterr()
        assert "on the wire: The ferry sails again" in said.out
        assert "not there" in said.err
        assert main(["wire", "take", amber.at("/one")]) == 0
        assert "on the wire already" in capsys.readouterr().out


class TestSources:
    def test_health_stands_in_the_list(self, editor):
        Source.objects.create(
            name="Amber", outlet="A", address="https://amber.test/", failures=4, trouble="It is away.",
            asked_at=clock.now(),
        )  # fmt: skip
        shown = editor.get("/desk/sources/").content.decode()
        assert "Failing" in shown
        assert "It is away." in shown

    def test_a_source_is_added_and_nonsense_is_refused(self, editor, settings):
        fields = {"name": "Amber", "outlet": "The Amber", "minutes": 30, "is_active": "on", "fetches_pages": "on"}
        refused = editor.post("/desk/sources/add/", {**fields, "address": "ftp://amber.test/"})
        assert "begins with https" in refused.content.decode()
        for nowhere in ("/etc/passwd", "/nowhere/here", f"{settings.DATELINE_HOME}/agencies/../../etc"):
            refused = editor.post("/desk/sources/add/", {**fields, "address": nowhere})
            assert "ask your operator" in refused.content.decode()
        editor.post("/desk/sources/add/", {**fields, "address": "https://amber.test/feed"})
        assert Source.objects.get().health == "new"

    def test_all_are_looked_at_now(self, editor):
        source = Source.objects.create(name="Amber", outlet="A", address="https://amber.test/")
        Source.objects.update(next_at=clock.now().replace(year=2099))
        editor.post(reverse("wire_river"), {"verdict": "look"})
        source.refresh_from_db()
        assert source.next_at <= clock.now()
