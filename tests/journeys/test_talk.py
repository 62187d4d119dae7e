"""Readers write, moderators decide, readers read: with script and without, in both directions, hostile or not."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

import feedparser
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import found_by_axe
from tests.journeys.conftest import watching
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk

PAYLOADS = Path(__file__).parents[3] / "shared/samples/xss/payloads.txt"
OURS = [
    "<script>fetch('/ran')</script>",
    "<img src=x onerror=fetch('/ran')>",
    "https://x.example/\"onmouseover=fetch('/ran')//",
    "javascript:fetch('/ran')",
    "> <svg onload=fetch('/ran')>",
    "</textarea><script>fetch('/ran')</script>",
    "\"><details open ontoggle=fetch('/ran')>",
    "<a href=\"javascript:fetch('/ran')\">here</a>",
    "https://x.example/<svg/onload=fetch('/ran')>",
    "&lt;img src=x onerror=fetch('/ran')&gt;",
    "<style>@import '/ran'</style>",
    "*<iframe srcdoc=\"<script>parent.fetch('/ran')</script>\">*",
]
# Every so many of the strings that are not ours are tried: DATELINE_XSS=1 tries all.
STEP = int(os.environ.get("DATELINE_XSS", "10"))
# Runs in the house's own surroundings: every string as text, name, link and address; all approved but each fifth.
SEND = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
import django
django.setup()
from dateline.discussion import api as discussion
from dateline.discussion.values import Submission, digest_of
from dateline.lib import clock
story, payloads = json.load(sys.stdin)
sent = []
for number, payload in enumerate(payloads):
    text = f"{number} {payload}\\n\\nhttps://x.example/{payload}\\n> *{payload}*"
    given = Submission(receipt=digest_of(f"hostile-ticket-{number}"), visitor="", at=clock.now(), story=story,
                       language="en", name=payload[:80] or "x", text=text, email=f"{payload}@x.example")
    sent.append(discussion.submit([given])[0].comment)
discussion.judge_waiting()
for first in range(0, len(sent), 50):
    discussion.decide([each for each in sent[first:first + 50] if each % 5], "approve", by=None)
"""


def story_in(house: House, language: str, number: int) -> tuple[str, int]:
    """The address and the id of a story that takes comments."""
    mark, field = f'<html lang="{language}"'.encode(), re.compile(rb'name="story" value="(\d+)"')
    found = []
    for page in sorted(house.pages.glob("**/20??/*/*/*/index.html")):
        content = page.read_bytes()
        if mark in content[:200] and (story := field.search(content)):
            found.append((f"/{page.parent.relative_to(house.pages).as_posix()}/", int(story.group(1))))
    return found[number]


def write(page: Page, text: str, name: str) -> None:
    """Fill in the form and send it."""
    page.locator("#text").fill(text)
    page.locator("#name").fill(name)
    page.locator(".comment-form button").click()
    page.wait_for_url("**/-/receipt/*")


def told(page: Page, house: House, words: str) -> None:
    """Come back to a receipt until it says what is expected; its state is judged twice a second."""

    def says() -> bool:
        page.reload()
        return words in page.locator(".state").inner_text()

    house.wait_until(says)


def wrong_in_both_themes(page: Page) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += found_by_axe(page)
    return found


def approve(desk: NewsDesk, words: str) -> None:
    """A moderator approves with one key."""
    comment = desk.page.locator(".talk-comment").filter(has_text=words)

    def waits() -> bool:
        desk.go(f"comments/?q={quote(words)}")
        return comment.count() == 1

    desk.house.wait_until(waits)
    comment.focus()
    desk.page.keyboard.press("a")
    expect(desk.page.get_by_text("1 comment decided on.")).to_be_visible()


def test_a_comment_with_script(house, browse, desk):
    address, _story = story_in(house, "en", 3)
    page = browse(bypass_csp=False)
    with watching(page) as (asked, complaints):
        page.goto(f"{house.paper}{address}")
        assert [each for each in asked if each.endswith(".js")] == []
        page.locator("#text").focus()
        page.wait_for_function("document.querySelector('script[src^=\"/comment.\"]')")
        write(page, "The *lamp* was lit at six.", "Mina")
        assert any("/-/challenge" in each for each in asked)
    assert complaints == []
    told(page, house, "A moderator will look at it")
    expect(page.get_by_text("passed")).to_be_visible()

    page.locator("#text").fill("The *lamp* was lit at seven.")
    page.get_by_role("button", name="Change the comment").click()
    approve(desk, "was lit at seven")
    told(page, house, "in print")

    page.get_by_role("link", name="See it under the story").click()
    expect(page.locator("#comment-1 em")).to_have_text("lamp")
    page.locator("#comment-1").get_by_role("link", name="Answer").click()
    expect(page.locator(".answered")).to_contain_text("was lit at seven")
    write(page, "So it was.", "Orhan")
    receipt = page.url
    approve(desk, "So it was.")
    page.goto(f"{house.paper}{address}")
    house.wait_until(lambda: page.reload() and page.locator("#comment-2").count())
    expect(page.locator("#comment-2 .to")).to_contain_text("in answer to Mina")

    page.goto(receipt)
    page.get_by_role("button", name="Withdraw the comment").click()
    expect(page.locator(".state")).to_contain_text("Nothing of it is stored")
    page.goto(f"{house.paper}{address}")
    house.wait_until(lambda: page.reload() and not page.locator("#comment-2").count())


def test_a_comment_without_script_from_right_to_left(house, browse, desk):
    address, _story = story_in(house, "fa", 1)
    page = browse(java_script_enabled=False, viewport={"width": 390, "height": 844}, color_scheme="dark")
    page.goto(f"{house.paper}{address}")
    write(page, "چراغ ساعت شش روشن شد.", "مینا")
    receipt = page.url
    approve(desk, "چراغ ساعت شش")
    page.goto(receipt)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(f"{house.paper}{address}")
    house.wait_until(lambda: page.reload() and page.locator("#comment-1").count())
    page.locator("#comment-1 .deeds a").last.click()
    page.get_by_role("radio").first.check()
    page.locator(".comment-form button").click()
    expect(page.get_by_role("status")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing(house, browse, desk, language):
    address, story = story_in(house, language, 5)
    page = browse(bypass_csp=True, viewport={"width": 390, "height": 844})
    page.goto(f"{house.paper}{address}")
    assert wrong_in_both_themes(page) == []
    desk.go("comments/")
    desk.page.get_by_role("button", name="Attack mode for a day").click()
    try:
        page = browse(bypass_csp=True, java_script_enabled=True)
        page.goto(f"{house.paper}/-/comment?story={story}")
        assert wrong_in_both_themes(page) == []
        page.evaluate("document.querySelector('form').removeAttribute('data-gate')")
        write(page, "Seen from the pier.", f"Ada {language}")
        expect(page.locator(".steps fieldset").first).to_be_visible()
        assert wrong_in_both_themes(page) == []
        desk.go("comments/")
        assert found_by_axe(desk.page, ".talk") == []
    finally:
        desk.go("comments/")
        desk.page.get_by_role("button", name="Switch it off").click()
    approve(desk, "Seen from the pier.")
    page.goto(f"{house.paper}{address}")
    house.wait_until(lambda: page.reload() and page.locator("#comment-1").count())
    assert wrong_in_both_themes(page) == []
    page.goto(f"{house.paper}/-/report?story={story}&comment=1")
    assert wrong_in_both_themes(page) == []


def test_no_hostile_string_runs(house, browse, desk):
    payloads = OURS[:]
    if PAYLOADS.exists():
        payloads += PAYLOADS.read_text(encoding="utf-8", errors="replace").splitlines()[::STEP]
    address, story = story_in(house, "en", 7)
    surroundings = {**os.environ, "DATELINE_HOME": str(house.folder)}
    sent = json.dumps([story, payloads])
    subprocess.run([sys.executable, "-c", SEND], input=sent, env=surroundings, text=True, check=True, timeout=300)
    house.wait_until(house.is_printed, 60)

    page = browse(bypass_csp=True)  # the markup itself is judged, not what the policy would stop
    ran: list[str] = []

    def watch(page: Page, ours: str) -> None:
        """Note whatever runs: a dialog, a window, a request that no page of ours makes, a word in the console."""
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: ran.append(popup.url))
        page.on("request", lambda request: None if _is_ours(request.url, ours) else ran.append(request.url))
        page.on("console", lambda message: ran.append(message.text) if message.type == "log" else None)

    def look(where: str) -> int:
        """Open a page, and see that it stays what it is."""
        page.goto(f"{house.paper}{where}")
        assert page.evaluate(JUDGE) == [], where
        assert page.url == f"{house.paper}{where}"
        return page.locator(".said").count()

    watch(page, house.paper)
    pages = [address, *(f"{address}comments/{number}/" for number in range(2, len(payloads) // 125 + 3))]
    some = range(0, len(payloads), max(1, len(payloads) // 60))
    seen = sum(map(look, pages))
    for number in some:
        look(f"/-/receipt/hostile-ticket-{number}")
    for number in some:  # what lacks something
        fields = {"story": str(story), "text": payloads[number], "name": "", "email": payloads[number]}
        look(urlsplit(page.request.post(f"{house.paper}/-/comment", form=fields).url).path)
    feed = page.request.get(f"{house.paper}{address}comments.xml").body()
    for entry in feedparser.parse(feed).entries:
        page.set_content(f'<div class="said">{entry.content[0].value}</div>')
        assert page.evaluate(JUDGE) == [], entry.id

    watch(desk.page, house.desk)
    desk.go("comments/?q=x.example")
    assert desk.page.locator(".talk-comment").count() == min(25, len(payloads) // 5)
    assert desk.page.evaluate(JUDGE.replace(".said, .by", ".talk-said, .talk-by, .talk-reason")) == []
    assert ran == []
    assert seen >= len(payloads) * 0.75


# What a browser has made of a page: elements and attributes that no comment may bring.
JUDGE = """() => {
  const parts = Array.from(document.querySelectorAll('.said, .by, .to, textarea, dl, input'))
  const all = parts.flatMap(part => [part, ...part.querySelectorAll('*')])
  const banned = 'script, iframe, object, embed, svg, math, img, video, audio, style, link, base, meta, details, form'
  const wrong = each => each.matches(banned) || Array.from(each.attributes).some(one =>
    /^on/i.test(one.name) || one.name === 'style' || (one.name === 'href' && !/^(https?:|#|\\/)/i.test(one.value)))
  return all.filter(wrong).map(each => each.outerHTML.slice(0, 200))
}"""


def _is_ours(address: str, ours: str) -> bool:
    return address.startswith((f"{ours}/", "data:", "about:")) and not address.endswith(("/ran", "/x"))
