"""Sealed letters: whoever has the public key can close one, and only whoever has the secret can open it.

HPKE, RFC 9180: X25519, HKDF-SHA-256, ChaCha20-Poly1305, in base mode.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dateline.lib.errors import SealError

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_INFO: Final = b"dateline letter"


def public_key(secret: str) -> str:
    """The public key that belongs to a secret of at least 32 random bytes in any spelling; hexadecimal."""
    return _private_key(secret).public_key().public_bytes_raw().hex()


def seal(content: bytes, public: str) -> bytes:
    """Close a letter; the same content is never sealed alike twice.

    Raises:
        SealError: That is no public key.
    """
    try:
        key = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    except ValueError as error:
        raise SealError("This is no public key: 32 bytes in hexadecimal are.") from error
    return _SUITE.encrypt(content, key, _INFO)


def open_sealed(letter: bytes, secret: str) -> bytes:
    """Open a letter.

    Raises:
        SealError: It was not sealed for this secret, or it is damaged.
    """
    try:
        return _SUITE.decrypt(letter, _private_key(secret), _INFO)
    except (InvalidTag, ValueError) as error:
        raise SealError("This letter was sealed for another key, or it is damaged.") from error


def _private_key(secret: str) -> X25519PrivateKey:
    derived = HKDF(SHA256(), 32, salt=None, info=_INFO).derive(secret.encode())
    return X25519PrivateKey.from_private_bytes(derived)
