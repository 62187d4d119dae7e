"""What the wire asks of the room that makes stories; it fills this place when the application starts."""

from collections.abc import Callable


class _Seams:
    pick_up: Callable[[int], str] | None = None


def fill_pick_up(address_of: Callable[[int], str]) -> None:
    """Called once by the room that makes stories: where an item (its id) is picked up, by POST."""
    _Seams.pick_up = address_of


def pick_up_address(item: int) -> str:
    """Where an item is picked up; "" where nobody makes stories of it."""
    return _Seams.pick_up(item) if _Seams.pick_up else ""
