"""The benchmark of many comments: how long a moderator waits for the queue, how much a long thread prints anew."""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from measure import median_ms
from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
WORDS = ("harbour", "lamp", "wall", "keeper", "ferry", "stone", "night", "rope", "tide", "mason", "quay", "bread")
QUEUE = {
    "waiting": ("waiting, ms", 1, 0),
    "all": ("all, ms", 1, 0),
    "search": ("search, ms", 1, 0),
    "story": ("one story, ms", 1, 0),
    "approve": ("approve, ms", 1, 0),
}
THREAD = {
    "files": ("files printed", 1, 0),
    "print_ms": ("one approval in print, ms", 1, 0),
    "page_kb": ("largest page, kB", 1, 0),
}


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    tables = [Columns("The queue", "waiting", QUEUE), Columns("A thread", "files", THREAD)]
    report = Report(tables, "comments", as_json=given.json)
    with tempfile.TemporaryDirectory(prefix="dateline-threads-") as home:
        paper = _Paper(Path(home))
        for size in sorted(given.queue):
            report.begin("queue", size)
            paper.fill(size)
            report.add("Queue", size, **paper.queue())
        for size in sorted(given.thread):
            report.begin("thread", size)
            report.add("Thread", size, **paper.thread(size))
    report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/threads", description=__doc__)
    parser.add_argument("--queue", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="comments in all")
    parser.add_argument("--thread", type=int, nargs="*", default=[50, 500, 5_000], help="comments under one story")
    parser.add_argument("--json", action="store_true")
    return parser


class _Paper:
    """A newspaper on SQLite in a folder, with a moderator at the desk."""

    def __init__(self, home: Path) -> None:
        os.environ.update(DATELINE_HOME=str(home), DJANGO_SETTINGS_MODULE="dateline.config.settings")
        from dateline.config import opening

        opening.set_up()
        from django.test import Client
        from tests.newsroom import Newsroom

        self.chance, self.newsroom = random.Random(417), Newsroom.open()
        self.stories = [
            self.newsroom.publish(self.newsroom.write(f"Story {each}", section="news")) for each in range(20)
        ]
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(self.newsroom.somebody("editor"))

    def fill(self, size: int) -> None:
        """Have so many comments in all; a tenth of them wait."""
        from dateline.discussion.models import Comment

        while (there := Comment.objects.count()) < size:
            count = min(5_000, size - there)
            Comment.objects.bulk_create(self._comment(there + each) for each in range(count))
        from dateline.config import opening

        opening.gather_statistics()

    def _comment(self, number: int, story: Any = None, place: int | None = None) -> Any:
        from dateline.discussion.judging import shape_of
        from dateline.discussion.models import Comment
        from dateline.lib import clock

        said = " ".join(self.chance.choices(WORDS, k=40))
        states = [Comment.State.HELD, *([Comment.State.REJECTED] * 7), *([Comment.State.SPAM] * 2)]
        return Comment(
            story=story or self.stories[number % len(self.stories)],
            language="en",
            name=f"Reader {number}",
            text=said,
            fingerprint="",
            shape=shape_of(said),
            at=clock.now() - timedelta(minutes=number),
            state=Comment.State.APPROVED if place else states[number % 10],
            place=place,
        )

    def queue(self) -> dict[str, float]:
        """How long the desk's pages of comments take."""
        from dateline.discussion import api as discussion
        from dateline.discussion.models import Comment

        def page(**asked: Any) -> Callable[[], Any]:
            return lambda: self._get("/desk/comments/", asked)

        def approve() -> None:
            comment = Comment.objects.filter(state="held").values_list("pk", flat=True).first()
            discussion.decide([comment], "approve", by=None)

        return {
            "waiting": median_ms(page()),
            "all": median_ms(page(view="all")),
            "search": median_ms(page(view="all", q="no such word")),
            "story": median_ms(page(view="all", story=self.stories[3].pk)),
            "approve": median_ms(approve),
        }

    def _get(self, where: str, asked: dict[str, Any]) -> None:
        answer = self.client.get(where, asked)
        assert answer.status_code == 200, answer.status_code

    def thread(self, size: int) -> dict[str, float]:
        """What one more comment under so many costs the press."""
        from dateline.discussion import api as discussion
        from dateline.discussion.models import Comment, Thread
        from dateline.edition import api as edition

        story = self.newsroom.publish(self.newsroom.write(f"A story with {size} comments", section="news"))
        Comment.objects.bulk_create(self._comment(each, story, each + 1) for each in range(size))
        Thread.objects.create(pk=story.pk, places=size, standing=size)
        edition.order_everything("bench")
        edition.print_everything()
        held = [self._comment(each * 10, story) for each in range(5)]
        Comment.objects.bulk_create(held)
        times, files = [], []
        for each in held:
            before = _files(edition.shelf())
            began = time.perf_counter()
            discussion.decide([each.pk], "approve", by=None)
            edition.print_urgent()
            times.append(time.perf_counter() - began)
            after = _files(edition.shelf())
            files.append(sum(before.get(name) != stamp for name, stamp in after.items()))
        pages = [
            each.stat().st_size for each in Path(f"{edition.shelf().root}/pages{story.address}").rglob("index.html")
        ]
        return {"files": max(files), "print_ms": 1000 * statistics.median(times), "page_kb": max(pages) / 1024}


def _files(shelf: Any) -> dict[str, tuple[int, int]]:
    """Every printed file that is not a compressed copy, with its number and its time."""
    found = (each for each in Path(shelf.root).rglob("*") if each.is_file() and each.suffix not in {".br", ".gz"})
    return {str(each): (each.stat().st_ino, each.stat().st_mtime_ns) for each in found if "pages" in each.parts}
