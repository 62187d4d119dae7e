"""What can go wrong with comments."""


class DiscussionError(Exception):
    """Something that a reader or a moderator asked for cannot be done; the message says why, and what to do."""


class IncompleteError(DiscussionError):
    """A comment lacks something; ``lacks`` names the fields and what is wrong with each (codes)."""

    def __init__(self, lacks: dict[str, str]) -> None:
        super().__init__(f"Something is missing or too long: {', '.join(lacks)}. Mend it, and send it again.")
        self.lacks = lacks


class UnknownReceiptError(DiscussionError):
    """No comment was ever given this receipt, or it has been forgotten."""


class SaidBeforeError(DiscussionError):
    """The same words stood in print already when they came again; ``comment`` is the key of that comment."""

    def __init__(self, comment: int) -> None:
        super().__init__("The same words stand under the story already. Whoever wrote them has another receipt.")
        self.comment = comment


class TooLateError(DiscussionError):
    """The time in which this could be done is over."""
