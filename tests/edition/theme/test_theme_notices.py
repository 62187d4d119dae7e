"""The notices that the kiosk fills in: the theme leaves it the places, in every language."""

import pytest
from theme_newspaper import LANGUAGES, PAPER, TODAY

from dateline.edition.theme.theme import Theme
from dateline.kiosk.notices import Notice, kept, unkept

THEME = Theme(PAPER, TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_is_linked(language: str):
    notice = Notice(THEME.empty_place(language, "kept"), language)
    page = kept(notice, "the-ticket")
    assert page.count(b'href="/-/receipt/the-ticket"') == page.count(b"/-/receipt/") == 1
    assert page.replace(b"the-ticket", b"") == notice.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_given_back(language: str):
    notice = Notice(THEME.empty_place(language, "unkept"), language)
    page = unkept(notice, "سلام </textarea><script>alert(1)</script> & Salam").decode()
    assert "readonly>\nسلام &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; Salam</textarea>" in page
    assert page.count("<") == notice.body.decode().count("<")
