"""The edition's front door: ordering and printing the paper."""

from dateline.edition.errors import EditionError, PressStoppedError
from dateline.edition.everything import Progress, print_everything
from dateline.edition.ordering import order_everything, take_stock
from dateline.edition.press import print_urgent, shelf, waiting
from dateline.edition.signal_handlers import holding_the_press, take_trouble
from dateline.edition.turning import mend, order_if_imprint_changed, turn_the_day
from dateline.shelf.api import can_hold as can_stand

__all__ = [
    "EditionError",
    "PressStoppedError",
    "Progress",
    "can_stand",
    "holding_the_press",
    "mend",
    "order_everything",
    "order_if_imprint_changed",
    "print_everything",
    "print_urgent",
    "shelf",
    "take_stock",
    "take_trouble",
    "turn_the_day",
    "waiting",
]
