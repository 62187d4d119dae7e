"""Watching originals: what became of a story after we took it, and when to look again. No Django, no network."""

from dateline.wire.watching.difference import Change, changes
from dateline.wire.watching.notices import new_notices, notices
from dateline.wire.watching.verdict import Outcome, Verdict, Watched, judge, page_notes

__all__ = ["Change", "Outcome", "Verdict", "Watched", "changes", "judge", "new_notices", "notices", "page_notes"]
