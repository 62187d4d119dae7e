"""What Dateline writes for WordPress' editor, Dateline reads back to the same blocks."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.exporting.gutenberg import Shown, written
from dateline.archive.wordpress.values import Picture
from tests.archive.content.town import converted

LETTERS = "abcdefg  .,!?&<>[]\"'/—“”زبان‌مهğə"


def shown(photograph: Picture | int) -> Shown:
    if isinstance(photograph, Picture):
        return Shown(photograph.attachment, photograph.address)
    return Shown(str(photograph), f"https://ferry.example/{photograph}.jpg")


def turned(blocks) -> list:
    return list(converted(written(blocks, shown)).blocks)


words = (
    st.text(LETTERS, min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: re.search(r"[a-gزبانمه]", text))
)
lines = st.lists(words, min_size=1, max_size=3)
inline = st.builds(
    lambda tag, text: f"<{tag}>{escape(text, quote=False)}</{tag}>", st.sampled_from(["b", "em", "sup", "code"]), words
)
paragraph = st.one_of(words.map(lambda text: f"<p>{escape(text, quote=False)}</p>"), inline.map("<p>{}</p>".format))
listing = st.builds(
    lambda tag, items: f"<{tag}>{''.join(f'<li>{escape(each, quote=False)}</li>' for each in items)}</{tag}>",
    st.sampled_from(["ul", "ol"]),
    lines,
)


def block(kind, values):
    return st.builds(lambda value: {"type": kind, "value": value}, values)


prose = block("paragraph", st.lists(st.one_of(paragraph, listing), min_size=1, max_size=3).map("".join))
quotation = st.builds(lambda text, who: {"text": "\n".join(text), "who": who, "role": ""}, lines, st.just("") | words)
picture = st.builds(
    lambda number, caption, alternative: {
        "photograph": Picture(str(number), f"https://ferry.example/{number}.jpg"),
        "caption": caption,
        "credit": "",
        "alternative_text": alternative,
    },
    st.integers(1, 999),
    st.just("") | words,
    st.just("") | words,
)
table = st.builds(
    lambda rows, caption, is_headed: {
        "data": rows,
        "first_row_is_table_header": is_headed,
        "table_header_choice": "row" if is_headed else "",
        "table_caption": caption,
        "first_col_is_header": False,
    },
    st.lists(st.tuples(words, words).map(list), min_size=1, max_size=3),
    st.just("") | words,
    st.booleans(),
)
card = words.map(
    lambda title: {
        "address": "https://tides.example/table",
        "title": title,
        "description": "",
        "outlet": "",
    }
)
other = st.one_of(
    block("heading", words),
    block("subheading", words),
    block("quotation", quotation),
    block("pull_quote", words.map(lambda text: {"text": text})),
    block("photograph", picture),
    block("table", table),
    block("card", card),
    block("preformatted", lines.map("\n".join)),
)


@settings(deadline=None)  # other tests run beside it
@given(st.lists(st.tuples(prose, other), min_size=1, max_size=3))
def test_blocks_are_read_back_to_the_same_blocks(pairs):
    blocks = [block for pair in pairs for block in pair]
    assert turned(blocks) == blocks


FRAGMENTS = (
    *("<p>", "</p>", "<ul><li>", "</li></ul>", "<h2>", "</h2>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "\n\n", " "),
    *("wall", "Quay &amp; mole", "<blockquote>", "</blockquote>", "<hr>", '<img class="wp-image-7" src="/quay.jpg">'),
    *("[gallery ids=3,4]", "<!-- wp:query -->", "<!-- /wp:query -->", "<form><input></form>", "&lt;", "[", "]"),
    *("https://tides.example/a", "<table><tr><td>a</td><td>b</td></tr></table>", "<td>", "<cite>Oda</cite>"),
)


@settings(deadline=None)  # other tests run beside it
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
def test_whatever_a_site_wrote_stays_what_it_became(content):
    blocks = list(converted(content).blocks)
    assert turned(blocks) == blocks


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("[tide_table port=3]", "<!-- wp:shortcode -->\n[tide_table port=3]\n<!-- /wp:shortcode -->"),
        ("<!-- wp:query {} /-->", "<!-- wp:query {} /-->"),
        ("<!-- wp:query {} -->", "<!-- wp:html --><!-- wp:query {} --><!-- /wp:html -->"),
        ("<form></form>", "<!-- wp:html -->\n<form></form>\n<!-- /wp:html -->"),
    ],
)
def test_what_was_kept_is_given_back_as_it_stood(html, expected):
    assert written([{"type": "kept", "value": {"html": html, "what": ""}}], shown) == expected


def test_words_in_brackets_are_no_shortcode():
    assert "[gallery]" not in written([{"type": "heading", "value": "[gallery]"}], shown)
    assert "[gallery]" not in written([{"type": "paragraph", "value": "<p>[gallery]</p>"}], shown)


def test_an_attribute_cannot_end_its_comment():
    html = written(
        [{"type": "card", "value": {"address": "https://t.me/a-->b", "title": "t.me/a-->b", "outlet": "Telegram"}}],
        shown,
    )
    assert html.count("-->") == 2


def test_a_card_with_more_to_say_is_a_line():
    value = {"address": "https://tides.example/", "title": "Tides", "description": "High at noon", "outlet": "Tides"}
    assert 'tides.example/">Tides</a> — High at noon — Tides' in written([{"type": "card", "value": value}], shown)


def test_a_photograph_that_nobody_knows_is_left_out():
    block = {"type": "photograph", "value": {"photograph": 3, "caption": "A wall"}}
    assert written([block], lambda _: None) == ""


def test_words_without_a_paragraph_are_one():
    assert written([{"type": "paragraph", "value": "The wall <b>holds</b>"}], shown) == (
        "<!-- wp:paragraph -->\n<p>The wall <b>holds</b></p>\n<!-- /wp:paragraph -->"
    )
