"""Addresses of the site that lead on to where something stands here."""

from collections.abc import Iterable

from dateline.desk import api as desk
from dateline.edition import api as edition

Way = tuple[str, int | str]


def lead_on(ways: Iterable[Way]) -> None:
    """Let addresses lead to stories (their ids) or to addresses; those that no shelf can hold are passed over."""
    desk.lead_on((where, target) for where, target in ways if edition.can_stand(where))
