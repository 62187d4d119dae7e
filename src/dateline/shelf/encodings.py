"""The compressed copies of a body. The same body always gives the same bytes, whatever was compressed before it.

The beginning of a page, up to the end of its style sheet, is the same on thousands of pages. It is compressed once, as
well as can be, and each page only adds what is its own (ADR 0011):

    page    <!doctype html> … </style>            │ <title> … </html>
    brotli  quality 11, ended on a whole byte     │ quality 1, without the header of its own stream
    gzip    level 9, ended on a whole byte        │ level 1, then checksum and length of the whole
"""

import gzip
import zlib
from functools import lru_cache
from typing import Final, NamedTuple

import brotli
import deflate

# Below this a copy saves nothing: the answer fits into one packet either way.
SMALLEST: Final = 256

_END: Final = b"</style>"
_TITLE: Final = b"<title"
_LONGEST: Final = 65_536  # a beginning: far more than a style sheet; what is longer is not looked through
_BEST: Final = 11
_WHOLE: Final = 3  # of a body without such a beginning: a publication has six long feeds
_WHOLE_GZIP: Final = 4
# Only 0 and 1 can follow another stream: they begin each block with all distances and contexts unknown.
_OWN: Final = 1
_OWN_GZIP: Final = 1
# What is tried on a beginning: words of brotli's own dictionary, and copies of one another's distance.
_TRIAL: Final = b"of the time and that was the price of the time, and that was the time of the price. " * 9
_WINDOW: Final = 18  # 256 kB: what qualities 0 and 1 take at the least, and both halves must agree


class _Beginning(NamedTuple):
    """What many pages begin with, and its compressed halves; empty ones where a page has to be compressed whole."""

    text: bytes
    br: bytes
    gz: bytes


def copies(body: bytes) -> dict[str, bytes]:
    """Take a text and give it in brotli (RFC 7932) and in gzip (RFC 1952), by what their files' names end in.

    The header of the gzip has neither name nor time.
    """
    beginning = _beginning_of(body)
    return {
        ".br": _seamed_br(beginning, body) if beginning.br else _whole_br(body),
        ".gz": _seamed_gz(beginning, body) if beginning.gz else _whole_gz(body),
    }


def from_br(copy: bytes) -> bytes | None:
    """Take a copy in brotli and give the text; None when it is broken."""
    try:
        body: bytes = brotli.decompress(copy)
    except brotli.error:
        return None
    return body


def from_gz(copy: bytes) -> bytes | None:
    """Take a copy in gzip and give the text; None when it is broken."""
    try:
        return gzip.decompress(copy)
    except (OSError, EOFError, zlib.error):
        return None


def _beginning_of(body: bytes) -> _Beginning:
    end = body.find(_END, 0, _LONGEST)
    if end < 0 or body.find(_TITLE, 0, end) >= 0:  # a title is a page's own: no other page would begin so
        return _compressed(b"")
    return _compressed(body[: end + len(_END)])


@lru_cache(maxsize=64)
def _compressed(text: bytes) -> _Beginning:
    """A beginning, compressed as well as can be; not at all where the two halves do not make one stream.

    They do by the way in which brotli's fast encoders work, which no standard promises: so each beginning is tried.
    """
    if not text:
        return _Beginning(b"", b"", b"")
    first = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_BEST, lgwin=_WINDOW)
    second = zlib.compressobj(9, zlib.DEFLATED, 31)
    made = _Beginning(
        text,
        br=first.process(text) + first.flush(),
        gz=second.compress(text) + second.flush(zlib.Z_FULL_FLUSH),
    )
    trial = text + _TRIAL + text[::-1] + text
    return made._replace(
        br=made.br if from_br(_seamed_br(made, trial)) == trial else b"",
        gz=made.gz if from_gz(_seamed_gz(made, trial)) == trial else b"",
    )


def _seamed_br(beginning: _Beginning, body: bytes) -> bytes:
    own = brotli.Compressor(quality=_OWN, lgwin=_WINDOW)
    own.flush()  # the header of its stream: the beginning has one
    copy: bytes = beginning.br + own.process(body[len(beginning.text) :]) + own.finish()
    return copy


def _seamed_gz(beginning: _Beginning, body: bytes) -> bytes:
    own = deflate.deflate_compress(body[len(beginning.text) :], _OWN_GZIP)
    check = deflate.crc32(body) | (len(body) & 0xFFFFFFFF) << 32
    return b"".join((beginning.gz, own, check.to_bytes(8, "little")))


def _whole_br(body: bytes) -> bytes:
    copy: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=_WHOLE, lgwin=_WINDOW)
    return copy


def _whole_gz(body: bytes) -> bytes:
    return bytes(deflate.gzip_compress(body, _WHOLE_GZIP))
