"""Secrets, made at first start and kept in ``DATELINE_HOME``, out of every tree."""

import os
import secrets
from pathlib import Path

from dateline.config.environment import ConfigurationError


def secret_key(home: Path) -> str:
    """The key that signs sessions and one-time links; made when there is none yet.

    Raises:
        ConfigurationError: the folder of all data cannot be written.
    """
    file = home / "secret-key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigurationError(
            f"DATELINE_HOME: {home} cannot be written ({error.strerror}). Name a folder that Dateline may write to."
        ) from error
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")
