"""The desk's news. Sent inside the transaction that made it, so that whoever listens writes in the same one."""

from django.dispatch import Signal

# story_id: something readers may see of this story has changed: published, taken away, moved, corrected, killed.
story_changed = Signal()

# kind ("topic" | "contributor" | "outlet"), id, old and new (its slug before and now; an outlet has none).
register_changed = Signal()

# addresses: where pages stood that nothing stands behind any more.
addresses_freed = Signal()

# file: a file that keeps the address it had is there, or is another.
file_changed = Signal()

# language: the leads of this front page were arranged anew.
front_changed = Signal()

# Something that stands on every page has changed: a name, a language, a section, the address of the paper.
paper_changed = Signal()
