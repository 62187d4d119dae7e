"""The reader's theme: frozen values in, finished pages out. No Django, no database, no clock."""

from dateline.edition.theme.theme import Theme

__all__ = ["Theme"]
