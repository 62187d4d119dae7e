"""Exports are read as real sites write them: damaged, hostile, and larger than memory."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.errors import NoExportError
from dateline.archive.wordpress.reading import Export, part
from dateline.archive.wordpress.values import Author, Item, Site, Term
from tests.archive.site import author, category, cdata, comment, item, label, meta, parts, tag, written, wxr


def read(text: str | bytes, folder: Path) -> list:
    return list(parts(written(folder, text)))


def items(text: str | bytes, folder: Path) -> list[Item]:
    return [each for each in read(text, folder) if isinstance(each, Item)]


def test_everything_that_an_export_says_is_read(tmp_path: Path) -> None:
    found = read(
        wxr(
            author("oda", "Oda Verrin", 3),
            category("news", "News & Views", number=7, parent="all"),
            tag("harbour", "Harbour", number=9),
            item(
                12, "Lamps & ledgers", "<p>One.</p>\n\nTwo ]]> three", excerpt="In short", slug="lamps",
                inside=[label("news", "News"), label("harbour", "Harbour", "post_tag"), meta("mood", "calm"),
                        comment(5, "Well said", parent=4, kind="pingback")],
            ),
        ),
        tmp_path,
    )  # fmt: skip
    site, oda, news, harbour, story = found
    assert isinstance(site, Site)
    assert (site.title, site.address) == ("The Lantern", "https://lantern.example")
    assert isinstance(oda, Author)
    assert (oda.id, oda.login, oda.name) == ("3", "oda", "Oda Verrin")
    assert isinstance(news, Term)
    assert (news.slug, news.name, news.id, news.parent) == (
        "news",
        "News & Views",
        "7",
        "all",
    )
    assert isinstance(harbour, Term)
    assert (harbour.taxonomy, harbour.slug) == ("post_tag", "harbour")
    assert isinstance(story, Item)
    assert (story.title, story.content, story.excerpt) == (
        "Lamps & ledgers",
        "<p>One.</p>\n\nTwo ]]> three",
        "In short",
    )
    assert [(each.taxonomy, each.slug) for each in story.labels] == [("category", "news"), ("post_tag", "harbour")]
    assert story.field("mood") == "calm"
    assert [(each.id, each.parent, each.kind, each.content) for each in story.comments] == [
        ("5", "4", "pingback", "Well said")
    ]
    assert "203.0.113.77" not in repr(found)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("</item>\n<item>", "\n<item>", "the end of an item"),
        ("<wp:status><![CDATA[publish]]></wp:status>", "<wp:status><![CDATA[publish</wp:status>", "the end of CDATA"),
        ("<wp:status><![CDATA[publish]]></wp:status>", "<wp:status>publish", "the end of an element"),
        ("</channel>\n</rss>", "", "the end of the file"),
        ("<title><![CDATA[Two]]></title>", "<title>Two &nbsp; &copy; & < 3</title>", "entities that nobody declared"),
        ("xmlns:wp=", "xmlns:mallory='http://mallory.example/' xmlns:wp=", "a namespace more"),
    ],
)
def test_a_damage_costs_nothing_but_itself(old: str, new: str, what: str, tmp_path: Path) -> None:
    whole = wxr(item(1, "One"), item(2, "Two"), item(3, "Three", inside=[comment(9, "Aye")]))
    assert old in whole, what
    found = items(whole.replace(old, new), tmp_path)
    assert [each.id for each in found] == ["1", "2", "3"]
    assert [each.content for each in found] == ["<p>The lamp was lit.</p>"] * 3
    assert [each.kind for each in found] == ["post"] * 3
    assert len(found[2].comments) == 1


def test_the_last_cdata_of_a_post_that_nobody_closed_does_not_swallow_the_next(tmp_path: Path) -> None:
    broken = item(1, "One", inside=[meta("a", "b")]).replace("<![CDATA[b]]>", "<![CDATA[b")
    found = items(wxr(broken, item(2, "Two")), tmp_path)
    assert [(each.id, each.title) for each in found] == [("1", "One"), ("2", "Two")]
    assert found[0].field("a") == "b"


@pytest.mark.parametrize(
    "content",
    [
        "Before <![CDATA[ within ]]> after",
        "How feeds look: <item><title>Not ours</title><wp:post_id>99</wp:post_id></item>",
        "</content:encoded> is how it ends",
        "[gallery] ]] > ]]]] ]",
        "emoji 🕯️ and half an emoji, & an ampersand",
    ],
)
def test_content_may_hold_what_looks_like_the_frame(content: str, tmp_path: Path) -> None:
    found = items(wxr(item(1, "One", content), item(2, "Two")), tmp_path)
    assert [(each.id, each.content) for each in found] == [("1", content), ("2", "<p>The lamp was lit.</p>")]


def test_cdata_that_was_never_escaped_is_read_to_its_outer_end(tmp_path: Path) -> None:
    raw = item(1, "One", "STAND-IN").replace("STAND-IN", "a <![CDATA[ b ]]> c")
    assert items(wxr(raw), tmp_path)[0].content == "a <![CDATA[ b ]]> c"


def test_no_entity_is_ever_expanded_and_nothing_fetched(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
        '<!ENTITY % d SYSTEM "http://mallory.example/x.dtd"> %d;]>\n'
    )
    text = wxr(item(1, "STAND-IN", "STAND-IN")).replace(cdata("STAND-IN"), "&b; &c; &#x26;amp; &lt;p&gt;")
    found = items(text.replace("<rss", bomb + "<rss", 1), tmp_path)[0]
    assert found.title == "&b; &c; &amp; <p>"


def test_prefixes_mean_what_they_are_declared_to_mean(tmp_path: Path) -> None:
    text = wxr(item(1, "One", inside=[comment(4, "Aye")])).replace("wp:", "ns7:").replace("content:", "ns8:")
    text = text.replace("xmlns:wp=", "xmlns:ns7=").replace("xmlns:content=", "xmlns:ns8=")
    found = items(text, tmp_path)[0]
    assert (found.id, found.content, found.comments[0].content) == ("1", "<p>The lamp was lit.</p>", "Aye")


def test_version_1_0_names_each_category_twice_and_authors_nowhere(tmp_path: Path) -> None:
    old = wxr(
        item(
            1, "One",
            inside=[f"<category>{cdata('Sea')}</category>", label("sea", "Sea"), f"<category>{cdata('fog')}</category>",
                    label("fog", "fog", "tag")],
        ),
        version="1.0",
    ).replace("wordpress.org/export/1.2/", "wordpress.org/export/1.0/")  # fmt: skip
    assert [(each.taxonomy, each.slug) for each in items(old, tmp_path)[0].labels] == [
        ("category", "sea"),
        ("post_tag", "fog"),
    ]


@pytest.mark.parametrize(
    ("damaged", "read_as"),
    [
        (b"caf\xe9", "café"),
        (b"\x93quoted\x94", "“quoted”"),
        (b"bell\x07 and \x0b tab", "bell and  tab"),
        ("\ufffe\uffffok".encode(), "ok"),
    ],
)
def test_bytes_that_no_xml_may_hold_are_mended(damaged: bytes, read_as: str, tmp_path: Path) -> None:
    text = wxr(item(1, "STAND-IN")).encode().replace(b"STAND-IN", damaged)
    path = written(tmp_path, text)
    assert next(each for each in parts(path) if isinstance(each, Item)).title == read_as
    with path.open("rb") as stream:
        export = Export(stream)
        assert sum(1 for _piece in export.pieces()) == 2
    assert sum(export.mended.values()) >= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "windows-1256"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    word = {"windows-1251": "гавань", "windows-1256": "ميناء"}.get(encoding, "بندر гавань")
    text = wxr(item(1, word))
    if encoding.startswith("windows"):
        text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert items(text.encode(encoding), tmp_path)[0].title == word


def test_compressed_exports_are_read(tmp_path: Path) -> None:
    text = wxr(item(1, "One")).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("a/one.xml", text)
        folder.writestr("b/two.xml", text.replace(b"One", b"Two"))
        folder.writestr("readme.txt", b"not an export")
    assert [each.title for each in items(gzip.compress(text), tmp_path)] == ["One"]
    assert [each.title for each in items(packed.getvalue(), tmp_path)] == ["One", "Two"]


@pytest.mark.parametrize(
    "text", [b"", b"<html><body>Log in</body></html>", b"\x00\x01\x02", b"PK\x03\x04broken", b"\x1f\x8bbroken"]
)
def test_what_is_no_export_is_refused_in_words(text: bytes, tmp_path: Path) -> None:
    with pytest.raises(NoExportError, match=r"\w{4}"):
        read(text, tmp_path)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = written(tmp_path, wxr(*(item(number, "One", "word " * 400) for number in range(count))), f"{count}.xml")
        tracemalloc.start()
        try:
            assert sum(1 for _each in parts(path)) == count + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = peak(2_000), peak(8_000)
    assert large < small * 1.3


@given(st.text(st.sampled_from("<>![]CDAT/&;a: \n\"'=wpitem-"), max_size=300))
def test_whatever_stands_in_a_post_its_neighbours_are_read(noise: str) -> None:
    text = wxr(item(1, "One"), item(2, "Two", "STAND-IN"), item(3, "Three"))
    export = Export(io.BytesIO(text.replace(cdata("STAND-IN"), cdata(noise)).encode()))
    found = [part(*piece) for piece in export.pieces()]
    assert [each.content for each in found if isinstance(each, Item)] == [
        "<p>The lamp was lit.</p>", noise.replace("\r", ""), "<p>The lamp was lit.</p>",
    ]  # fmt: skip


@given(st.text(st.sampled_from("<>![]CDAT/&;a: \n\"'=wpitem-"), max_size=400))
def test_no_text_at_all_makes_the_reader_fail(noise: str) -> None:
    export = Export(io.BytesIO((wxr(item(1, "One"))[:-40] + noise).encode()))
    assert [part(*piece) for piece in export.pieces()]
