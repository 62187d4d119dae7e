"""Secrets, made at first start and kept in ``DATELINE_HOME``, out of every tree."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from dateline.config.environment import ConfigurationError


def secret_key(home: Path) -> str:
    """The key that signs sessions and one-time links; made when there is none yet.

    Raises:
        ConfigurationError: the folder of all data cannot be written.
    """
    return _kept(home, "secret-key", secrets.token_urlsafe(48))


def confidential_key(home: Path) -> str:
    """The key that what readers gave in confidence is encrypted with; made when there is none yet.

    A line is a key (Fernet). To change it, put a new one above the old: what is stored with the old can be read still.

    Raises:
        ConfigurationError: the folder of all data cannot be written.
    """
    return _kept(home, "confidential-key", Fernet.generate_key().decode("ascii"))


def spool_key(home: Path) -> str:
    """The secret that opens what the kiosks sealed; made when there is none yet.

    Raises:
        ConfigurationError: the folder of all data cannot be written.
    """
    return _kept(home, "spool-key", secrets.token_urlsafe(48))


def _kept(home: Path, name: str, made: str) -> str:
    file = home / name
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
        opened.write(made)
    return file.read_text(encoding="ascii")
