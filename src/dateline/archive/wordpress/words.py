"""Names and titles as plain text: WordPress keeps them as HTML. Pure."""

import html

from dateline.lib.html import plain


def words(written: str) -> str:
    """A name or title on one line, without tags and references."""
    return " ".join(html.unescape(plain(written) if "<" in written else written).split())
