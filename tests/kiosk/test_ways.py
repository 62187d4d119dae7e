"""Readers who follow links to a paper that has moved here from WordPress."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition.ways import WORDPRESS
from dateline.kiosk.guide import Guide
from dateline.shelf.api import Found, Shelf, Way
from tests.kiosk.conftest import PAGE, Kiosk

STORY = "/2015/06/02/slug/"
QUIET = "/2015/06/02/covid-19/"  # a story without comments
HARBOUR = "/2015/06/02/خبر/"
PRINTED = [
    *("/", "/archive/", "/2015/", "/2015/06/", "/2015/06/02/", STORY, QUIET, HARBOUR, "/news/", "/topic/idlib/"),
    *("/az/", "/az/archive/", "/az/2015/06/"),
    *("/feed.xml", "/az/feed.xml", "/news/feed.xml", "/sitemap.xml", f"{STORY}comments.xml"),
    *("/wp-content/uploads/2015/06/photo.jpg", "/wp-content/uploads/2015/06/large-scaled.jpg"),
]
MOVED = {
    "/?p=123": STORY,
    "/?cat=3": "/news/",
    "/category/news/": "/news/",
    "/tag/idlib/": "/topic/idlib/",
    "/archives/123": STORY,
    "/2015/06/slug.html": STORY,
    "/خبر/": HARBOUR,
    "/away/": "https://other.example/a?b=c",
    "/gone-astray/": "/nowhere/",
}
PRINTED_ENCODED = "/2015/06/02/%D8%AE%D8%A8%D8%B1/"


def print_paper(shelf, ways=WORDPRESS):
    with shelf.writing() as writer:
        for address in PRINTED:
            writer.put(address, PAGE)
        for address, target in MOVED.items():
            writer.move(address, target)
        writer.put_gone("/killed/", PAGE)
        writer.put_notice(404, "", PAGE + b"missing")
        writer.put_ways(ways)


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    root = tmp_path_factory.mktemp("shelf")
    print_paper(Shelf(root))
    kiosk = Kiosk(root)
    yield kiosk
    assert kiosk.stop() == ""


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/feed/", "/feed.xml"),
        ("/feed/atom/", "/feed.xml"),
        ("/rss2/", "/feed.xml"),
        ("/wp-rss2.php", "/feed.xml"),
        ("/comments/feed/", "/feed.xml"),
        ("/az/feed/", "/az/feed.xml"),
        (f"{STORY}feed/", f"{STORY}comments.xml"),
        (f"{STORY}feed/rss2", f"{STORY}comments.xml"),
        (f"{STORY}comment-page-3/feed/", f"{STORY}comments.xml"),
        (f"{STORY}attachment/harbour/feed/", f"{STORY}comments.xml"),
        (f"{QUIET}feed/", QUIET),
        ("/news/feed/", "/news/feed.xml"),
        ("/2015/06/feed/", "/2015/06/"),
        *((f"{STORY}{tail}", STORY) for tail in ("trackback/", "embed/", "amp/", "amp", "comment-page-3/")),
        *((f"{STORY}{tail}", STORY) for tail in ("attachment/harbour/", "attachment/harbour/embed/", "2/", "2")),
        (f"{QUIET}2/", QUIET),
        ("/page/2/", "/archive/"),
        ("/az/page/2", "/az/archive/"),
        ("/2015/06/page/2/", "/2015/06/"),
        ("/news/page/7/", "/news/"),
        ("/wp-content/uploads/2015/06/photo-300x200.jpg", "/wp-content/uploads/2015/06/photo.jpg"),
        ("/wp-content/uploads/2015/06/photo-scaled.jpg", "/wp-content/uploads/2015/06/photo.jpg"),
        ("/wp-content/uploads/2015/06/large-300x200.jpg", "/wp-content/uploads/2015/06/large-scaled.jpg"),
        ("/index.php", "/"),
        (f"/index.php{STORY}", STORY),
        (f"/index.php{STORY[:-1]}", STORY),
        (f"/index.php{STORY}feed/", f"{STORY}comments.xml"),
        ("/index.php/category/news/page/2/", "/news/"),
        ("/wp-sitemap-posts-post-1.xml", "/sitemap.xml"),
        ("/post-sitemap3.xml", "/sitemap.xml"),
    ],
)
def test_what_wordpress_gave_each_page_leads_to_the_page(paper, target, location):
    status, fields, _ = paper.ask(target)
    assert (status, fields["location"]) == (301, location)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/category/news/feed/", "/news/feed.xml"),
        ("/category/news/page/2/", "/news/"),
        ("/tag/idlib/feed/", "/topic/idlib/"),
        ("/archives/123/feed/", f"{STORY}comments.xml"),
        ("/archives/123/2", STORY),
        ("/2015/06/slug.html/comment-page-1/", STORY),
        ("/%D8%AE%D8%A8%D8%B1/feed/", PRINTED_ENCODED),
        ("/index.php/%D8%AE%D8%A8%D8%B1/", PRINTED_ENCODED),
        ("/away/feed/", "https://other.example/a?b=c"),
        ("/killed/amp/", "/killed/"),
    ],
)
def test_what_has_moved_is_followed_in_one_step(paper, target, location):
    status, fields, _ = paper.ask(target)
    assert (status, fields["location"]) == (301, location)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/?p=123", STORY),
        ("/?p=123&preview=true", STORY),
        ("/?foo=1&p=123", STORY),
        ("/?page_id=123", STORY),
        ("/index.php?p=123", STORY),
        ("/az/?p=123", STORY),
        ("/?feed=rss2", "/feed.xml"),
        ("/?feed", "/feed.xml"),
        ("/az/?feed=atom", "/az/feed.xml"),
        ("/index.php?feed=rss", "/feed.xml"),
        ("/category/news/?feed=rss2", "/news/feed.xml"),
        (f"{STORY}?feed=rss2", f"{STORY}comments.xml"),
        ("/?cat=3", "/news/"),
        ("/?cat=3&paged=2", "/news/"),
        ("/?tag=idlib", "/topic/idlib/"),
        ("/?category_name=news&x=y", "/news/"),
        ("/?m=2015", "/2015/"),
        ("/?m=201506", "/2015/06/"),
        ("/?m=20150602", "/2015/06/02/"),
        ("/az/?m=201506", "/az/2015/06/"),
        ("/?year=2015&monthnum=6", "/2015/06/"),
        ("/?monthnum=06&year=2015", "/2015/06/"),
        ("/?year=2015&monthnum=6&day=2", "/2015/06/02/"),
        ("/?paged=2", "/archive/"),
    ],
)
def test_a_query_may_name_a_page(paper, target, location):
    status, fields, _ = paper.ask(target)
    assert (status, fields["location"]) == (301, location)


@pytest.mark.parametrize(
    "target",
    ["/?p=124", "/?p=", "/?p=x", "/?m=2015061", "/?year=1999", "/news/?p=123", "/?utm_source=x",
     f"{STORY}?utm_source=x&fbclid=y", f"{QUIET}?feed=rss2", f"{STORY}?replytocom=5", "/news/?feed=%00",
     "/?p=123" + "&a" * 40],
)  # fmt: skip
def test_a_query_that_names_none_is_ignored(paper, target):
    status, fields, body = paper.ask(target)
    assert (status, body) == (200, PAGE)
    assert "location" not in fields


@pytest.mark.parametrize(
    "target",
    ["/nowhere/", "/nowhere/feed/", "/gone-astray/feed/", "/nowhere/page/2/", "/topic/feed/", "/2015/07/",
     "/2015/06/03/", "/news/2015/06/", "/404/", f"{STORY}comments/2/", f"{STORY}attachment/",
     "/wp-content/uploads/x-300x200.jpg", "/wp-login.php", "/wp-json/wp/v2/posts", "/index.php/nowhere/", "/feed.xml/",
     "//feed/", "/feed//", "/.git/feed/", "/nowhere/?p=123", "/%3Fp=123&x"],
)  # fmt: skip
def test_a_way_leads_nowhere_where_nothing_stands(paper, target):
    status, fields, body = paper.ask(target)
    assert (status, body[-7:]) == (404, b"missing")
    assert "location" not in fields


def test_a_query_goes_along_as_it_does_through_other_moves(paper):
    assert paper.ask("/news/feed/?utm_source=x")[1]["location"] == "/news/feed.xml?utm_source=x"
    assert paper.ask("/category/news?a=%20b")[1]["location"] == "/news/?a=%20b"


def test_head_and_other_methods(paper):
    status, fields, body = paper.ask("/feed/", method="HEAD")
    assert (status, fields["location"], body) == (301, "/feed.xml", b"")
    assert paper.ask("/feed/", method="POST")[0] == 405


def test_what_is_printed_later_is_found(own_kiosk):
    kiosk = own_kiosk()
    print_paper(kiosk.shelf, ways=())
    time.sleep(0.1)
    assert kiosk.ask(f"{QUIET}feed/")[0] == 404
    with kiosk.shelf.writing() as writer:
        writer.put_ways(WORDPRESS)
        time.sleep(0.1)
        assert kiosk.ask(f"{QUIET}feed/")[1]["location"] == QUIET
        writer.put(f"{QUIET}comments.xml", b"<feed/>")
        time.sleep(0.1)
        assert kiosk.ask(f"{QUIET}feed/")[1]["location"] == f"{QUIET}comments.xml"
        writer.put(f"{QUIET}feed/", PAGE)
        time.sleep(0.1)
        assert kiosk.ask(f"{QUIET}feed/")[0] == 200
    assert kiosk.stop() == ""


def test_ways_that_nobody_can_read_leave_the_kiosk_open(own_kiosk):
    kiosk = own_kiosk()
    (kiosk.shelf.root / "ways.json").write_text("{")
    with kiosk.shelf.writing() as writer:
        writer.put_notice(404, "", PAGE)
        time.sleep(0.1)
    assert kiosk.ask("/")[0] == 200
    assert kiosk.ask("/nowhere/feed/")[0] == 404
    assert "ways.json" in kiosk.stop()


STANDING = {address: Found(200, address) for address in PRINTED} | {
    address: Found(301, address, target=target) for address, target in MOVED.items()
}
PIECES = ["/", "2015", "06", "02", "slug", "/feed", "/page/1", "/2", "index.php", "-1x1", "/comment-page-1", ".jpg",
          "/attachment/a", "/embed", "/category/news", "/wp-sitemap", "-sitemap", ".xml", "/archives/123", "خبر",
          "/wp-content/uploads/2015/06/photo"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES)).map(lambda pieces: "/" + "".join(pieces)), st.text("pm=&123feed%20", max_size=12)
)
def test_wherever_a_way_leads_something_stands(path, query):
    guide = Guide(WORDPRESS, STANDING.get)
    for goal in (guide.by_path(path), guide.by_query(path, query)):
        assert goal is None or goal in STANDING or goal in MOVED.values()


def test_the_first_way_that_leads_somewhere_is_taken():
    ways = [Way("/a/.*", ("/nowhere/", "/also/")), Way("/a/(?P<name>.*)", ("/{name}/", "/b/")), Way("/.*", ("/c/",))]
    guide = Guide(ways, {each: Found(200, each) for each in ("/b/", "/c/", "/x/")}.get)
    assert guide.by_path("/a/x") == "/x/"
    assert guide.by_path("/a/y") == "/b/"
    assert guide.by_path("/y") == "/c/"
    assert guide.by_path("/a/" + "x" * 2048) is None


PATTERNS = sorted({pattern for way in WORDPRESS for pattern in (way.path, *way.query.values())})


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_takes_longer_than_reading(pattern):
    """One repetition without an end, from a fixed beginning, before what has a longest length: that is linear."""
    assert len(re.findall(r"(?<!\\)[*+]|,\}", pattern)) <= 1
    compiled = re.compile(pattern)
    for piece in [*PIECES, "a", "//", "/a", "-", ".", "/feed/feed", "/page/", "/index.php", "1", "\0"]:
        for beginning in ("/", "", "/index.php/"):
            hostile = beginning + piece * (8192 // len(piece))
            start = time.perf_counter()
            compiled.fullmatch(hostile)
            compiled.fullmatch(hostile + "\0")
            assert time.perf_counter() - start < 0.1, hostile[:40]  # quadratic, it would take a second


@pytest.mark.parametrize("piece", ["/feed", "/page/1", "/2", "-1x1", "/index.php", "?p=123&", "?feed=a&"])
def test_long_targets_are_answered_at_once(paper, piece):
    target = "/" + piece * (8000 // len(piece))
    start = time.perf_counter()
    assert paper.ask(target)[0] in (200, 404)
    assert time.perf_counter() - start < 1
