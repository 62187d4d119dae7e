"""Pictures, tables, frames, links: what HTML itself says."""

import pytest

from tests.archive.content.town import blocks, card, kinds, left, photograph, prose


def test_a_picture_in_a_paragraph_parts_it():
    assert blocks('<p>One <b>two <img class="wp-image-9" src="/a.jpg"> three</b></p>') == [
        ("paragraph", "<p>One <b>two</b></p>"),
        photograph("9", "/a.jpg"),
        ("paragraph", "<p><b>three</b></p>"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<img src='a b.jpg'>", photograph(address="https://ferry.example/news/a%20b.jpg")),
        ("<img src='//ferry.example/a.jpg'>", photograph(address="https://ferry.example/a.jpg")),
        ("<img src='data:image/gif;base64,AA' data-src='/a.jpg'>", photograph(address="/a.jpg")),
        ("<picture><source srcset='/b.webp'><img src='/a.jpg'></picture>", photograph(address="/a.jpg")),
        ("<h2><img src='/a.jpg'></h2>", photograph(address="/a.jpg")),
        ("<img src='/a.jpg'><noscript><img src='/a.jpg'></noscript>", photograph(address="/a.jpg")),
    ],
)
def test_pictures_are_found_where_they_lie(text, expected):
    assert blocks(text) == [expected]


def test_a_caption_of_several_pictures_follows_them():
    text = "<figure><img src='/a.jpg'><img src='/b.jpg'><figcaption>Boats</figcaption></figure>"
    pictures = [photograph(address="/a.jpg"), photograph(address="/b.jpg")]
    assert blocks(text) == [*pictures, ("paragraph", "<p>Boats</p>")]


def test_pictures_that_are_none():
    assert prose('One <img class="wp-smiley" alt=":-)" src="/s.gif"> two') == "<p>One :-) two</p>"
    assert prose('One<img width="1" height="1" src="https://count.example/">') == "<p>One</p>"
    assert left('<img src="data:image/png;base64,AAAA">') == ["image"]


@pytest.mark.parametrize(
    ("text", "rows", "is_headed", "caption"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c", ""]], False, ""),
        ("<table><thead><tr><td>a<td>b</thead><tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]], True, ""),
        ("<table><caption>All</caption><tr><th>a<th>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]], True, "All"),
        ("<figure><table><tr><th>a<td>b</table><figcaption>All</figcaption></figure>", [["a", "b"]], False, "All"),
        ("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", [["a", "", "b"], ["c", "d", "e"]], False, ""),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["", "c"]], False, ""),
        ("<table><tr><td>a<br>b<td><p>c</p><p>d</p></table>", [["a\nb", "c\nd"]], False, ""),
    ],
)
def test_tables_are_as_wagtail_keeps_them(text, rows, is_headed, caption):
    assert blocks(text) == [
        (
            "table",
            {
                "data": rows,
                "first_row_is_table_header": is_headed,
                "table_header_choice": "row" if is_headed else "",
                "table_caption": caption,
                "first_col_is_header": False,
            },
        )
    ]


def test_a_table_that_held_a_page_together_is_its_content():
    text = "<table><tr><td><h2>One</h2><p>two</p></td><td><img src='/a.jpg'></td></tr></table>"
    assert kinds(text) == ["heading", "paragraph", "photograph"]
    assert prose("<table><tr><td>One</td></tr><tr><td>two</td></tr></table>") == "<p>One</p><p>two</p>"


def test_what_is_no_text_in_a_table_comes_after_it():
    assert kinds("<table><tr><th>a<img src='/a.jpg'><th>b</table>") == ["table", "photograph"]


def test_words_of_a_table_that_stand_in_no_cell_come_before_it():
    assert kinds("<table>stray<tr><td>a<td>b</table>") == ["paragraph", "table"]


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://ferry.example/2015/a/?x#y", "/2015/a/?x#y"),
        ("http://www.ferry.example", "/"),
        ("//old.example//evil.example/", "/evil.example/"),
        ("https://old.example:8080/%D8%B3/", "/%D8%B3/"),
        ("https://other.example/a?b=1&amp;c", "https://other.example/a?b=1&amp;c"),
        ("//other.example/a", "https://other.example/a"),
        ("/a/", "/a/"),
        ("mailto:a@ferry.example", "mailto:a@ferry.example"),
        ("HTTPS://ferry.example/a b", "/a%20b"),
    ],
)
def test_links_lead_from_the_root_when_they_led_to_the_site(address, leads_to):
    assert prose(f'<a href="{address}">x</a>') == f'<p><a href="{leads_to}">x</a></p>'


@pytest.mark.parametrize(
    "address",
    ["#note", "javascript:x()", " java\nscript:x()", "&#9;javascript:x", "data:text/html,x", "vbscript:x", "", "tel:1"],
)
def test_links_that_lead_nowhere_keep_their_words(address):
    assert prose(f'One <a name="n" href="{address}">two</a>') == "<p>One two</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abcdef?rel=0" title="Rain"></iframe>',
            card("https://www.youtube.com/watch?v=abcdef", "Rain", "YouTube"),
        ),
        (
            '<object><param name="movie" value="http://www.youtube.com/v/abcdef"><embed src="/x.swf"></object>',
            card("https://www.youtube.com/watch?v=abcdef", "youtube.com/watch?v=abcdef", "YouTube"),
        ),
        (
            '<iframe src="//www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffacebook.com%2Fx&width=5"></iframe>',
            card("https://facebook.com/x", "facebook.com/x", "Facebook"),
        ),
        ('<video><source src="/v/b.mp4"><source src="/v/b.ogv"></video>', card("/v/b.mp4", "b.mp4")),
        (
            '<blockquote class="twitter-tweet"><p>Rain</p>— Ada <a href="https://x.com/ada/1">June 2</a></blockquote>',
            card("https://x.com/ada/1", "x.com/ada/1", "X", "Rain\n— Ada June 2"),
        ),
    ],
)
def test_players_become_cards(text, expected):
    assert blocks(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "<script>if (a<b) run()</script>",
        "<style>p { color: red }</style>",
        '<iframe src="https://nobody.example/"></iframe>',
        "<form><label>Name</label><input></form>",
        "<canvas></canvas>",
        "<svg><path d='M0'></path></svg>",
        "<acme-chart></acme-chart>",
    ],
)
def test_what_runs_or_is_filled_in_is_kept_and_told(text):
    found = blocks(f"<p>One</p>{text}")
    assert [kind for kind, _ in found] == ["paragraph", "kept"]
    assert found[1][1]["html"].split(">")[0].startswith(text.split(">")[0].split(" ")[0])
    assert left(f"<p>One</p>{text}") == [found[1][1]["what"]]


def test_handlers_of_events_and_styles_are_gone():
    assert prose('<p onclick="x()" style="y"><b onmouseover="z()">One</b></p>') == "<p><b>One</b></p>"
