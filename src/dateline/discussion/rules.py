"""Whether a comment is printed, waits for a moderator, or is spam. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

AN_ATTACK: Final = 20  # comments within ten minutes, at the least
TIMES_THE_USUAL: Final = 8
MANY: Final = 6  # comments from one place within ten minutes, this one among them
Ban = Literal["", "hold", "spam"]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision rests on. ``mode`` is that of the story; ``recent`` counts comments from the same place."""

    mode: str
    is_incomplete: bool = False
    is_trusted: bool = False
    is_under_attack: bool = False
    gate: str = ""
    ban: Ban = ""
    looks_like_spam: bool = False
    is_trapped: bool = False
    is_private: bool = False
    recent: int = 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """``approved``, ``held`` or ``spam``, and every reason why it is not in print (codes, see ``reasons.py``)."""

    state: Literal["approved", "held", "spam"]
    reasons: tuple[str, ...] = ()


def rule(facts: Facts) -> Ruling:
    """Rule on a comment. What is doubtful is held; nothing is thrown away."""
    reasons = (
        ("closed", facts.mode == "closed"),
        ("incomplete", facts.is_incomplete),
        ("moderated", facts.mode == "held"),
        ("newcomer", facts.mode == "trusted" and not facts.is_trusted),
        ("attack", facts.is_under_attack and not facts.is_trusted),
        ("gate", facts.gate == "failed" or (facts.gate == "skipped" and not facts.is_trusted)),
        ("banned", bool(facts.ban)),
        ("trap", facts.is_trapped),
        ("private", facts.is_private),
        ("spam", facts.looks_like_spam),
        ("many", facts.recent >= MANY and not facts.is_trusted),
    )
    found = tuple(code for code, holds in reasons if holds)
    if facts.ban == "spam":
        return Ruling("spam", found)
    return Ruling("held", found) if found else Ruling("approved")


def suggests_attack(recent: int, usual: float) -> bool:
    """Whether so many comments within ten minutes, where ``usual`` come in such a time, look like an attack."""
    return recent >= AN_ATTACK and recent >= TIMES_THE_USUAL * usual


def closes_on(published_on: date, days: int) -> date | None:
    """The last day on which a story takes comments; None if that is for ever."""
    return published_on + timedelta(days=days) if days else None


def ban_on(said: str, links: Iterable[str], banned: Iterable[tuple[str, bool]]) -> Ban:
    """What banned words (phrase, whether it is spam at once) say of a comment's name and text, and of its links."""
    said, hosts = said.casefold(), [_host(each) for each in links]
    found: Ban = ""
    for phrase, is_spam in banned:
        wanted = phrase.casefold().strip()
        is_host = any(host == wanted or host.endswith(f".{wanted}") for host in hosts)
        if wanted and (is_host or _stands_in(wanted, said)):
            if is_spam:
                return "spam"
            found = "hold"
    return found


def _stands_in(phrase: str, said: str) -> bool:
    """Whether a phrase stands in a text as words of its own, not as a part of others."""
    start = said.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (said[start - 1 : start].isalnum() or said[end : end + 1].isalnum()):
            return True
        start = said.find(phrase, start + 1)
    return False


def _host(link: str) -> str:
    return link.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].casefold()
