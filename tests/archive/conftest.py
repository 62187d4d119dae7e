"""An empty house into which sites are taken over."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dateline.edition import api as edition
from tests.archive.site import written, wxr


@dataclass
class House:
    """A house, and whoever takes a site over into it."""

    folder: Path
    number: int = 0
    last: dict[str, Any] = field(default_factory=dict)

    def take(self, *parts: str, **options: Any) -> Any:
        """Take over a site with these authors, terms and items; gives the run."""
        about = {name: options.pop(name) for name in ("language", "title", "home") if name in options}
        self.number += 1
        return self.take_file(written(self.folder, wxr(*parts, **about), f"{self.number}.xml"), **options)

    def take_file(self, *paths: Path, **options: Any) -> Any:
        """The same from files."""
        from dateline.archive.api import Options, take_over

        asked = {
            name: options.pop(name) for name in ("stop", "report", "chosen", "fetch", "dry_run") if name in options
        }
        return take_over(list(paths), Options(workers=0, **options), **asked)

    def story(self, headline: str) -> Any:
        """The one story with this headline."""
        from dateline.desk.models import Story

        return Story.objects.get(headline=headline)

    def answers(self, address: str) -> tuple[str, str]:
        """What stands at an address: story, file, moved (and where), gone, nothing."""
        from dateline.desk.standing import what_stood_at

        return what_stood_at(address)

    def page(self, address: str) -> str:
        """What is printed at an address; empty where nothing is."""
        return self.printed(address).decode()

    def printed(self, address: str) -> bytes:
        """The same as bytes."""
        found = edition.shelf().look_up(address)
        is_there = found is not None and found.status == 200 and found.path is not None
        return Path(str(found.path)).read_bytes() if found and is_there else b""

    def leads_to(self, address: str) -> str:
        """Where an address leads; empty where it leads nowhere."""
        found = edition.shelf().look_up(address)
        return found.target if found and found.status == 301 else ""


@pytest.fixture
def house(db: None, shelf_root: Path, tmp_path: Path) -> House:
    """An empty house."""
    return House(tmp_path)
