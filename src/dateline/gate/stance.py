"""How the gate stands now: what the newsroom wants of it, whether it is raised, how hard it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from dateline.gate.load import LOAD, difficulty_of
from dateline.gate.models import GateSettings, GateState
from dateline.gate.values import Difficulty
from dateline.lib.api import now

_REMEMBERED = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Stance:
    """What the records say."""

    raised_until: datetime | None
    checks: frozenset[str]
    asks_from: str

    @property
    def difficulty(self) -> Difficulty:
        """As hard as the load wants it; a raised gate is under siege."""
        if self.raised_until is not None and now() < self.raised_until:
            return Difficulty.SIEGE
        return LOAD.difficulty()

    def asks(self, load: int = 0) -> bool:
        """Whether readers without JavaScript are asked for a step; ``load`` was counted elsewhere."""
        return self.difficulty.reaches(self.asks_from) or difficulty_of(load).reaches(self.asks_from)


class _Memory:
    read_at: datetime | None = None
    stance: Stance


def stance() -> Stance:
    """How the gate stands. Remembered for three seconds: under siege nobody has time to ask the database each time.

    Inside a transaction it is neither remembered nor taken from memory: what is read there may never come true.
    """
    if connection.in_atomic_block:
        return _read()
    if _Memory.read_at is None or not timedelta() <= now() - _Memory.read_at < _REMEMBERED:
        _Memory.stance, _Memory.read_at = _read(), now()
    return _Memory.stance


def forget(**_: object) -> None:
    """Ask the database again; also a receiver of signals."""
    _Memory.read_at = None


def _read() -> Stance:
    wanted = GateSettings.objects.first() or GateSettings()
    state = GateState.objects.first()
    return Stance(state.raised_until if state else None, frozenset(wanted.checks), wanted.asks_from)
