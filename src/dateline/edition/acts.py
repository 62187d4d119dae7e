"""What can be done for a page on the shelf: frozen values that a printing process can hand on."""

from dataclasses import dataclass

from dateline.shelf.api import Way


@dataclass(frozen=True, slots=True)
class Put:
    """These bytes stand at this address (200)."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Keep:
    """Of what belongs to a story, beside its page, only this stands: files in its folder, and pages of comments.

    A story may stand below another, as pages of former sites do: that is no part of it.
    """

    folder: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Remove:
    """Nothing stands at this address; ``whole``: nor below it, but for what stands at or below ``keep``."""

    address: str
    whole: bool = False
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """This address leads to another (301); nothing stands below it, but for what stands at or below ``keep``."""

    address: str
    target: str
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gone:
    """A notice stands at this address (410)."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers of a language find where nothing stands (404), or where nobody answers now (503)."""

    status: int
    prefix: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Headers:
    """What is sent with every page."""

    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ways:
    """By these rules, addresses lead on at which nothing stands."""

    rules: tuple[Way, ...]


Act = Put | Keep | Remove | Move | Gone | Notice | Headers | Ways
