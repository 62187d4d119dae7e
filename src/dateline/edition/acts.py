"""What can be done for a page on the shelf: frozen values that a printing process can hand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Put:
    """These bytes stand at this address (200)."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Keep:
    """Only these files, beside the page itself, stand in a story's folder."""

    folder: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Remove:
    """Nothing stands at this address; ``whole``: nor anything below it."""

    address: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """This address leads to another (301)."""

    address: str
    target: str


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


Act = Put | Keep | Remove | Move | Gone | Notice | Headers
