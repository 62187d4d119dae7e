"""What a publisher does at the desk with mouse and keyboard, in Wagtail's real forms."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.house import House

PASSWORD = "a long invented sentence"


def welcome(page: Page, link: str) -> None:
    """Follow the one-time link and choose a password."""
    page.goto(link)
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_label("New password confirmation").fill(PASSWORD)
    page.get_by_role("button", name="Go to the desk").click()
    page.wait_for_url(re.compile(r"/desk/$"))


@dataclass
class NewsDesk:
    """The publisher, signed in."""

    page: Page
    house: House

    def go(self, path: str) -> None:
        """Open a place at the desk: `stories/add/`."""
        self.page.goto(f"{self.house.desk}/desk/{path}")
        # Wagtail's scripts make the form what it is.
        self.page.locator("[data-wagtail-sidebar] nav, .sidebar nav").first.wait_for()

    def open_story(self, headline: str) -> None:
        """Find a story in the listing and open it."""
        self.go("stories/")
        self.page.get_by_role("textbox", name="Search").last.fill(headline)
        title = self.page.get_by_role("link", name=headline, exact=True)
        title.click()
        expect(self.headline).to_have_value(headline)

    @property
    def headline(self) -> Locator:
        """The field of the headline."""
        return self.page.locator("#id_headline")

    def tab(self, name: str) -> None:
        """Turn to a tab of the story."""
        self.page.get_by_role("tab", name=re.compile(f"^{name}")).click()

    def field(self, name: str) -> Locator:
        """A field of the form with its label, help and errors."""
        return self.page.locator(f'[data-contentpath="{name}"]').first

    def errors_at(self, name: str) -> str:
        """What the form says is wrong at a field, as an editor sees it."""
        shown = self.field(name).locator(".error-message")
        expect(shown.first).to_be_visible()
        return shown.first.inner_text()

    def choose(self, field: str, name: str) -> None:
        """Choose a record from its chooser."""
        self.field(field).get_by_role("button", name=re.compile("^(Choose|Change)")).first.click()
        modal = self.page.locator(".modal-dialog")
        modal.get_by_role("link", name=name, exact=True).click()
        expect(modal).to_have_count(0)
        expect(self.field(field)).to_contain_text(name)

    def write_text(self, text: str) -> None:
        """Add a paragraph of text and type into its editor."""
        body = self.field("body")
        body.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name="text", exact=True).click()
        body.get_by_role("textbox").last.click()
        self.type(text)

    def type(self, text: str) -> None:
        """Type into the editor of text that has the cursor. It hands over what is typed a moment later."""
        self.page.keyboard.type(text)
        handed_over = self.field("body").locator('input[name^="body-"][name$="-value"]').last
        expect(handed_over).to_have_value(re.compile(re.escape(text)))

    def add_byline(self, name: str) -> None:
        """Add a contributor to the bylines."""
        self.page.get_by_role("button", name="Add byline").click()
        self.choose("contributor", name)

    def write(self, headline: str, text: str, section: str = "News") -> None:
        """Start a new story."""
        self.go("stories/add/")
        self.headline.fill(headline)
        self.write_text(text)
        self.choose("section", section)

    def press_publish(self) -> None:
        """Press Publish and wait for the answer."""
        with self.page.expect_navigation():
            self.page.locator('button[name="action-publish"]').click()

    def publish(self) -> None:
        """Publish; the desk says that it is done."""
        self.press_publish()
        expect(self.page.locator(".messages")).to_contain_text("published")

    def action(self, name: str) -> None:
        """Choose from the actions beside Publish."""
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("link", name=name).click()
