"""An editor at the wire: new items without a reload, one key each, facts with evidence, a draft with provenance."""

import os
import subprocess
import sys

from playwright.sync_api import expect

from tests.journeys.axe import found_by_axe
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk

COMES = """
import sys, django
django.setup()
from dateline.lib import clock
from dateline.wire.filing import Received, file_item
from dateline.wire.values import Fetched
from tests.wire.newsdesk import BODY, page
def told_at(name, line):  # no four words in a row are those of another story: copies know each other
    return " ".join(f"{word} {name}" if place % 3 == 2 else word for place, word in enumerate(line.split()))
for name in sys.argv[1:]:
    damaged = f"The the {name} was signifificant, said the clerk."
    body = [f"At the {name} much was said.", *(told_at(name, line) for line in BODY), damaged]
    content = page(f"News of the {name}", body=body)
    address = f"https://{name}.test/story"
    file_item(Received(page=Fetched(address, address, 200, {"content-type": "text/html"}, content, clock.now(), "")))
"""


def comes(house: House, *names: str) -> None:
    """Stories come over the wire."""
    surroundings = {**os.environ, "DATELINE_HOME": str(house.folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
    subprocess.run([sys.executable, "-c", COMES, *names], env=surroundings, check=True, timeout=60)


def test_the_wire(house: House, desk: NewsDesk):
    page = desk.page
    comes(house, "lighthouse")
    desk.go("wire/")
    expect(page.locator(".wire-row")).to_have_count(1)
    assert found_by_axe(page, ".wire") == []
    comes(house, "ropewalk", "sailmaker")
    expect(page.locator(".wire-row")).to_have_count(3, timeout=30_000)  # by themselves
    expect(page.locator(".wire-news")).to_contain_text("+")

    page.locator(".wire-row").first.focus()
    page.keyboard.press("s")
    expect(page.get_by_text("1 item spiked.")).to_be_visible()
    expect(page.locator(".wire-row")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator(".wire-row")).to_have_count(3)

    page.locator(".wire-row").filter(has_text="lighthouse").focus()
    page.keyboard.press("o")
    expect(page.locator(".wire-facts")).to_contain_text("Mina Quayle")
    expect(page.locator("mark").filter(has_text="signifificant")).to_be_visible()
    expect(page.frame_locator(".wire-page").get_by_text("Orhan Salt")).to_be_visible()
    assert found_by_axe(page, ".wire") == []

    page.get_by_role("button", name="Pick up").click()
    expect(desk.headline).to_have_value("News of the lighthouse")
    desk.tab("Provenance")
    expect(desk.field("original_address").locator("input")).to_have_value("https://lighthouse.test/story")
    desk.go("wire/?state=picked")
    page.locator(".wire-row").first.focus()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pick it up again")).to_be_visible()
