"""What the gate says to readers stands in every catalogue."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import dateline.gate as package
from dateline.gate import api as gate
from dateline.gate import errors
from dateline.gate.checks import CHECKS
from dateline.lib.tongues import KNOWN

FIELD = re.compile(r"\{\w+\}")
FOLDERS = {"": Path(package.__file__).parent, **{kind: check.folder for kind, check in CHECKS.items()}}
TRANSLATED = [code for code in KNOWN if code != "en"]


def messages(folder: str, code: str):
    with (FOLDERS[folder] / "locale" / f"{code}.po").open("rb") as source:
        return [each for each in read_po(source, abort_invalid=True) if each.id]


def said(folder: str) -> set:
    if not folder:
        return set(errors.REASONS)
    found = extract_from_dir(
        FOLDERS[folder], method_map=[("**.html", "jinja2.ext:babel_extract")], keywords={"_": None, "count": (1, 2)}
    )
    return {message for _, _, message, _, _ in found} | CHECKS[folder].reasons


@pytest.mark.parametrize("folder", FOLDERS)
def test_english_lists_exactly_what_is_said(folder):
    assert {each.id for each in messages(folder, "en")} == said(folder)


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_catalogue_is_complete(folder, code):
    assert {each.id for each in messages(folder, code)} == said(folder)
    for each in messages(folder, code):
        forms = each.string if isinstance(each.string, tuple | list) else [each.string]
        ids = each.id if isinstance(each.id, tuple | list) else [each.id]
        assert all(forms)
        assert not each.fuzzy
        assert FIELD.findall(forms[-1]) == FIELD.findall(ids[-1])
        assert not set(forms) & set(ids)


@pytest.mark.parametrize("code", TRANSLATED)
def test_reasons_are_told_in_the_readers_language(code):
    for kind, check in CHECKS.items():
        for public in check.reasons | errors.REASONS:
            told = gate.reason(gate.Verdict(False, kind, public, ""), code)
            assert told
            assert told != public
    assert gate.reason(gate.Verdict(True, "wait", "", ""), code) == ""
