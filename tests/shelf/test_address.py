import posixpath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.shelf.address import entry_address, entry_file, page_address, page_file
from dateline.shelf.api import AddressError, content_type, has_extension, is_compressible, is_immutable

anything = st.text(max_size=60) | st.text(alphabet="/.?a\\%&=é\u0301\x00ي", max_size=20).map(lambda text: f"/{text}")
parts = st.sampled_from(["location", "index.html", "2015", "06", "a", "a.b", "feed.xml", "خبر", "x%2Fy", "#", " "])
queries = st.sampled_from(["", "?p=1", "?p=12&q=%2F", "?a"])


@st.composite
def addresses(draw):
    path = "/" + "/".join(draw(st.lists(parts, max_size=4)))
    return path + draw(st.sampled_from(["", "/"] if path != "/" else [""])) + draw(queries)


@given(anything | addresses())
def test_no_page_leaves_its_tree(address):
    try:
        file = page_file(address)
    except AddressError:
        return
    assert posixpath.normpath(file) == file
    assert not file.startswith(("/", ".."))
    assert "\x00" not in file
    assert page_address(file) == address


@given(anything | addresses(), st.sampled_from(["location", "index.html"]))
def test_no_entry_leaves_its_tree(address, leaf):
    try:
        file = entry_file(address, leaf)
    except AddressError:
        return
    assert posixpath.normpath(file) == file
    assert not file.startswith(("/", ".."))
    assert entry_address(file) == address
    assert max(len(part.encode()) for part in file.split("/")) <= 255


@given(addresses(), addresses())
def test_no_entry_is_the_folder_of_another(one, other):
    assume(one != other)
    file, another = entry_file(one, "location"), entry_file(other, "location")
    assert file != another
    assert not another.startswith(f"{file}/")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/2015/06/02/slug/", "2015/06/02/slug/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/خبر/", "خبر/index.html"),
        ("/2015/06/02/slug/3f9a1c2b55aa-960.avif", "2015/06/02/slug/3f9a1c2b55aa-960.avif"),
        ("/" + "a" * 252 + "/", "a" * 252 + "/index.html"),
    ],
)
def test_pages_have_files(address, file):
    assert page_file(address) == file


@pytest.mark.parametrize(
    "address",
    [
        "",
        "feed.xml",
        "/a",
        "//",
        "//evil.example/",
        "/a//b/",
        "/../",
        "/a/../b/",
        "/./",
        "/.git/config.txt",
        "/a\x00/",
        "/a\n/",
        "/a\x85/",
        "/a\\b/",
        "/e\u0301/",
        "/\ud800/",
        "/a.br/",
        "/feed.xml.gz",
        "/index.html",
        "/index.html/",
        "/?p=1",
        "/" + "a" * 253 + "/",
        "/" + "ي" * 127 + "/",
        "/a" * 1100 + "/",
    ],
)
def test_refused_addresses_say_why(address):
    with pytest.raises(AddressError, match=r"cannot stand on the shelf: ."):
        page_file(address)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "location"),
        ("/a/b/", "a/b/location"),
        ("/a/b", "a/b?/location"),
        ("/a.html", "a.html?/location"),
        ("/?p=123", "?p=123/location"),
        ("/a/?p=123", "a/?p=123/location"),
        ("/location/", "location??/location"),
    ],
)
def test_entries_have_files(address, file):
    assert entry_file(address, "location") == file


@pytest.mark.parametrize("address", ["/?", "/?a=/b", "/?a?b", "/?a b", "/?" + "a" * 300, "/?é"])
def test_refused_queries(address):
    with pytest.raises(AddressError):
        entry_file(address, "location")


def test_kinds():
    assert content_type("/a/") == "text/html; charset=utf-8"
    assert content_type("/news/feed.xml") == "application/atom+xml; charset=utf-8"
    assert content_type("/rss.xml").startswith("application/rss+xml")
    assert content_type("/feed.json").startswith("application/feed+json")
    assert content_type("/sitemap.xml") == "application/xml"
    assert content_type("/a/b.AVIF") == "image/avif"
    assert content_type("/a.unheard-of") == "application/octet-stream"
    assert is_compressible(content_type("/feed.xml"))
    assert is_compressible("image/svg+xml")
    assert not is_compressible("image/avif")
    assert has_extension("/feed.xml")
    assert not has_extension("/a.b/")
    assert not has_extension("/a.b/c")


@pytest.mark.parametrize(
    ("address", "immutable"),
    [
        ("/2015/06/02/slug/3f9a1c2b55aa-960.avif", True),
        ("/assets/site.3f9a1c2b55aa.css", True),
        ("/assets/3f9a1c2b55aa.css", True),
        ("/assets/3f9a1c2b55a.css", False),
        ("/assets/x3f9a1c2b55aa.css", False),
        ("/3f9a1c2b55aa/", False),
        ("/3f9a1c2b55aa-1/photo.jpg", False),
        ("/feed.xml", False),
    ],
)
def test_only_fingerprinted_names_never_change(address, immutable):
    assert is_immutable(address) is immutable
