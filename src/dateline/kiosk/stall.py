from dataclasses import dataclass, field

from dateline.kiosk.counter import Counter
from dateline.kiosk.door import Door
from dateline.kiosk.heads import Heads
from dateline.kiosk.limits import Limits
from dateline.kiosk.live import Live


@dataclass(slots=True)
class Stall:
    """What all connections of a kiosk share. ``now`` is the loop's clock, a few hundredths of a second old at most."""

    counter: Counter
    live: Live
    door: Door
    limits: Limits
    heads: Heads = field(default_factory=Heads)
    now: float = 0.0
