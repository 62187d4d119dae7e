"""What can be wrong with what was learned."""


class SpamError(Exception):
    """Something is wrong with what the classifier is told; what it has learned stays as it was."""


class NeverLearnedError(SpamError):
    """A decision was to be forgotten that was never learned."""


class StateError(SpamError):
    """What was saved cannot be read, or was counted in another way: learn the decisions anew."""
