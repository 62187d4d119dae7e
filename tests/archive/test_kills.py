"""A takeover that is killed anywhere, and run again, ends as one that was not."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PIL import Image

from tests.archive.site import HOME, author, category, comment, item, label, meta, written, wxr

_TOLD = """
import json
from django.db.models import F
from dateline.archive.models import Carried, Run
from dateline.archive.account import lines
from dateline.desk.models import Lead, Story, MovedAddress, KeptFile, Photograph
from dateline.discussion.models import Comment
run = Run.objects.order_by("pk").last()
print(json.dumps([
    sorted(map(list, Story.objects.values_list(
        "headline", "address", "live", "section__name", "lead_photograph__title"))),
    sorted(map(list, Comment.objects.values_list("text", "place", "reply_to__text", "state", "story__headline"))),
    sorted(map(list, MovedAddress.objects.values_list("address", "story__headline", "target"))),
    sorted(Lead.objects.values_list("story__headline", flat=True)),
    sorted(KeptFile.objects.values_list("address", flat=True)), Photograph.objects.count(),
    sorted(map(list, Carried.objects.values_list("kind", "old_id", "outcome", "why"))),
    [[line.kind, line.stood, line.new, line.left, line.twice, line.adds_up] for line in lines(run)],
], default=str))
"""
_POSTS, _ATTEMPTS, _FEWEST_KILLS = 500, 7, 4


def dateline(*words: str) -> list[str]:
    return [sys.executable, "-m", "dateline.config", *words]


def told(house: Path) -> list:
    out = subprocess.run(
        dateline("manage", "shell", "-v0", "-c", _TOLD), env=environ(house), capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    return json.loads(out.stdout.strip().splitlines()[-1])


def environ(house: Path) -> dict[str, str]:
    return {**os.environ, "DATELINE_HOME": str(house)}


def export(folder: Path) -> tuple[Path, Path]:
    """A site of some hundred posts with comments and photographs, and the folder of its uploads."""
    uploads = folder / "uploads"
    uploads.mkdir()
    parts = [author("oda", "Oda Verrin"), category("news", "News", number=3)]
    for number in range(30):
        Image.new("RGB", (80, 60), (number, 90, 120)).save(uploads / f"p{number}.png")
        parts.append(
            item(9000 + number, f"Picture {number}", "", kind="attachment", status="inherit", parent=number,
                 attachment=f"{HOME}/wp-content/uploads/p{number}.png")
        )  # fmt: skip
    for number in range(1, _POSTS):
        inside = [label("news", "News"), comment(number * 10, f"One of {number}"),
                  comment(number * 10 + 1, f"Two of {number}", parent=number * 10)]  # fmt: skip
        inside.append(meta("_thumbnail_id", str(9000 + number)))
        parts.append(item(number, f"Story {number}", sticky=int(number in {1, 2}), inside=inside))
    return written(folder, wxr(*parts)), uploads


def _goes_on(process: "subprocess.Popen[bytes]", house: Path) -> bool:
    """Wait until a run has stored something more than before; False if it ends first."""
    before = _stage(house)
    while process.poll() is None:
        if _stage(house) != before:
            return True
        time.sleep(0.005)
    return False


def _stage(house: Path) -> list:
    with closing(sqlite3.connect(f"file:{house / 'dateline.sqlite3'}?mode=ro", uri=True, timeout=10)) as database:
        return database.execute("SELECT stage, done, state FROM archive_run").fetchall()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_anywhere_and_run_again_it_ends_as_one_clean_run(tmp_path: Path) -> None:
    path, uploads = export(tmp_path)
    words = ("import", "wordpress", str(path), "--media", str(uploads))
    clean, killed = tmp_path / "clean", tmp_path / "killed"
    for house in (clean, killed):
        subprocess.run(dateline("manage", "migrate", "-v0"), env=environ(house), check=True, timeout=120)
    subprocess.run(dateline(*words), env=environ(clean), check=True, timeout=300, stdout=subprocess.DEVNULL)
    pick, kills = random.Random(7), 0
    for _attempt in range(_ATTEMPTS):
        process = subprocess.Popen(
            dateline(*words), env=environ(killed), start_new_session=True, stdout=subprocess.DEVNULL
        )
        if _goes_on(process, killed):
            time.sleep(pick.uniform(0, 0.05))
            kills += process.poll() is None
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)
    subprocess.run(dateline(*words), env=environ(killed), check=True, timeout=300, stdout=subprocess.DEVNULL)
    assert kills >= _FEWEST_KILLS
    assert told(killed) == told(clean)
