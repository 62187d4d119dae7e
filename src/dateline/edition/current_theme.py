"""The theme that the paper is set in now. Making one reads every template, so it is kept while nothing has changed."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from dateline.desk.values import Paper
from dateline.discussion import api as discussion
from dateline.edition.theme import Theme


class _Kept:
    key: Any = None
    theme: Theme | None = None


def current_theme(paper: Paper, today: date, replacements: Path | None) -> Theme:
    """The theme for a paper as it stands, on one day, with the newspaper's own templates if it has any."""
    key, letters = (paper, today, replacements), bool(settings.DATELINE_LETTERS)
    if _Kept.theme is None or _Kept.key != (key, letters):
        script = discussion.script()
        _Kept.theme = Theme(paper, today, replacements=replacements, script=script, writes_letters=letters)
        _Kept.key = key, letters
    return _Kept.theme
