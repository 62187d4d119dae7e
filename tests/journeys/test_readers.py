"""Readers of the demo newspaper, without JavaScript, on telephones and on desks, in every language of the paper."""

import re

import brotli
import pytest
from playwright.sync_api import expect

from tests.journeys.axe import found_by_axe
from tests.journeys.conftest import watching
from tests.journeys.places import LANGUAGES, Places

DIRECTIONS = {"en": "ltr", "az": "ltr", "azb": "rtl", "fa": "rtl"}


@pytest.fixture(scope="session")
def places(house) -> Places:
    return Places(house.pages)


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_ask_nobody_else_and_raise_no_complaint(house, browse, places, language, width):
    page = browse(java_script_enabled=False, viewport={"width": width, "height": 800})
    for place in places.of(language):
        with watching(page) as (asked, complaints):
            answer = page.goto(f"{house.paper}{place}", wait_until="networkidle")
        assert answer is not None
        assert answer.status in {200, 404, 410}, place
        assert complaints == [f for f in complaints if answer.status != 200], place
        assert not [each for each in asked if not each.startswith(f"{house.paper}/")], place
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, DIRECTIONS[language]), place
        too_wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
               [...document.querySelectorAll('body *')].filter(each => {
                 const box = each.getBoundingClientRect()
                 return box.right > document.documentElement.clientWidth + 1 || box.left < -1
               }).slice(0, 5).map(each => each.outerHTML.slice(0, 120))"""
        )
        assert too_wide == [], f"{place} at {width} pixels"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_without_photographs_is_one_request_and_small(house, reader, places, language):
    place = places.plain_story(language)
    with watching(reader) as (asked, complaints):
        reader.goto(f"{house.paper}{place}", wait_until="networkidle")
    assert len(asked) == 1
    assert complaints == []
    small = house.pages / f"{place.strip('/')}/index.html.br"
    assert small.stat().st_size <= 14 * 1024
    assert b"</html>" in brotli.decompress(small.read_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tab_reaches_the_skip_link(house, reader, places, language):
    for place in places.of(language):
        reader.goto(f"{house.paper}{place}")
        reader.keyboard.press("Tab")
        focused = reader.locator(":focus")
        assert focused.get_attribute("class") == "skip", place
        expect(focused).to_be_in_viewport(ratio=0.9)
        reader.keyboard.press("Enter")
        expect(reader).to_have_url(re.compile("#main$"))
        reader.keyboard.press("Tab")
        within = reader.locator(":focus").evaluate(
            "each => document.querySelector('#main').contains(each) || !document.querySelector('#main :is(a, summary)')"
        )
        assert within, place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(house, browse, places, language, scheme):
    page = browse(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
    found = []
    for place in places.of(language):
        page.goto(f"{house.paper}{place}")
        for folded in page.locator("details").all():
            folded.evaluate("each => { each.open = true }")
        found += found_by_axe(page)
    assert found == []
