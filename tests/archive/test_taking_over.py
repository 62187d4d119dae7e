"""A WordPress site comes in: everything, at the address that it had, and once."""

import io
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from wagtail.models import ReferenceIndex

from dateline.archive import api as archive
from dateline.archive.api import adds_up, entries, lines
from dateline.archive.models import Carried, Run, Suggestion
from dateline.desk.models import (
    Contributor,
    FrontPage,
    KeptFile,
    LanguageEdition,
    MovedAddress,
    Photograph,
    Section,
    Story,
    Topic,
)
from dateline.discussion.api import opened
from dateline.discussion.models import Comment, Thread
from dateline.edition import api as edition
from dateline.lib import clock
from tests.archive.site import HOME, author, category, comment, item, label, meta, tag, written, wxr
from tests.newsroom import Newsroom

NEWS = label("news", "News")


def photograph(folder: Path, name: str, colour: str = "navy") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x013B] = "Nobody To Be Named"
    Image.new("RGB", (640, 480), colour).save(path, exif=exif)


def attachment(number: int, file: str, parent: int = 0, **more) -> str:
    return item(number, more.pop("title", f"Picture {number}"), "", kind="attachment", status="inherit",
                parent=parent, attachment=f"{HOME}/wp-content/uploads/{file}", **more)  # fmt: skip


def test_a_story_comes_in_with_all_that_it_had(house):
    run = house.take(
        author("oda", "Oda Verrin"),
        category("news", "News"),
        tag("harbour", "Harbour"),
        item(12, "Lamps &amp; ledgers", "First.\n\nSecond.", excerpt="In <em>short</em>", slug="lamps",
             gmt="2020-05-01 08:30:00",
             inside=[NEWS, label("harbour", "Harbour", "post_tag")]),
    )  # fmt: skip
    story = house.story("Lamps & ledgers")
    assert (story.address, story.slug, story.live, story.kind) == ("/2020/05/01/lamps/", "lamps", True, "original")
    assert (story.published_at, story.published_on) == (datetime(2020, 5, 1, 8, 30, tzinfo=UTC), date(2020, 5, 1))
    assert story.age_on == date(2020, 5, 1)
    assert story.standfirst == "In short"
    assert [block["value"] for block in story.body.raw_data] == ["<p>First.</p><p>Second.</p>"]
    assert (story.section.name, [topic.name for topic in story.topics.all()]) == ("News", ["Harbour"])
    assert [byline.contributor.name for byline in story.bylines.all()] == ["Oda Verrin"]
    assert adds_up(run)
    assert {line.kind: line.new for line in lines(run)} == {
        "item:post": 1, "author": 1, "comment": 0, "term:category": 1, "term:post_tag": 1,
    }  # fmt: skip


def test_what_came_in_is_printed_and_its_addresses_answer(house):
    house.take(category("news", "News", number=7), item(12, "Lamps", slug="lamps", inside=[NEWS]))
    edition.print_everything()
    assert "Lamps" in house.page("/2020/05/01/lamps/")
    for where, target in (
        ("/?p=12", "/2020/05/01/lamps/"),
        ("/category/news/", "/news/"),
        ("/?cat=7", "/news/"),
    ):
        assert house.leads_to(where) == target, where
    assert edition.shelf().ways()


@pytest.mark.parametrize(
    ("link", "stands_at", "leads_from"),
    [
        (f"{HOME}/2020/05/01/lamps/", "/2020/05/01/lamps/", []),
        (f"{HOME}/lamps/", "/lamps/", []),
        (f"{HOME}/lamps", "/lamps/", []),
        (f"{HOME}/archives/12", "/archives/12/", []),
        (f"{HOME}/news/lamps.html", "/news/lamps/", ["/news/lamps.html"]),
        (f"{HOME}/index.php/2020/05/lamps/", "/index.php/2020/05/lamps/", []),
        (f"{HOME}/?p=12", "/2020/05/01/lamps/", []),
        (f"{HOME}/%D9%81%D8%A7%D9%86%D9%88%D8%B3/", "/فانوس/", []),
        (f"{HOME}/m%C9%99rkur/i%CC%87stiqlal/", "/mərkur/i̇stiqlal/", []),
        (f"{HOME}//blog//lamps/", "/blog/lamps/", []),
        (f"{HOME}/.well-known/lamps/", "/2020/05/01/lamps/", []),
        (f"{HOME}/archive/", "/2020/05/01/lamps/", []),
        (f"{HOME}/news/", "/2020/05/01/lamps/", []),
        (f"{HOME}/feed/", "/2020/05/01/lamps/", []),
    ],
)
def test_each_story_keeps_its_address_whatever_the_permalinks(house, link, stands_at, leads_from):
    import unicodedata

    house.take(category("news", "News"), item(12, "Lamps", slug="lamps", link=link, inside=[NEWS]))
    here = unicodedata.normalize("NFC", stands_at)
    assert house.story("Lamps").address == here
    assert house.answers("/?p=12") == ("moved", here)
    for each in leads_from:
        assert house.answers(each) == ("moved", here)
    edition.print_everything()
    assert not edition.waiting()
    assert "Lamps" in house.page(here)


def test_an_edited_story_keeps_the_address_it_had(house):
    house.take(category("news", "News"), item(12, "Lamps", slug="lamps", link=f"{HOME}/archives/12", inside=[NEWS]))
    story = house.story("Lamps")
    story.headline = "Lamps, corrected"
    story.save_revision().publish()
    story.refresh_from_db()
    assert (story.address, story.headline) == ("/archives/12/", "Lamps, corrected")


@pytest.mark.parametrize(
    ("status", "more", "is_live", "why"),
    [
        ("publish", {}, True, ""),
        ("draft", {"gmt": "0000-00-00 00:00:00"}, False, "draft"),
        ("pending", {}, False, "editor"),
        ("private", {}, False, "private"),
        ("publish", {"password": "lamp"}, False, "password"),
        ("publish", {"date": "0000-00-00 00:00:00"}, False, "no date"),
        ("future", {}, True, "its time has come"),
        ("odd", {}, False, "odd"),
    ],
)
def test_each_status_is_kept_and_said(house, status, more, is_live, why):
    run = house.take(category("news", "News"), item(12, "Lamps", status=status, inside=[NEWS], **more))
    story = house.story("Lamps")
    assert story.live is is_live
    assert (story.address is not None) is is_live
    told = [entry.why for entry in entries(run) if entry.kind == "item:post"]
    assert all(why in each for each in told)
    assert bool(told) is bool(why)


def test_what_was_to_come_out_comes_out(house):
    soon = clock.now() + timedelta(days=2)
    when = f"{soon:%Y-%m-%d %H:%M:%S}"
    house.take(category("news", "News"), item(12, "Lamps", status="future", date=when, inside=[NEWS]))
    story = house.story("Lamps")
    assert not story.live
    assert story.revisions.get().approved_go_live_at.replace(microsecond=0) == soon.replace(microsecond=0)


def test_the_bin_comes_only_on_request(house):
    thrown = item(12, "Lamps", status="trash", slug="lamps__trashed", inside=[NEWS, comment(3, "Aye")])
    run = house.take(category("news", "News"), thrown)
    assert not Story.objects.exists()
    assert [(e.kind, e.outcome) for e in entries(run) if e.outcome == "left"] == [
        ("comment", "left"),
        ("item:post", "left"),
    ]
    assert adds_up(run)
    again = house.take(category("news", "News"), thrown, with_trash=True)
    assert not house.story("Lamps").live
    assert adds_up(again)


def test_pages_stand_in_no_list(house):
    house.take(
        category("news", "News"),
        item(2, "Who we are", kind="page", slug="who", link=f"{HOME}/who/"),
        item(3, "The crew", kind="page", slug="crew", link=f"{HOME}/who/crew/", parent=2),
        item(4, "About", kind="page", slug="about", link=f"{HOME}/about/"),
        item(12, "Lamps", inside=[NEWS]),
    )
    edition.print_everything()
    for where, headline in (("/who/", "Who we are"), ("/who/crew/", "The crew"), ("/about/", "About")):
        page = house.page(where)
        assert headline in page
        assert 'class="dates"' not in page
        assert "years old" not in page
    for where in ("/", "/feed.xml", "/2020/05/01/"):
        page = house.page(where)
        assert "Who we are" not in page
        assert "Lamps" in page
    assert "/who/crew/" in house.page("/sitemap-2020-05.xml")
    assert house.answers("/?page_id=2") == ("moved", "/who/")
    edition.order_everything("again")
    assert edition.print_everything() == 0


def test_comments_come_in_with_their_threads(house):
    house.take(
        category("news", "News"),
        item(12, "Lamps", inside=[
            NEWS,
            comment(5, "An <em>answer</em> to <a href='https://quay.example/'>this</a>", parent=4,
                    date="2020-05-03 10:00:00"),
            comment(4, "First &amp; foremost\n\nSecond line", name="Ansel", email="ansel@mail.example"),
            comment(6, "Buy lamps", approved="spam"),
            comment(7, "Wait", approved="0"),
            comment(8, "[…] lamps […]", kind="pingback", name="The Quay", url="https://quay.example/lamps"),
            comment(9, "Gone", approved="trash"),
            comment(10, "Lost parent", parent=999),
            comment(11, "", approved="1"),
        ]),
    )  # fmt: skip
    by_text = {each.text.split("\n")[0]: each for each in Comment.objects.all()}
    first, answer = by_text["First & foremost"], by_text["An *answer* to this ( https://quay.example/ )"]
    assert (first.name, first.text, first.state) == ("Ansel", "First & foremost\n\nSecond line", "approved")
    assert first.at == datetime(2020, 5, 2, 10, tzinfo=UTC)
    assert opened(first.email) == "ansel@mail.example"
    assert b"ansel" not in bytes(first.email)
    assert answer.reply_to == first
    assert {text: each.state for text, each in by_text.items()} == {
        "First & foremost": "approved", "An *answer* to this ( https://quay.example/ )": "approved",
        "Buy lamps": "spam",
        "Wait": "held", "[…] lamps […]": "approved", "Gone": "rejected", "Lost parent": "approved",
    }  # fmt: skip
    assert by_text["[…] lamps […]"].kind == "pingback"
    assert "https://quay.example/lamps" in by_text["[…] lamps […]"].text
    thread = Thread.objects.get(story=house.story("Lamps"))
    assert (thread.places, thread.standing) == (4, 4)
    assert sorted(filter(None, (each.place for each in by_text.values()))) == [1, 2, 3, 4]
    edition.print_everything()
    page = house.page("/2020/05/01/story-12/")
    assert "First &amp; foremost" in page
    assert "Pingback" in page


def test_nothing_that_was_given_in_confidence_is_stored_in_clear_or_printed(house):
    run = house.take(
        author("secret-login", "Oda Verrin"),
        item(12, "Lamps", creator="secret-login", inside=[
            NEWS, comment(4, "Aye", name="lamp@mail.example", email="reader@mail.example"),
            meta("akismet_as_submitted", "203.0.113.77 reader@mail.example"), meta("user_ip", "203.0.113.77"),
        ]),
    )  # fmt: skip
    edition.print_everything()
    printed = Newsroom.everything_printed()
    kept = repr([row.kept for row in Carried.objects.exclude(kind="author")]) + repr(list(entries(run)))
    stored = repr(list(Comment.objects.values())) + repr(list(Contributor.objects.values()))
    for secret in ("203.0.113.77", "reader@mail.example", "lamp@mail.example", "secret-login@lantern.example"):
        assert secret not in printed
        assert secret not in kept
        assert secret not in stored
    assert "secret-login" not in printed.replace("/author/secret-login/", "")


def test_photographs_come_from_the_folder_without_what_the_camera_wrote(house, tmp_path):
    uploads = tmp_path / "uploads"
    photograph(uploads, "2020/05/quay.jpg")
    (uploads / "2020/05/ledger.pdf").write_bytes(b"%PDF-1.4 invented")
    (uploads / "2020/05/page.html").write_bytes(b"<script>alert(1)</script>")
    content = (
        f'[caption id="attachment_20" width="300"]<img class="wp-image-20" alt="A quay" '
        f'src="{HOME}/wp-content/uploads/2020/05/quay-300x200.jpg"> The quay[/caption]'
        f'\n\n<img src="{HOME}/wp-content/uploads/2020/05/quay-150x150.jpg">\n\n'
    )
    run = house.take(
        attachment(20, "2020/05/quay.jpg", parent=12, excerpt="The quay at noon",
                   link=f"{HOME}/2020/05/01/story-12/quay/",
                   inside=[meta("_wp_attachment_image_alt", "Boats at a quay")]),
        attachment(21, "2020/05/ledger.pdf"),
        attachment(22, "2020/05/page.html"),
        attachment(23, "2020/05/gone.jpg"),
        item(12, "Lamps", content, inside=[NEWS, meta("_thumbnail_id", "20")]),
        media=str(uploads),
    )  # fmt: skip
    picture, story = Photograph.objects.get(), house.story("Lamps")
    assert (picture.alternative_text, picture.caption) == ("Boats at a quay", "The quay at noon")
    assert story.lead_photograph == picture
    assert [(b["type"], b["value"]["photograph"]) for b in story.body.raw_data] == [("photograph", picture.pk)] * 2
    assert b"Nobody To Be Named" not in Path(picture.file.path).read_bytes()
    left = {entry.title: entry.why for entry in entries(run, outcome="left")}
    assert set(left) == {"Picture 22", "Picture 23"}
    assert "browser" in left["Picture 22"]
    assert "--media" in left["Picture 23"]
    assert ReferenceIndex.get_references_to(picture).count() == 3
    edition.print_everything()
    assert house.printed("/wp-content/uploads/2020/05/ledger.pdf") == b"%PDF-1.4 invented"
    quay = house.printed("/wp-content/uploads/2020/05/quay.jpg")
    assert quay.startswith(b"\xff\xd8")
    assert b"Nobody To Be Named" not in quay
    assert not house.printed("/wp-content/uploads/2020/05/page.html")
    assert house.leads_to("/2020/05/01/story-12/quay/") == "/2020/05/01/story-12/"


def test_photographs_that_were_missing_find_their_places_later(house, tmp_path):
    figure = f'<figure><img src="{HOME}/wp-content/uploads/quay.jpg"><figcaption>The quay</figcaption></figure>'
    content = f"<p>Before.</p>{figure}"
    parts = [attachment(20, "quay.jpg"), item(12, "Lamps", content, inside=[NEWS])]
    house.take(*parts)
    story = house.story("Lamps")
    assert [block["type"] for block in story.body.raw_data] == ["paragraph", "kept"]
    edition.print_everything()
    assert "The quay" in house.page(story.address)
    photograph(tmp_path / "uploads", "quay.jpg")
    run = house.take(*parts, media=str(tmp_path / "uploads"))
    story.refresh_from_db()
    assert [block["type"] for block in story.body.raw_data] == ["paragraph", "photograph"]
    assert {line.kind: line.updated for line in lines(run)}["item:attachment"] == 1
    assert adds_up(run)


def test_the_page_of_a_photograph_that_is_missing_leads_to_its_story(house):
    own_page = f"{HOME}/2020/05/01/story-12/quay/"
    house.take(attachment(20, "quay.jpg", parent=12, link=own_page), item(12, "Lamps", inside=[NEWS]))
    for where in ("/2020/05/01/story-12/quay/", "/?attachment_id=20"):
        assert house.answers(where) == ("moved", "/2020/05/01/story-12/")


def test_files_are_fetched_from_the_site_if_that_is_wanted(house):
    asked = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        out = io.BytesIO()
        Image.new("RGB", (64, 48), "teal").save(out, "PNG")
        return out.getvalue()

    house.take(attachment(20, "2020/05/quay.png"), item(12, "Lamps", inside=[NEWS]), fetch=fetch, fetch_media=True)
    assert asked == [f"{HOME}/wp-content/uploads/2020/05/quay.png"]
    assert Photograph.objects.count() == 1


def test_a_second_run_changes_nothing(house):
    parts = [
        author("oda", "Oda"),
        category("news", "News"),
        item(12, "Lamps", inside=[NEWS, comment(4, "Aye"), comment(5, "Nay", parent=4)]),
        item(2, "Who", kind="page", link=f"{HOME}/who/"),
        item(9, "", kind="nav_menu_item", inside=[label("main", "Main", "nav_menu")]),
    ]
    house.take(*parts)
    before = _state()
    run = house.take(*parts)
    assert _state() == before
    assert adds_up(run)
    assert {line.kind: (line.new, line.updated) for line in lines(run) if line.new or line.updated} == {}


def _state() -> list:
    return [
        list(Story.objects.order_by("pk").values()),
        list(Comment.objects.order_by("pk").values("pk", "text", "reply_to", "place", "state", "name")),
        list(MovedAddress.objects.order_by("address").values("address", "story", "target")),
        [list(model.objects.order_by("pk").values()) for model in (Section, Topic, Contributor, KeptFile)],
        list(Carried.objects.order_by("kind", "old_id").values("kind", "old_id", "record", "digest", "marks")),
    ]  # fmt: skip


def test_a_newer_export_adds_and_amends(house):
    house.take(category("news", "News"), item(12, "Lamps", "Old.", inside=[NEWS, comment(4, "Aye")]))
    run = house.take(
        category("news", "News"),
        item(12, "Lamps", "New.", inside=[NEWS, comment(4, "Aye"), comment(5, "Nay", parent=4)]),
        item(13, "Ledgers", inside=[NEWS]),
    )
    assert Story.objects.count() == 2
    assert "New." in str(house.story("Lamps").body.raw_data[0]["value"])
    assert Comment.objects.get(text="Nay").reply_to == Comment.objects.get(text="Aye")
    told = {line.kind: line for line in lines(run)}
    assert (told["item:post"].new, told["item:post"].updated) == (1, 1)
    assert (told["comment"].new, told["comment"].unchanged) == (1, 1)
    assert adds_up(run)


def test_what_the_desk_changed_is_never_overwritten(house):
    house.take(category("news", "News"), item(12, "Lamps", "Old.", excerpt="One", inside=[NEWS]))
    story = house.story("Lamps")
    story.headline = "Lamps, by the desk"
    story.save_revision().publish()
    run = house.take(category("news", "News"), item(12, "Lamps there", "New.", excerpt="Two", inside=[NEWS]))
    story.refresh_from_db()
    assert story.headline == "Lamps, by the desk"
    assert (story.standfirst, "New." in str(story.body.raw_data[0])) == ("Two", True)
    draft = story.get_latest_revision_as_object()
    assert (draft.headline, draft.standfirst) == ("Lamps, by the desk", "Two")
    conflict = next(entries(run, outcome="conflict"))
    assert (conflict.title, conflict.why) == ("Lamps there", "changed on both sides: headline")
    assert adds_up(run)


def test_a_change_of_nothing_but_emphasis_is_a_change(house):
    house.take(category("news", "News"), item(12, "Lamps", "Lit <em>early</em>.", inside=[NEWS]))
    story = house.story("Lamps")
    story.body = [("paragraph", '<p data-block-key="a1b2c">Lit early.</p>')]
    story.save_revision().publish()
    run = house.take(category("news", "News"), item(12, "Lamps", "Lit <em>late</em>.", inside=[NEWS]))
    story.refresh_from_db()
    assert "Lit early." in str(story.body.raw_data[0]["value"])
    assert next(entries(run, outcome="conflict")).why == "changed on both sides: body"


def test_a_story_that_was_only_opened_and_saved_is_still_the_sites(house):
    house.take(category("news", "News"), item(12, "Lamps", "Lit <em>early</em>.", inside=[NEWS]))
    story = house.story("Lamps")
    story.body = [("paragraph", '<p data-block-key="a1b2c">Lit <i>early</i>.</p>')]
    story.save_revision().publish()
    run = house.take(category("news", "News"), item(12, "Lamps", "Lit <em>late</em>.", inside=[NEWS]))
    story.refresh_from_db()
    assert "late" in str(story.body.raw_data[0]["value"])
    assert not list(entries(run, outcome="conflict"))


def test_what_the_desk_deleted_or_took_away_does_not_come_back(house):
    from dateline.desk import api as desk

    house.take(category("news", "News"), item(12, "Lamps", inside=[NEWS]), item(13, "Ledgers", inside=[NEWS]))
    house.story("Lamps").delete()
    desk.kill(house.story("Ledgers"), notice="Withdrawn.")
    run = house.take(
        category("news", "News"), item(12, "Lamps", "New.", inside=[NEWS]), item(13, "Ledgers", "New.", inside=[NEWS])
    )
    assert [story.headline for story in Story.objects.all()] == ["Ledgers"]
    assert not house.story("Ledgers").live
    assert [entry.why for entry in entries(run, outcome="left")] == ["it was deleted at the desk"]


def test_a_draft_that_came_out_there_comes_out_here(house):
    house.take(category("news", "News"), item(12, "Lamps", status="draft", link=f"{HOME}/?p=12", inside=[NEWS]))
    house.take(category("news", "News"), item(12, "Lamps", slug="lamps", inside=[NEWS]))
    assert (house.story("Lamps").live, house.story("Lamps").address) == (True, "/2020/05/01/lamps/")


def test_a_run_that_was_stopped_goes_on_and_ends_as_one_that_was_not(house, tmp_path, monkeypatch):
    from dateline.archive.importing import reading

    monkeypatch.setattr(reading, "_AT_ONCE", 3)
    parts = [author("oda", "Oda"), category("news", "News"),
             *(item(n, f"Story {n}", inside=[NEWS, comment(n * 10, "Aye"), comment(n * 10 + 1, "Nay", parent=n * 10)])
               for n in range(1, 12))]  # fmt: skip
    stops = 0
    while not Run.objects.filter(state="done").exists():
        asked = iter(range(1))
        house.number = 0
        with suppress(archive.StoppedError):
            run = house.take(*parts, stop=lambda asked=asked: next(asked, None) is None)
        stops += Run.objects.get().state == "stopped"
    assert stops >= 2
    assert Run.objects.count() == 1
    assert (Story.objects.count(), Comment.objects.count()) == (11, 22)
    told = {line.kind: (line.stood, line.new) for line in lines(run)}
    assert (told["item:post"], told["comment"]) == ((11, 11), (22, 22))
    assert adds_up(run)


def test_a_dry_run_leaves_nothing_behind(house):
    run = house.take(
        author("oda", "Oda"),
        category("news", "News"),
        item(12, "Lamps", inside=[NEWS, comment(4, "Aye")]),
        dry_run=True,
    )
    assert {line.kind: line.new for line in lines(run)}["item:post"] == 1
    assert not Story.objects.exists()
    assert not Comment.objects.exists()
    assert not Run.objects.exists()
    assert not edition.waiting()


def test_what_is_too_long_or_too_late_breaks_nothing(house, tmp_path):
    photograph(tmp_path / "uploads", "q.jpg")
    long = "lantern" * 200
    run = house.take(
        author("oda", long),
        category("news", long, number=3),
        attachment(20, f"{long}/q.jpg", title=long),
        item(12, long, long, slug=long, link=f"{HOME}/{long}/", excerpt=long, parent=f"{long}",
             inside=[label("news", long), label(long, long, "post_tag"),
                     comment(4, "Aye", name=long, email=f"{long}@x.y"),
                     meta("_wp_old_slug", long)]),
        item(13, "In ten thousand years", date="9999-12-31 23:59:59", inside=[NEWS]),
        item(14, "Long ago", date="1001-01-01 00:00:00", inside=[NEWS]),
        item("x" * 200, "Of a strange number", inside=[NEWS]),
        media=str(tmp_path / "uploads"),
    )  # fmt: skip
    assert adds_up(run)
    assert Story.objects.filter(live=True).count() == 3
    assert not house.story("In ten thousand years").live
    edition.print_everything()
    assert not edition.waiting()


def test_exports_that_overlap_come_in_once(house, tmp_path):
    one = written(tmp_path, wxr(category("news", "News"), item(12, "Lamps", inside=[NEWS])), "a.xml")
    two = written(
        tmp_path,
        wxr(category("news", "News"), item(12, "Lamps", inside=[NEWS]), item(13, "Ledgers", inside=[NEWS])),
        "b.xml",
    )
    run = house.take_file(one, two)
    assert Story.objects.count() == 2
    assert {line.kind: line.twice for line in lines(run)}["item:post"] == 1
    assert adds_up(run)


def test_two_stories_with_one_number_are_two(house):
    run = house.take(item(12, "Lamps", slug="lamps", inside=[NEWS]), item(12, "Ledgers", slug="ledgers", inside=[NEWS]))
    assert {story.headline for story in Story.objects.all()} == {"Lamps", "Ledgers"}
    assert adds_up(run)


def test_exports_of_two_sites_are_refused(house, tmp_path):
    one = written(tmp_path, wxr(item(1, "One")), "a.xml")
    two = written(tmp_path, wxr(item(1, "One"), home="https://quay.example"), "b.xml")
    with pytest.raises(archive.NoExportError, match="two sites"):
        house.take_file(one, two)


def test_translations_know_each_other(house):
    def of(tongue: str) -> list[str]:
        return [NEWS, label(tongue, tongue, "language"), label("pll_1", "pll_1", "post_translations")]

    house.take(
        category("news", "News"),
        item(1, "Lamps", inside=of("en")), item(2, "چراغ‌ها", inside=of("fa")), item(3, "Lamps again", inside=of("en")),
        item(4, "Fənərlər", inside=[NEWS, meta("_wpml_import_language_code", "az"),
                                    meta("_wpml_import_translation_group", "7")]),
        language="fa-IR",
    )  # fmt: skip
    lamps, cheragh = house.story("Lamps"), house.story("چراغ‌ها")
    assert lamps.translation_key == cheragh.translation_key
    assert house.story("Lamps again").translation_key != lamps.translation_key
    assert [house.story(each).language for each in ("Lamps", "چراغ‌ها", "Fənərlər")] == ["en", "fa", "az"]
    assert LanguageEdition.objects.order_by("sort_order").first().language == "fa"
    assert {each.language for each in LanguageEdition.objects.all()} == {"fa", "en", "az"}
    edition.print_everything()
    assert f'href="{cheragh.address}"' in house.page(lamps.address)


def test_rules_say_what_categories_become(house):
    many = [category(f"c{n}", f"Category {n}", number=n) for n in range(14)]
    story = item(12, "Lamps", inside=[label("c1", "Category 1"), label("c2", "Category 2"), label("c3", "Category 3"),
                                      meta("_yoast_wpseo_primary_category", "2")])  # fmt: skip
    house.take(*many, story, chosen={("category", "c3"): "nothing"})
    lamps = house.story("Lamps")
    assert lamps.section.name == "Category 2"
    assert [topic.name for topic in lamps.topics.all()] == ["Category 1"]
    assert house.answers("/category/c2/")[0] == "moved"
    assert house.answers("/category/c3/")[0] == "nothing"


def test_sticky_posts_lead_where_no_editor_has_arranged_the_front(house):
    house.take(category("news", "News"), item(12, "Lamps", sticky=1, inside=[NEWS]), item(13, "Ledgers", inside=[NEWS]))
    front = FrontPage.objects.get(language="en")
    assert [lead.story.headline for lead in front.leads.all()] == ["Lamps"]


def test_provenance_is_suggested_and_changes_nothing_unasked(house):
    house.take(
        category("news", "News"),
        item(12, "Lamps", "By Louise Marrow, Port Ferrow\n\nThe lamp was lit on Tuesday by those who keep it.\n\n"
             "<em>Reprinted from The Saltmarsh Courier</em>", inside=[NEWS]),
        item(13, "Ledgers", "The harbour board said that the Saltmarsh Courier was wrong.", inside=[NEWS]),
    )  # fmt: skip
    suggestion = Suggestion.objects.get()
    assert suggestion.story == house.story("Lamps")
    assert suggestion.facts["outlet"] == {
        "value": "The Saltmarsh Courier", "quotation": "Reprinted from The Saltmarsh Courier"
    }  # fmt: skip
    assert suggestion.is_undated
    assert (house.story("Lamps").kind, house.story("Lamps").outlet) == ("original", None)


def test_a_confirmed_suggestion_becomes_provenance_in_print(house):
    from dateline.archive import suggesting

    house.take(
        category("news", "News"),
        item(12, "Lamps", "The lamp was lit on Tuesday.\n\nReprinted from The Saltmarsh Courier", inside=[NEWS]),
    )
    edition.print_everything()
    story = house.story("Lamps")
    assert suggesting.confirm([story.pk], by=Newsroom.somebody("editor")) == 1
    story.refresh_from_db()
    assert (story.kind, story.outlet.name, story.original_precision) == ("reprint", "The Saltmarsh Courier", "unknown")
    assert story.age_on is None
    edition.print_urgent()
    page = house.page(story.address)
    assert "The Saltmarsh Courier" in page.partition("provenance")[2]
    assert "not known when this story was first published" in page
    run = house.take(
        category("news", "News"),
        item(12, "Lamps", "The lamp was lit on Wednesday.\n\nReprinted from The Saltmarsh Courier", inside=[NEWS]),
    )
    story.refresh_from_db()
    assert (story.outlet.name, "Wednesday" in str(story.body.raw_data)) == ("The Saltmarsh Courier", True)
    assert adds_up(run)


def test_custom_fields_and_what_was_not_understood_are_kept(house):
    run = house.take(
        item(
            12,
            "Lamps",
            '<p>Before.</p>[donate goal="5"]<p>After.</p>',
            inside=[NEWS, meta("mood", "calm"), meta("mood", "dark")],
        )
    )
    kept = Carried.objects.get(kind="item:post").kept
    assert kept["meta"] == [["mood", "calm"], ["mood", "dark"]]
    assert kept["content"] == '<p>Before.</p>[donate goal="5"]<p>After.</p>'
    assert list(archive.not_understood(run)) == [("Lamps", "shortcode donate", '[donate goal="5"]')]
