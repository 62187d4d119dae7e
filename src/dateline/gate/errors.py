"""What can be wrong with a pass; each has a short reason for the reader and a whole one for moderators."""

EXPIRED = "This has expired. Please take a new one."
FOREIGN = "This does not belong here. Please take a new one."
UNREADABLE = "This could not be read. Please take a new one."
USED = "This was used already. Please take a new one."

REASONS = frozenset({EXPIRED, FOREIGN, UNREADABLE, USED})


class GateError(Exception):
    """Anything the gate cannot do."""


class PassError(GateError):
    """A pass that is not good.

    ``public`` is English and short, and stands in the catalogues; ``private`` says all. ``wait`` is how many seconds a
    reader who came too early has still to wait.
    """

    def __init__(self, public: str, private: str, *, wait: int = 0) -> None:
        super().__init__(private)
        self.public = public
        self.private = private
        self.wait = wait
