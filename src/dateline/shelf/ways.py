"""Ways: where readers are sent on from whole families of former addresses, of which no single one stands on the shelf.

A paper that moved here had ``/2015/06/02/slug/feed/`` for each of its stories, and a dozen more: too many for an entry
each. Some rules say it for all of them.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from dateline.shelf.errors import ShelfError

NAME: Final = "ways.json"


@dataclass(frozen=True, slots=True)
class Way:
    """From a family of addresses at which nothing stands to one at which something does.

        Way(r"(?P<here>/.*/)feed/", ("{here}feed.xml", "{here}"))     /news/feed/         → /news/feed.xml
        Way("/", ("/?p={id}",), {"p": r"(?P<id>[0-9]{1,20})"})        /?p=123&preview=1   → what /?p=123 moved to

    Patterns are regular expressions. They meet whatever strangers ask for, so they have to be quick also with what they
    do not match: give each one repetition without an end at most.

    Args:
        path: The pattern of a whole path, decoded and in NFC. Its group ``here`` is an address that the family is of;
            where that has moved, it is followed.
        targets: Addresses with names of groups in braces. Readers are sent to the first at which something stands.
        query: The patterns of whole values, decoded, by the parameters that a query must have, in any order and among
            others. With any, the way goes before what stands at the path alone.

    Raises:
        ShelfError: A pattern is none, or a target names no group, or there is no target.
    """

    path: str
    targets: tuple[str, ...]
    query: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            groups = {name for pattern in (self.path, *self.query.values()) for name in re.compile(pattern).groupindex}
            leads = [target.format_map(dict.fromkeys(groups, "")) for target in self.targets]
        except (re.error, LookupError, ValueError, AttributeError) as error:
            raise ShelfError(
                f"The way {self.path!r} cannot be followed: {error}. Mend its patterns or targets."
            ) from error
        if not leads:
            raise ShelfError(f"The way {self.path!r} leads nowhere. Give it a target.")


def written(ways: Iterable[Way]) -> bytes:
    """Take ways and give the content of their file."""
    return json.dumps([asdict(way) for way in ways], ensure_ascii=False, indent=1).encode() + b"\n"


def read(content: bytes) -> tuple[Way, ...]:
    """Take the content of the file and give the ways: written() backwards.

    Raises:
        ShelfError: It is not what a writer has written.
    """
    try:
        return tuple(Way(way["path"], tuple(way["targets"]), dict(way["query"])) for way in json.loads(content))
    except (ValueError, LookupError, TypeError) as error:
        raise ShelfError(f"{NAME} holds no ways. Delete it, then print again.") from error
