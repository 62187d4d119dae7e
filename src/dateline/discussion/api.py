"""The discussion's front door: what readers write, and what becomes of it. One verb per use case."""

from dateline.discussion.confidential import opened, sealed
from dateline.discussion.drainage import drain, try_again
from dateline.discussion.exported import WrittenComment, closed, written_under
from dateline.discussion.judging import judge_waiting
from dateline.discussion.letters import write_letters
from dateline.discussion.moderation import answer, decide, pin, undo
from dateline.discussion.pruning import prune
from dateline.discussion.seams import Set, fill_setter
from dateline.discussion.submission import submit
from dateline.discussion.taking_over import FormerComment, close, take_over
from dateline.discussion.threads import closing, discussions, newest, page, pages_under
from dateline.gate.api import script

__all__ = [
    "FormerComment",
    "Set",
    "WrittenComment",
    "answer",
    "close",
    "closed",
    "closing",
    "decide",
    "discussions",
    "drain",
    "fill_setter",
    "judge_waiting",
    "newest",
    "opened",
    "page",
    "pages_under",
    "pin",
    "prune",
    "script",
    "sealed",
    "submit",
    "take_over",
    "try_again",
    "undo",
    "write_letters",
    "written_under",
]
