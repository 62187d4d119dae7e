"""Bytes of XML or JSON as text: which encoding it is, whatever is said of it. Pure.

What is valid UTF-8 is UTF-8: other encodings almost never look like it, and servers say much. Then come the byte order
mark, the header (RFC 7303), the XML declaration; what nothing explains is read as Windows-1252, and complained about.
"""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_NONE: Final = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")  # no encodings of texts
_SEVEN_BITS: Final = ("iso-2022", "iso2022", "hz", "utf-7")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # that XML 1.0 does not know


def decoded(body: bytes, content_type: str = "") -> tuple[str, list[str]]:
    """Take bytes and the header ``Content-Type``; give the text, without control characters, and complaints."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _plain(body.decode(encoding, "replace")), []
    said = [*_CHARSET.findall(content_type), *(each.decode() for each in _DECLARED.findall(body[:300]))]
    if b"\0" in body[:4]:
        encoding = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
        return _plain(body.decode(encoding, "replace")), []
    for encoding in [each for each in said if each.lower().startswith(_SEVEN_BITS)] + ["utf-8"] + said:
        text = _strictly(body, encoding)
        if text is not None:
            return _plain(text), []
    complaint = "What came is in no encoding that it says or that we can tell; letters may be wrong."
    return _plain(body.decode("cp1252", "replace")), [complaint]


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return None if codecs.lookup(encoding).name.replace("-", "_") in _NONE else body.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _plain(text: str) -> str:
    return _CONTROLS.sub("", text)
