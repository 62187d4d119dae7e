"""The documentation says what the code does: settings, commands, links, decisions, and no place but its own."""

import argparse
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from dateline.config.command import parser
from dateline.config.environment import SETTINGS
from dateline.desk.languages import LANGUAGES
from dateline.desk.validators import RESERVED_SLUGS
from dateline.edition import printer

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
ROOMS = sorted(path.parent for path in (ROOT / "src" / "dateline").glob("*/__init__.py"))
WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "src").rglob("*.md")])

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^ {4}.*$", re.MULTILINE)
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|proxy\.golang\.org|index-url|registry=")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp|Users)/")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    found = next(each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(found.choices)


def verbs() -> list[tuple[str, argparse.ArgumentParser]]:
    """The words that commands of several words end with: ``import wordpress``."""
    return [
        (f"{name} {verb}", found)
        for name, command in subcommands().items()
        for action in command._actions
        if isinstance(action, argparse._SubParsersAction)
        for verb, found in action.choices.items()
    ]


def options(command: argparse.ArgumentParser) -> list[str]:
    return [option for action in command._actions for option in action.option_strings if option.startswith("--")]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_every_setting_stands_in_the_operators_page(setting):
    row = next(
        (line for line in text("docs", "operator.md").splitlines() if line.startswith(f"| `{setting.name}`")), ""
    )
    assert row, f"docs/operator.md has no row for {setting.name}"
    assert setting.name == "DATELINE_HOME" or f"`{setting.key}`" in row
    assert not setting.default or f"`{setting.default}`" in row


def test_the_example_of_dateline_toml_names_every_setting():
    block = re.search(r"`dateline\.toml`, with everything in it:\n\n((?: {4}.*\n)+)", text("docs", "operator.md"))
    assert block
    assert set(tomllib.loads(block[1])) == {each.key for each in SETTINGS} - {"home"}


@pytest.mark.parametrize("command", sorted(subcommands()))
def test_every_command_and_option_stands_in_the_operators_page(command):
    page = text("docs", "operator.md")
    assert f"`dateline {command}" in page
    for option in set(options(subcommands()[command])) - {"--help"}:
        assert f"`dateline {command} {option}" in page


@pytest.mark.parametrize(("words", "command"), verbs(), ids=lambda each: each if isinstance(each, str) else "")
def test_every_verb_and_its_options_stand_in_some_page(words, command):
    pages = "\n".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    assert f"dateline {words}" in pages
    hidden = {flag for each in command._actions if each.help == argparse.SUPPRESS for flag in each.option_strings}
    for option in set(options(command)) - {"--help"} - hidden:
        assert option in pages, f"{words} {option}"


def test_the_options_of_the_command_itself_stand_in_the_operators_page():
    for option in options(parser()):
        assert f"`dateline {option}`" in text("docs", "operator.md")


@pytest.mark.parametrize("room", ROOMS, ids=lambda each: each.name)
def test_every_room_says_what_it_is_for(room):
    readme = room / "README.md"
    assert readme.is_file(), f"{name(room)} has no README.md"
    assert readme.read_text(encoding="utf-8").startswith(f"# {room.name}\n")
    assert f"(../src/dateline/{room.name}/README.md)" in text("docs", "contributor.md")


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_every_link_leads_somewhere(page):
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name(page)} leads to {target}"
        if anchor:
            assert anchor in anchors(there), f"{name(page)} leads to {target}"


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_no_page_names_a_registry_or_a_path_of_some_machine(page):
    written = page.read_text(encoding="utf-8")
    assert not REGISTRIES.search(written)
    assert not MACHINE_PATHS.search(written)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda each: each.stem)
def test_every_decision_has_its_sections_and_stands_in_the_list(decision):
    written = decision.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", written, re.MULTILINE) == ["Context", "Decision", "Rejected", "Consequences"]
    assert written.startswith(f"# {decision.name[:4]}: ")
    assert re.search(r"^Status: (accepted|overturned by \d{4})$", written, re.MULTILINE)
    assert f"({decision.name})" in text("docs", "adr", "README.md")


def test_decisions_are_numbered_without_a_gap():
    assert [int(each.name[:4]) for each in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_library_has_its_reason():
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["dependency-groups"].values()
    wanted = [*project["project"]["dependencies"], *(each for group in groups for each in group)]
    libraries = {re.split(r"[\[~<>=! ]", each)[0] for each in wanted}
    rows = re.findall(r"^\| ([\w ,-]+) \| ", text("docs", "adr", "0013-libraries.md"), re.MULTILINE)
    assert libraries <= {library for row in rows for library in row.split(", ")}


def test_the_page_of_addresses_has_the_rules_of_the_printer():
    page = text("docs", "addresses.md")
    rules = (
        f"**newest {printer.NEWEST}**",
        f"**{printer.OF_A_DAY} of a day**",
        f"the {printer.IN_A_FEED} newest stories",
        f"{printer.LEADS} leads, {printer.HEADLINES} headlines, and {printer.IN_A_COLUMN} stories of each section",
        "15 + 2T + 2C + S + M + Y",
    )
    for rule in rules:
        assert rule in page
    for slug in RESERVED_SLUGS - {tag for tag, _ in LANGUAGES}:
        assert f"`{slug}`" in page


def test_the_licence_is_what_the_package_says():
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"] == "BSD-3-Clause"
    assert text("LICENSE").startswith("BSD 3-Clause License\n\nCopyright (c) 2026, the Dateline contributors\n")
