"""Taking a site over at the desk: uploaded, looked through, reviewed, brought in, and accounted for."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dateline.archive import room
from dateline.archive.errors import ArchiveError
from dateline.archive.importing.options import Options
from dateline.archive.models import Carried, Rule, Run
from dateline.config.archive_room import ArchiveRoom
from dateline.desk.models import Section, Story, Topic
from tests.archive.site import category, comment, item, label, meta, tag, written, wxr
from tests.newsroom import PASSWORD

NEWS, HARBOUR, TIDES = label("news", "News"), label("port", "Harbour &amp; Port"), label("tides", "Tides", "post_tag")


def export() -> str:
    """A site with four stories, one of them in its bin."""
    return wxr(
        category("news", "News", number=1),
        category("port", "Harbour &amp; Port", number=2),
        tag("tides", "Tides"),
        item(1, "The lamp is lit", inside=[NEWS, TIDES, meta("mood", "calm"), meta("_lock", "9"), comment(5, "Yes")]),
        item(2, "مد دریا", "<p>آب بالا آمد.</p>[map id=3]", inside=[HARBOUR]),
        item(3, "In the bin", status="trash", inside=[NEWS]),
        item(4, "Yet to be lit", status="draft", inside=[HARBOUR, TIDES]),
    )


@pytest.fixture
def at_the_desk(newsroom, client):
    """Signs somebody in and gives their browser."""

    def sign_in(role: str):
        newsroom.somebody(role)
        assert client.login(username=role, password=PASSWORD)
        return client

    return sign_in


def uploaded(text: str = "", name: str = "lantern.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (text or export()).encode(), "text/xml")


def said(**changes) -> dict:
    """What a browser sends from the form."""
    return {"lying": "", "photographs": "", "category_base": "category", "tag_base": "tag", **changes}


def asked(browser, **changes) -> Run:
    """A takeover that somebody asked for; it is read by one process, for that is the fastest with so little."""
    answer = browser.post(reverse("archive_takeovers"), said(**(changes or {"upload": uploaded()})))
    assert answer.status_code == 302, answer.context["form"].errors
    run = Run.objects.latest("pk")
    assert answer.url == place(run)
    Run.objects.filter(pk=run.pk).update(options={**run.options, "workers": 0})
    return run


def place(run: Run) -> str:
    return reverse("archive_takeover", args=[run.pk])


def carried_on(run: Run) -> Run:
    room.carry_on(run.pk)
    run.refresh_from_db()
    return run


def read(browser, run: Run, **wanted) -> str:
    answer = browser.get(place(run), wanted)
    assert answer.status_code == 200
    return answer.content.decode()


def everything_in(browser, **choices) -> Run:
    """A takeover from its beginning to its end."""
    run = carried_on(asked(browser))
    browser.post(place(run), {"verdict": "bring", **choices})
    return carried_on(run)


def test_an_upload_waits_is_looked_through_and_comes_in_when_somebody_says_so(at_the_desk):
    browser = at_the_desk("publisher")
    run = asked(browser, upload=uploaded(), with_trash="on")

    assert (run.state, run.sources, run.by.username) == (Run.State.WAITING, ["lantern.xml"], "publisher")
    assert run.options["with_trash"]
    assert "http-equiv" in read(browser, run)

    carried_on(run)
    assert (run.state, Story.objects.count()) == (Run.State.REVIEW, 0)
    page = read(browser, run)
    assert "Harbour &amp; Port" in page
    assert "http-equiv" not in page

    browser.post(place(run), {"verdict": "bring"})
    run.refresh_from_db()
    assert run.state == Run.State.WAITING
    carried_on(run)
    assert (run.state, Story.objects.count()) == (Run.State.DONE, 4)

    page = read(browser, run)
    assert "Everything that stood in the export is accounted for." in page
    assert (
        reverse(Story.snippet_viewset.get_url_name("edit"), args=[Story.objects.get(headline="In the bin").pk]) in page
    )


def test_what_becomes_of_terms_is_what_was_chosen(at_the_desk):
    browser = at_the_desk("publisher")
    run = carried_on(asked(browser))
    rules = {rule.slug: rule for rule in Rule.objects.all()}
    assert (rules["port"].becomes, rules["port"].stories, rules["tides"].becomes) == ("section", 2, "topic")

    choices = {f"term-{rules['port'].pk}": "topic", f"term-{rules['tides'].pk}": "nothing"}
    browser.post(place(run), {"verdict": "keep", **choices})
    run.refresh_from_db()
    assert run.state == Run.State.REVIEW
    browser.post(place(run), {"verdict": "bring"})
    carried_on(run)

    assert not Section.objects.filter(slug="port").exists()
    assert Topic.objects.get(slug="port").name == "Harbour & Port"
    assert not Topic.objects.filter(slug="tides").exists()


def test_of_very_many_terms_the_rest_is_ruled_together(at_the_desk, monkeypatch):
    monkeypatch.setattr("dateline.archive.views._TERMS", 1)
    browser = at_the_desk("publisher")
    run = carried_on(asked(browser))
    assert "1 more, that fewer stories bear" in read(browser, run)

    browser.post(place(run), {"verdict": "keep", "rest-category": "nothing"})
    assert sorted(Rule.objects.values_list("slug", "becomes")) == [
        ("news", "nothing"),
        ("port", "section"),
        ("tides", "topic"),
    ]


def test_the_report_lists_what_was_left_and_what_was_not_understood(at_the_desk):
    browser = at_the_desk("publisher")
    run = everything_in(browser)

    left = read(browser, run, outcome="left")
    assert "In the bin" in left
    assert "lay in the bin" in left
    assert "Yet to be lit" not in left
    assert "The lamp is lit" in read(browser, run, kind="item:post", outcome="new")
    texts = read(browser, run, texts="0")
    assert "[map id=3]" in texts
    assert "مد دریا" in texts


def test_the_report_has_pages(at_the_desk, monkeypatch):
    monkeypatch.setattr("dateline.archive.report.AT_ONCE", 2)
    browser = at_the_desk("publisher")
    run = everything_in(browser)
    first = read(browser, run, kind="item:post", outcome="new")
    assert "page=2" in first
    second = read(browser, run, kind="item:post", outcome="new", page="2")
    assert "page=1" in second
    assert "page=3" not in second


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "Choose one export"),
        ({"upload": uploaded(name="lantern.txt")}, "This is no export"),
        ({"upload": uploaded(), "category_base": "a b?"}, "as it stands in the address"),
        ({"lying": "../secrets.xml"}, "Select a valid choice"),
        ({"upload": uploaded(), "photographs": "/etc"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_with_the_cure(at_the_desk, changes, word):
    answer = at_the_desk("publisher").post(reverse("archive_takeovers"), said(**changes))
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Run.objects.exists()


def test_a_file_on_the_server_and_its_photographs_are_chosen_by_name(at_the_desk):
    (room.folder() / "large.xml.gz").write_bytes(gzip.compress(export().encode()))
    (room.folder() / "uploads").mkdir()
    browser = at_the_desk("publisher")
    assert "large.xml.gz" in browser.get(reverse("archive_takeovers")).content.decode()

    run = asked(browser, lying="large.xml.gz", photographs="uploads")
    assert run.options["media"] == str(room.folder() / "uploads")
    assert carried_on(run).state == Run.State.REVIEW


def test_an_upload_on_the_disk_is_moved_and_a_name_that_is_taken_is_left_alone(at_the_desk, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    written(room.folder(), "another site", "lantern.xml")
    run = asked(at_the_desk("publisher"), upload=uploaded())

    assert run.sources[0].endswith("-lantern.xml")
    kept = room.folder() / run.sources[0]
    assert kept.read_text() == export()
    assert kept.stat().st_mode & 0o077 == 0
    assert (room.folder() / "lantern.xml").read_text() == "another site"


def test_a_full_disk_is_told(at_the_desk, monkeypatch):
    def full(_upload) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.archive.forms._stored", full)
    answer = at_the_desk("publisher").post(reverse("archive_takeovers"), said(upload=uploaded()))
    assert answer.status_code == 422
    assert "No space left on device" in answer.content.decode()


def test_what_is_no_export_says_so_and_can_be_forgotten(at_the_desk):
    browser = at_the_desk("publisher")
    run = carried_on(asked(browser, upload=uploaded("<html><p>Not found</html>")))
    assert run.state == Run.State.FAILED
    assert run.trouble in read(browser, run).replace("&#x27;", "'")

    answer = browser.post(place(run), {"verdict": "forget"})
    assert answer.url == reverse("archive_takeovers")
    assert not Run.objects.exists()


def test_a_file_that_was_taken_away_is_asked_for(at_the_desk):
    browser = at_the_desk("publisher")
    run = asked(browser)
    (room.folder() / "lantern.xml").unlink()
    assert carried_on(run).state == Run.State.FAILED
    assert "Copy the export there again" in run.trouble

    written(room.folder(), export(), "lantern.xml")
    browser.post(place(run), {"verdict": "go"})
    assert carried_on(run).state == Run.State.REVIEW


def test_the_same_export_again_goes_on_with_the_same_run(at_the_desk):
    browser = at_the_desk("publisher")
    run = carried_on(asked(browser))
    assert asked(browser).pk == run.pk
    run.refresh_from_db()
    assert run.state == Run.State.REVIEW


def test_it_stops_when_somebody_says_so_and_goes_on(at_the_desk, monkeypatch):
    monkeypatch.setattr(room, "_TELLS_EVERY", 0.0)
    browser = at_the_desk("publisher")
    run = carried_on(asked(browser))
    browser.post(place(run), {"verdict": "bring"})
    original, told = room._Watch.report, []

    def report(watch, progress) -> None:
        told.append(progress.stage)
        browser.post(place(run), {"verdict": "stop"})
        original(watch, progress)

    monkeypatch.setattr(room._Watch, "report", report)
    assert carried_on(run).state == Run.State.STOPPED
    assert len(told) == 1
    assert run.progress["stage"]
    assert "Go on" in read(browser, run)

    monkeypatch.setattr(room._Watch, "report", original)
    browser.post(place(run), {"verdict": "go"})
    assert carried_on(run).state == Run.State.DONE


def test_when_the_house_stops_it_waits_to_be_carried_on(at_the_desk, monkeypatch):
    run = asked(at_the_desk("publisher"))

    def rung(watch, progress) -> None:
        watch.ring()
        original(watch, progress)

    original = room._Watch.report
    monkeypatch.setattr(room._Watch, "report", rung)
    assert carried_on(run).state == Run.State.WAITING
    assert room.next_run() == run.pk


def test_an_error_of_ours_is_told_without_an_end(at_the_desk, monkeypatch):
    run = asked(at_the_desk("publisher"))
    monkeypatch.setattr(room, "survey", lambda *_: 1 / 0)
    assert room.carry_on(run.pk) == 1
    run.refresh_from_db()
    assert run.state == Run.State.FAILED
    assert "ZeroDivisionError" in run.trouble


def test_only_one_is_carried_on_at_a_time_and_one_that_died_goes_first(at_the_desk):
    browser = at_the_desk("publisher")
    first = asked(browser)
    second = asked(browser, upload=uploaded(wxr(item(9, "Elsewhere"), home="https://other.example")))
    assert room.next_run() == first.pk
    Run.objects.filter(pk=second.pk).update(state=Run.State.RUNNING)
    assert room.next_run() == second.pk
    with room.alone():
        assert room.next_run() is None
        with pytest.raises(ArchiveError):
            room.alone().__enter__()


def test_what_a_terminal_began_is_left_to_it(newsroom):
    Run.objects.create(state=Run.State.RUNNING, sources=["elsewhere.xml"])
    assert room.next_run() is None


def test_the_press_room_starts_what_waits_and_gives_up_what_falls_again_and_again(at_the_desk, monkeypatch):
    started = []

    class Fallen:
        pid, returncode = 2**22 + 1, -9

        def __init__(self, words, **_) -> None:
            started.append(words[-2:])

        def poll(self) -> int:
            return self.returncode

    monkeypatch.setattr("dateline.config.archive_room.subprocess.Popen", Fallen)
    run = asked(at_the_desk("publisher"))
    archive_room = ArchiveRoom()
    for _fall in range(3):
        for _look in ("start", "see how it ended"):
            archive_room.not_before = 0
            archive_room.look()

    run.refresh_from_db()
    assert started == [["--run", str(run.pk)]] * 3
    assert run.state == Run.State.FAILED
    assert "-9" in run.trouble


def test_what_ended_well_and_waits_for_its_next_step_has_not_fallen(at_the_desk):
    run = asked(at_the_desk("publisher"))
    archive_room = ArchiveRoom(run=run.pk)
    ended = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    ended.wait()
    archive_room._see_how_it_ended(ended)
    assert (archive_room.falls.total(), archive_room.not_before) == (0, 0.0)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_others_are_not_let_in(at_the_desk, role):
    run = Run.objects.create()
    browser, home = at_the_desk(role), reverse("wagtailadmin_home")
    for address in (reverse("archive_takeovers"), place(run)):
        assert browser.get(address).url == home  # where Wagtail sends whoever may not
        assert browser.post(address, {"verdict": "go"}).url == home
    assert reverse("archive_takeovers") not in browser.get(home).content.decode()


def test_the_form_of_a_story_says_what_the_former_site_knew(at_the_desk, newsroom):
    browser = at_the_desk("publisher")
    run = everything_in(browser)
    edit = Story.snippet_viewset.get_url_name("edit")

    page = browser.get(reverse(edit, args=[Story.objects.get(headline="The lamp is lit").pk])).content.decode()
    assert "From the former site" in page
    assert "https://lantern.example/2020/05/01/story-1/" in page
    assert "mood" in page
    assert "1 field of WordPress and its plugins" in page
    assert place(run) in page
    page = browser.get(reverse(edit, args=[Story.objects.get(headline="مد دریا").pk])).content.decode()
    assert "[map id=3]" in page

    own = newsroom.write("Ours alone")
    Carried.objects.create(run=run, site=run.site, kind="item:attachment", old_id="99", record=own.pk, outcome="new")
    assert "From the former site" not in browser.get(reverse(edit, args=[own.pk])).content.decode()


def test_what_is_kept_of_a_story_costs_one_query(newsroom, django_assert_num_queries):
    from dateline.archive.panels import former_site

    story, editor = newsroom.write(), newsroom.somebody("editor")
    with django_assert_num_queries(1):
        assert former_site(story, editor) == ""


def test_options_are_kept_as_they_were_chosen(newsroom):
    path: Path = written(room.folder(), export(), "asked.xml")
    options = Options(category_base="rubrik", fetch_media=True)
    run = room.ask([path.name], options, by=newsroom.somebody("publisher"))
    assert Options.of(run.options) == options
