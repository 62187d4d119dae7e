"""The gate's script in Debian's Chromium, behind a strict policy; and its steps, judged by axe."""

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from dateline.gate.models import Question
from tests.gate import page as place
from tests.journeys.axe import found_by_axe
from tests.journeys.conftest import CHROMIUM, QUIET, watching

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.gate.page"),
]


@pytest.fixture(autouse=True)
def received(monkeypatch):
    # Playwright's loop runs in this thread; what Django does here is setting up and tearing down.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    place.RECEIVED.clear()
    return place.RECEIVED


@pytest.fixture
def open_page(live_server):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def opened(address: str = "/", **options) -> Page:
            page = browser.new_context(**options).new_page()
            page.set_default_timeout(8_000)
            page.goto(f"{live_server.url}{address}")
            return page

        yield opened
        browser.close()


def send(page: Page, text: str = "I was there.") -> None:
    page.fill("textarea", text)
    page.click("button")


def arrived(page: Page) -> None:
    expect(page.get_by_text("Received")).to_be_visible(timeout=8_000)


def test_a_browser_works_while_sending_and_passes(open_page, received):
    page = open_page()
    with watching(page) as (asked, complaints):
        page.fill("textarea", "I was there.")
        assert not [each for each in asked if "challenge" in each], "nothing is asked before it is sent"
        page.click("button")
        arrived(page)
    assert complaints == []
    [(fields, verdict)] = received
    assert verdict.passed, verdict
    assert (fields["text"], fields["act"]) == ("I was there.", "send")
    assert len(fields["nonce"]) == 32
    assert fields["opened"].isdigit()


def test_a_second_press_sends_nothing_twice(open_page, received):
    page = open_page()
    page.fill("textarea", "Once")
    page.evaluate("() => { const b = document.querySelector('button'); b.click(); b.click(); b.click() }")
    arrived(page)
    page.wait_for_timeout(500)
    assert len(received) == 1


@pytest.mark.parametrize("status", [503, 404, 200])
def test_without_a_challenge_it_is_sent_without(open_page, received, status):
    page = open_page()
    page.route("**/-/challenge*", lambda route: route.fulfill(status=status, body="nonsense"))
    send(page)
    arrived(page)
    [(fields, verdict)] = received
    assert (fields["text"], verdict.passed, verdict.kind) == ("I was there.", False, "")


def test_without_a_network_the_text_stays_and_the_form_says_so(open_page, received):
    page = open_page()
    page.context.set_offline(True)
    for _ in range(3):
        send(page)
        expect(page.get_by_role("status")).to_have_text("There is no network. Your text is still here.")
        expect(page.locator("textarea")).to_have_value("I was there.")
    page.context.set_offline(False)
    send(page)
    arrived(page)
    assert [verdict.passed for _, verdict in received] == [True]


def test_a_wall_between_page_and_script_stops_a_reader_only_once(open_page, received):
    page = open_page()
    page.route("**/-/challenge*", lambda route: route.abort())
    send(page)
    expect(page.get_by_role("status")).to_have_text("There is no network. Your text is still here.")
    page.click("button")
    arrived(page)
    assert received[0][0]["text"] == "I was there."


def test_without_webcrypto_it_is_sent_without(open_page, received):
    page = open_page()
    page.evaluate("() => Object.defineProperty(crypto, 'subtle', {value: undefined})")
    send(page)
    arrived(page)
    assert received[0][1].kind == ""


def test_a_challenge_that_expired_is_taken_anew(open_page, received):
    page = open_page()
    times = []

    def old_then_new(route) -> None:
        times.append(1)
        if len(times) > 1:
            route.continue_()
            return
        answer = route.fetch()
        body = answer.json()
        body["parameters"]["expiresAt"] -= 3600
        route.fulfill(response=answer, json=body)

    page.route("**/-/challenge*", old_then_new)
    send(page)
    arrived(page)
    assert len(times) == 2
    assert received[0][1].passed


def test_who_comes_back_and_writes_something_else_sends_something_else(open_page, received):
    page = open_page()
    send(page, "First")
    arrived(page)
    page.go_back()
    send(page, "Second")
    arrived(page)
    (first, one), (second, other) = received
    assert one.passed
    assert other.passed
    assert first["nonce"] != second["nonce"]


def test_without_javascript_the_form_is_a_form(open_page, received):
    page = open_page(java_script_enabled=False)
    send(page)
    arrived(page)
    assert received[0][1].kind == ""


@pytest.mark.parametrize("language", ["en", "az", "azb", "fa", "ar"])
def test_axe_finds_nothing_on_the_step(open_page, busy, settings, language):
    settings.CAPTCHA_FLITE_PATH = "/usr/bin/flite"
    Question.objects.create(language=language, text="Which sea is it?", answers="Caspian")
    page = open_page(f"/step?language={language}", bypass_csp=True)
    assert page.locator("fieldset").count() == 3
    assert found_by_axe(page) == []


def test_a_question_is_answered_without_javascript(open_page, busy, received):
    Question.objects.create(language="en", text="Which sea is it?", answers="Caspian")
    page = open_page("/step", java_script_enabled=False)
    page.get_by_label("Which sea is it?").fill("caspian")
    page.keyboard.press("Enter")
    arrived(page)
    assert received[0][1].passed
