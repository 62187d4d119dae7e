"""Texts of the older editor, whose lines are meant."""

import pytest

from tests.archive.content.town import blocks, kinds, photograph, prose, quotation


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\r\nTwo", "<p>One<br>Two</p>"),
        ("One\n \t\n\n\nTwo\n", "<p>One</p><p>Two</p>"),
        ("One<br><br />Two", "<p>One</p><p>Two</p>"),
        ("One<br />\nTwo<br/>", "<p>One<br>Two</p>"),
        ("<p>One\n\nTwo</p>", "<p>One</p><p>Two</p>"),
        ("<div>One\n\nTwo</div>Three", "<p>One</p><p>Two</p><p>Three</p>"),
        ("One\n<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\nTwo", "<p>One</p><ul><li>a</li><li>b<br>c</li></ul><p>Two</p>"),
        ("<a\nhref='/x/'>One</a>", '<p><a href="/x/">One</a></p>'),
        ("One\n\n&nbsp;\n\nTwo&nbsp;", "<p>One</p><p>Two</p>"),
        ("<center><font color=red>One</font></center>", "<p>One</p>"),
        ("<p>One<p>Two", "<p>One</p><p>Two</p>"),
        ("<b><p>One</p></b>Two", "<p>One</p><p>Two</p>"),
        ("<p class='MsoNormal' style='mso-x:y'>One<o:p></o:p></p><o:p>&nbsp;</o:p>", "<p>One</p>"),
        ("<span style='x'><span>One</span> <b></b>two</span>", "<p>One two</p>"),
        ("<b>One </b>two<i> three</i>", "<p><b>One</b> two <i>three</i></p>"),
        ("One ]]> two <![CDATA[three]]>", "<p>One two three</p>"),
        ("1 < 2 & 3 > 2, a<b", "<p>1 &lt; 2 &amp; 3 &gt; 2, a&lt;b</p>"),
        ("One</body></html> two", "<p>One two</p>"),
        ("One <!-- two", "<p>One &lt;!-- two</p>"),
        ("One<!-- a note --> two<!--nextpage-->", "<p>One two</p>"),
        (
            "H<sub>2</sub>O, <del>one</del> <kbd>x</kbd> <q>y</q>",
            "<p>H<sub>2</sub>O, <s>one</s> <code>x</code> “y”</p>",
        ),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", "<p><strong>Term</strong></p><p>What it is</p>"),
        ("One<hr />two", "<p>One</p><p>two</p>"),
        ("On\x00e\x0btwo\ud800", "<p>One<br>two?</p>"),
    ],
)
def test_lines_become_paragraphs(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<ul><li>a<ol><li>b</li></ol>c</li></ul>", "<ul><li>a<ol><li>b</li></ol>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li></li><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a</li>", "<p>a</p>"),
        ("<!-- wp:html --><b>a<ul><li>b</li></ul></b><!-- /wp:html -->", "<p><b>a</b></p><ul><li><b>b</b></li></ul>"),
    ],
)
def test_lists_are_lists_however_they_were_written(text, html):
    assert prose(text) == html


def test_direction_and_language_stay_with_the_words():
    assert prose('<div dir="rtl" lang="fa"><p>سلام <span lang="en" style="x">hello</span></p></div>') == (
        '<p lang="fa" dir="rtl">سلام <span lang="en">hello</span></p>'
    )
    assert prose('<p dir="up" lang="&quot;x">a <bdi>b</bdi></p>') == "<p>a <bdi>b</bdi></p>"


def test_headings_are_of_two_ranks():
    text = "<h1>One</h1><h2>Two <em>more</em>\nwords</h2><h3>Three</h3><h6>Six</h6><h4>&nbsp;</h4>"
    assert blocks(text) == [
        ("heading", "One"),
        ("heading", "Two more words"),
        ("subheading", "Three"),
        ("subheading", "Six"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<blockquote>It rains.</blockquote>", [quotation("It rains.")]),
        ("<blockquote><p>It</p><p>rains.</p><cite>Ada</cite></blockquote>", [quotation("It\nrains.", "Ada")]),
        ("<blockquote>It rains.\n<cite>Ada</cite></blockquote>", [quotation("It rains.", "Ada")]),
        ("<blockquote><p>I read <cite>Rain</cite></p></blockquote>", [quotation("I read Rain")]),
        ("<blockquote><cite>Ada</cite></blockquote>", [quotation("Ada")]),
        ('<blockquote>Look:<img src="/a.jpg"></blockquote>', [quotation("Look:"), photograph(address="/a.jpg")]),
        (
            '<figure class="wp-block-pullquote"><blockquote><p>Rain</p><cite>Ada</cite></blockquote></figure>',
            [("pull_quote", {"text": "Rain — Ada"})],
        ),
    ],
)
def test_quotations_know_who_is_quoted(text, expected):
    assert blocks(text) == expected


def test_lines_that_were_set_by_hand_stay_as_they_are():
    text = 'One\n\n<pre>\n  a\n\n  b<br><b>c</b> [sic_er]\n</pre>\n\n<pre class="wp-block-verse">d\n e</pre>'
    assert blocks(text) == [
        ("paragraph", "<p>One</p>"),
        ("preformatted", "  a\n\n  b\nc [sic_er]"),
        ("preformatted", "d\n e"),
    ]


@pytest.mark.parametrize(
    "text", ["Lead\n\nMore <b>lead</b><!--more-->\n\nRest", "Lead\nMore lead\n<!--more Read on-->\nRest"]
)
def test_the_marker_of_the_teaser_says_nothing(text):
    told = str(blocks(text))
    assert "--" not in told
    assert "Read on" not in told
    assert "Rest" in told


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "&nbsp;", "<p></p><div><br></div>", "<!--more-->", "<ul><li> </li></ul>"]
)
def test_nothing_becomes_nothing(text):
    assert kinds(text) == []
