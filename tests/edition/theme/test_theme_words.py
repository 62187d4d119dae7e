import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from theme_newspaper import LANGUAGES

import dateline.edition.theme as package
from dateline.edition.theme import language, live, provenance, story_page, talk
from dateline.edition.theme.language import LOCALE
from dateline.lib.tongues import tongue
from dateline.lib.words import Words, plural_index

HERE = Path(package.__file__).parent
KEYWORDS = {"_": None, "say": None, "text": None, "count": (1, 2), "term": ((1, "c"), 2)}
TABLES = (
    story_page.CORRECTED_ON,
    story_page.CORRECTION_KINDS,
    story_page.ROLES,
    story_page.FIRST_PUBLISHED,
    story_page.CREDIT_LINES,
    provenance.TREATMENTS,
    provenance.PERMISSIONS,
    language.EMPTY_PLACES,
    language.STATIC_PAGES,
    talk.ABSENCES,
    live.STATES,
    live.REASONS,
    live.PRIVATE,
    live.REPORTS,
    live.LACKS,
    live.WORDS,
    live.TITLES,
    live.FACTS,
    live.GATE,
    live.LETTERS,
    live.LETTERS_ARE,
    {live.YES: live.YES, live.NO: live.NO},
)
FIELD = re.compile(r"\{\w+\}")


def messages(code: str):
    with (LOCALE / f"{code}.po").open("rb") as source:
        return read_po(source, abort_invalid=True)


def said_in_the_theme() -> set[tuple[str | None, object]]:
    found = extract_from_dir(
        HERE,
        method_map=[("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")],
        options_map={"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords=KEYWORDS,
    )
    said = {(context, message) for _, _, message, _, context in found}
    said |= {(None, message) for table in TABLES for message in table.values()}
    return said | {("age in years", number) for number in story_page.SPELLED_OUT}


def ids(code: str) -> set[tuple[str | None, object]]:
    return {(each.context, each.id) for each in messages(code) if each.id}


def test_english_lists_exactly_what_is_said():
    assert ids("en") == said_in_the_theme()


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_a_catalogue_is_complete(code: str):
    assert ids(code) == ids("en")
    for message in messages(code):
        if message.id:
            forms = message.string if isinstance(message.string, tuple | list) else [message.string]
            assert all(forms), message.id
            assert not message.fuzzy


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_placeholders_are_those_of_the_source(code: str):
    for message in messages(code):
        if not message.id:
            continue
        if isinstance(message.id, tuple | list):
            # Arabic says one and two in the noun itself; the last form always counts.
            assert set(FIELD.findall(message.string[-1])) == set(FIELD.findall(message.id[1]))
            continue
        assert sorted(FIELD.findall(message.string)) == sorted(FIELD.findall(message.id)), message.id


@pytest.mark.parametrize(
    ("code", "forms"), [("en", 2), ("az", 2), ("azb", 2), ("fa", 2), ("tr", 2), ("ar", 6), ("ru", 3)]
)
def test_plural_forms(code: str, forms: int):
    catalogue = messages(code)
    assert catalogue.num_plurals == forms
    assert {plural_index(catalogue.plural_expr, count) for count in range(205)} == set(range(forms))


def test_a_field_is_escaped_and_markup_is_not():
    words = Words(tongue("en"), LOCALE)
    assert words.say("By {names}", names="<b>") == "By &lt;b&gt;"
    assert words.say("By {names}", names=words.text("Contact")) == "By Contact"


def test_an_untaught_language_is_english():
    assert Words(tongue("de"), LOCALE).text("Corrections") == "Corrections"
    assert Words(tongue("../en"), LOCALE).text("Corrections") == "Corrections"


def test_counts_use_the_digits_of_the_language():
    assert Words(tongue("fa"), LOCALE).count("and {count} more", "and {count} more", 22) == "و ۲۲ مطلب دیگر"
    assert Words(tongue("ar"), LOCALE).count("and {count} more", "and {count} more", 5) == "و٥ أخبار أخرى"
