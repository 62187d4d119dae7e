"""The decider: weighs what the witnesses said, field by field. Pure; it never sees the page."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from dateline.wire.reading import moments, outlets
from dateline.wire.reading.page import bare
from dateline.wire.reading.testimony import Field, Testimony
from dateline.wire.values import Fact, Moment, Photograph

_T = TypeVar("_T")
_ENOUGH: Final = 0.45
_DAYS_REFRESHED: Final = 14
_LONG_WORD: Final = re.compile(r"\w{4,}")
_BROKEN_OFF: Final = ("...", "…", "[…]")
_MIDDLE: Final = 40
_OFFSET: Final = re.compile(r"[+-]\d\d:\d\d$")
_TAILS: Final = (" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " • ", " · ")


def of(testimonies: Iterable[Testimony], field: Field) -> list[Testimony]:
    """What was said about one field."""
    return [each for each in testimonies if each.field == field]


def together(said: Sequence[Testimony]) -> float:
    """How sure several are who say the same: each witness counts once, with the strongest it said."""
    strongest: dict[str, float] = {}
    for each in said:
        strongest[each.witness] = max(strongest.get(each.witness, 0.0), each.strength)
    doubt = 1.0
    for strength in strongest.values():
        doubt *= 1.0 - strength
    return min(round(1.0 - doubt, 3), 0.99)


def choose(said: Sequence[Testimony], key: Callable[[Any], Any]) -> list[Testimony]:
    """Those who agree (by ``key`` of their value) and together weigh most; the first are heard first."""
    groups: dict[Any, list[Testimony]] = {}
    for each in said:
        groups.setdefault(key(each.value), []).append(each)
    return max(groups.values(), key=together, default=[])


def fact(said: Sequence[Testimony], value: _T) -> Fact[_T]:
    """The value as a fact; the strongest witness is named and quoted."""
    best = max(said, key=lambda each: each.strength)
    return Fact(value, best.quotation, together(said), best.witness)


def headline(testimonies: Sequence[Testimony]) -> Fact[str] | None:
    """The title that most agree about, without the site's name behind it; the page's own heading spells it."""
    said = of(testimonies, "headline")
    known = {bare(str(each.value)) for each in said}
    best = choose([_shortened(each, known) for each in said], bare)
    if not best:
        return None
    spelled = next((each for each in best if each.witness == "heading"), best[0])
    return Fact(str(spelled.value), spelled.quotation, together(best), spelled.witness)


def standfirst(testimonies: Sequence[Testimony], body: str, title: str) -> Fact[str] | None:
    """What stands between headline and text; neither the beginning of the text nor what the site says of itself."""
    start, words = bare(body[:1500]), {*_LONG_WORD.findall(f"{title} {body}".casefold())}
    said = []
    for each in of(testimonies, "standfirst"):
        value = str(each.value)
        letters, shared = bare(value), words & {*_LONG_WORD.findall(value.casefold())}
        middle = letters[len(letters) // 3 :][:_MIDDLE] if len(letters) > 2 * _MIDDLE else letters
        if middle not in start and letters != bare(title) and (len(shared) > 1 or not words):
            said.append(each)
    best = choose(said, bare)
    return fact(best, str(best[0].value)) if best and not str(best[0].value).endswith(_BROKEN_OFF) else None


def bylines(testimonies: Sequence[Testimony], outlet: str) -> Fact[tuple[str, ...]] | None:
    """The persons who wrote it. A line that names more than the metadata is believed; "Reporting by" only if alone."""
    said = [_without(each, outlet) for each in of(testimonies, "bylines")]
    said = [each for each in said if each.value]
    spoken = [each for each in said if each.witness != "reporting-line"] or said
    best = choose(spoken, _set_of)
    if not best:
        return None
    names = _names(best[0])
    for each in spoken:
        if each.witness == "prose" and _set_of(names) < _set_of(_names(each)):
            best, names = [each], _names(each)
    return fact(best, names)


def _without(said: Testimony, outlet: str) -> Testimony:
    """Bylines without the outlet's own name: a paper is no person."""
    return replace(said, value=tuple(name for name in _names(said) if not outlets.same(name, outlet)))


def _set_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(bare(name) for name in names)


def published(testimonies: Sequence[Testimony], latest: str) -> Fact[Moment] | None:
    """The day that most agree about; of those who name it, the one who knows the time. A reader's clock beats UTC."""
    said = [each for each in of(testimonies, "published") if _value(each)[:10] <= latest]
    first = [each for each in said if each.witness == "first-published"]
    best = first or choose(_as_readers_see(said), lambda moment: moment.value[:10])
    if not best or together(best) < _ENOUGH:
        return None
    if not first and (earlier := _before_refreshment(testimonies, best)):
        best = [earlier]
    exact = max(best, key=lambda each: (len(_value(each)) > 10, each.strength))  # noqa: PLR2004
    return Fact(_moment(exact), exact.quotation, together(best), exact.witness)


def modified(testimonies: Sequence[Testimony], since: Fact[Moment] | None, latest: str) -> Fact[Moment] | None:
    """When it was last changed; not before it was published, and not the same moment."""
    said = [each for each in of(testimonies, "modified") if _value(each)[:10] <= latest]
    if since:
        said = [
            each for each in said if _value(each)[:10] >= moments.day(since.value) and _value(each) != since.value.value
        ]
    best = choose(said, lambda moment: moment.value[:10])
    if not best:
        return None
    exact = max(best, key=lambda each: (len(_value(each)), each.strength))
    return Fact(_moment(exact), exact.quotation, together(best), exact.witness)


def photograph(testimonies: Sequence[Testimony]) -> Fact[Photograph] | None:
    """The photograph the page is shared with, with the caption of the figure that shows it; else the first figure."""
    said = of(testimonies, "photograph")
    if not said:
        return None
    best = max(said, key=lambda each: each.strength)
    shown = best.value if isinstance(best.value, Photograph) else Photograph("")
    told = next(
        (
            each.value
            for each in said
            if isinstance(each.value, Photograph) and each.value.address == shown.address and each.value.caption
        ),
        None,
    )
    value = Photograph(
        shown.address, shown.caption or (told.caption if told else ""), shown.credit or (told.credit if told else "")
    )
    return Fact(value, best.quotation, best.strength, best.witness)


def plain(testimonies: Sequence[Testimony], field: Field) -> Fact[str] | None:
    """A field that is a word: what most agree about."""
    best = choose(of(testimonies, field), lambda value: str(value).casefold())
    return fact(best, str(best[0].value)) if best else None


def _as_readers_see(said: list[Testimony]) -> list[Testimony]:
    """Without those in UTC who are a day off from a line that readers see: the line is in the newsroom's own time."""
    seen = {
        _value(each)[:10]
        for each in said
        if not _value(each).endswith("+00:00") and (each.witness in ("prose", "time") or _OFFSET.search(_value(each)))
    }
    return [each for each in said if not (_value(each).endswith("+00:00") and _is_beside(_value(each)[:10], seen))]


def _is_beside(day: str, days: set[str]) -> bool:
    return day not in days and any(abs(_ordinal(day) - _ordinal(other)) == 1 for other in days)


def _before_refreshment(testimonies: Sequence[Testimony], best: Sequence[Testimony]) -> Testimony | None:
    """When the story was made, if it was published anew much later."""
    made = [
        each
        for each in of(testimonies, "created")
        if _ordinal(_value(each)[:10]) < _ordinal(_value(best[0])[:10]) - _DAYS_REFRESHED
    ]
    return min(made, key=_value, default=None)


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _shortened(said: Testimony, known: set[str]) -> Testimony:
    """A title without what others do not say: "Headline - The Example" or "The Example - Headline"."""
    words = str(said.value)
    for tail in _TAILS:
        head = words
        while tail in head:
            head = head.rpartition(tail)[0]
            if bare(head) in known:
                return replace(said, value=head)
        if bare(words.partition(tail)[2]) in known - {""}:
            return replace(said, value=words.partition(tail)[2])
    return said


def _moment(said: Testimony) -> Moment:
    return said.value if isinstance(said.value, Moment) else Moment("", "year")


def _value(said: Testimony) -> str:
    return _moment(said).value


def _names(said: Testimony) -> tuple[str, ...]:
    return said.value if isinstance(said.value, tuple) else ()
