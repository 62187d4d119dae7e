import pytest

from dateline.shelf import journal
from dateline.shelf.api import EVERYTHING, JournalReader, Shelf, Way


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def reader(shelf):
    with shelf.writing() as writer:
        writer.put("/old/", b"old")
    reader = JournalReader(shelf.root)
    assert reader.changes() is EVERYTHING
    assert reader.changes() == set()
    yield reader
    reader.close()


def test_changes_are_told_once_and_at_once(shelf, reader):
    with shelf.writing() as writer:
        writer.put("/a/", b"a")
        assert reader.changes() == {"/a/"}
        writer.put("/a/", b"a")
        assert reader.changes() == set()
        writer.put("/a/", b"b")
        writer.move("/?p=1", "/a/")
        writer.remove("/old/")
        writer.announce(["/x/", "/y.jpg"])
    assert reader.changes() == {"/a/", "/?p=1", "/old/", "/x/", "/y.jpg"}
    assert reader.changes() == set()


def test_what_touches_every_page_is_everything(shelf, reader):
    with shelf.writing() as writer:
        writer.put_notice(404, "", b"missing")
        assert reader.changes() is EVERYTHING
        writer.put_headers({"X": "1"})
        assert reader.changes() is EVERYTHING
        writer.put_headers({"X": "1"})
        assert reader.changes() == set()
        writer.put_ways([Way("/feed/", ("/feed.xml",))])
        assert reader.changes() is EVERYTHING
        writer.put_ways([Way("/feed/", ("/feed.xml",))])
    assert reader.changes() == set()


def test_a_reader_may_come_before_the_first_writer(tmp_path):
    reader = JournalReader(tmp_path)
    assert reader.changes() is EVERYTHING
    assert reader.changes() == set()
    with Shelf(tmp_path).writing() as writer:
        writer.put("/a/", b"a")
    assert reader.changes() is EVERYTHING
    assert reader.changes() == set()
    reader.close()


def test_half_a_line_waits(shelf, reader):
    with (shelf.root / "journal").open("ab") as file:
        file.write("90\t/خ".encode()[:-1])
        file.flush()
        assert reader.changes() == set()
        file.write("خ".encode()[1:] + b"/\n")
    assert reader.changes() == {"/خ/"}


def test_a_failure_lets_readers_forget_all(shelf, reader):
    inode = (shelf.root / "journal").stat().st_ino

    def fail():
        with shelf.writing() as writer:
            writer.put("/a/", b"a")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert reader.changes() is EVERYTHING
    with shelf.writing() as writer:
        writer.put("/b/", b"b")
    assert (shelf.root / "journal").stat().st_ino != inode
    assert reader.changes() is EVERYTHING
    assert reader.changes() == set()


@pytest.mark.parametrize("tail", [b"70\tbegin\n71\t/a/\n", b"70\tend\n71\t/a", b"nonsense\n"])
def test_a_journal_without_its_end_is_replaced(shelf, reader, tail):
    path = shelf.root / "journal"
    with path.open("ab") as file:
        file.write(tail)
    before = [int(line.split("\t")[0]) for line in path.read_text().splitlines() if "\t" in line]
    with shelf.writing():
        pass
    lines = path.read_text().splitlines()
    assert [line.split("\t")[1] for line in lines] == ["begin", "end"]
    assert int(lines[0].split("\t")[0]) > max(before)
    assert reader.changes() is EVERYTHING


def test_a_long_journal_is_replaced(shelf, reader, monkeypatch):
    monkeypatch.setattr(journal, "LONGEST", 200)
    for number in range(20):
        with shelf.writing() as writer:
            writer.put("/a/", str(number).encode())
        assert reader.changes() in (EVERYTHING, {"/a/"})
    text = (shelf.root / "journal").read_text()
    assert len(text) < 300
    assert text.endswith("\tend\n")


def test_numbers_go_up(shelf):
    for number in range(3):
        with shelf.writing() as writer:
            writer.put("/a/", str(number).encode())
            writer.announce([])
    numbers = [int(line.split("\t")[0]) for line in (shelf.root / "journal").read_text().splitlines()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 9
