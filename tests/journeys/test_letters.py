"""A reader asks for letters, confirms the address out of a real one, and hears of an answer; from right to left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.discussion.postman import Postman
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk, welcome
from tests.journeys.test_talk import approve, story_in, told, write, wrong_in_both_themes

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture
def postman() -> Iterator[Postman]:
    with Postman() as postman:
        yield postman


@pytest.fixture
def house_with_mail(postman: Postman) -> Iterator[House]:
    """A house that knows a mail server."""
    opened = House.open(
        DATELINE_SMTP=f"smtp://127.0.0.1:{postman.port}", DATELINE_SENDER="The Lantern <post@lantern.example>"
    )
    yield opened
    opened.close()


def test_letters_about_answers(house_with_mail, postman, browse):
    house = house_with_mail
    desk = NewsDesk(browse(viewport={"width": 1400, "height": 1000}), house)
    welcome(desk.page, house.desk_link)
    address, _story = story_in(house, "fa", 2)
    page = browse(viewport={"width": 390, "height": 844}, bypass_csp=True)  # axe is a script
    page.goto(f"{house.paper}{address}")
    assert wrong_in_both_themes(page) == []
    page.locator("#letters").check()
    page.locator("#email").fill("mina@harbour.example")
    write(page, "The wall will hold.", "مینا")
    receipt = page.url
    expect(page.locator("dl")).to_contain_text("هنوز تأیید نشده")
    approve(desk, "The wall will hold.")

    house.wait_until(lambda: postman.letters)
    [confirm] = [each for each in LINK.findall(postman.letters[0].get_content()) if "/letters/" in each]
    page.goto(f"{house.paper}{confirm}")
    assert wrong_in_both_themes(page) == []
    page.get_by_role("button", name="بله، برایم بنویسید").click()
    expect(page.get_by_role("status")).to_contain_text("نامه‌ای می‌گیرید")

    other = browse(java_script_enabled=False)
    other.goto(f"{house.paper}{address}")
    house.wait_until(lambda: other.reload() and other.locator("#comment-1").count())
    other.locator("#comment-1 .deeds a").first.click()
    write(other, "So it <b>did</b>.", "Orhan")
    approve(desk, "So it")
    house.wait_until(lambda: len(postman.letters) > 1)
    letter = postman.letters[1]
    assert letter.get_content_type() == "text/plain"
    assert "> So it <b>did</b>." in letter.get_content()
    assert f"{address}#comment-2" in letter.get_content()

    page.goto(receipt)
    page.get_by_role("link", name="بله").click()
    page.get_by_role("button", name="دربارهٔ این دیدگاه نامه نفرستید").click()
    page.goto(receipt)
    page.get_by_role("button", name="پس گرفتن دیدگاه").click()
    told(page, house, "پس گرفته‌اید")
    assert "harbour.example" not in house.story_so_far
