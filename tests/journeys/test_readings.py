"""What the kiosk counted reaches the desk: its first page shows what was read most, the story shows its curve."""

import json
import re
import time

from playwright.sync_api import Page, expect

from tests.journeys.axe import found_by_axe
from tests.journeys.conftest import watching
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk

HEADLINE = "A roof for Nettlehill"
MANY = re.compile("43,2[0-9][0-9]")  # who goes through the house meanwhile is counted too


def hand_over(house: House, counts: dict[str, int]) -> None:
    """Leave a tally as the kiosk does, and wait until it is taken in."""
    folder = house.folder / "readings"
    folder.mkdir(exist_ok=True)
    tally = folder / f"{int(time.time())}-1-1.json"
    unfinished = tally.with_name(f".{tally.name}")
    unfinished.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    unfinished.rename(tally)
    house.wait_until(lambda: not tally.exists())


def found_in_both_themes(page: Page, part: str) -> list[str]:
    """What axe finds wrong with a part of a page, in the light and in the dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += found_by_axe(page, part)
    return found


def test_what_was_read_reaches_the_desk(house, browse, signed_in):
    (printed,) = house.pages.glob("*/*/*/a-roof-for-nettlehill")
    hand_over(house, {f"/{printed.relative_to(house.pages).as_posix()}/": 43_210, "/": 50_000, "/fa/": 40_000})
    page = browse(storage_state=signed_in, bypass_csp=True, viewport={"width": 1400, "height": 1000})
    desk = NewsDesk(page, house)
    with watching(page) as (_, complaints):
        desk.go("")
        today = page.get_by_role("region", name="Today")
        expect(today.get_by_role("listitem").filter(has_text=HEADLINE)).to_contain_text(MANY)
        expect(today.get_by_role("listitem").filter(has_text="/fa/")).to_be_visible()
        expect(page.get_by_role("region", name="Last seven days")).to_contain_text(MANY)
        assert found_in_both_themes(page, ".desk-most-read") == []

        today.get_by_role("link", name=HEADLINE).click()
        desk.tab("Readings")
        curve = page.get_by_role("img", name="Readings per day")
        expect(curve).to_have_count(1)
        expect(curve).to_have_accessible_description(MANY)
        page.get_by_text("The curve as a table").click()
        expect(page.get_by_role("table", name="Readings per day")).to_contain_text(MANY)
        assert found_in_both_themes(page, ".desk-readings") == []

        page.set_viewport_size({"width": 390, "height": 900})
        expect(curve).to_have_count(1)
        # On a phone it is drawn for a phone; the desk's columns slide to their places first.
        house.wait_until(lambda: 300 <= curve.bounding_box()["width"] <= 390)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
