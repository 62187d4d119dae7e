"""What is measured, each in a process of its own: ``python bench/steps.py print RESULT …``. The result is JSON."""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from servers import free_port, running

HERE = Path(__file__).resolve().parent
REPETITIONS, WARM_UPS = 15, 3


def main() -> None:
    """Do one step and write what it found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=("fill", "print", "publish", "hugo-content"))
    parser.add_argument("result", type=Path)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--presses", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--profile", type=Path)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    step = {"fill": _fill, "print": _print, "publish": _publish, "hugo-content": _hugo_content}[given.step]
    found = _profiled(step, given) if given.profile else step(given)
    given.result.write_text(json.dumps(found), encoding="utf-8")


def _profiled(step: Any, given: argparse.Namespace) -> dict[str, Any]:
    import cProfile

    profile = cProfile.Profile()
    try:
        return profile.runcall(step, given)
    finally:
        profile.dump_stats(given.profile)


def _fill(given: argparse.Namespace) -> dict[str, Any]:
    from archive import fill
    from dateline.config import opening

    opening.set_up()
    fill(given.stories)
    return {}


def _hugo_content(given: argparse.Namespace) -> dict[str, Any]:
    import hugo_site

    hugo_site.write(given.folder, given.stories)
    return {}


def _print(given: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from dateline.edition import api as edition

    def report(progress: edition.Progress) -> None:
        print(f"{progress.done:,} of {progress.done + progress.left:,} print orders", flush=True)

    began = time.monotonic()
    orders = edition.order_everything("a benchmark")
    ordered = time.monotonic()
    changed = edition.print_everything(presses=given.presses, report=report)
    done = time.monotonic()
    left = edition.waiting()
    if left:
        raise SystemExit(f"{left} print orders are left")
    return {"orders": orders, "changed": changed, "orders_seconds": ordered - began, "print_seconds": done - ordered}


# One publication


def _publish(_given: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings

    from dateline.edition import api as edition

    edition.print_urgent()
    port = free_port()
    command = [sys.executable, "-m", "dateline.kiosk", "--shelf", str(settings.SHELF), "--listen", f"127.0.0.1:{port}"]
    with running("the kiosk", command, port), Watcher(port) as watcher:
        publisher = _Publisher(watcher)
        return {"change": publisher.repeat(publisher.change), "new": publisher.repeat(publisher.publish_new)}


class Watcher:
    """A reader in another process (see watcher.py)."""

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        command = [sys.executable, str(HERE / "watcher.py"), "127.0.0.1", str(port), source]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> "Watcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def watch(self, address: str, words: str) -> None:
        """Begin to watch; comes back when the watcher has begun."""
        self.process.stdin.write(json.dumps({"address": address, "words": words}) + "\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def seen(self) -> float:
        """When the words were seen."""
        return float(self.process.stdout.readline())


class _Publisher:
    """An editor's hand: what the desk's request does, in its one transaction, with the press after the commit."""

    def __init__(self, watcher: Watcher) -> None:
        from django.contrib.auth import get_user_model

        from dateline.desk.models import Contributor, Section, Story, Topic
        from dateline.edition import ordering, press

        self.watcher = watcher
        self.editor, _ = get_user_model().objects.get_or_create(
            username="bench", defaults={"is_staff": True, "is_superuser": True}
        )
        self.stories = list(Story.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
        self.section, self.topics = Section.objects.first(), list(Topic.objects.all()[:2])
        self.contributor = Contributor.objects.first()
        self.spent: dict[str, float] = {}
        self._time(ordering, "order_story", "orders")
        self._time(press, "print_urgent", "print")

    def _time(self, module: Any, name: str, what: str) -> None:
        """Note how long a function of Dateline takes from now on."""
        function = getattr(module, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.monotonic()
            try:
                return function(*arguments, **named)
            finally:
                self.spent[what] = self.spent.get(what, 0.0) + time.monotonic() - began

        setattr(module, name, timed)

    def repeat(self, publish: Any) -> list[dict[str, Any]]:
        """Publish again and again; gives what each publication took, the warm-ups left out."""
        return [publish(number) for number in range(WARM_UPS + REPETITIONS)][WARM_UPS:]

    def change(self, number: int) -> dict[str, Any]:
        """Change the headline of a story: in turn one of the newest, one from the middle, one of the oldest."""
        from dateline.desk.models import Story

        step = number // 3
        age, place = (("newest", -1 - step), ("middle", len(self.stories) // 2 + step), ("oldest", step))[number % 3]
        story = Story.objects.get(pk=self.stories[place])
        headline = f"Changed {number} {story.headline}"[:200]

        def save() -> None:
            draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
            draft.headline = headline
            revision = draft.save_revision(user=self.editor, log_action=True)
            revision.publish(user=self.editor)

        return {"age": age, **self._timed(save, str(story.address), f">{headline}</h1>")}

    def publish_new(self, number: int) -> dict[str, Any]:
        """Write a story and publish it."""
        from dateline.desk.models import Byline, Story
        from dateline.lib import clock

        headline, slug = f"A new story, the {number}th of its kind", f"a-new-story-{number}"
        text = "<p>" + "It was written while the clock ran, and it is as long as others. " * 5 + "</p>"

        def save() -> None:
            story = Story(
                headline=headline,
                slug=slug,
                standfirst="What it is about, in a line.",
                section=self.section,
                locale=self.section.locale,
                body=[("paragraph", text)] * 8,
                dateline_place="Port Ferrow",
                live=False,
            )
            story.topics = self.topics
            story.bylines = [Byline(contributor=self.contributor, role="writer")]
            story.save()
            revision = story.save_revision(user=self.editor, log_action=True)
            revision.publish(user=self.editor)

        today = clock.today(clock.zone("UTC"))
        return {"age": "new", **self._timed(save, f"/{today:%Y/%m/%d}/{slug}/", f">{headline}</h1>")}

    def _timed(self, save: Any, address: str, words: str) -> dict[str, Any]:
        from django.db import transaction

        from dateline.edition.models import PrintOrder, PrintRun

        self.watcher.watch(address, words)
        self.spent.clear()
        began = time.monotonic()
        with transaction.atomic():  # as dateline.config.middleware.OneTransaction
            save()
            saved = time.monotonic()
        done = time.monotonic()
        seen = self.watcher.seen()
        if math.isnan(seen) or PrintOrder.objects.exists():
            raise SystemExit(f"{address} was not printed, or not served")
        run = PrintRun.objects.latest("at")
        orders, printing = self.spent.get("orders", 0.0), self.spent.get("print", 0.0)
        return {
            "seen": seen - began,
            "done": done - began,
            "save": saved - began - orders,
            "orders": orders,
            "commit": done - saved - printing,
            "print": printing,
            "pages_ordered": run.orders,
            "pages_changed": run.changed,
        }


if __name__ == "__main__":
    main()
