"""Reading a page: what a story says, and where it says that it comes from. No Django, no network, no clock."""

from dateline.wire.reading.reader import read_page, read_text
from dateline.wire.reading.witnesses.feed import told_by_feed

__all__ = ["read_page", "read_text", "told_by_feed"]
