"""An editor at the form of a picked-up story: doubts, damaged copy and its cure, the source's page at the side."""

from playwright.sync_api import expect

from tests.journeys.axe import found_by_axe
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk
from tests.journeys.test_wire import comes


def test_what_came_over_the_wire_stands_beside_the_form(house: House, desk: NewsDesk):
    page = desk.page
    comes(house, "boathouse")
    desk.go("wire/")
    page.locator(".wire-row").filter(has_text="boathouse").focus()
    page.keyboard.press("p")
    expect(desk.headline).to_have_value("News of the boathouse")
    expect(page.locator(".desk-notice")).to_contain_text("The copy is damaged")
    assert found_by_axe(page, ".desk-notice") == []

    desk.tab("The wire")
    damaged = page.locator(".desk-copy li").filter(has=page.locator("mark", has_text="signifificant"))
    expect(damaged.locator("mark")).to_be_visible()
    assert found_by_axe(page, ".desk-copy") == []
    assert found_by_axe(page, ".desk-wire") == []
    page.get_by_role("button", name="Toggle the source's page").click()
    expect(page.frame_locator(".desk-source iframe").get_by_text("Orhan Salt")).to_be_visible()

    damaged.get_by_role("button", name="Mend it").click()
    expect(page.get_by_text("Mended, in a new draft")).to_be_visible()
    desk.tab("The wire")
    expect(page.locator(".desk-copy mark").filter(has_text="signifificant")).to_have_count(0)
