"""What can go wrong at the desk; each says what happened and what to do next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.desk.models import Story


class DeskError(Exception):
    """Anything the desk refuses."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a story lacks before it can be printed: the field, and the cure in words."""

    field: str
    cure: str


class NotReadyError(DeskError):
    """The story cannot be printed as it is."""

    def __init__(self, lacks: list[Lack]) -> None:
        """Take every lack at once, so that an editor cures all of them in one go."""
        self.lacks = lacks
        super().__init__("Not ready for print. " + " ".join(str(lack.cure) for lack in lacks))


class NotPublishedError(DeskError):
    """Only what stands in the paper can be corrected or killed."""


class AlreadyPickedUpError(DeskError):
    """There is a story of this item, of a copy of it, or of the same original; ``story`` is that one."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        super().__init__(f"“{story.headline}” was made of the same original.")


class NotMendedError(DeskError):
    """A damage could not be mended by itself: the text is another now, or the place spans what must stay apart."""
