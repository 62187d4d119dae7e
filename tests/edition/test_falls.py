"""What falls, stands up again: a killed press, a full disk, two presses at once. Real processes on a real disk."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.shelf.api import Shelf

REPOSITORY = Path(__file__).parents[2]
STORIES = 400
FILL = "import django; django.setup(); import sys; sys.path.insert(0, 'bench'); import archive; archive.fill(%d)"


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DATELINE", "DATABASE", "DJANGO"))}
    return {**kept, "DATELINE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "dateline.config.settings"}


def start(home: Path, *words: str, **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dateline.config", *words],
        env=environment(home), cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, **options,
    )  # fmt: skip


def run(home: Path, *words: str, **options) -> tuple[int, str]:
    process = start(home, *words, **options)
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """A house with a few hundred stories, nothing printed yet."""
    home = tmp_path_factory.mktemp("archive")
    run(home, "manage", "migrate", "-v0")
    subprocess.run(
        [sys.executable, "-c", FILL % STORIES], env=environment(home), cwd=REPOSITORY, check=True, timeout=120
    )
    return home


@pytest.fixture
def house(archive, tmp_path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(archive, tmp_path / "house"))


@pytest.fixture(scope="module")
def clean_print(archive, tmp_path_factory) -> dict[str, str]:
    """The shelf of one print that nothing disturbed."""
    home = Path(shutil.copytree(archive, tmp_path_factory.mktemp("clean") / "house"))
    status, said = run(home, "print", "--all")
    assert status == 0, said
    return Shelf(home / "shelf").digest()


def pages(home: Path) -> list[Path]:
    return [path for path in (home / "shelf" / "pages").rglob("index.html") if not path.name.startswith(".")]


def test_a_press_killed_again_and_again_finishes_its_orders(house, clean_print):
    dice = random.Random(8)
    process = start(house, "print", "--all")
    for _ in range(8):
        time.sleep(0.9 + dice.random() * 0.8)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        for page in pages(house):
            assert page.read_bytes().rstrip().endswith(b"</html>"), "no page is torn"
        process = start(house, "print")
    process.communicate(timeout=120)

    assert Shelf(house / "shelf").digest() == clean_print


def test_a_press_that_is_told_to_stop_goes_on_where_it_was(house, clean_print):
    process = start(house, "print", "--all")
    time.sleep(1.6)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    status, _ = run(house, "print")

    assert status == 0
    assert Shelf(house / "shelf").digest() == clean_print


def test_two_presses_at_once_print_one_paper(house, clean_print):
    first, second = start(house, "print", "--all"), start(house, "print")
    said = [process.communicate(timeout=120) for process in (first, second)]
    run(house, "print")

    assert first.returncode == 0, said
    assert Shelf(house / "shelf").digest() == clean_print


@pytest.fixture
def small_disk(house):
    """The shelf on a disk of its own, far too small; what mounts it needs to be root."""
    where = house / "shelf"
    where.mkdir(exist_ok=True)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", where], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield where
    subprocess.run(["umount", where], check=False)


def test_a_full_disk_is_said_and_nothing_is_lost(house, small_disk, clean_print):
    status, said = run(house, "print", "--all")

    assert status == 1, said
    assert "Traceback" not in said
    assert "full" in said, said
    for page in pages(house):
        assert page.read_bytes().rstrip().endswith(b"</html>"), "no page is torn"
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    status, said = run(house, "print")
    assert status == 0, said
    assert Shelf(house / "shelf").digest() == clean_print
