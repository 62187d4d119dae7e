from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from theme_newspaper import PAPER, PHOTOGRAPH, PROVENANCE, TODAY, own_story, reprint

from dateline.desk.values import Credit, Hop, Link, PrintedCorrection
from dateline.edition.sheets import Column, CorrectedStory, CorrectionsSheet, Front, Group, Listing
from dateline.edition.theme import Theme
from dateline.edition.theme.addresses import guarded_email, linkable
from dateline.lib.tongues import KNOWN, tongue

THEME = Theme(PAPER, TODAY)
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='alert(1)",
            "</title><script>x</script>",
            "</style><script>x</script>",
            "{{ 7 * 7 }}{% raw %}",
            "javascript:alert(1)",
            "{name} {outlet} %s %(x)s",
            "<!--",
            "&lt;b&gt; & <b>",
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
)


class Census(HTMLParser):
    """The elements and attributes of a page, without any of its words."""

    def __init__(self, text: str):
        super().__init__()
        self.counted: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.counted.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_comment(self, data):
        self.counted.append(("comment", ()))


def story_saying(words: str):
    """A story with the words in every field of plain text."""
    correction = PrintedCorrection(
        1, "correction", words, reprint().corrections[0].at, ((("old", words), ("x", words)),)
    )
    return reprint(
        headline=words,
        standfirst=words,
        section=Link(words, "/news/"),
        outlet=words,
        dateline_place=words,
        bylines=(Credit(words, "writer", "/by/x/"), Credit(words, "translator")),
        topics=(Link(words, "/topic/x/"),),
        corrections=(correction,),
        photograph=replace(PHOTOGRAPH, alt=words, caption=words, credit=words),
        provenance=replace(
            PROVENANCE,
            outlet=words,
            headline=words,
            bylines=(words, words),
            dateline=words,
            known_how=words,
            hops=(Hop(words, "via", "https://x.example/"),),
            permission=words,
            permission_by=words,
            permission_conditions=words,
            licence=words,
            treatment=words,
            treatment_note=words,
            treated_by=words,
        ),
        body=(
            {"type": "heading", "value": words + "x"},
            {"type": "quotation", "value": {"text": words, "who": words, "role": words}},
            {"type": "pull_quote", "value": {"text": words}},
            {"type": "photograph", "value": {"photograph": 5, "caption": words, "credit": words}},
            {"type": "table", "value": {"caption": words, "has_header_row": True, "rows": [["x"], [words + "x"]]}},
            {"type": "card", "value": dict.fromkeys(["title", "description", "outlet"], words)},
            {"type": words, "value": words},
        ),
    )


def census_of_all_pages(words: str) -> list[tuple[str, tuple[str, ...]]]:
    story = story_saying(words)
    section = Link(words, "/news/")
    pages = [
        THEME.story(story),
        THEME.front(Front("en", (story, story), (story,), (Column(section, (story,)),))),
        THEME.listing(Listing("en", "section", "/news/", (Group((THEME.row(story),)),), section, words)),
        THEME.corrections(CorrectionsSheet("en", "/corrections/", (CorrectedStory(story, story.corrections[0]),))),
        THEME.gone("en", words),
    ]
    found = []
    for text in pages:
        census = Census(text.decode())
        assert not [each for each in census.addresses if each.lower().startswith(("javascript", "data"))]
        found += census.counted
    return found


PLAIN = census_of_all_pages("Plain words")


@settings(deadline=None)  # the first page of a language compiles its templates
@given(HOSTILE.filter(str.strip))
def test_words_never_become_markup(words: str):
    assert census_of_all_pages(words) == PLAIN


@settings(deadline=None)  # the first page of a language compiles its templates
@given(st.text(max_size=40))
def test_an_address_leads_to_the_web_or_nowhere(address: str):
    target = linkable(address)
    assert target is None or target.lower().startswith(("http://", "https://", "/"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//evil.example/", "/\\evil.example", "", None, "x"],
)
def test_these_lead_nowhere(address: str | None):
    assert linkable(address) is None


@settings(deadline=None)  # the first page of a language compiles its templates
@given(HOSTILE)
def test_a_contact_address_is_escaped(words: str):
    assert {tag for tag, _ in Census(guarded_email(words)).counted} <= {"bdi", "span"}


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"type": "unknown", "value": "<b>"},
        {"type": "paragraph", "value": None},
        {"type": "heading", "value": "  "},
        {"type": "quotation", "value": "not a mapping"},
        {"type": "photograph", "value": {"photograph": 99}},
        {"type": "table", "value": {"rows": []}},
        {"type": "card", "value": {"address": "javascript:x"}},
        {"type": "original_text", "value": {}},
    ],
)
def test_an_empty_or_unknown_block_prints_nothing(block: dict):
    text = THEME.story(own_story(body=(block,), dateline_place="")).decode()
    assert '<div class="text">\n\n</div>' in text or '<div class="text">\n</div>' in text


def test_a_paragraph_without_a_block_becomes_one():
    text = THEME.story(
        own_story(body=({"type": "paragraph", "value": "Bare <b>words</b>"},), dateline_place="")
    ).decode()
    assert "<p>Bare <b>words</b></p>" in text


def test_the_dateline_stands_before_a_list():
    text = THEME.story(own_story(body=({"type": "paragraph", "value": "<ul><li>x</li></ul>"},))).decode()
    assert "—</span></p>\n<ul>" in text


@pytest.mark.parametrize(("code", "marks"), [("en", "“”"), ("az", "“”"), ("fa", "«»"), ("ru", "«»")])
def test_quotation_marks_of_the_language(code: str, marks: str):
    assert tongue(code).quotes == tuple(marks)
    assert set(KNOWN) >= {code}
    text = THEME.story(own_story(code, body=({"type": "pull_quote", "value": {"text": "words"}},))).decode()
    assert f"<p>{marks[0]}words{marks[1]}</p>" in text


def test_ragged_tables_are_squared_and_numbers_line_up():
    table = {"has_header_row": True, "rows": [["Year", "Level"], ["2015"], ["2024", "1,271.4"]]}
    text = THEME.story(own_story(body=({"type": "table", "value": table},))).decode()
    assert '<tr><td>2015</td><td class="number"></td></tr>' in text
    assert '<th scope="col" class="number">Level</th>' in text
