"""The benchmark of the river: how long an editor waits for it, at a thousand and at a hundred thousand items."""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from measure import median_ms
from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
PLACES = ("harbour", "mole", "yard", "tower", "market", "bridge", "chapel", "school", "dock", "lane", "square", "ferry")
COLUMNS = {
    "river": ("river, ms", 1, 0),
    "news": ("what is new, ms", 1, 0),
    "source": ("one source, ms", 1, 0),
    "language": ("one language, ms", 1, 0),
    "topic": ("one topic, ms", 1, 0),
    "words": ("words without a find, ms", 1, 0),
    "far": ("far down, ms", 1, 0),
    "item": ("one item, ms", 1, 0),
}


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    report = Report([Columns("The river", "river", COLUMNS)], "items", as_json=given.json)
    with tempfile.TemporaryDirectory(prefix="dateline-river-") as home:
        wire = _Wire(Path(home))
        for size in sorted(given.items):
            report.begin("fill", size)
            wire.fill(size)
            report.add("River", size, **wire.measure())
    report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/river", description=__doc__)
    parser.add_argument("--items", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", action="store_true")
    return parser


class _Wire:
    """A newspaper on SQLite in a folder, with an editor at the wire."""

    def __init__(self, home: Path) -> None:
        os.environ.update(DATELINE_HOME=str(home), DJANGO_SETTINGS_MODULE="dateline.config.settings")
        from dateline.config import opening

        opening.set_up()
        from django.test import Client
        from tests.newsroom import Newsroom

        from dateline.wire.models import Source

        self.chance, newsroom = random.Random(417), Newsroom.open()
        named = [
            Source(name=f"Source {each}", outlet=f"Outlet {each}", address=f"https://o{each}.test/")
            for each in range(100)
        ]
        self.sources = Source.objects.bulk_create(named)
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(newsroom.somebody("editor"))

    def fill(self, size: int) -> None:
        """Have so many items in all; half of them are spiked."""
        from dateline.config import opening
        from dateline.wire.models import Item

        while (there := Item.objects.count()) < size:
            count = min(2_000, size - there)
            Item.objects.bulk_create(self._item(there + each) for each in range(count))
        opening.gather_statistics()

    def _item(self, number: int) -> Any:
        from dateline.lib import clock
        from dateline.wire.models import Item

        said = "\n".join(" ".join(self.chance.choices(PLACES, k=60)) for _ in range(8))
        evidence = {"value": "A Name", "evidence": "By A Name", "confidence": 0.85, "witness": "prose"}
        return Item(
            source=self.sources[number % 100],
            key=str(number),
            address=f"https://o{number % 100}.test/{number}",
            headline=f"The {self.chance.choice(PLACES)} of the {self.chance.choice(PLACES)}, {number}",
            standfirst=said[:200],
            body=said,
            outlet=f"Outlet {number % 100}",
            language=("en", "az", "fa", "tr", "ru")[number % 5],
            published="2026-03-02",
            topics=f"\nTopic {number % 30}\n",
            facts=dict.fromkeys(("headline", "bylines", "outlet", "dateline", "original_outlet"), evidence),
            received_at=clock.now() - timedelta(minutes=number),
            copies=number // 3 + 1,
            state="spiked" if number % 2 else "new",
        )

    def measure(self) -> dict[str, float]:
        """How long each of the desk's pages takes, the median of five."""
        from dateline.wire.models import Item

        newest = Item.objects.latest("pk").pk

        def page(**asked: Any) -> Callable[[], Any]:
            return lambda: self._get("/desk/wire/", asked)

        return {
            "river": median_ms(page()),
            "news": median_ms(page(after=newest)),
            "source": median_ms(page(source=self.sources[7].pk)),
            "language": median_ms(page(language="fa")),
            "topic": median_ms(page(topic="Topic 7")),
            "words": median_ms(page(q="no such word")),
            "far": median_ms(page(before=newest // 4)),
            "item": median_ms(lambda: self._get(f"/desk/wire/{newest}/", {})),
        }

    def _get(self, where: str, asked: dict[str, Any]) -> None:
        answer = self.client.get(where, asked)
        assert answer.status_code == 200, answer.status_code
