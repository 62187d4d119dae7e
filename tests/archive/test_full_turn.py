"""A site comes in, goes out, comes into an empty house and goes out again: the same bytes, and nothing was lost."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from PIL import Image

from dateline.archive.exporting.wordpress import export_wordpress
from dateline.archive.importing.options import Options
from dateline.archive.importing.trip import take_over
from dateline.archive.wordpress import writing
from dateline.archive.wordpress.values import NO_DATE, Author, Comment, Item, Label, Site, Term
from dateline.desk import api as desk
from dateline.desk.models import Newspaper
from tests.archive.site import parts
from tests.newsroom import Newsroom

HOUSE = "https://lantern.example"
SITE = Site("The Lantern", HOUSE, "From Port Ferrow", "en", "1.2", HOUSE)
NEWS, PORT, TIDES = (
    Label("category", "news", "News"),
    Label("category", "port", "Port"),
    Label("post_tag", "tides", "Tides"),
)
ENGLISH, PERSIAN = Label("language", "en", "English"), Label("language", "fa", "فارسی")
GROUP = Label("post_translations", "pll_65f0", "pll_65f0")
AUTHORS = (Author("ada.quill", "Ada Quill", "1", "ada@lantern.example"), Author("فریدا", "فریدا", "2"))
TERMS = (
    Term("category", "news", "News", "2", "", "What happened"),
    Term("category", "port", "Port", "3", "news", meta=(("colour", "#113355"),)),
    Term("category", "%d8%ae%d8%a8%d8%b1", "خبر", "4"),
    Term("category", "unused", "Unused", "5"),
    Term("post_tag", "tides", "Tides", "6"),
    Term("language", "en", "English", "7", "", 'a:1:{s:6:"locale";s:5:"en_US";}'),
    Term("language", "fa", "فارسی", "8"),
    Term("post_translations", "pll_65f0", "pll_65f0", "9", "", 'a:2:{s:2:"en";i:20;s:2:"fa";i:24;}'),
)
REMARKS = (
    Comment("2", "Oda & Co.", "oda@mail.example", "https://oda.example/", "2019-05-02 14:00:00",
            "2019-05-02 10:00:00", "Where is it now?\n\nIn the sea.", "1", "comment", user="1",
            meta=(("rating", "5"),)),
    Comment("3", "Reader", date="2019-05-02 15:00:00", date_gmt="2019-05-02 11:00:00",
            content='With <a href="https://reader.example/">a link</a>', approved="1", parent="2"),
    Comment("4", "Courier", url="https://courier.example/ferry", date="2019-05-03 15:00:00",
            date_gmt="2019-05-03 11:00:00", content="The Courier writes", approved="1", kind="pingback"),
    Comment("5", "Someone", date="2019-05-04 15:00:00", date_gmt="2019-05-04 11:00:00", content="?", approved="0"),
    Comment("6", "Nobody", date="2019-05-04 16:00:00", date_gmt="2019-05-04 12:00:00", content="!", approved="trash"),
)  # fmt: skip


def post(number: int, title: str, **fields: object) -> Item:
    dates = {
        "date": "2019-05-01 12:00:00",
        "date_gmt": "2019-05-01 08:00:00",
        "modified": "2019-06-01 12:00:00",
        "modified_gmt": "2019-06-01 08:00:00",
        "published": "Wed, 01 May 2019 08:00:00 +0000",
    }
    is_file = fields.get("kind") == "attachment"
    given = {
        "link": f"{HOUSE}/2019/05/01/story-{number}/", "guid": f"http://old.example/?p={number}",
        "slug": f"story-{number}", "creator": "ada.quill", "content": f"<p>Paragraph {number}.</p>",
        "ping_status": "open", "comment_status": "closed" if is_file else "open", "labels": (NEWS, ENGLISH),
        **dates, **fields,
    }  # fmt: skip
    return Item(str(number), title=title, **given)  # type: ignore[arg-type]


NOWHERE = {"date_gmt": NO_DATE, "link": f"{HOUSE}/?p=1", "published": ""}
ITEMS = (
    post(11, "quay", kind="attachment", status="inherit", content="", excerpt="The quay & the mole", parent="20",
         link=f"{HOUSE}/quay/", attachment_url=f"{HOUSE}/wp-content/uploads/2019/05/quay.jpg", labels=(),
         modified="2019-05-01 12:00:00", modified_gmt="2019-05-01 08:00:00", creator="",
         meta=(("_wp_attachment_image_alt", "A quay"), ("_media_credit", "Ada Quill"))),
    post(12, "lost", kind="attachment", status="inherit", content="Never found", labels=(), creator="",
         link=f"{HOUSE}/lost/", modified="2019-05-01 12:00:00", modified_gmt="2019-05-01 08:00:00",
         attachment_url="http://old.example/wp-content/uploads/2018/01/lost.jpg"),
    post(20, "The <em>ledgers</em> &amp; us", is_sticky=True, excerpt="Forty invoices &amp; no answer.",
         labels=(NEWS, PORT, TIDES, ENGLISH, GROUP), comments=REMARKS,
         meta=(("_thumbnail_id", "11"), ("reads", "12"), ("reads", "13")),
         content='<!-- wp:image {"id":11} --><figure><img src="/wp-content/uploads/2019/05/quay.jpg" '
                 'class="wp-image-11"/></figure><!-- /wp:image -->\r\n<p>An end ]]> of it.</p>'),
    post(21, "", content="[tide_table port=3]\n\nNo title, and a <b>shortcode</b>.", comment_status="closed"),
    post(22, "A draft", status="draft", slug="", **NOWHERE),
    post(23, "Secret", password="mussel"),
    post(24, "دفترها", labels=(Label("category", "%d8%ae%d8%a8%d8%b1", "خبر"), PERSIAN, GROUP), creator="فریدا",
         slug="%d8%af%d9%81%d8%aa%d8%b1", link=f"{HOUSE}/%d8%af%d9%81%d8%aa%d8%b1/"),
    post(25, "Private", status="private"),
    post(26, "About", kind="page", link=f"{HOUSE}/about-us/", slug="about-us", order="3", labels=(ENGLISH,)),
    post(27, "The house", kind="page", link=f"{HOUSE}/about-us/house/", slug="house", parent="26", labels=(ENGLISH,)),
    post(28, "To come", status="future", date="2199-05-01 12:00:00", date_gmt="2199-05-01 08:00:00",
         published="Wed, 01 May 2999 08:00:00 +0000", link=f"{HOUSE}/?p=28"),
    post(29, "A block", kind="wp_block", labels=(), link=f"{HOUSE}/?p=29"),
    post(30, "Uses it", content='<!-- wp:block {"ref":29} /-->'),
)  # fmt: skip
# What an export says of stories; who signed them is told anew, without logins.
SAID = (
    *(
        "title",
        "slug",
        "date",
        "date_gmt",
        "modified",
        "modified_gmt",
        "published",
        "status",
        "labels",
        "meta",
        "content",
    ),
    *("excerpt", "password", "is_sticky", "parent", "order", "comment_status", "guid", "kind"),
)


class _UndoneError(Exception):
    pass


@contextmanager
def house() -> Iterator[None]:
    """An empty house with an address and a clock, gone afterwards."""
    try:
        with transaction.atomic():
            paper = Newspaper.load()
            paper.public_address, paper.time_zone = HOUSE, "Asia/Baku"
            paper.save()
            yield
            raise _UndoneError
    except _UndoneError:
        pass


def exported(**how: object) -> bytes:
    out = io.BytesIO()
    export_wordpress(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def turn(export: bytes, folder: Path) -> bytes:
    """An export comes into an empty house; what goes out."""
    path = folder / "export.xml"
    path.write_bytes(export)
    with house():
        take_over([path], Options(workers=0, media=str(folder)))
        assert exported() == exported()
        return exported()


def items(export: bytes, folder: Path) -> dict[str, Item]:
    path = folder / "read.xml"
    path.write_bytes(export)
    return {each.id: each for each in parts(path) if isinstance(each, Item)}


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """The uploads of the site; one of its photographs is lost."""
    folder = tmp_path / "media"
    (folder / "2019/05").mkdir(parents=True)
    Image.new("RGB", (600, 400), (90, 110, 130)).save(folder / "2019/05/quay.jpg")
    return folder


@pytest.fixture
def site() -> bytes:
    pieces = [*map(writing.author, AUTHORS), *map(writing.term, TERMS), *map(writing.item, ITEMS)]
    return "".join([writing.head(SITE), *pieces, writing.END]).encode()


@pytest.mark.django_db
def test_what_came_in_goes_out_and_goes_out_the_same_again(site, media, shelf_root):
    first = turn(site, media)
    assert turn(first, media) == first

    went = items(first, media)
    assert went.keys() == {each.id for each in ITEMS}
    for each in ITEMS:
        told = went[each.id]
        assert {name: getattr(told, name) for name in SAID} == {name: getattr(each, name) for name in SAID}
        assert told.attachment_url == each.attachment_url
    assert list(went["20"].comments) == [replace(each, email="") for each in REMARKS]


@pytest.mark.django_db
def test_without_its_files_it_is_still_the_same(site, media, tmp_path, shelf_root):
    first = turn(site, media)
    (tmp_path / "elsewhere").mkdir()
    assert turn(first, tmp_path / "elsewhere") == first


@pytest.mark.django_db
def test_terms_and_authors_come_back(site, media, shelf_root):
    path = media / "out.xml"
    path.write_bytes(turn(site, media))
    found = list(parts(path))
    assert [each for each in found if isinstance(each, Term) and each.taxonomy != "category"] == list(TERMS[4:])
    categories = {each.slug: each for each in found if isinstance(each, Term) and each.taxonomy == "category"}
    assert [categories[term.slug] for term in TERMS[:4]] == list(TERMS[:4])
    assert [(each.login, each.name, each.id, each.email) for each in found if isinstance(each, Author)] == [
        ("ada-quill", "Ada Quill", "1", ""),
        ("author-2", "فریدا", "2", ""),
    ]


def empty() -> None:
    """Take everything out of the house that a newsroom puts into it. (A flush would renew what all tests rely on.)"""
    for model in ("desk.Story", "desk.FrontPage", "desk.KeptFile", "desk.MovedAddress", "desk.Section", "desk.Topic",
                  "desk.Contributor", "desk.Outlet", "desk.Newspaper", "desk.Photograph", "edition.Standing",
                  "edition.Tally", "edition.PrintOrder", "wagtailcore.Revision"):  # fmt: skip
        apps.get_model(model).objects.all().delete()


@pytest.mark.django_db
def test_a_paper_of_our_own_goes_out_the_same_again(newsroom: Newsroom, media):
    """Stories that were never on any other site, with all that Dateline has."""
    wall = newsroom.photograph(caption="The wall", credit="Ada Quill / The Lantern")
    lead = newsroom.publish(newsroom.write(
        "Harbour & wall hold", topics=["harbour"], by="ada-quill", lead_photograph=wall, standfirst="It <held>."
    ))  # fmt: skip
    newsroom.correct(lead)
    newsroom.lead_with(lead)
    reprint = newsroom.publish(newsroom.reprint())
    newsroom.publish(newsroom.write(
        "دیوار", "دیوار ماند.", section="khabar", topics=["بندر"], translation_key=lead.translation_key
    ))  # fmt: skip
    newsroom.write("Never out")
    newsroom.kill(newsroom.publish(newsroom.write("Killed")))
    first = exported()

    went = {each.title: each for each in items(first, media).values()}
    assert went.keys() == {"wall", "Harbour &amp; wall hold", "Marsh path closed", "دیوار", "Never out"}
    told = went["Harbour &amp; wall hold"]
    assert told.excerpt == "It &lt;held&gt;."
    assert told.is_sticky
    assert told.creator == "ada-quill"
    assert told.link == f"{HOUSE}{lead.address}"
    assert told.field("_thumbnail_id") == went["wall"].id
    assert '"kind":"correction"' in told.field("dateline_correction")
    assert went["wall"].parent == told.id
    assert went["wall"].field("_wp_attachment_image_alt") == "A wall in the sea"
    assert went["wall"].attachment_url.startswith(told.link)
    assert went["Marsh path closed"].field("dateline_outlet") == "The Saltmarsh Courier"
    assert went["Marsh path closed"].field("dateline_original_date") == "2017-06-02"
    assert went["Marsh path closed"].field("dateline_original_address") == reprint.original_address
    assert went["Never out"].status == "draft"
    assert {"post_translations", "language"} <= {label.taxonomy for label in told.labels}
    assert {label.slug for label in told.labels if label.taxonomy == "post_translations"} == {
        label.slug for label in went["دیوار"].labels if label.taxonomy == "post_translations"
    }

    empty()
    assert turn(first, media) == first


@pytest.mark.django_db
def test_what_the_desk_changed_goes_out_as_the_desk_has_it(site, media, shelf_root):
    path = media / "export.xml"
    path.write_bytes(site)
    with house():
        take_over([path], Options(workers=0, media=str(media)))
        room = Newsroom()
        from dateline.desk.models import Section, Story, Topic

        story = Story.objects.get(slug="story-20")
        room.topics["tides"] = Topic.objects.get(slug="tides")
        room.topics["buoys"] = Topic.objects.create(locale=story.locale, name="Buoys", slug="buoys")
        room.sections["port"] = Section.objects.create(locale=story.locale, name="Docks", slug="docks")
        room.edit(
            story, headline="Ledgers < found", text="All of them.", standfirst="", section="port",
            topics=["tides", "buoys"],
        )  # fmt: skip
        went = items(exported(), media)
    told = went["20"]
    assert told.title == "Ledgers &lt; found"
    assert told.content == "<!-- wp:paragraph -->\n<p>All of them.</p>\n<!-- /wp:paragraph -->"
    assert told.excerpt == ""
    assert [(label.taxonomy, label.slug) for label in told.labels] == [
        ("post_tag", "tides"),
        ("language", "en"),
        ("post_translations", "pll_65f0"),
        ("category", "docks"),
        ("post_tag", "buoys"),
    ]
    assert told.slug == "story-20"
    assert told.date_gmt == "2019-05-01 08:00:00"
    assert told.modified_gmt > "2019-06-01 08:00:00"


@pytest.mark.django_db
def test_a_story_of_two_names_goes_out_with_both(newsroom: Newsroom, media):
    from dateline.desk.models import Byline

    signed = [Byline(contributor=each) for each in newsroom.contributors.values()]
    newsroom.edit(newsroom.write(), bylines=signed)
    [told] = items(exported(), media).values()
    assert told.creator == "ada-quill"
    assert [label.name for label in told.labels if label.taxonomy == "author"] == ["Ada Quill", "The Ferryman"]


@pytest.mark.django_db
def test_confidences_stay_here_unless_they_are_wanted(site, media, shelf_root):
    path = media / "export.xml"
    path.write_bytes(site)
    with house():
        take_over([path], Options(workers=0, media=str(media)))
        assert b"@" not in exported()
        assert b"oda@mail.example" in exported(with_emails=True)


@pytest.mark.django_db
def test_what_a_reader_wrote_here_goes_out_in_the_way_of_wordpress(newsroom: Newsroom, media):
    from dateline.discussion import api as discussion

    story = newsroom.publish(newsroom.write())
    at = datetime(2026, 5, 2, 10, tzinfo=UTC)
    discussion.take_over(
        [
            discussion.FormerComment(story.pk, "en", "Oda", "> It holds.\n\nIt *does*.\nYes & no.", at, "approved"),
            discussion.FormerComment(story.pk, "en", "Nobody", "Buy", at, "spam"),
        ]
    )
    [told] = items(exported(), media).values()
    said, spam = told.comments
    assert said.content == "<blockquote>It holds.</blockquote>\n\nIt <em>does</em>.\nYes &amp; no."
    assert (said.name, said.approved, said.kind, said.date) == ("Oda", "1", "comment", "2026-05-02 14:00:00")
    assert spam.approved == "spam"
    assert spam.id != said.id


@pytest.mark.django_db
def test_a_paper_without_an_address_says_so(shelf_root):
    from dateline.archive.errors import ArchiveError

    with pytest.raises(ArchiveError, match="no address"):
        exported()
    assert b"<link>https://paper.example</link>" in exported(base="https://paper.example/")
    assert desk.paper().public_address == ""
