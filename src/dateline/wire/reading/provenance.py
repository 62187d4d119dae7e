"""Whose story it is: decides, from what the witnesses said, whose page this is and who published first. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.wire.reading import outlets
from dateline.wire.reading.deciding import fact, of, together
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.values import Fact, Hop

_ENOUGH: Final = 0.6
_JOINTS: Final = re.compile(r"\s*[+,،/&]\s*|\s+(?:and|und|y|e|et|и|və|ve|و)\s+")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who stands between the reader and the reporter.

    ``says_so`` tells that the page itself says that it is a reprint; ``issue`` is the printed issue that it names.
    """

    outlet: Fact[str] | None
    original: Fact[str] | None
    address: Fact[str] | None
    agency: Fact[str] | None
    hops: Fact[tuple[Hop, ...]] | None
    says_so: bool
    issue: str = ""


def decide(testimonies: Sequence[Testimony], address: str) -> Provenance:
    """Weigh who published first. Only an outlet other than the page's own counts; the page's own words count most."""
    elsewhere = [_named(each, testimonies, address) for each in of(testimonies, "canonical")]
    outlet = _outlet(of(testimonies, "outlet"), address, elsewhere)
    own = _Own(outlet, address)
    heard = [each for each in (*_heard(testimonies), *elsewhere) if not own.is_named(str(each.value))]
    groups = _grouped(heard)
    best = max(groups, key=lambda group: (_is_said(group), together(group)), default=[])
    if not best or together(best) < _ENOUGH:
        return Provenance(outlet, None, None, _agency(testimonies), None, says_so=False)
    name = _spelled(best)
    return Provenance(
        outlet,
        fact(best, outlets.presentable(outlets.without_issue(name))),
        _original_address(best, elsewhere),
        _agency(testimonies),
        _hops(groups, best),
        says_so=_is_said(best),
        issue=name if outlets.is_issue(name) else "",
    )


def _named(canonical: Testimony, testimonies: Sequence[Testimony], address: str) -> Testimony:
    """A canonical link's outlet, if only its domain is known, by the name on the page that abbreviates to it."""
    domain = str(canonical.value)
    if domain != outlets.host(canonical.address):
        return canonical
    label, own = outlets.squeezed(outlets.site(domain)), outlets.squeezed(outlets.site(address)) if address else ""
    for each in (*of(testimonies, "copyright"), *of(testimonies, "outlet")):
        name = outlets.squeezed(str(each.value))
        if _abbreviates(label, name) and not (own and _fits(name, own)):
            return replace(canonical, value=each.value)
    return canonical


def _abbreviates(label: str, name: str) -> bool:
    """Whether a domain is a name's letters in their order, from its first on: "ft" of "Financial Times"."""
    letters = iter(name)
    return label[:1] == name[:1] and len(label) > 1 and all(letter in letters for letter in label)


def _is_said(group: Sequence[Testimony]) -> bool:
    """Whether the page itself says in words that the story appeared there first."""
    return any(each.witness in ("reprint-line", "via") for each in group)


class _Own:
    """The names under which a page's outlet goes."""

    def __init__(self, outlet: Fact[str] | None, address: str) -> None:
        self._names = [
            name
            for name in (outlet.value if outlet else "", outlets.presentable(address), outlets.site(address))
            if name
        ]
        self._label = outlets.squeezed(outlets.site(address)) if address else ""

    def is_named(self, name: str) -> bool:
        """Whether a name is the outlet's own; a printed issue of its own is another publication."""
        if outlets.is_issue(name):
            return False
        parts = [name, *_JOINTS.split(name)]
        return any(outlets.same(part, own) for part in parts for own in self._names) or (
            bool(self._label) and outlets.squeezed(name) == self._label
        )


def _outlet(said: Sequence[Testimony], address: str, elsewhere: Sequence[Testimony]) -> Fact[str] | None:
    """Whose page it is: as the register knows its domain, else the name that fits it, else what it calls itself."""
    known = outlets.named(outlets.site(address)) or outlets.named(outlets.host(address)) if address else None
    named = [each for each in said if known and outlets.same(str(each.value), known.name)]
    if known:
        return fact(named, known.name) if named else Fact(known.name, address, STRONG, "address")
    label = outlets.squeezed(outlets.site(address)) if address else ""
    fitting = [each for each in said if label and _fits(outlets.squeezed(str(each.value)), label)]
    others = [each for each in said if not any(outlets.same(str(each.value), str(there.value)) for there in elsewhere)]
    best = fitting or others
    if best:
        return fact(best, _short(str(max(best, key=lambda each: each.strength).value), label))
    return Fact(outlets.site(address), address, FAIR, "address") if address else None


def _short(name: str, label: str) -> str:
    """A name without the motto behind it: "The Example | All the news", if the first part alone fits the domain."""
    head = re.split(r"\s+[|–—-]\s+|:\s", name)[0]
    return head if label and _fits(outlets.squeezed(head), label) else name


def _fits(name: str, label: str) -> bool:
    return bool(name) and (name in label or label in name or label.removeprefix("the") in name)


def _heard(testimonies: Sequence[Testimony]) -> Iterable[Testimony]:
    """All that may name who published first; a copyright counts only if it is that of an outlet the register knows."""
    yield from of(testimonies, "origin")
    yield from of(testimonies, "agency")
    for each in of(testimonies, "copyright"):
        known = outlets.named(str(each.value))
        if known and known.kind != "aggregators":
            yield each


def _grouped(heard: Iterable[Testimony]) -> list[list[Testimony]]:
    groups: list[list[Testimony]] = []
    for each in heard:
        for group in groups:
            if outlets.same(str(group[0].value), str(each.value)):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _spelled(said: Sequence[Testimony]) -> str:
    return str(max(said, key=lambda each: (each.witness in ("prose", "reprint-line"), each.strength)).value)


def _original_address(best: Sequence[Testimony], elsewhere: Sequence[Testimony]) -> Fact[str] | None:
    linked = [each for each in best if each.address]
    fitting = [each for each in elsewhere if each.address and each in best]
    for each in (*fitting, *linked):
        return Fact(each.address, each.quotation, each.strength, each.witness)
    return None


def _agency(testimonies: Sequence[Testimony]) -> Fact[str] | None:
    said = [each for each in of(testimonies, "agency") if outlets.is_agency(str(each.value))]
    said += [each for each in of(testimonies, "origin") if outlets.is_agency(str(each.value))]
    best = max(_grouped(said), key=together, default=[])
    return fact(best, str(best[0].value)) if best else None


def _hops(groups: Sequence[Sequence[Testimony]], best: Sequence[Testimony]) -> Fact[tuple[Hop, ...]] | None:
    """Stations between the original and this page: those who are named beside it."""
    found: list[Hop] = []
    heard = [each for group in groups if group is not best and together(group) >= _ENOUGH for each in group]
    for each in heard:
        name = str(each.value)
        if name not in [hop.name for hop in found]:
            found.append(Hop(name, "agency" if outlets.is_agency(name) else "via", each.address))
    for each in best:
        found += [Hop(outlets.presentable(name), "via") for name in each.via if name not in [hop.name for hop in found]]
    quoted = [*heard, *(each for each in best if each.via)]
    return fact(quoted, tuple(found)) if found else None
