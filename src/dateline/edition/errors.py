"""What can go wrong while printing; each says what happened and what to do next."""


class EditionError(Exception):
    """Anything the edition cannot do."""


class PressStoppedError(EditionError):
    """The press could not finish; every order stands, and the next run finishes them."""
