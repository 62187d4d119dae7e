"""The press room: the process that looks at the clock.

It publishes what is due, takes in what the kiosk kept, judges comments, turns the day, prints what waits, and takes in
what the kiosk counted. Beside that, in a thread of its own, it writes letters: a mail server may take its time; and in
a process of its own a former site is taken over.
"""

import logging
import os
import signal
import time
from threading import Thread

from dateline.config import opening
from dateline.config.archive_room import ArchiveRoom

logger = logging.getLogger("dateline.press")
_TICK = 0.5
_RESTED = 5.0
_LETTERS_EVERY = 3.0


class _Bell:
    """Rings when the house closes."""

    rung = False

    @classmethod
    def ring(cls, *_: object) -> None:
        """Stop after what is being done now."""
        cls.rung = True


def main() -> None:
    """Look at the clock twice a second until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    import django

    django.setup()
    signal.signal(signal.SIGTERM, _Bell.ring)
    signal.signal(signal.SIGINT, _Bell.ring)
    from django.conf import settings
    from django.db import DatabaseError, close_old_connections

    from dateline.discussion import api as discussion
    from dateline.edition import api as edition

    discussion.try_again()
    if settings.DATELINE_LETTERS:
        Thread(target=_write_letters, name="letters", daemon=True).start()
    archive_room = ArchiveRoom()
    began = False
    while not _Bell.rung:
        pause = _TICK
        try:
            if not began:
                opening.gather_statistics()
                began = True
            tick()
            archive_room.look()
        except edition.PressStoppedError as error:
            logger.error("%s", error)
            pause = _RESTED
        except DatabaseError:
            logger.exception("The database does not answer; trying again in %s seconds.", _RESTED)
            pause = _RESTED
        except Exception:  # one kind of work that fails must not keep the others from being done
            logger.exception("Something failed in the press room; trying again in %s seconds.", _RESTED)
            pause = _RESTED
        close_old_connections()
        _rest(pause)
    archive_room.close()


def tick() -> None:
    """One look at the clock."""
    from dateline.config import readings
    from dateline.desk import api as desk
    from dateline.discussion import api as discussion
    from dateline.edition import api as edition
    from dateline.gate import api as gate

    desk.publish_due()
    discussion.drain()
    discussion.judge_waiting()
    if edition.turn_the_day():
        discussion.prune()
        gate.prune()
        desk.prune_readings()
        opening.gather_statistics()
    edition.order_if_imprint_changed()
    edition.print_urgent()
    if edition.waiting(urgent=False):
        edition.print_everything(stop=lambda: _Bell.rung)
    # The last, so that no trouble with counting keeps anything from print.
    readings.look()


def _write_letters() -> None:
    from django.db import DatabaseError, close_old_connections

    from dateline.discussion import api as discussion

    while not _Bell.rung:
        try:
            discussion.write_letters(stop=lambda: _Bell.rung)
        except DatabaseError:
            logger.exception("Letters wait: the database does not answer.")
        except Exception as error:  # noqa: BLE001  # what it says may name a reader: only its kind is told
            logger.error("Letters wait: %s.", type(error).__name__)
        close_old_connections()
        _rest(_LETTERS_EVERY)


def _rest(seconds: float) -> None:
    until = time.monotonic() + seconds
    while not _Bell.rung and time.monotonic() < until:
        time.sleep(0.1)


if __name__ == "__main__":
    main()
