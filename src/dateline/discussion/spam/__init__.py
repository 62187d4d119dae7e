"""Spam: what a newsroom decided about comments, and what follows for new ones. No Django, no database, no network."""

from dateline.discussion.spam.classifier import THRESHOLD, Classifier
from dateline.discussion.spam.errors import NeverLearnedError, SpamError, StateError
from dateline.discussion.spam.signals import Reason, Score, Signals
from dateline.discussion.spam.waves import bands, distance, grouped, is_near, shape

__all__ = [
    "THRESHOLD",
    "Classifier",
    "NeverLearnedError",
    "Reason",
    "Score",
    "Signals",
    "SpamError",
    "StateError",
    "bands",
    "distance",
    "grouped",
    "is_near",
    "shape",
]
