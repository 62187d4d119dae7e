"""Reading whole pages: every kind of bytes, evidence for every fact, the parts of a page that are no story."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.wire.reading import read_page, told_by_feed
from dateline.wire.reading.encoding import decode
from dateline.wire.values import Photograph
from tests.wire.reading.evidence import facts, stands_in
from tests.wire.reading.pages import HEADLINE, TEXTS, page

ADDRESS = "https://www.marrowpost.com/news/2015/06/02/bridge"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "pages"
FULL = page(
    head='<meta property="og:site_name" content="The Marrow Post"><meta property="og:image" content="/a/bridge.jpg">'
    '<meta name="description" content="Lorries take the long way round."><link rel="canonical" '
    'href="https://www.thelantern.com/bridge"><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
    '"Old bridge over the Ling is closed", "datePublished": "2015-06-02T10:00:00Z", "author": {"name": "Ann Example"}}'
    "</script>",
    under="<p class='byline'>By Ann Example, Associated Press</p><p>Updated: June 4, 2015</p><figure>"
    "<img src='/a/bridge.jpg'><figcaption>The bridge on Tuesday. Photo: Carl Lens</figcaption></figure>",
    opening="MARROW (AP) — ",
    ending="<p>This article was originally published by <a href='https://www.thelantern.com/bridge'>The Lantern</a> "
    "under a CC BY-ND 4.0 licence.</p>",
)

markup = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<div class='byline'>", "</div>", "<time datetime='", "'>", "<h1>", "</h1>", "<script>",
            "</script>", '<script type="application/ld+json">', '{"@type": "NewsArticle", "author": [', "]}", "<svg>",
            "<meta name='author' content='", "By Ann Example", "(AP) — ", "June 2, 2015", "Source: Reuters", "<!--",
            "Originally published by The Lantern.", "-->", "<br>", "<table><tr><td>", "&#0;", "٢٠١٥", "İ", "\u202e",
            "\x00", "©", "<li>" * 50,
        ]
    )
    | st.text(max_size=40),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read(noise):
    assert read_page(noise).address == ""


@given(markup)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup_is_read_and_every_fact_stands_on_the_page(text):
    html = page(under=text)
    for name, fact in facts(read_page(html, address=ADDRESS)):
        assert stands_in(fact.evidence, html, ADDRESS), (name, fact)
        assert 0 < fact.confidence <= 1


@pytest.mark.parametrize("language", TEXTS)
def test_the_text_of_a_page_is_its_body_in_any_language(language):
    story = read_page(page(language=language), address=ADDRESS)

    assert story.body
    assert story.body.value.split("\n") == list(TEXTS[language])
    assert story.language
    assert story.language.value == language


def test_all_that_a_page_says_is_found_with_its_evidence():
    story = read_page(FULL, address=ADDRESS)

    found = {name: fact.value for name, fact in facts(story)}
    assert found["headline"] == HEADLINE
    assert found["standfirst"] == "Lorries take the long way round."
    assert found["body"].split("\n") == list(TEXTS["en"])
    assert found["bylines"] == ("Ann Example",)
    assert found["dateline"] == "MARROW"
    assert found["outlet"] == "The Marrow Post"
    assert found["original_outlet"] == "The Lantern"
    assert found["original_address"] == "https://www.thelantern.com/bridge"
    assert found["agency"] == "Associated Press"
    assert [(hop.name, hop.role) for hop in found["hops"]] == [("Associated Press", "agency")]
    assert found["photograph"] == Photograph(
        "https://www.marrowpost.com/a/bridge.jpg", "The bridge on Tuesday.", "Carl Lens"
    )
    assert found["licence"] == "CC BY-ND 4.0"
    assert all(stands_in(fact.evidence, FULL, ADDRESS) for _, fact in facts(story))


def test_what_a_page_does_not_say_is_unknown():
    story = read_page(b"<html><body><p>Nothing here.</p></body></html>")

    assert [name for name, _ in facts(story) if name != "body"] == []
    assert not story.is_reprint


def test_boilerplate_leaves_the_body():
    ending = (
        "<p>Advertisement</p><p>Read more: <a href='/b'>Another bridge is closed</a></p>"
        "<p><a href='/c'>A third bridge, further down the river</a></p><p>Sign up for our newsletter</p>"
        "<p>ann@marrowpost.com</p>"
    )
    below = (
        "<section class='comments'><h2>Comments</h2><p>I have seen these cracks for years, and told them.</p></section>"
    )

    story = read_page(page(ending=ending, below=below), address=ADDRESS)

    assert story.body
    assert story.body.value.split("\n") == list(TEXTS["en"])


def test_a_story_that_advertisements_cut_in_pieces_is_whole():
    texts = TEXTS["en"]
    pieces = ["".join(f"<p>{number}.{row} {text}</p>" for row, text in enumerate(texts)) for number in range(3)]
    boxes = "<div class='ad'>Buy!</div>".join(f"<div class='body'>{piece}</div>" for piece in pieces)
    html = page(paragraphs=("",), ending=boxes)

    story = read_page(html, address=ADDRESS)

    assert story.body
    assert "2.3 The ministry of roads" in story.body.value
    assert "Buy!" not in story.body.value


def test_the_papers_name_behind_the_title_is_cut_off():
    head = '<meta property="og:title" content="Old bridge over the Ling is closed | The Marrow Post">'

    story = read_page(page(head=head), address=ADDRESS)

    assert story.headline
    assert story.headline.value == HEADLINE


def test_the_feed_is_heard_too():
    told = told_by_feed(author="Ann Example", published="Tue, 02 Jun 2015 14:05:00 +0200", source="The Lantern")

    story = read_page(page(), address="https://www.marrowpost.com/bridge", told=told)

    assert story.bylines
    assert story.bylines.witness == "feed"
    assert story.published
    assert story.published.value.value == "2015-06-02T14:05+02:00"
    assert story.is_reprint


@pytest.mark.parametrize(
    ("html", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        ("\ufeffé".encode(), "text/html; charset=iso-8859-1", "é"),
        ("é".encode("utf-16"), "", "é"),
        ("“é”".encode("cp1252"), "text/html; charset=ISO-8859-1", "“é”"),
        ('<meta charset="windows-1251">й'.encode("cp1251"), "", '<meta charset="windows-1251">й'),
        ("<meta charset=utf-16>é".encode(), "", "<meta charset=utf-16>é"),
        (b'<meta charset="rot13">abc', "", '<meta charset="rot13">abc'),
        ("é".encode(), "text/html; charset=nonsense", "é"),
        (b"a\xff", "text/html; charset=utf-8", "a\ufffd"),
    ],
)
def test_bytes_become_text_as_in_a_browser(html, content_type, text):
    assert decode(html, content_type) == text


def test_the_shared_pages_are_read_and_every_fact_stands_on_them():
    if not SAMPLES.is_dir():
        pytest.skip(f"there is no {SAMPLES}: the pages that nobody here wrote are not checked")
    known = json.loads((SAMPLES / "provenance.json").read_text(encoding="utf-8"))
    for each in known:
        html = gzip.decompress((SAMPLES / each["file"]).read_bytes())
        story = read_page(html, address=each["url"], seen_on=date(2026, 1, 1))
        assert story.body, each["file"]
        assert story.is_reprint is each["reprint"], each["file"]
        for name, fact in facts(story):
            assert stands_in(fact.evidence, html, each["url"]), (each["file"], name, fact.evidence)


@pytest.mark.parametrize(
    ("language", "line", "is_boilerplate"),
    [
        ("en", "READ MORE: Another bridge is closed", True),
        ("en", "Story continues below advertisement", True),
        (
            "en",
            "Comments were read aloud for an hour, and nobody who had written one of them was there to hear it.",
            False,
        ),
        ("tr", "Paylaş", True),
        ("tr", "Paylaşılan görüntülerde köprünün ayaklarındaki çatlaklar açıkça görülüyor.", False),
        ("ru", "Читайте также: Ещё один мост закрыли", True),
        ("ru", "Комментарии по этому поводу в министерстве обещали дать на следующей неделе, но не дали.", False),
        ("fa", "بیشتر بخوانید: پل دیگری هم بسته شد", True),
    ],
)
def test_a_line_is_boilerplate_as_a_whole_or_not_at_all(language, line, is_boilerplate):
    story = read_page(page(language=language, paragraphs=(*TEXTS[language], line, TEXTS[language][0])), address=ADDRESS)

    assert story.body
    assert (line not in story.body.value) is is_boilerplate


def test_the_words_press_release_leave_the_body():
    story = read_page(page(paragraphs=("PRESS RELEASE", *TEXTS["en"])), address=ADDRESS)

    assert story.body
    assert story.body.value.split("\n") == list(TEXTS["en"])
