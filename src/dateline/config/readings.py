"""The kiosk's tallies: files that say how often each page was read in the last few seconds, taken in for the desk.

The kiosk knows no database and the desk knows no kiosk; they meet in a folder. A tally is a file of its own, written
whole (a name that begins with "." is not finished yet), called ``<unix seconds>-<pid>-<number>.json``; in it is one
JSON object of addresses and counts (RFC 8259).
"""

import logging
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
from django.conf import settings

from dateline.desk import api as desk

logger = logging.getLogger("dateline.readings")

SET_ASIDE = ".damaged"
_NAME = re.compile(r"([0-9]{1,11})-[0-9]{1,10}-[0-9]{1,18}\.json", re.ASCII)
_EVERY = 3.0
_AT_ONCE = 200
_LARGEST = 32 * 1024 * 1024
_LONGEST_ADDRESS = 600
_HIGHEST_COUNT = 1_000_000_000
_told: set[str] = set()


class DamagedTallyError(ValueError):
    """A file that is not what the kiosk writes; the message says what is wrong with it."""


class _Rounds:
    due = 0.0


def look() -> None:
    """Take in what lies in the house's folder, every few seconds; without a pause while more waits than one look takes.

    Raises:
        django.db.DatabaseError: the database does not take the tallies; they stay where they are.
    """
    if time.monotonic() >= _Rounds.due:
        more = take_in(Path(settings.DATELINE_HOME) / "readings")
        _Rounds.due = 0.0 if more else time.monotonic() + _EVERY


def take_in(folder: Path) -> bool:
    """Count the tallies that lie in a folder, at most two hundred, and remove them.

    Trip: the kiosk writes a tally → **take in** → ``desk.count_readings``, the counts and the tallies' names in one
    transaction → the files are removed → their names are forgotten the next time. A fall before the commit leaves the
    files uncounted; a fall after it leaves files whose names are known, which are removed without being counted again.
    (Power failures are different: what was taken in during the last moment may be lost or counted twice.)

    Returns:
        Whether more are waiting.

    Raises:
        django.db.DatabaseError: the database does not take them; they stay where they are.
    """
    lying = _lying_in(folder)
    if lying is None:
        return False
    desk.forget_tallies(lying)
    tallies = list(_read_all(folder, lying[:_AT_ONCE]))
    if tallies:
        desk.count_readings(tallies)
    for tally in tallies:
        _remove(folder / tally.name)
    return len(lying) > _AT_ONCE


def read(name: str, content: bytes) -> desk.Tally:
    """A tally out of a file's name and content.

    Raises:
        DamagedTallyError: it is none.
    """
    written = _NAME.fullmatch(name)
    if written is None:
        raise DamagedTallyError("its name is not <unix seconds>-<pid>-<number>.json")
    try:
        counts = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise DamagedTallyError(f"it is not JSON ({error})") from error
    if not isinstance(counts, dict):
        raise DamagedTallyError("it is not a JSON object of addresses and counts")
    for address, count in counts.items():
        _check(address, count)
    return desk.Tally(name, datetime.fromtimestamp(int(written[1]), UTC), counts)


def _check(address: str, count: object) -> None:
    if not address.startswith("/") or len(address) > _LONGEST_ADDRESS or "\0" in address:
        raise DamagedTallyError(f"{address[:80]!r} is not an address of a page")
    if type(count) is not int or not 0 <= count <= _HIGHEST_COUNT:
        raise DamagedTallyError(f"the count of {address[:80]!r} is not a number of readings")


def _lying_in(folder: Path) -> list[str] | None:
    """The names of what may be tallies, the oldest first and troublesome ones last; None if nobody can say."""
    try:
        names = [each.name for each in folder.iterdir()]
    except FileNotFoundError:
        return None
    except OSError as error:
        _tell(str(folder), f"The folder {folder} cannot be read ({error}). Let Dateline's user read and write it.")
        return None
    tallies = (name for name in names if name.endswith(".json") and not name.startswith("."))
    return sorted(tallies, key=lambda name: (name in _told, name))


def _read_all(folder: Path, names: list[str]) -> Iterator[desk.Tally]:
    for name in names:
        path = folder / name
        try:
            if not path.is_file():
                raise DamagedTallyError("it is not a file")
            if path.stat().st_size > _LARGEST:
                raise DamagedTallyError("it is larger than any tally")
            yield read(name, path.read_bytes())
        except DamagedTallyError as error:
            _set_aside(path, error)
        except FileNotFoundError:
            continue
        except OSError as error:
            _tell(name, f"The tally {path} cannot be read ({error}). Let Dateline's user read and write it.")


def _set_aside(path: Path, error: DamagedTallyError) -> None:
    aside = path.with_name(path.name + SET_ASIDE)
    try:
        path.rename(aside)
    except OSError as trouble:
        _tell(path.name, f"The tally {path} is damaged: {error}. It cannot be set aside either ({trouble}). Delete it.")
    else:
        logger.error(
            "A tally of readings is damaged: %s. It is not counted, and kept as %s. Mend it and take %s off its name, "
            "or delete it.",
            error,
            aside,
            SET_ASIDE,
        )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _tell(path.name, f"The tally {path} is counted and cannot be removed ({error}). Delete it.")


def _tell(what: str, words: str) -> None:
    """Log what is wrong once, since it is met again every few seconds."""
    if what not in _told:
        _told.add(what)
        logger.error("%s", words)
