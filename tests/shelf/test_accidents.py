"""Writers that are killed, and disks that are full: real processes, real signals, real limits."""

import gzip
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback

import brotli
import pytest

from dateline.shelf.api import EVERYTHING, JournalReader, Shelf, ShelfError, ShelfFullError
from dateline.shelf.errors import on_disk

WRITER = """
import sys
from pathlib import Path
from dateline.shelf.api import Shelf
number = 0
with Shelf(Path(sys.argv[1])).writing() as writer:
    print(flush=True)
    while True:
        number += 1
        writer.put(f"/{number % 7}/", b"%d " % number * (60 + number % 200))
        writer.move(f"/{(number + 3) % 7}/", f"/{number % 7}/")
"""


def whole(shelf):
    """Each body with its copies, as far as they are there; the body is looked at."""
    for tree, address in shelf.walk():
        if tree == "pages":
            path = shelf.look_up(address).path
            body, br, gz = (found and found.body for found in (shelf.read(path, copy) for copy in ("", ".br", ".gz")))
            assert len(set(body.split())) == 1
            number = int(body.split()[0])
            assert body == b"%d " % number * (60 + number % 200)
            yield body, br, gz


def test_a_killed_writer_leaves_nothing_torn(tmp_path):
    shelf = Shelf(tmp_path)
    reader = JournalReader(tmp_path)
    dice = random.Random(7)
    for _ in range(30):
        with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE) as writer:
            writer.stdout.readline()
            time.sleep(dice.random() * 0.02)
            writer.kill()
        assert list(whole(shelf)) is not None
        with shelf.writing(timeout=1) as writer:
            assert reader.changes() is EVERYTHING
            writer.remove("/99/")
        for body, br, gz in whole(shelf):
            if br:
                assert brotli.decompress(br) == gzip.decompress(gz) == body
            assert (len(body) < 256) is (br is None) is (gz is None)
        assert not [path for path in tmp_path.rglob(".*") if path.name != ".lock"]
        assert (tmp_path / "journal").read_text().endswith("\tend\n")
    reader.close()


def in_a_child(what):
    """Do something in a forked process; fail if it fails there."""
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
        return
    status = 1
    try:
        what()
        status = 0
    finally:
        traceback.print_exc()
        os._exit(status)


def test_a_disk_that_takes_no_more_leaves_the_old_page(tmp_path):
    shelf = Shelf(tmp_path)
    old, new = b"<p>old" * 100, random.Random(1).randbytes(50_000)
    with shelf.writing() as writer:
        writer.put("/a/", old)
    before = shelf.digest()

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        with shelf.writing() as writer:
            for verb in (writer.put, writer.put_gone):
                with pytest.raises(ShelfError, match="then print again"):
                    verb("/a/", new)
            with pytest.raises(ShelfError):
                writer.put("/photo.jpg", new)

    in_a_child(no_room)
    assert shelf.digest() == before
    assert not [path for path in tmp_path.rglob(".*") if path.name != ".lock"]
    with shelf.writing() as writer:
        assert writer.put("/a/", new)


def fill(shelf, laid):
    with shelf.writing() as writer:
        for number in range(200):
            body = b"%d " % number * 1500
            writer.put(f"/{number}/", body)
            laid[f"/{number}/"] = body


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_full_disk_says_so(tmp_path):
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", tmp_path], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this system does not let us mount")
    try:
        shelf = Shelf(tmp_path / "shelf")
        laid = {}
        with pytest.raises(ShelfFullError, match="Free some space, then print again"):
            fill(shelf, laid)
        assert 5 < len(laid) < 100
        assert {address for _, address in shelf.walk()} == set(laid)
        assert all(shelf.read(shelf.look_up(address).path).body == body for address, body in laid.items())
        for number in (0, 1, 2):
            shutil.rmtree(shelf.root / f"pages/{number}")
        with shelf.writing() as writer:
            writer.put("/0/", laid["/0/"])
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_quotas_are_full_disks():
    with pytest.raises(ShelfFullError), on_disk("/shelf"):
        raise OSError(122, "Disk quota exceeded", "/shelf/pages/a")
