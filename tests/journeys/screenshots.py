"""Takes the pictures for the documentation: python -m tests.journeys.screenshots (with the library set by ./test)."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.house import House
from tests.journeys.newsdesk import NewsDesk, welcome
from tests.journeys.places import Places

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LARGEST = 200_000
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 1000}


def keep(page: Page, name: str) -> None:
    """Scroll through a page, so that every photograph is there, and keep its first screens."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.body.scrollHeight; y += 400) {
            scrollTo(0, y)
            await new Promise(done => setTimeout(done, 40))
          }
          await Promise.all([...document.images].map(each => each.decode().catch(() => {})))
          scrollTo(0, 0)
        }"""
    )
    page.wait_for_timeout(300)
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        picture = shot.convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < LARGEST:
            break
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png: {out.tell() // 1024} kB, {colours} colours")  # noqa: T201


def main() -> int:
    """Take them all."""
    house = House.open()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            places = Places(house.pages)

            def see(place: str, name: str, viewport: dict, **options) -> None:
                page = browser.new_context(viewport=viewport, **options).new_page()
                page.goto(f"{house.paper}{place}")
                keep(page, name)
                page.context.close()

            (reprint,) = places.story("en", "nine years old", 'class="provenance"')
            (persian,) = places.story("fa", 'class="photograph lead"')
            see("/", "front-desktop", DESKTOP)
            see("/", "front-phone", PHONE)
            see(reprint, "story-reprint", DESKTOP)
            see(persian, "story-fa-phone-dark", PHONE, color_scheme="dark")
            see("/azb/", "front-azb", DESKTOP)

            page = browser.new_context(viewport=DESKTOP).new_page()
            welcome(page, house.desk_link)
            desk = NewsDesk(page, house)
            desk.go("")
            page.wait_for_load_state("networkidle")
            keep(page, "desk-home")
            desk.open_story("The night the sea came up Chandler Street")
            page.wait_for_load_state("networkidle")
            keep(page, "desk-story")
            browser.close()
    finally:
        house.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
