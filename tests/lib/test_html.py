import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.api import clean_block, clean_inline, plain


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<script>alert(1)</script>a", "a"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="/b/" target="_blank" onclick="x">b</a>', '<a href="/b/" rel="noopener">b</a>'),
        ('<a href="mailto:a@b.c">m</a>', '<a href="mailto:a@b.c" rel="noopener">m</a>'),
        ('<span lang="fa" dir="rtl" style="x">س</span>', '<span lang="fa" dir="rtl">س</span>'),
        ('<span dir="evil">a</span>', "<span>a</span>"),
        ('<abbr title="T" class="c">t</abbr>', '<abbr title="T">t</abbr>'),
        ("<p>one</p><iframe src=x>two</iframe>", "one"),
        ("<b>open", "<b>open</b>"),
        ("a < b", "a &lt; b"),
    ],
)
def test_inline(html, clean):
    assert clean_inline(html) == clean


def test_block():
    html = '<h1>T</h1><h2>H</h2><p dir="rtl" class="x">a<br>b</p><ul><li>c</ul><blockquote>d</blockquote><img src=x>'
    assert clean_block(html) == ('T<h2>H</h2><p dir="rtl">a<br>b</p><ul><li>c</li></ul><blockquote>d</blockquote>')


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<h1>A &amp; B</h1><p>one<br>two <b>th</b>ree\n four &lt;p&gt;</p>x<script>no</script>",
            "A & B\none\ntwo three four <p>\nx",
        ),
        ("a&nbsp;b", "a\xa0b"),
        ("می&zwnj;روم", "می‌روم"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
    ],
)
def test_plain(html, text):
    assert plain(html) == text


markup = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            '"',
            "'",
            "/",
            "=",
            "a",
            "script",
            "svg",
            "on",
            "click",
            "href",
            "javascript:",
            "&#106;",
            "<p>",
            "</p>",
            "<!--",
            "-->",
            "<style>",
            "<math>",
            "<template>",
            " ",
            "\x00",
            "span",
            "dir",
        ]
    )
).map("".join)


@given(markup | st.text())
def test_clean_stays_clean(html):
    for clean in (clean_inline, clean_block):
        once = clean(html)
        assert clean(once) == once
        assert "<script" not in once
        assert "javascript:" not in once or '<a href="javascript:' not in once
    assert clean_inline(clean_block(html)) == clean_inline(clean_inline(html)) or "<p" in clean_block(html)
