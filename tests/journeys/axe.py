"""axe-core, asked about a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found_by_axe(page: Page, only: str = "html") -> list[str]:
    """What axe finds wrong with a page, or with a part of it; a line each."""
    page.add_script_tag(path=AXE)
    answer = page.evaluate(
        "([only, tags]) => axe.run(only, {runOnly: tags, resultTypes: ['violations']})", [only, TAGS]
    )
    assert answer["testEngine"]["name"] == "axe-core"
    assert answer["passes"], "axe looked at nothing"
    return [
        f"{page.url} {each['id']}: {each['help']}: {node['html'][:200]} ({node['failureSummary']})"
        for each in answer["violations"]
        for node in each["nodes"]
    ]
