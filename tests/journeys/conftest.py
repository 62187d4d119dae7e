"""Journeys in a real browser through a real house. Run by `.ci/run`, or `./test -m browser`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.house import House
from tests.journeys.newsdesk import PASSWORD, NewsDesk, welcome

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--no-first-run", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
NODE_MODULES = Path(__file__).parents[2] / "node_modules"
PICTURES = Path(__file__).parents[2] / "test-results"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser and patience, but for those that say that they are slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents and not any(item.iter_markers("slow")):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(400))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Leave a picture of every page that was open when a journey failed."""
    report = yield
    if report.when == "call" and report.failed:
        for number, page in enumerate(getattr(item, "open_pages", [])):
            PICTURES.mkdir(exist_ok=True)
            if not page.is_closed():
                page.screenshot(path=PICTURES / f"{item.name[:80].replace('/', '_')}-{number}.png")
    return report


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """The house that most journeys go through: a journey takes a story that is its own."""
    opened = House.open()
    yield opened
    opened.close()


@pytest.fixture
def new_house() -> Iterator[House]:
    """A house that nobody has entered yet."""
    opened = House.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens a window of a person of their own; options are Playwright's."""
    contexts: list[BrowserContext] = []
    request.node.open_pages = []

    def open_window(**options) -> Page:
        context = chromium.new_context(**{"locale": "en-GB", "timezone_id": "Asia/Baku", **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        request.node.open_pages.append(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def signed_in(house: House, chromium: Browser) -> dict:
    """The publisher's cookies, after they chose their password."""
    context = chromium.new_context()
    page = context.new_page()
    welcome(page, house.desk_link)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(house: House, browse, signed_in) -> NewsDesk:
    """The publisher at the desk."""
    page = browse(storage_state=signed_in, viewport={"width": 1400, "height": 1000})
    return NewsDesk(page, house)


@pytest.fixture
def reader(browse) -> Page:
    """A reader without JavaScript."""
    return browse(java_script_enabled=False)


@contextmanager
def watching(page: Page) -> Iterator[tuple[list[str], list[str]]]:
    """The addresses that a page asks for, and what its console complains of."""
    asked: list[str] = []
    complaints: list[str] = []

    def hear(message) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.text} ({message.location['url']})")

    def ask(request) -> None:
        asked.append(request.url)

    page.on("console", hear)
    page.on("request", ask)
    try:
        yield asked, complaints
    finally:
        page.remove_listener("console", hear)
        page.remove_listener("request", ask)


__all__ = ["PASSWORD"]
