"""What can go wrong when a newspaper is carried in or out: each says what happened, and what to do next."""


class ArchiveError(Exception):
    """A newspaper cannot be carried in or out."""


class NoExportError(ArchiveError):
    """A file is not an export of WordPress."""


class StoppedError(ArchiveError):
    """It was stopped, and can go on."""
