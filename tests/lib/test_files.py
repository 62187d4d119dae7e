import subprocess
import sys

import pytest

from dateline.lib.api import FileLock, LockedError, write_atomically


def test_a_file_is_replaced_in_whole(tmp_path):
    path = tmp_path / ("a" * 255)
    write_atomically(path, b"one")
    with path.open("rb") as old:
        write_atomically(path, b"two")
        assert old.read() == b"one"
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_nothing(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "folder", b"")
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "file", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_lock_has_one_holder(tmp_path):
    path = tmp_path / "lock"
    with FileLock(path) as lock:
        with pytest.raises(LockedError, match=str(path)):
            lock.acquire()
        for options in ({"blocking": False}, {"timeout": 0.05}):
            with pytest.raises(LockedError, match=str(path)):
                FileLock(path).acquire(**options)
    with FileLock(path):
        pass
    lock.release()


def test_a_lock_dies_with_its_holder(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from dateline.lib.api import FileLock\n"
        "FileLock(Path(sys.argv[1])).acquire(); print(flush=True); time.sleep(60)"
    )
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        with pytest.raises(LockedError):
            FileLock(path).acquire(blocking=False)
        holder.kill()
    FileLock(path).acquire(blocking=False)


def test_a_lock_is_not_passed_on(tmp_path):
    code = "from pathlib import Path; print([str(fd.resolve()) for fd in Path('/proc/self/fd').iterdir()])"
    with FileLock(tmp_path / "lock"):
        files = subprocess.check_output([sys.executable, "-c", code], close_fds=False, text=True)
    assert str(tmp_path) not in files
