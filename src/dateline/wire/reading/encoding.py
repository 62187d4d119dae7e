"""Bytes made text, nearly as browsers do it (WHATWG HTML, "determining the character encoding"; Encoding Standard)."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD: Final = 4096  # browsers look at 1,024 bytes before they begin, and begin anew if a later meta says otherwise
_SNIFFED: Final = 16384
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_META: Final = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Labels that mean another encoding on the web than their name says.
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a meta that can be read as ASCII is no UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def decode(html: bytes, content_type: str = "") -> str:
    """Take a page's bytes and its ``Content-Type`` and give its text; what cannot be decoded becomes U+FFFD.

    First the byte order mark, then the header's charset, then UTF-8 if it is valid, then a ``meta``, then a guess.
    """
    for mark, name in _MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    declared = _CHARSET.search(content_type)
    if declared and (name := _known(declared[1])):
        return html.decode(name, "replace")
    if _is_utf8(html):
        return html.decode("utf-8")
    meta = _META.search(html, 0, _HEAD) or _META.search(html, 0, 16 * _HEAD)
    if meta and (name := _known(meta[1].decode("ascii", "replace"))):
        return html.decode(name, "replace")
    return html.decode(_guessed(html), "replace")


def _is_utf8(html: bytes) -> bool:
    """Whether it is UTF-8. Browsers believe a ``meta`` first; but what is valid UTF-8 and not ASCII is nothing else."""
    try:
        return not html.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    name = _MEANT.get(name, name)
    return name if _is_of_text(name) else ""


def _is_of_text(name: str) -> bool:
    """Whether it turns bytes into text; Python also has codecs like ``zlib`` and ``rot13``, and ``unicode_escape``."""
    try:
        return "a".encode(name).decode(name) == "a" and not name.startswith(("unicode", "raw", "idna", "punycode"))
    except (LookupError, ValueError, TypeError):
        return False


def _guessed(html: bytes) -> str:
    found = from_bytes(html[:_SNIFFED]).best()
    return found.encoding if found else "cp1252"
