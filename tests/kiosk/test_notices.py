"""What readers are told of a form that the desk could not take: the printed notices, filled in."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dateline.kiosk.notices import Notice, kept, unkept, words_of

FORM = "application/x-www-form-urlencoded"
TICKET = "Ab3_-" * 6 + "xy"


class Seen(HTMLParser):
    """What a browser sees: links, the text in text areas, and which tags there are."""

    def __init__(self, page):
        super().__init__()
        self.links, self.tags, self.words = [], [], ""
        self._inside = False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        self._inside = tag == "textarea"

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "textarea"

    def handle_data(self, data):
        if self._inside:
            self.words += data


@pytest.mark.parametrize("notice", [Notice(), Notice(b"<p>a theme of one's own, of long ago", "en")])
def test_without_such_a_notice_it_is_said_all_the_same(notice):
    assert f"/-/receipt/{TICKET}" in Seen(kept(notice, TICKET)).links
    assert Seen(unkept(notice, "Salam <b>")).words == "\nSalam <b>"


@given(text=some.text(some.characters(exclude_categories=["Cs"])))
def test_whatever_was_written_comes_back(text):
    body = urlencode({"name": "a", "text": text, "email": "a@b.example"}).encode()
    assert words_of(FORM, body) == words_of(f"{FORM}; charset=UTF-8", body) == text
    page = unkept(Notice(b"<textarea readonly></textarea>"), text)
    assert page.count(b"<") == 2


@given(body=some.binary())
def test_whatever_was_sent_breaks_nothing(body):
    page = unkept(Notice(b"<textarea readonly></textarea>"), words_of(FORM, body))
    assert page.count(b"<") == 2
    assert words_of("multipart/form-data; boundary=x", body) == ""
    assert words_of(FORM, b"&".join([b"text=a"] * 200)) == ""
