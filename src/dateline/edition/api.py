"""The edition's front door: ordering and printing the paper."""

from dateline.edition.errors import EditionError, PressStoppedError
from dateline.edition.ordering import order_everything, take_stock
from dateline.edition.press import (
    Progress,
    order_if_imprint_changed,
    print_everything,
    print_urgent,
    shelf,
    turn_the_day,
    waiting,
)
from dateline.edition.signal_handlers import holding_the_press

__all__ = [
    "EditionError",
    "PressStoppedError",
    "Progress",
    "holding_the_press",
    "order_everything",
    "order_if_imprint_changed",
    "print_everything",
    "print_urgent",
    "shelf",
    "take_stock",
    "turn_the_day",
    "waiting",
]
