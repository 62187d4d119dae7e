"""What is written as an export is read as the same values, and is XML whoever reads it."""

import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.archive.wordpress import writing
from dateline.archive.wordpress.reading import Export, part
from dateline.archive.wordpress.values import Author, Comment, Item, Label, Site, Term

SITE = Site("The Ferry & Co.", "https://ferry.example", "From a <harbour>", "en", "1.2", "https://ferry.example", "us")
words = st.text("abc é &<>\"'[]!-]>\n🐚م", max_size=30)
line = st.text("abcé&<>\"'[]م", max_size=12)
tight = st.text("abc&%é", min_size=1, max_size=12)
pairs = st.lists(st.tuples(tight, words), max_size=2).map(tuple)
comments = st.builds(
    Comment, id=st.integers(1, 99).map(str), name=words, url=line, content=words, approved=st.just("1"),
    kind=st.just("comment"), meta=pairs,
)  # fmt: skip
items = st.builds(
    Item, id=st.integers(1, 99).map(str), title=words, link=line, guid=line, creator=line, content=words,
    excerpt=words, slug=line, password=words, is_sticky=st.booleans(), comment_status=line, ping_status=line,
    labels=st.lists(st.builds(Label, st.just("post_tag"), tight, tight), max_size=2, unique_by=lambda each: each.slug)
    .map(tuple),
    meta=pairs, comments=st.lists(comments, max_size=2).map(tuple),
)  # fmt: skip


def read(*pieces: str) -> list:
    whole = "".join([writing.head(SITE), *pieces, writing.END]).encode()
    etree.fromstring(whole, etree.XMLParser(resolve_entities=False, huge_tree=True))
    return [part(names, kind, piece) for names, kind, piece in Export(io.BytesIO(whole)).pieces()]


@settings(deadline=None)  # other tests run beside it
@given(items)
def test_an_item_is_read_as_it_was(item):
    assert read(writing.item(item))[1:] == [item]


def test_the_site_its_authors_and_its_terms_are_read_as_they_were():
    author = Author("ada-quill", "Ada <Quill>", "3")
    terms = [
        Term("category", "quay", "Quay & mole", "4", "", "Where ]]> ships lie", (("colour", "#113355"),)),
        Term("category", "mole", "Mole", "5", "quay"),
        Term("post_tag", "%d8%a8%d9%86%d8%af%d8%b1", "بندر", "6"),
        Term("place", "grey-sea", "Grey Sea", "7", "seas", "Deep"),
    ]
    assert read(writing.author(author), *map(writing.term, terms)) == [SITE, author, *terms]


def test_what_no_xml_may_hold_is_left_out():
    item = Item(id="1", title="The\x0b wall\ufffe holds", content="a\x00b")
    assert read(writing.item(item))[1] == replace(item, title="The wall holds", content="ab")


def test_elements_stand_in_the_order_of_wordpress():
    item = Item(id="1", kind="attachment", meta=(("a", "b"),), labels=(Label("category", "quay", "Quay"),))
    names = [str(each.tag).rpartition("}")[2] for each in etree.fromstring(_document(item)).find("channel/item")]
    assert names == [
        *("title", "link", "pubDate", "creator", "guid", "description", "encoded", "encoded", "post_id", "post_date"),
        *("post_date_gmt", "post_modified", "post_modified_gmt", "comment_status", "ping_status", "post_name"),
        *("status", "post_parent", "menu_order", "post_type", "post_password", "is_sticky", "attachment_url"),
        *("category", "postmeta"),
    ]


def _document(item: Item) -> bytes:
    return "".join([writing.head(SITE), writing.item(item), writing.END]).encode()


def test_a_slug_is_cut_between_its_letters():
    assert writing.name("بندر") == "%d8%a8%d9%86%d8%af%d8%b1"
    assert len(writing.name("ب" * 90)) == 198


def test_an_array_is_what_php_writes():
    assert writing.serialized({"fa": 12, "آ": "b"}) == 'a:2:{s:2:"fa";i:12;s:2:"آ";s:1:"b";}'
