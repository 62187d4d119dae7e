"""What a request line asks for. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from dateline.kiosk.errors import MalformedError

_BAD: Final = re.compile(
    rb"[\x00-\x20\x7f\\#]"  # what a request line never has unencoded
    rb"|%(?![0-9A-Fa-f]{2})"  # a broken encoding
    rb"|%(?:[01][0-9A-Fa-f]|7[Ff]|2[Ff]|5[Cc])"  # control characters, slashes and backslashes in disguise
)
_DOTS: Final = re.compile(r"/\.\.?(?:/|\Z)")
_BAD_QUERY: Final = re.compile(rb"[^\x21-\x7e]|\\|#")


@dataclass(frozen=True, slots=True)
class Target:
    """The address a reader asks for: its path, decoded and in NFC, and its query as it came."""

    path: str
    query: str = ""


def read_target(raw: bytes) -> Target:
    """Take the target of a request line (RFC 9112, 3.2: origin-form; whoever sends another form wants a proxy).

    Raises:
        MalformedError: It is not a target, or its path means something else once decoded (RFC 3986, 7.3).
    """
    path, _, query = raw.partition(b"?")
    if not path.startswith(b"/") or _BAD.search(path) or _BAD_QUERY.search(query):
        raise MalformedError
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise MalformedError from error
    if _DOTS.search(decoded):
        raise MalformedError
    return Target(unicodedata.normalize("NFC", decoded), query.decode("ascii"))


def decode(raw: bytes) -> str:
    """Take a target and give its path; "/" for what is none."""
    try:
        return read_target(raw).path
    except MalformedError:
        return "/"
