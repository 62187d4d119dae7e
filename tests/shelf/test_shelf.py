import gzip
import os
import threading
from pathlib import Path

import brotli
import pytest

from dateline.shelf import trees
from dateline.shelf.api import AddressError, Found, Shelf, ShelfBusyError, ShelfError, Way, lay

PAGE = b"<!doctype html><html lang=az><p>" + "Salam, dünya. ".encode() * 60


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def pages(shelf):
    return sorted(f"{tree} {address}" for tree, address in shelf.walk())


def test_a_page_is_laid_with_its_copies(shelf):
    with shelf.writing() as writer:
        assert writer.put("/2015/06/02/slug/", PAGE)
    found = shelf.look_up("/2015/06/02/slug/")
    assert found == Found(200, "/2015/06/02/slug/", path=f"{shelf.root}/pages/2015/06/02/slug/index.html")
    printed = shelf.read(found.path)
    assert printed.body == PAGE
    br, gz = (shelf.read(found.path, copy) for copy in (".br", ".gz"))
    assert brotli.decompress(br.body) == gzip.decompress(gz.body) == PAGE
    assert len({each.etag for each in (printed, br, gz)}) == 3
    described = shelf.read(found.path, longest=len(PAGE) - 1)
    assert (described.body, described.size, described.path) == (None, len(PAGE), found.path)
    assert shelf.beginning(found.path, 10) == PAGE[:10]


def test_the_same_body_is_not_written_again(shelf):
    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
        before = Path(shelf.look_up("/a/").path).stat()
        assert not writer.put("/a/", PAGE)
    assert Path(shelf.look_up("/a/").path).stat() == before


def test_what_new_files_replace_is_held_until_the_writer_ends_and_no_longer(shelf):
    def open_files() -> int:
        gone = (str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
        return sum(f"{shelf.root}/pages/" in name for name in gone)

    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
        assert open_files() == 0
        writer.put("/a/", PAGE + b"!")
        assert open_files() == len(("the page", *trees.COPIES))
    for thread in threading.enumerate():
        if thread.name == "replaced":
            thread.join()
    assert open_files() == 0


def test_media_and_small_bodies_have_no_copies(shelf):
    with shelf.writing() as writer:
        writer.put("/a/photo.avif", PAGE)
        writer.put("/a/", PAGE)
        writer.put("/a/", b"short")
    assert set(shelf.digest()) == {"pages/a/photo.avif", "pages/a/index.html"}


def test_an_address_stands_in_one_tree(shelf):
    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
        assert writer.move("/a/", "/b/")
        assert pages(shelf) == ["moved /a/"]
        assert shelf.look_up("/a/") == Found(301, "/a/", target="/b/")
        assert not writer.move("/a/", "/b/")
        assert writer.put_gone("/a/", PAGE)
        assert pages(shelf) == ["gone /a/"]
        assert shelf.look_up("/a/").status == 410
        assert writer.put("/a/", PAGE)
        assert pages(shelf) == ["pages /a/"]
        assert writer.remove("/a/")
        assert not writer.remove("/a/")
    assert pages(shelf) == []
    assert shelf.look_up("/a/") is None


def test_old_addresses_move(shelf):
    with shelf.writing() as writer:
        for address in ("/?p=123", "/old", "/old.html", "/a/location/"):
            assert writer.move(address, "/2015/06/02/slug/")
    assert pages(shelf) == ["moved /?p=123", "moved /a/location/", "moved /old", "moved /old.html"]
    assert shelf.look_up("/?p=123").target == "/2015/06/02/slug/"
    assert shelf.look_up("/old/") is None


@pytest.mark.parametrize("target", ["//evil.example/", "javascript:alert(1)", "", "/a\r\nX: y", "/\\evil.example"])
def test_a_move_leads_nowhere_strange(shelf, target):
    with shelf.writing() as writer, pytest.raises(AddressError):
        writer.move("/a/", target)


def test_empty_folders_go(shelf):
    with shelf.writing() as writer:
        writer.put("/a/b/c/", PAGE)
        writer.put("/a/", PAGE)
        writer.remove("/a/b/c/")
    assert not (shelf.root / "pages/a/b").exists()
    assert (shelf.root / "pages/a").is_dir()


def test_what_is_printed_under_a_folder_goes(shelf):
    photos = ["/a/3f9a1c2b55aa-960.avif", "/a/3f9a1c2b55aa-480.avif", "/a/b/old.jpg"]
    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
        writer.put("/ab/", PAGE)
        for photo in photos:
            writer.put(photo, b"photo")
        assert writer.remove_under("/a/", keep=[photos[0]]) == 2
        assert writer.remove_under("/nothing/") == 0
        with pytest.raises(AddressError):
            writer.remove_under("/a")
    assert pages(shelf) == ["pages /a/", f"pages {photos[0]}", "pages /ab/"]


def test_the_missing_page_is_that_of_the_part_of_the_paper(shelf):
    assert shelf.notice(404, "/x/") is None
    with shelf.writing() as writer:
        writer.put_notice(404, "", PAGE)
        writer.put_notice(404, "az", PAGE)
        with pytest.raises(AddressError):
            writer.put_notice(404, "a/b", PAGE)
    assert shelf.notice(404, "/az/x/") == f"{shelf.root}/notices/404/az/index.html"
    assert (
        shelf.notice(404, "/en/x/")
        == shelf.notice(404, "/")
        == shelf.notice(404, "/..")
        == f"{shelf.root}/notices/404/index.html"
    )
    with shelf.writing() as writer:
        assert writer.remove_notice(404, "az")
    assert shelf.notice(404, "/az/x/") == f"{shelf.root}/notices/404/index.html"


def test_headers(shelf):
    assert shelf.headers() == {}
    with shelf.writing() as writer:
        assert writer.put_headers({"X-B": "2", "X-A": "1"})
        assert not writer.put_headers({"X-A": "1", "X-B": "2"})
    assert shelf.headers() == {"X-A": "1", "X-B": "2"}
    with shelf.writing() as writer:
        for name, value in (("X", "a\r\nY: b"), ("X: Y", "a"), ("X", "é"), ("", "")):
            with pytest.raises(ShelfError, match="no header field"):
                writer.put_headers({name: value})
    (shelf.root / "headers.json").write_text("{")
    with pytest.raises(ShelfError, match="print again"):
        shelf.headers()


def test_ways(shelf):
    ways = (Way(r"(?P<here>/.*/)feed/", ("{here}feed.xml", "{here}")), Way("/", ("/?p={id}",), {"p": r"(?P<id>\d+)"}))
    assert shelf.ways() == ()
    with shelf.writing() as writer:
        assert writer.put_ways(ways)
        assert not writer.put_ways(ways)
    assert shelf.ways() == ways
    with shelf.writing() as writer:
        assert writer.put_ways(reversed(ways))
    assert shelf.ways() == ways[::-1]


@pytest.mark.parametrize(
    ("path", "targets", "query"),
    [("/(", ("/",), {}), ("/", ("/{here}",), {}), ("/", ("/{",), {}), ("/", ("/{}",), {}), ("/", (), {}),
     ("/", ("/",), {"p": "["}), ("/(?P<here>)", ("{here.x}",), {})],
)  # fmt: skip
def test_a_way_that_nobody_can_follow_is_refused(path, targets, query):
    with pytest.raises(ShelfError, match="The way '/"):
        Way(path, targets, query)


@pytest.mark.parametrize("content", ["{", "{}x", '{"a": 1}', "[1]", '[{"path": "/"}]', "null"])
def test_ways_that_somebody_else_has_written_are_refused(shelf, content):
    shelf.root.mkdir()
    (shelf.root / "ways.json").write_text(content)
    with pytest.raises(ShelfError, match="print again"):
        shelf.ways()


def test_one_writer_at_a_time(shelf):
    with shelf.writing(), pytest.raises(ShelfBusyError, match="end it"), Shelf(shelf.root).writing(timeout=0.05):
        pass
    with shelf.writing(timeout=0) as writer:
        writer.put("/a/", PAGE)


def test_a_file_and_a_folder_of_one_name_are_told_apart(shelf):
    with shelf.writing() as writer:
        writer.put("/a.b", PAGE)
        with pytest.raises(ShelfError, match="both as a file and as a folder"):
            writer.put("/a.b/", PAGE)
        assert shelf.look_up("/a.b/") is None
        assert not writer.remove("/a.b/")
        writer.put("/c.d/", PAGE)
        with pytest.raises(ShelfError, match="both as a file and as a folder"):
            writer.put("/c.d", PAGE)
        assert shelf.look_up("/c.d") is None
        assert not writer.remove("/c.d")


def test_a_worker_lays_the_same_files(shelf, tmp_path):
    other = Shelf(tmp_path / "other")
    with shelf.writing() as writer:
        writer.move("/a/", "/b/")
        assert lay(shelf.root, "/a/", PAGE)
        writer.announce(["/a/"])
    with other.writing() as writer:
        writer.put("/a/", PAGE)
    assert shelf.digest() == other.digest()


def test_a_kill_between_two_files_is_repaired(shelf, monkeypatch):
    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
    rename = os.rename

    def killed_at_the_body(source, target):
        if target.endswith("index.html"):
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(trees.os, "rename", killed_at_the_body)
    with pytest.raises(KeyboardInterrupt), shelf.writing() as writer:
        writer.put("/a/", PAGE + b"!")
    monkeypatch.undo()
    assert shelf.read(shelf.look_up("/a/").path).body == PAGE
    with shelf.writing() as writer:
        assert not writer.put("/a/", PAGE)
    body, br, gz = (shelf.read(shelf.look_up("/a/").path, copy).body for copy in ("", ".br", ".gz"))
    assert brotli.decompress(br) == gzip.decompress(gz) == body == PAGE


def test_sweep_removes_the_unfinished(shelf):
    with shelf.writing() as writer:
        writer.put("/a/", PAGE)
    (shelf.root / "pages/a/.77-1").write_bytes(b"half")
    before = shelf.digest()
    assert shelf.sweep() == 1
    assert shelf.sweep() == 0
    assert shelf.digest() == before
