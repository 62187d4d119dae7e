"""Where the readers of former addresses are sent on, by the ways that lie on the shelf."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from dateline.shelf.api import Found, Way

LookUp = Callable[[str], Found | None]
_LONGEST: Final = 2048  # of a path; no address of the shelf is longer, and what a way leads to is shorter
_MOST_FIELDS: Final = 32


class Guide:
    """Knows the ways, and where each of them leads now.

    Nothing of it is remembered: where a way leads depends on whatever stands at any of its targets, and the journal
    would have to name them all.

    Args:
        ways: In their order; the first that leads somewhere is taken.
        look_up: Says what stands at exactly this address.
    """

    def __init__(self, ways: Iterable[Way], look_up: LookUp) -> None:
        routes = [_Route(way) for way in ways]
        self._by_path = [route for route in routes if not route.query]
        self._by_query = [route for route in routes if route.query]
        self._names = {name for route in routes for name in route.query}
        self._look_up = look_up

    def by_path(self, path: str) -> str | None:
        """Give where the readers of a path at which nothing stands are sent on: an address, or a URL elsewhere."""
        return self._goal(self._by_path, path, {})

    def by_query(self, path: str, query: str) -> str | None:
        """Give where those are sent on whose query names another page than the one that may stand at the path."""
        fields = _fields(query)
        if self._names.isdisjoint(fields):  # most queries are those of advertisers
            return None
        return self._goal(self._by_query, path, fields)

    def _goal(self, routes: Iterable["_Route"], path: str, fields: Mapping[str, str]) -> str | None:
        if len(path) > _LONGEST:
            return None
        for route in routes:
            groups = route.groups(path, fields)
            if groups is not None and (found := self._first(route.targets, groups)):
                return found.target or found.address
        return None

    def _first(self, targets: Iterable[str], groups: dict[str, str]) -> Found | None:
        if "here" in groups:
            groups["here"] = self._followed(groups["here"])
        return next(filter(None, (self._look_up(target.format_map(groups)) for target in targets)), None)

    def _followed(self, here: str) -> str:
        """Give where an address has moved within the paper, or itself. It may have moved without its last slash."""
        found = self._look_up(here) or self._look_up(here.rstrip("/"))
        return found.target if found and found.target.startswith("/") else here


class _Route:
    """A way with its patterns made ready."""

    def __init__(self, way: Way) -> None:
        self._path = re.compile(way.path)
        self.query = {name: re.compile(pattern) for name, pattern in way.query.items()}
        self.targets = way.targets

    def groups(self, path: str, fields: Mapping[str, str]) -> dict[str, str] | None:
        """Give what the groups of the patterns stand for, if this is a way from such a path with such a query."""
        match = self._path.fullmatch(path)
        if match is None:
            return None
        groups = match.groupdict("")
        for name, pattern in self.query.items():
            match = pattern.fullmatch(fields[name]) if name in fields else None
            if match is None:
                return None
            groups |= match.groupdict("")
        return groups


def _fields(query: str) -> dict[str, str]:
    """Take a query and give its fields, decoded and in NFC; nothing of one with more fields than any page has."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    return {name: unicodedata.normalize("NFC", value) for name, value in pairs}
