"""A publisher takes a WordPress site over at the desk: uploaded, reviewed, brought in, printed; then, whose it is."""

import re

from playwright.sync_api import Page, expect

from tests.archive.site import HOME, author, category, comment, item, label, tag, wxr
from tests.journeys.axe import found_by_axe
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk

PATIENCE = 120_000

EXPORT = wxr(
    author("oda", "Oda Verrin", 2),
    category("tides", "Tides & Moons", number=71),
    category("wrecks", "Wrecks", number=72),
    tag("mole", "The mole", number=73),
    item(
        501, "The mole at low water",
        "The mole could be walked at low water on Tuesday, said those who walked it.\n\n"
        "<em>Reprinted from The Saltmarsh Courier</em>",
        slug="the-mole-at-low-water",
        inside=[label("tides", "Tides & Moons"), label("mole", "The mole", "post_tag"),
                comment(901, "I walked it, too."), comment(902, "So did I.", parent=901)],
    ),
    item(502, "Of a wreck", slug="of-a-wreck", inside=[label("wrecks", "Wrecks")]),
    item(503, "Who keeps the mole", kind="page", slug="keepers", link=f"{HOME}/keepers/"),
    language="en",
    title="The Mole",
)  # fmt: skip


def test_a_site_is_taken_over_at_the_desk(house: House, desk: NewsDesk, reader: Page):
    page = desk.page
    desk.go("takeovers/")
    assert found_by_axe(page, ".archive") == []
    export = {"name": "mole.xml", "mimeType": "text/xml", "buffer": EXPORT.encode()}
    page.get_by_label("Export", exact=True).set_input_files(export)
    page.get_by_role("button", name="Look the export through").click()

    expect(page.get_by_role("heading", name="What becomes of its categories and tags")).to_be_visible(timeout=PATIENCE)
    assert found_by_axe(page, ".archive") == []
    page.get_by_label("Wrecks").select_option("topic")
    page.get_by_role("button", name="Bring everything in").click()
    expect(page.get_by_text("Everything that stood in the export is accounted for.")).to_be_visible(timeout=PATIENCE)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="posts", exact=True))
    expect(row.get_by_role("cell")).to_have_text(["2", "2", "·", "·", "·", "·", "·"])
    assert found_by_axe(page, ".archive") == []

    house.wait_until(house.is_printed, 150)
    assert reader.goto(f"{house.paper}/?p=501").url == f"{house.paper}/2020/05/01/the-mole-at-low-water/"
    expect(reader.get_by_text("I walked it, too.")).to_be_visible()
    for where, stands_at in (
        ("/category/tides/", "/tides/"),
        ("/category/wrecks/feed/", re.compile("/topic/wrecks/|/feed.xml")),
        ("/keepers/", "/keepers/"),
        ("/2020/05/01/of-a-wreck/trackback/", "/2020/05/01/of-a-wreck/"),
    ):
        found = reader.request.get(f"{house.paper}{where}")
        assert found.ok, where
        assert re.search(stands_at, found.url), where

    desk.go("provenance/")
    story = page.locator(".archive-suggestion").filter(has_text="The mole at low water")
    expect(story).to_contain_text("Reprinted from The Saltmarsh Courier")
    assert found_by_axe(page, ".archive") == []
    story.focus()
    page.keyboard.press("c")
    expect(story).to_have_count(0)
    house.wait_until(house.is_printed, 60)
    reader.goto(f"{house.paper}/2020/05/01/the-mole-at-low-water/")
    expect(reader.locator("#provenance")).to_contain_text("The Saltmarsh Courier")
    expect(reader.get_by_text("It is not known when this story was first published.")).to_be_visible()

    desk.open_story("The mole at low water")
    desk.tab("From the former site")
    expect(page.get_by_text("/2020/05/01/the-mole-at-low-water/").first).to_be_visible()
