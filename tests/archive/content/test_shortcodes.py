"""Words in brackets: some are orders, most are words."""

import pytest

from tests.archive.content.town import blocks, card, kinds, left, photograph, prose

PICTURE = '<img class="alignleft wp-image-9" src="/a.jpg" alt="A boat">'


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic] so [1] and [...] left",
        "The [vice-president] spoke",
        "[their emphasis] and [a=b] and [x]",
        "arr[i] [/nothing] [] [[]]",
        "<code>a[foo_bar]</code>",
    ],
)
def test_brackets_of_prose_stay(text):
    assert prose(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Write [[gallery]] for one", "<p>Write [gallery] for one</p>"),
        ("[[caption]x[/caption]]", "<p>[caption]x[/caption]</p>"),
        ('<a href="/[foo_bar]/">x</a>', '<p><a href="/[foo_bar]/">x</a></p>'),
    ],
)
def test_escaped_orders_are_words(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    "text",
    [
        f'[caption id="attachment_9" align="left"]{PICTURE} Our <b>boat</b>[/caption]',
        f"[caption align=alignleft caption='Our <b>boat</b>']{PICTURE}[/caption]",
        f"[wp_caption]<a href='/b/'>{PICTURE}</a>\nOur boat[/wp_caption]",
        f'<div class="wp-caption"><a href="/b/">{PICTURE}</a><p class="wp-caption-text">Our boat</p></div>',
    ],
)
def test_captions_belong_to_their_picture(text):
    assert blocks(f"One\n\n{text}\nTwo") == [
        ("paragraph", "<p>One</p>"),
        photograph("9", "/a.jpg", "Our boat", "A boat"),
        ("paragraph", "<p>Two</p>"),
    ]


@pytest.mark.parametrize("order", ['[gallery ids="3, 4"]', "[gallery include=3,4 /]", "[gallery ids=“3,4”]"])
def test_galleries_are_their_photographs(order):
    assert blocks(order) == [photograph("3"), photograph("4")]


def test_a_gallery_without_numbers_is_for_the_archive_to_fill():
    of_its_own = {"of": "7", "by": "menu_order ID", "order": "ASC", "without": []}
    chosen = {"of": "5", "by": "title", "order": "DESC", "without": ["8", "9"]}
    assert blocks('[gallery]\n[gallery id=5 order="desc" orderby="title" exclude="8,9"]') == [
        ("gallery_of_children", of_its_own),
        ("gallery_of_children", chosen),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[audio mp3="https://x.example/a.mp3"][/audio]', card("https://x.example/a.mp3", "a.mp3")),
        ("[audio]https://x.example/a.mp3[/audio]", card("https://x.example/a.mp3", "a.mp3")),
        ("[video width=5 mp4='/v/b.mp4']", card("/v/b.mp4", "b.mp4")),
        ("[embed width=5]https://vimeo.com/1[/embed]", card("https://vimeo.com/1", "vimeo.com/1", "Vimeo")),
        ("[youtube https://youtu.be/abc]", card("https://youtu.be/abc", "youtu.be/abc", "YouTube")),
        ("https://x.example/a", card("https://x.example/a", "x.example/a")),
    ],
)
def test_recordings_and_addresses_on_their_own_are_cards(text, expected):
    assert blocks(f"One\n{text}\nTwo") == [("paragraph", "<p>One</p>"), expected, ("paragraph", "<p>Two</p>")]


def test_an_address_among_words_is_words():
    assert prose("See https://x.example/a there") == "<p>See https://x.example/a there</p>"


@pytest.mark.parametrize(
    "order",
    ['[contact-form-7 id="1"]', "[contact-form]", "[playlist ids=1,2]", "[map]<i></i>[/map]", "[a_b][c_d /][/a_b]"],
)
def test_orders_without_words_are_kept(order):
    [(kind, value)] = blocks(order)
    assert (kind, value["html"]) == ("kept", order)
    assert left(order) == [value["what"]]


def test_what_plugins_put_around_words_is_told():
    text = "[vc_row el='x'][vc_column_text]One\n\nTwo[/vc_column_text][/vc_row]"
    assert prose(text) == "<p>One</p><p>Two</p>"
    assert left(text) == ["shortcode vc_row", "shortcode vc_column_text"]


def test_an_order_in_the_middle_of_a_paragraph_does_not_part_it():
    assert kinds("One [acme_ad id=3] two") == ["paragraph", "kept"]
