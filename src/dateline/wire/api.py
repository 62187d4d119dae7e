"""The wire's front door: other outlets' stories, each fact with its evidence, and what became of them."""

from dateline.wire import evidence
from dateline.wire.copy_check import check as check_copy
from dateline.wire.errors import UnknownItemError, WireError
from dateline.wire.filing import Filed
from dateline.wire.items import Taken, item, page_of, withheld
from dateline.wire.learning import learn
from dateline.wire.looking import forget, look_soon, watch
from dateline.wire.originals import AlertSeen, Standing, alert, answer_alert, open_alerts, standing, watched
from dateline.wire.reading import read_text
from dateline.wire.seams import fill_pick_up
from dateline.wire.spiking import note_pick_up
from dateline.wire.taking import fetch_file, take
from dateline.wire.values import Damage, ReadStory
from dateline.wire.watching import Change, changes

__all__ = [
    "AlertSeen",
    "Change",
    "Damage",
    "Filed",
    "ReadStory",
    "Standing",
    "Taken",
    "UnknownItemError",
    "WireError",
    "alert",
    "answer_alert",
    "changes",
    "check_copy",
    "evidence",
    "fetch_file",
    "fill_pick_up",
    "forget",
    "item",
    "learn",
    "look_soon",
    "note_pick_up",
    "open_alerts",
    "page_of",
    "read_text",
    "standing",
    "take",
    "watch",
    "watched",
    "withheld",
]
