"""The desk as an editor walks it: real Wagtail views, real forms."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from dateline.desk.models import Outlet, Photograph, Story
from dateline.edition import api as edition
from dateline.lib import clock
from tests.newsroom import PASSWORD


def story_form(newsroom, **changes):
    """What a browser sends from the form of a story; ``text`` is the one paragraph of its body."""
    text = changes.pop("text", "The wall held through the night.")
    form = {
        "headline": "Harbour wall holds", "slug": "", "standfirst": "", "kind": "original",
        "section": newsroom.sections["news"].pk, "lead_photograph": "", "topics": [],
        "photograph_caption": "", "photograph_text": "",
        "dateline_place": "", "dateline_on": "", "embargo_until": "", "go_live_at": "", "expire_at": "",
        "outlet": "", "original_address": "", "original_headline": "", "original_bylines": "", "original_dateline": "",
        "original_language": "", "original_precision": "", "original_on": "", "original_at": "",
        "original_known_how": "", "permission": "", "licence": "", "permission_by": "", "permission_on": "",
        "permission_conditions": "", "treatment": "", "treatment_note": "", "treated_by": "",
        "bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0", "bylines-MIN_NUM_FORMS": "0",
        "bylines-MAX_NUM_FORMS": "1000", "hops-TOTAL_FORMS": "0", "hops-INITIAL_FORMS": "0",
        "hops-MIN_NUM_FORMS": "0", "hops-MAX_NUM_FORMS": "1000", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph", "body-0-id": "",
        "body-0-value": draftail(text),
    }  # fmt: skip
    return {**form, **changes}


def draftail(text: str) -> str:
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def url(story: Story | None, action: str = "edit") -> str:
    return reverse(Story.snippet_viewset.get_url_name(action), args=[story.pk] if story else [])


def errors_of(response) -> dict[str, list[str]]:
    return {field: list(messages) for field, messages in response.context["form"].errors.items()}


@pytest.mark.parametrize(
    "page",
    ["wagtailadmin_home", "wagtailimages:index", "wagtailusers_users:index", "wagtailadmin_account"],
)
def test_every_place_of_the_desk_opens(newsroom, at_the_desk, page):
    newsroom.publish(newsroom.write())
    newsroom.somebody("publisher")
    assert at_the_desk("publisher").get(reverse(page)).status_code == 200


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_an_editor_publishes_and_it_is_live_before_the_answer(
    newsroom, at_the_desk, role, django_capture_on_commit_callbacks
):
    browser = at_the_desk(role)
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(
            url(None, "add"), story_form(newsroom, headline="Ferry late again", **{"action-publish": "yes"})
        )

    assert response.status_code == 302, errors_of(response)
    story = Story.objects.get()
    assert story.live
    assert "Ferry late again" in newsroom.read("/")
    assert "The wall held" in newsroom.read(story.address)


def test_an_edited_headline_is_live_before_the_answer(newsroom, at_the_desk, django_capture_on_commit_callbacks):
    story = newsroom.publish(newsroom.write())
    with django_capture_on_commit_callbacks(execute=True):
        response = at_the_desk("editor").post(
            url(story), story_form(newsroom, headline="Harbour wall falls", **{"action-publish": "yes"})
        )

    assert response.status_code == 302, errors_of(response)
    assert "Harbour wall falls" in newsroom.read("/")
    assert "Harbour wall holds" not in newsroom.everything_printed()


def test_a_reporter_writes_and_submits_but_does_not_publish(newsroom, at_the_desk):
    reporter = at_the_desk("reporter")
    reporter.post(url(None, "add"), story_form(newsroom, **{"action-publish": "yes"}))
    story = Story.objects.get()
    assert not story.live

    response = reporter.post(url(story), story_form(newsroom, **{"action-submit": "yes"}))
    assert response.status_code == 302
    assert Story.objects.get().current_workflow_state is not None


def test_an_editor_approves_what_a_reporter_submitted(newsroom, at_the_desk, client):
    reporter = at_the_desk("reporter")
    reporter.post(url(None, "add"), story_form(newsroom, **{"action-submit": "yes"}))
    story = Story.objects.get()
    editor = at_the_desk("editor")
    task = story.current_workflow_task_state
    approve = reverse(Story.snippet_viewset.get_url_name("workflow_action"), args=[story.pk, "approve", task.pk])
    editor.post(approve)

    edition.print_urgent()
    assert newsroom.status(Story.objects.get().address) == 200


def test_an_approval_of_what_cannot_be_printed_says_why_and_loses_nothing(newsroom, at_the_desk):
    reporter = at_the_desk("reporter")
    reporter.post(url(None, "add"), story_form(newsroom, **{"action-submit": "yes"}))
    story = Story.objects.get()
    story.kind = "reprint"
    story.save_revision()
    task = Story.objects.get().current_workflow_task_state
    approve = reverse(Story.snippet_viewset.get_url_name("workflow_action"), args=[story.pk, "approve", task.pk])
    response = at_the_desk("editor").post(approve, follow=True)

    assert "Whose story is it?" in response.content.decode()
    assert not Story.objects.get().live


def test_a_stranger_does_not_get_in(newsroom, client):
    newsroom.somebody("stranger")
    client.login(username="stranger", password=PASSWORD)
    assert client.get(url(None, "list")).status_code == 302
    story = newsroom.publish(newsroom.write())
    for action in ("desk_correct", "desk_kill"):
        assert client.post(reverse(action, args=[story.pk])).status_code in (302, 403)
    assert Story.objects.get().live


def test_a_reporter_neither_corrects_nor_kills(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    reporter = at_the_desk("reporter")
    for action in ("desk_correct", "desk_kill"):
        reporter.post(reverse(action, args=[story.pk]), {"kind": "correction", "note": "x"})
    assert Story.objects.get().live
    assert not Story.objects.get().corrections.exists()


REPRINT = {"kind": "reprint"}


@pytest.mark.parametrize(
    ("changes", "field", "cure"),
    [
        ({"section": ""}, "section", "Choose a section"),
        ({"text": ""}, "body", "at least a paragraph"),
        (REPRINT, "outlet", "Whose story is it?"),
        ({**REPRINT, "original_precision": ""}, "original_precision", "Unknown"),
        ({**REPRINT, "original_precision": "day"}, "original_on", "Write the date of the original"),
        ({**REPRINT, "original_precision": "day", "original_on": "2999-01-01"}, "original_on", "not come yet"),
        ({**REPRINT, "original_precision": "minute", "original_on": "2017-06-02"}, "original_at", "Write the time"),
        ({"headline": ""}, "headline", "required"),
        ({"slug": "Not A Slug"}, "slug", "not-a-slug"),
        ({"embargo_until": "2020-01-01 10:00"}, "embargo_until", "has passed"),
    ],
)
def test_what_a_story_lacks_is_said_at_its_field_with_the_cure(newsroom, at_the_desk, changes, field, cure):
    response = at_the_desk("editor").post(
        url(None, "add"), story_form(newsroom, **{**changes, "action-publish": "yes"})
    )

    assert response.status_code == 200
    assert cure in " ".join(errors_of(response).get(field, [])), errors_of(response)
    assert not Story.objects.filter(live=True).exists()


def test_an_original_with_an_outlet_is_refused(newsroom, at_the_desk):
    outlet = Outlet.objects.create(name="The Courier")
    response = at_the_desk("editor").post(
        url(None, "add"), story_form(newsroom, outlet=outlet.pk, **{"action-publish": "yes"})
    )
    assert "choose reprint" in " ".join(errors_of(response)["kind"])


def test_a_draft_may_lack_everything_but_a_headline(newsroom, at_the_desk):
    response = at_the_desk("reporter").post(url(None, "add"), story_form(newsroom, section="", text="", kind="reprint"))
    assert response.status_code == 302
    assert Story.objects.get().headline == "Harbour wall holds"


def test_an_unknown_date_is_printed_as_unknown(newsroom, at_the_desk):
    outlet = Outlet.objects.create(name="The Courier")
    response = at_the_desk("editor").post(
        url(None, "add"),
        story_form(
            newsroom, kind="reprint", outlet=outlet.pk, original_precision="unknown", **{"action-publish": "yes"}
        ),
    )
    assert response.status_code == 302, errors_of(response)
    edition.print_urgent()
    page = newsroom.read(Story.objects.get().address)
    assert "unknown" in page


def test_an_embargo_holds(newsroom, at_the_desk):
    embargo = clock.now() + timedelta(hours=7)
    response = at_the_desk("editor").post(
        url(None, "add"),
        story_form(newsroom, embargo_until=embargo.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "yes"}),
    )
    assert response.status_code == 302, errors_of(response)
    story = Story.objects.get()
    assert not story.live
    assert story.scheduled_revision is not None


def test_correcting_at_the_desk_shows_the_difference_first(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write("Wall holds", "Built in 1912."))
    newsroom.draft(story, text="Built in 1921.")
    editor = at_the_desk("editor")
    page = editor.get(reverse("desk_correct", args=[story.pk])).content.decode()
    assert "<del>1912</del><ins>1921</ins>" in page

    refused = editor.post(reverse("desk_correct", args=[story.pk]), {"kind": "correction", "note": ""})
    assert "required" in refused.content.decode()
    editor.post(
        reverse("desk_correct", args=[story.pk]), {"kind": "correction", "note": "It was 1921.", "show_changes": "on"}
    )
    edition.print_urgent()
    assert "It was 1921." in newsroom.read(story.address)


def test_killing_at_the_desk(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    at_the_desk("editor").post(
        reverse("desk_kill", args=[story.pk]), {"leaves_notice": "on", "notice": "Withdrawn.", "reason": "A source."}
    )
    edition.print_urgent()
    assert newsroom.status(story.address) == 410
    assert "A source." not in newsroom.everything_printed()


def test_the_preview_is_the_printed_page(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write())
    editor = at_the_desk("editor")
    where = reverse(Story.snippet_viewset.get_url_name("preview_on_edit"), args=[story.pk])
    editor.post(where, story_form(newsroom, headline="Seen before print"))
    assert "Seen before print" in editor.get(where).content.decode()


def test_the_listing_filters_and_searches(newsroom, at_the_desk):
    newsroom.publish(newsroom.write("Ferry late again", by="ada-quill"))
    newsroom.publish(newsroom.reprint("Marsh path closed", on=None))
    newsroom.write("Only a draft", section="khabar")
    editor = at_the_desk("editor")

    def shown(query: str) -> str:
        return editor.get(f"{url(None, 'list')}?{query}").content.decode()

    assert "Ferry late" in shown("byline=ada")
    assert "Marsh path" not in shown("byline=ada")
    assert "Marsh path" in shown("unknown=true")
    assert "Ferry late" not in shown("unknown=true")
    assert "Only a draft" in shown("status=draft")
    assert "Ferry late" not in shown("status=draft")
    assert "Only a draft" in shown(f"language={newsroom.locale('fa').pk}")
    assert "Ferry late" in shown("q=ferry")
    assert "Marsh path" not in shown("q=ferry")


def test_revisions_can_be_compared(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write("Wall holds", "Built in 1912."))
    newsroom.draft(story, text="Built in 1921.")
    compare = reverse(Story.snippet_viewset.get_url_name("revisions_compare"), args=[story.pk, "earliest", "latest"])
    assert "1921" in at_the_desk("editor").get(compare).content.decode()


def upload(browser, content: bytes, name: str = "wall.jpg"):
    return browser.post(
        reverse("wagtailimages:add"),
        {"title": "Wall", "file": SimpleUploadedFile(name, content), "collection": "1", "tags": "", "description": "",
         "alternative_text": "", "caption": "", "credit": "", "rights": ""},
    )  # fmt: skip


def test_a_photograph_loses_what_the_camera_wrote_and_keeps_its_caption(newsroom, at_the_desk):
    out = io.BytesIO()
    picture = Image.new("RGB", (400, 300), (90, 20, 30))
    exif = Image.Exif()
    exif[0x010F] = "SpyCam"
    exif[0x8825] = {1: "N", 2: (40.0, 24.0, 33.0)}
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        '<rdf:li xml:lang="x-default">The wall at dawn</rdf:li></rdf:Alt>'
        "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    picture.save(out, "JPEG", exif=exif, xmp=xmp.encode())
    response = upload(at_the_desk("editor"), out.getvalue(), "IMG_20260501_home.jpg")

    assert response.status_code == 302, errors_of(response)
    photograph = Photograph.objects.get()
    assert photograph.caption == "The wall at dawn"
    with photograph.file.open() as file:
        kept = file.read()
    assert b"SpyCam" not in kept
    assert b"wall at dawn" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not image.getexif()
    assert "home" not in photograph.file.name

    photograph.alternative_text = "A wall"
    photograph.save()
    story = newsroom.publish(newsroom.write(lead_photograph=photograph))
    from pathlib import Path

    folder = Path(edition.shelf().root) / f"pages{story.address}"
    printed = [path for path in folder.iterdir() if path.suffix in {".jpg", ".webp", ".avif"}]
    assert len(printed) == 3
    for path in printed:
        with Image.open(path) as image:
            assert not image.getexif(), path
            assert "xmp" not in image.info


def test_a_photograph_without_alternative_text_is_not_printed(newsroom, at_the_desk):
    photograph = newsroom.photograph(alt="")
    response = at_the_desk("editor").post(
        url(None, "add"), story_form(newsroom, lead_photograph=photograph.pk, **{"action-publish": "yes"})
    )
    assert "alternative text" in " ".join(errors_of(response)["lead_photograph"])


def jpeg_of(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).save(out, "JPEG")
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * (1 + width // 8) * 10)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"not an image", "wall.jpg", "valid image"),
        (png_of(20_000, 10_000), "wall.png", "pixels"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "wall.svg", "Supported formats"),
        (jpeg_of(400, 300)[:900], "wall.jpg", "cannot be read"),
    ],
    ids=["no image", "200 megapixels", "svg", "cut off"],
)
def test_an_unusable_photograph_is_refused_in_words(newsroom, at_the_desk, content, name, words):
    response = upload(at_the_desk("editor"), content, name)

    assert response.status_code == 200
    assert words in " ".join(errors_of(response)["file"]), errors_of(response)
    assert not Photograph.objects.exists()


def test_kept_photographs_are_for_those_at_the_desk(newsroom, client):
    photograph = newsroom.photograph()
    assert client.get(photograph.file.url).status_code == 302


def test_what_is_published_but_cannot_be_printed_is_said(
    newsroom, at_the_desk, settings, tmp_path, django_capture_on_commit_callbacks
):
    (tmp_path / "no-folder").write_text("")
    settings.SHELF = tmp_path / "no-folder" / "shelf"
    editor = at_the_desk("editor")
    with django_capture_on_commit_callbacks() as after_commit:
        editor.post(url(None, "add"), story_form(newsroom, **{"action-publish": "yes"}))
    assert after_commit, "the press is started after the commit"

    from dateline.edition import signal_handlers

    signal_handlers._press()
    assert "What was published is kept" in edition.take_trouble()
    settings.SHELF = tmp_path / "shelf"
    edition.print_urgent()
    assert newsroom.status(Story.objects.get().address) == 200


@pytest.mark.parametrize(
    ("changes", "field", "cure"),
    [
        ({"time_zone": "Azerbaijan/Baku"}, "time_zone", "not a time zone"),
        ({"public_address": "lantern.example/paper"}, "public_address", "https://paper.example"),
        ({"accent": "red"}, "accent", "six digits"),
        ({"contact_address": "nobody"}, "contact_address", "valid email"),
    ],
)
def test_a_wrong_setting_of_the_paper_is_said_at_its_field(newsroom, at_the_desk, changes, field, cure):
    from dateline.desk.models import Newspaper

    paper = Newspaper.load()
    where = reverse("wagtailsettings:edit", args=["desk", "newspaper", paper.pk])
    editions = list(paper.editions.all())
    form = {
        "public_address": "https://lantern.example", "time_zone": "Asia/Baku", "contact_address": "",
        "accent": "#8a1c1c", "logo": "", "editions-TOTAL_FORMS": len(editions), "editions-INITIAL_FORMS": len(editions),
        "editions-MIN_NUM_FORMS": 1, "editions-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for number, each in enumerate(editions):
        form |= {
            f"editions-{number}-{name}": value
            for name, value in {
                "id": each.pk, "language": each.language, "name": each.name, "organisation": "", "about": "null",
                "contact": "null", "principles": "null", "ORDER": number + 1, "DELETE": "",
            }.items()
        }  # fmt: skip
    publisher = at_the_desk("publisher")
    assert publisher.post(where, form).status_code == 302, "the form itself is right"
    response = publisher.post(where, {**form, **changes})
    assert response.status_code == 200
    assert cure in " ".join(errors_of(response)[field])


def test_times_at_the_desk_are_the_papers(newsroom, at_the_desk):
    from wagtail.users.models import UserProfile

    editor = at_the_desk("editor")
    editor.get(reverse("wagtailadmin_home"))
    profile = UserProfile.get_for_user(newsroom.somebody("editor"))
    assert profile.current_time_zone == "Asia/Baku"
    in_baku = (clock.now() + timedelta(hours=7)).strftime("%Y-%m-%d %H:%M")
    editor.post(url(None, "add"), story_form(newsroom, embargo_until=in_baku, **{"action-publish": "yes"}))
    wait = Story.objects.get().scheduled_revision.approved_go_live_at - clock.now()
    assert timedelta(hours=2, minutes=58) < wait < timedelta(hours=3, minutes=1)
