"""What a comment says, set as HTML; what in it seems private; what the rules make of it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.discussion import private, rules, text
from dateline.discussion.values import LONGEST_NAME, LONGEST_TEXT
from dateline.kiosk.limits import Limits

PAYLOADS = Path(__file__).parents[3] / "shared/samples/xss/payloads.txt"
OURS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    'https://x.example/"onmouseover=alert(1)//',
    "javascript:alert(1)",
    "> <svg onload=alert(1)>",
    "*<b onclick=alert(1)>*",
    "https://x.example/<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One.\nTwo.\n\nThree.", '<p dir="auto">One.<br>Two.</p><p dir="auto">Three.</p>'),
        ("> Said.\nNo.", '<blockquote><p dir="auto">Said.</p></blockquote><p dir="auto">No.</p>'),
        ("*so* **very** _much_", '<p dir="auto"><em>so</em> <strong>very</strong> <em>much</em></p>'),
        ("2 * 3 * 4, snake_case_name", '<p dir="auto">2 * 3 * 4, snake_case_name</p>'),
        (
            "(see https://a.example/b_(c)).",
            '<p dir="auto">(see <a href="https://a.example/b_(c)" rel="nofollow ugc">a.example/b_(c)</a>).</p>',
        ),
        (
            "https://a.example/[1]|50%",
            '<p dir="auto"><a href="https://a.example/%5B1%5D%7C50%25" rel="nofollow ugc">a.example/[1]|50%</a></p>',
        ),
        (
            "https://a.example/a#b#c https://a.example:port/ http://",
            '<p dir="auto"><a href="https://a.example/a#b%23c" rel="nofollow ugc">a.example/a#b#c</a> '
            "https://a.example:port/ http://</p>",
        ),
        ("ftp://a.example mailto:a@b.example", '<p dir="auto">ftp://a.example mailto:a@b.example</p>'),
        ("", ""),
        ("\n\n>\n\n", ""),
    ],
)
def test_what_is_written_is_set(source, html):
    assert text.html(source) == html


class Judge(HTMLParser):
    """Collects what a browser would make of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(name, value) for name, value in attrs}


def is_harmless(source):
    judge = Judge(str(text.html(source)))
    names = {name for name, _value in judge.attributes}
    links = [value for name, value in judge.attributes if name == "href"]
    return (
        judge.tags <= {"p", "br", "em", "strong", "blockquote", "a"}
        and names <= {"dir", "href", "rel"}
        and all(re.match(r"https?://", link, re.IGNORECASE) for link in links)
    )


@pytest.mark.parametrize("payload", OURS)
def test_nothing_hostile_is_more_than_text(payload):
    assert is_harmless(payload)


def test_no_hostile_string_of_many_is_more_than_text():
    if not PAYLOADS.exists():
        pytest.skip(f"{PAYLOADS} is not here; what is ours was tried.")
    for payload in PAYLOADS.read_text(encoding="utf-8", errors="replace").splitlines():
        assert is_harmless(payload), payload
        assert is_harmless(f"https://x.example/{payload}"), payload
        assert is_harmless(f"> *{payload}*"), payload


@given(st.text(alphabet=st.sampled_from(list("<>&\"'*_> \n/:htps.aش=onclick"))))
def test_anything_is_harmless(source):
    assert is_harmless(source)


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing(source):
    once = text.tidy(source, 200)
    assert text.tidy(once, 200) == once
    assert "\0" not in once


def test_signs_that_nobody_sees_go_and_joiners_stay():
    assert text.tidy("a\u202eb\u200bc", 10) == "abc"
    assert text.tidy("می‌خواهم", 20) == "می‌خواهم"
    assert text.tidy_line(" a \n b ", 10) == "a b"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Write to mina@harbour.example, please", ("email",)),
        ("mina (at) harbour.example", ("email",)),
        ("+994 50 123 45 67", ("telephone",)),
        ("۰۹۱۲ ۳۴۵ ۶۷۸۹", ("telephone",)),
        ("I live at 12 Harbour Street", ("street",)),
        ("Nizami küçəsi 14", ("street",)),
        ("ул. Морская, д. 5", ("street",)),
        ("خیابان دریا، پلاک ۵", ("street",)),
        ("In 2015 there were 1,000,000 of them, 2015-06-02", ()),
        ("https://lantern.example/2015/06/02/1234567890/", ()),
        ("The street was wet at 5", ()),
        ("", ()),
    ],
)
def test_what_seems_private(said, kinds):
    assert private.found_in(said) == kinds


@pytest.mark.parametrize(
    ("facts", "state", "reasons"),
    [
        ({"mode": "open"}, "approved", ()),
        ({"mode": "trusted"}, "held", ("newcomer",)),
        ({"mode": "trusted", "is_trusted": True}, "approved", ()),
        ({"mode": "held", "is_trusted": True}, "held", ("moderated",)),
        ({"mode": "closed"}, "held", ("closed",)),
        ({"mode": "open", "is_under_attack": True}, "held", ("attack",)),
        ({"mode": "open", "gate": "failed"}, "held", ("gate",)),
        ({"mode": "open", "gate": "passed"}, "approved", ()),
        ({"mode": "open", "gate": "skipped"}, "held", ("gate",)),
        ({"mode": "open", "gate": "skipped", "is_trusted": True}, "approved", ()),
        ({"mode": "open", "ban": "hold"}, "held", ("banned",)),
        ({"mode": "open", "ban": "spam"}, "spam", ("banned",)),
        ({"mode": "open", "looks_like_spam": True, "is_trapped": True}, "held", ("trap", "spam")),
        ({"mode": "open", "recent": rules.MANY}, "held", ("many",)),
    ],
)
def test_rules(facts, state, reasons):
    assert rules.rule(rules.Facts(**facts)) == rules.Ruling(state, reasons)


@pytest.mark.parametrize(
    ("said", "links", "ban"),
    [
        ("a CHEAP lamp", [], "hold"),
        ("cheaper lamps", [], ""),
        ("look", ["https://www.lamps.example:80/x"], "spam"),
        ("look", ["https://lamps.example.org/"], ""),
    ],
)
def test_bans(said, links, ban):
    assert rules.ban_on(said, links, [("cheap", False), ("lamps.example", True)]) == ban


def test_the_longest_comment_fits_through_the_kiosk():
    body = urlencode({"text": "🗼" * LONGEST_TEXT, "name": "🗼" * LONGEST_NAME, "gate-altcha": "a" * 2000})
    assert len(body) + 500 < Limits().body
