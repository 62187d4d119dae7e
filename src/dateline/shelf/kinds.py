"""What kind of thing an address names: read from the name alone."""

import re
from typing import Final

_HTML: Final = "text/html; charset=utf-8"
UNKNOWN: Final = "application/octet-stream"
FEEDS: Final = {
    "feed.xml": "application/atom+xml; charset=utf-8",  # RFC 4287
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",  # jsonfeed.org, version 1.1
}
KINDS: Final = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "gif": "image/gif",
    "htm": _HTML,
    "html": _HTML,
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",  # RFC 9239
    "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "xsl": "application/xslt+xml",
    "zip": "application/zip",
}
_COMPRESSIBLE: Final = frozenset(
    {
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/manifest+json",
        "application/rss+xml",
        "application/wasm",
        "application/xml",
        "application/xslt+xml",
        "image/svg+xml",
        "image/x-icon",
    }
)
_FINGERPRINT: Final = re.compile(r"(?:^|[-.])[0-9a-f]{12,}(?=[-.])")


def content_type(address: str) -> str:
    """Take an address and give the media type of what stands there (RFC 9110, 8.3)."""
    name = address[address.rfind("/") + 1 :]
    if not name:
        return _HTML
    return FEEDS.get(name) or KINDS.get(name[name.rfind(".") + 1 :].lower(), UNKNOWN)


def is_compressible(content_type: str) -> bool:
    """Take a media type and say whether its bodies gain by compression."""
    kind = content_type.partition(";")[0]
    return kind.startswith("text/") or kind in _COMPRESSIBLE


def is_immutable(address: str) -> bool:
    """Say whether a name carries a fingerprint of its content: twelve or more hexadecimal digits as a part of its own.

    What stands at such an address never changes (RFC 8246).
    """
    return _FINGERPRINT.search(address[address.rfind("/") + 1 :]) is not None
