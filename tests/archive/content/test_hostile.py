"""No text whatever makes the conversion raise, loses a word, or takes it long."""

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.content.town import converted, kinds

PIECES = """
<p> </p> <div> </div> <b> </b> <ul> <li> </ul> <table> <tr> <td> </table> <pre> </pre> <figure> <figcaption> </figure>
<blockquote> <cite> </blockquote> <img> <h2> </h2> <script> </script> <a </a> < > & [ ] [[ ]] [gallery] [caption]
[/caption] [vc_row] [/vc_row] <!-- --> <!--more--> <q> </q> <noscript> <iframe> <textarea> /> <svg> ]]> <video> <source>
<!--dateline:0--> word &nbsp; &#x0; <?php ?> https://x.example/ " ' <!--_wp:a_--> <!--_/wp:a_-->
<!--_wp:image_{"id":[]}_/--> <!--_wp:cover_{}_--> <!--_/wp:cover_--> <!--_wp:query_--> <!--_/wp:query_-->
<a_href="http://[x"> <img_src='http://['> [audio_src=x [x-y_c='d <td_colspan=-1_rowspan=²>
"""
FRAGMENTS = st.sampled_from([piece.replace("_", " ") for piece in PIECES.split()] + ["\n\n", " ", "\x00", "\ud800"])


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text):
    for block in converted(text).blocks:
        assert block["type"] != "paragraph" or re.search(r">[^<\s]", block["value"])


# Each word is told from every other, so that losing one cannot be hidden by its like.
WORDS = st.integers(0, 10**9).map(lambda number: f" w{number}w ")
TAGS = """
b em span u sup abbr label acme-word cite q s a bdi font noscript dl dt dd
p div section blockquote figure center h2 h5 pre address details summary td button
"""
HOLDERS = [
    *(f"<{tag}>{{0}}</{tag}>" for tag in TAGS.split()),
    "<ul><li>{0}</li><li>{1}</li></ul>",
    "<ol><li>{0}{1}</li></ol>",
    "<table><tr><td>{0}</td><th>{1}</th></tr><tr><td>{2}</td></tr></table>",
    "<table><caption>{0}</caption><tr><td>{1}</td><td>{2}</td></tr></table>",
    "<figure><img src='/a.jpg'>{0}<figcaption>{1}</figcaption></figure>",
    "<figure>{0}<figcaption>{1}</figcaption>{2}</figure>",
    "<blockquote class='wp-block-pullquote'>{0}<cite>{1}</cite></blockquote>",
    "<blockquote class='twitter-tweet'>{0}<a href='https://x.com/1'>{1}</a></blockquote>",
    "<div class='wp-block-file'><a href='/a.pdf'>{0}</a>{1}</div>",
    "<!-- wp:acme/box -->{0}<!-- /wp:acme/box -->",
    "<!-- wp:cover {{}} -->{0}<!-- /wp:cover -->",
    "<!-- wp:query -->{0}<!-- /wp:query -->",
    "[acme_box]{0}[/acme_box]",
    "[caption]<img src='/a.jpg'>{0}[/caption]",
]


def _held(inner):
    return st.builds(str.format, st.sampled_from(HOLDERS), inner, inner, inner)


HTML = st.recursive(
    WORDS, lambda inner: st.one_of(_held(inner), st.builds("{}\n\n{}".format, inner, inner)), max_leaves=20
)


@given(HTML)
@settings(max_examples=400, deadline=None)
def test_no_word_of_the_author_is_lost(text):
    written = re.findall(r"w\d+w", text)
    assert set(written) == set(re.findall(r"w\d+w", str(converted(text).blocks)))


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "fragment",
    [
        "[",
        "<",
        "<!-- wp:a -->",
        "<!-- wp:a -->x",
        "<div>",
        "<b>x",
        "\n\n",
        "[a_b ",
        "<!--",
        "<a \"'",
        "<script",
        "<pre>\n",
    ],
)
def test_a_megabyte_of_the_same_is_read_at_once(fragment):
    start = perf_counter()
    converted(fragment * (MEGABYTE // len(fragment)))
    assert perf_counter() - start < 5  # about one second on a small machine


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<table><tr><td>", "</table>"),
        ("<!-- wp:acme/a -->", "<!-- /wp:acme/a -->"),
        ("[a_b]", "[/a_b]"),
        ("<ul><li>", "</li></ul>"),
    ],
)
@pytest.mark.parametrize("depth", [100, 10_000])
def test_depth_loses_nothing(opening, closing, depth):
    found = converted(f"first {opening * depth} word {closing * depth} last")
    assert all(word in str(found.blocks) for word in ("first", "word", "last"))


def test_what_is_too_deep_is_kept_as_it_stood():
    deep = "<div>" * 500 + "two" + "</div>" * 500
    assert kinds(f"<p>One</p>{deep}<p>Three</p>") == ["paragraph", "kept", "paragraph"]
    text = "<div>" * 10_000 + "two"
    assert [block["value"]["html"] for block in converted(text).blocks] == [text]
