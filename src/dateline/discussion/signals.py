"""The discussion's news. Sent inside the transaction that made it, so that whoever listens writes in the same one."""

from django.dispatch import Signal

# story_id, places: what readers may see of the comments with these numbers under this story has changed.
thread_changed = Signal()

# story_id: what readers may do under this story has changed: it was opened or closed.
thread_ruled = Signal()

# What holds for comments in all, or in a section, has changed.
discussion_ruled = Signal()
