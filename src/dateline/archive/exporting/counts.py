"""What went out, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.archive.importing.trip import Progress

Report = Callable[[Progress], None]


@dataclass(slots=True)
class Counts:
    """How much of each kind went out. ``changed`` and ``removed`` are files of a folder that was there before."""

    stories: int = 0
    pages: int = 0
    files: int = 0
    comments: int = 0
    kept: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        """In words, what there is nothing of left out."""
        told = {
            "stories": self.stories,
            "pages": self.pages,
            "photographs and files": self.files,
            "comments": self.comments,
            "other things as they were kept": self.kept,
            "changed": self.changed,
            "removed": self.removed,
        }
        return ", ".join(f"{number:,} {what}" for what, number in told.items() if number) or "Nothing"


def silent(_progress: Progress) -> None:
    """A report that nobody reads."""
