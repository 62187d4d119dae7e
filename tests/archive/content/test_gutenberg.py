"""Texts of the block editor."""

import json

import pytest

from tests.archive.content.town import blocks, card, converted, kinds, left, photograph, prose


def block(name, html="", **attributes):
    """A block as the editor writes it."""
    said = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{html}\n<!-- /wp:{name} -->" if html else f"<!-- wp:{name}{said} /-->"


ONE, TWO = block("paragraph", "<p>One</p>"), block("paragraph", "<p>Two</p>")


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{TWO}",
        block("columns", f"<div>{block('column', ONE)}{block('column', TWO)}</div>"),
        block(
            "group", f"<div>{ONE}{block('spacer', '<div aria-hidden></div>')}{block('separator', '<hr/>')}{TWO}</div>"
        ),
        "<!-- wp:paragraph {broken --><p>One</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>Two</p>",
        "<!-- wp:group --><!-- wp:paragraph --><p>One</p><!-- /wp:group --><p>Two</p><!-- /wp:paragraph -->",
        f"<!-- /wp:group -->{ONE}<!-- wp:core/paragraph --><p>Two</p><!-- /wp:core/paragraph -->",
        f"{ONE}\n\n<!-- wp:freeform -->Two<!-- /wp:freeform -->",
        f"{ONE}\n\nTwo",
    ],
)
def test_paragraphs_are_found_wherever_they_stand(text):
    assert prose(text) == "<p>One</p><p>Two</p>"
    assert left(text) == []


def test_lines_are_meant_only_between_blocks():
    text = block("paragraph", "<p>One\ntwo</p>") + "\n\nThree\nfour"
    assert prose(text) == "<p>One two</p><p>Three<br>four</p>"


IMAGE = (
    '<figure class="wp-block-image"><a href="/b/"><img src="/a.jpg" alt="A boat"/></a>'
    "<figcaption>Our <b>boat</b></figcaption></figure>"
)
FILE = (
    '<div class="wp-block-file"><a href="/a.pdf">Minutes</a>'
    '<a href="/a.pdf" class="wp-block-file__button">Download</a></div>'
)
VIDEO = "<figure><div>\nhttps://youtu.be/abc\n</div><figcaption>Rain</figcaption></figure>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (block("image", IMAGE, id=5), [photograph("5", "/a.jpg", "Our boat", "A boat")]),
        (block("image", IMAGE, id="x"), [photograph("", "/a.jpg", "Our boat", "A boat")]),
        (block("image", id=5), [photograph("5")]),
        (block("gallery", ids=[5, 6]), [photograph("5"), photograph("6")]),
        (
            block("gallery", f"<figure>{block('image', IMAGE, id=5)}{block('image', IMAGE, id=6)}</figure>"),
            [photograph("5", "/a.jpg", "Our boat", "A boat"), photograph("6", "/a.jpg", "Our boat", "A boat")],
        ),
        (
            block("cover", f'<div style="background-image:url(/a.jpg)">{ONE}</div>', id=5, url="/a.jpg"),
            [photograph("5", "/a.jpg"), ("paragraph", "<p>One</p>")],
        ),
        (
            block("cover", f'<div><img class="wp-image-5" src="/a.jpg"/>{ONE}</div>', id=5, url="/a.jpg"),
            [photograph("5", "/a.jpg"), ("paragraph", "<p>One</p>")],
        ),
        (
            block("media-text", f'<div><figure><img src="/a.jpg"/></figure><div>{ONE}</div></div>', mediaId=5),
            [photograph("5", "/a.jpg"), ("paragraph", "<p>One</p>")],
        ),
        (
            block("details", f"<details><summary>Why</summary>{ONE}</details>"),
            [("subheading", "Why"), ("paragraph", "<p>One</p>")],
        ),
        (block("code", "<pre><code>a &lt;b&gt;\n  c</code></pre>"), [("preformatted", "a <b>\n  c")]),
        (
            block("buttons", block("button", '<div><a class="wp-block-button__link" href="/b/">Go</a></div>')),
            [("paragraph", '<p><a href="/b/">Go</a></p>')],
        ),
        (block("core-embed/youtube", VIDEO), [card("https://youtu.be/abc", "Rain", "YouTube")]),
        (block("embed", url="https://vimeo.com/1?a&b"), [card("https://vimeo.com/1?a&b", "vimeo.com/1?a&b", "Vimeo")]),
        (block("audio", '<figure><audio controls src="/a%20b.mp3"></audio></figure>'), [card("/a%20b.mp3", "a b.mp3")]),
        (block("file", FILE), [card("/a.pdf", "Minutes")]),
    ],
)
def test_what_a_block_says_is_said(text, expected):
    assert blocks(text) == expected
    assert left(text) == []


def test_footnotes_come_from_beside_the_text():
    marked = '<p>One<sup data-fn="x" class="fn"><a href="#x" id="x-link">1</a></sup>.</p>'
    text = block("paragraph", marked) + block("footnotes")
    notes = json.dumps([{"id": "x", "content": 'See <a href="https://ferry.example/2/">two</a>'}])
    assert (
        prose(text, meta=(("footnotes", notes),))
        == '<p>One<sup>1</sup>.</p><ol><li>See <a href="/2/">two</a></li></ol>'
    )


@pytest.mark.parametrize("notes", ["", "[", "null", "[1]", '[{"text": "x"}]', "[" * 100_000])
def test_footnotes_that_are_not_there_are_missed(notes):
    missed = converted(block("footnotes"), meta=(("footnotes", notes),)).left
    assert [each.kind for each in missed] == ["block footnotes"]


@pytest.mark.parametrize(
    "text",
    [
        block("latest-posts", postsToShow=3),
        block("block", ref=12),
        block("query", f"<div>{block('post-template', block('post-title'))}{block('query-no-results', ONE)}</div>"),
        block("acme/map", "<div></div>", zoom=3),
        block("acme/list", f"<div>{block('acme/entry', '<i></i>')}</div>"),
    ],
)
def test_what_has_no_words_is_kept_as_it_stood(text):
    [(kind, value)] = blocks(text)
    assert kind == "kept"
    assert value["html"] == text
    assert [value["what"]] == left(text)


def test_what_stood_around_words_is_told_and_the_words_are_set():
    text = block("acme/tabs", f"<div>{block('acme/tab', ONE)}{block('acme/chart')}</div>", style="x")
    assert kinds(text) == ["paragraph", "kept"]
    assert left(text) == ["block acme/tabs", "block acme/tab", "block acme/chart"]
    assert converted(text).left[0].quotation == '<!-- wp:acme/tabs {"style": "x"} -->'
