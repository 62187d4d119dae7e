"""What the wire tells rooms above it."""

from django.dispatch import Signal

# alert: the id of an Alert; key: the story of ours whose original it is about. Sent inside the transaction.
original_changed = Signal()
