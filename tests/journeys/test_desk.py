"""A publisher's days: the first one, a new story, a reprint, a correction, a kill, a photograph."""

import io
import json
import re
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.axe import found_by_axe
from tests.journeys.conftest import watching
from tests.journeys.newsdesk import NewsDesk, welcome


def get(address: str) -> tuple[int, str]:
    """What stands at an address, at once: no waiting, no trying again."""
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def address_of(reader: Page, paper: str, headline: str) -> str:
    """Where a reader of the front page or its section finds a story."""
    for place in ("/", "/news/"):
        reader.goto(f"{paper}{place}")
        link = reader.get_by_role("link", name=headline, exact=True)
        if link.count():
            link.first.click()
            return reader.url
    raise AssertionError(f"No link to {headline!r}")


def test_the_first_day(new_house, browse, reader):
    page = browse(viewport={"width": 1400, "height": 1000}, bypass_csp=True)
    page.goto(new_house.desk_link)
    assert found_by_axe(page, ".desk-welcome") == []
    welcome(page, new_house.desk_link)
    expect(page.get_by_role("heading", name="In the paper, newest first")).to_be_visible()

    stranger = browse()
    stranger.goto(new_house.desk_link)
    expect(stranger.get_by_text("This link has been used")).to_be_visible()

    desk = NewsDesk(page, new_house)
    page.get_by_role("link", name="Harbour wall: last stone by spring").click()
    desk.headline.fill("Harbour wall: the last stone is in")
    desk.publish()
    status, front = get(f"{new_house.paper}/")
    assert status == 200
    assert "Harbour wall: the last stone is in" in front
    assert "Harbour wall: last stone by spring" not in front
    reader.goto(f"{new_house.paper}/")
    reader.get_by_role("link", name="Harbour wall: the last stone is in").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Harbour wall: the last stone is in")
    assert new_house.stop() < 15


def test_a_new_story(desk, house, reader):
    with watching(desk.page) as (asked, _):
        desk.write("Goose resigns from the ferry", "The goose said that it had seen enough of timetables.")
        desk.add_byline("Jorrit Pell")
        desk.publish()
    assert get(address_of(reader, house.paper, "Goose resigns from the ferry"))[0] == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text("Goose resigns from the ferry")
    expect(reader.get_by_text("seen enough of timetables")).to_be_visible()
    expect(reader.locator(".byline")).to_contain_text("Jorrit Pell")
    expect(reader.locator(".section a")).to_have_text("News")
    others = {each for each in asked if not each.startswith((house.desk, "data:", "blob:"))}
    assert not others, "the desk asks other hosts"


def test_the_forms_of_the_desk_raise_no_complaint(desk):
    with watching(desk.page) as (_, complaints):
        for place in ("", "stories/", "stories/add/", "images/add/", "settings/desk/newspaper/"):
            desk.go(place)
            desk.page.wait_for_load_state("networkidle")
    assert complaints == []


def test_a_reprint_needs_an_outlet_and_a_date_or_the_word_unknown(desk, house, reader):
    desk.write("Bell heard under the marsh", "It struck nine, and then thought better of it.")
    desk.page.locator("#id_kind").select_option("reprint")
    desk.press_publish()
    desk.tab("Provenance")
    assert "Whose story is it?" in desk.errors_at("outlet")
    assert "Unknown" in desk.errors_at("original_precision")
    assert "Bell heard under the marsh" not in get(f"{house.paper}/news/")[1]

    desk.choose("outlet", "The Saltmarsh Courier")
    desk.page.locator("#id_original_precision").select_option("unknown")
    desk.publish()
    address_of(reader, house.paper, "Bell heard under the marsh")
    expect(reader.locator(".reprinted")).to_contain_text("The Saltmarsh Courier")
    expect(reader.locator(".dates")).to_contain_text("unknown")
    assert (
        "datePublished"
        not in json.loads(reader.locator('script[type="application/ld+json"]').text_content() or "")["isBasedOn"]
    )


def test_a_correction_that_readers_can_open_and_then_a_kill(desk, house, reader):
    desk.write("Umbrella returned after nine years", "The fine came to nineteen pence.")
    desk.publish()
    address = address_of(reader, house.paper, "Umbrella returned after nine years")

    desk.open_story("Umbrella returned after nine years")
    editor = desk.field("body").get_by_role("textbox").last
    editor.click()
    desk.page.keyboard.press("Control+A")
    desk.type("The fine came to ninety pence.")
    desk.page.get_by_role("button", name="More actions").last.click()
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Save draft").click()
    assert "nineteen pence" in get(address)[1]
    desk.action("Correct…")
    expect(desk.page.locator(".desk-changes")).to_contain_text("ninety")
    desk.page.get_by_label("What was wrong").fill("The fine was ninety pence, not nineteen.")
    desk.page.get_by_role("button", name="Publish the correction").click()
    expect(desk.page.locator(".messages")).to_contain_text("Corrected")

    reader.goto(address)
    expect(reader.get_by_text("The fine was ninety pence, not nineteen.")).to_be_visible()
    expect(reader.locator("details del")).not_to_be_visible()
    reader.locator("details summary").click()
    expect(reader.locator("details del")).to_contain_text("nineteen")
    expect(reader.locator("details ins")).to_contain_text("ninety")
    assert "The fine was ninety pence, not nineteen." in get(f"{house.paper}/corrections/")[1]

    desk.open_story("Umbrella returned after nine years")
    desk.action("Kill…")
    desk.page.get_by_label("Notice for readers").fill("We have taken this story away.")
    desk.page.get_by_role("button", name="Kill the story").click()
    expect(desk.page.locator(".messages")).to_contain_text("Killed")
    status, notice = get(address)
    assert status == 410
    assert "We have taken this story away." in notice
    for place in ("/", "/news/", "/feed.xml", "/rss.xml", "/feed.json", "/corrections/", "/sitemap-news.xml"):
        status, text = get(f"{house.paper}{place}")
        assert status == 200
        assert "mbrella returned after nine" not in text, place
        assert "umbrella-returned-after-nine" not in text, place
    remains = [
        path
        for path in house.pages.parent.rglob("*")
        if path.suffix in {".html", ".xml", ".json"} and "ninety pence" in path.read_text(encoding="utf-8")
    ]
    assert remains == []


@pytest.fixture
def snapshot(tmp_path):
    """A photograph as a telephone makes it: with the place in EXIF and a caption in XMP."""
    exif = Image.Exif()
    exif[0x010F] = "SpyCam"
    exif[0x8825] = {1: "N", 2: (40.0, 24.0, 33.0), 3: "E", 4: (49.0, 52.0, 2.0)}
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        '<rdf:li xml:lang="x-default">The marsh at dawn</rdf:li></rdf:Alt></dc:description></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )
    path = tmp_path / "IMG_20260501_home.jpg"
    Image.effect_noise((1200, 800), 40).convert("RGB").save(path, "JPEG", exif=exif, xmp=xmp.encode())
    return path


def test_a_photograph_with_a_place_in_it(desk, house, reader, snapshot):
    page = desk.page
    desk.go("images/add/")
    page.locator("#id_file").set_input_files(snapshot)
    page.locator("#id_title").fill("Marsh at dawn")
    page.locator("#id_alternative_text").fill("Reeds in grey light")
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".messages")).to_contain_text("added")
    page.get_by_role("link", name="Marsh at dawn").first.click()
    expect(page.locator("#id_caption")).to_have_value("The marsh at dawn")

    desk.write("Marsh seen at last", "It had been there all the time.")
    desk.field("lead_photograph").get_by_role("button", name="Choose an image").click()
    page.locator(".modal-dialog").get_by_role("link", name="Marsh at dawn").first.click()
    expect(page.locator(".modal-dialog")).to_have_count(0)
    desk.publish()

    address_of(reader, house.paper, "Marsh seen at last")
    expect(reader.locator("figcaption")).to_contain_text("The marsh at dawn")
    assert reader.locator(".lead img").get_attribute("alt") == "Reeds in grey light"
    page_of_story = reader.content()
    printed = set(re.findall(r'/[^\s",]+\.(?:jpg|webp|avif)', page_of_story))
    assert {each.rpartition(".")[2] for each in printed} == {"jpg", "webp", "avif"}
    for each in printed:
        with urlopen(f"{house.paper}{each}" if each.startswith("/20") else each.replace("//", "http://", 1)) as answer:
            content = answer.read()
        assert b"SpyCam" not in content
        assert b"marsh at dawn" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif(), each
            assert "xmp" not in image.info, each


@pytest.mark.parametrize("place", ["correct", "kill"])
def test_our_own_pages_of_the_desk_are_accessible(house, browse, signed_in, place):
    page = browse(storage_state=signed_in, bypass_csp=True)
    desk = NewsDesk(page, house)
    desk.open_story("A roof for Nettlehill")
    story = re.search(r"/edit/(\d+)/", page.url)
    assert story
    desk.go(f"stories/{story[1]}/{place}/")
    assert found_by_axe(page, "main .nice-padding") == []
