"""Bodies decompressed within a bound: a few kilobytes that would become gigabytes are stopped on the way.

Content codings of RFC 9110: gzip (RFC 1952), deflate (RFC 1950, and the bare RFC 1951 that some send), br (RFC 7932),
one in another at most three deep. Each layer is bounded, so a bomb within a bomb is met where it goes off.
"""

import zlib
from typing import Final, Protocol

import brotli

from dateline.wire.errors import TooLargeError, UnreadableError

ACCEPTED: Final = "gzip, deflate, br"
_LAYERS: Final = 3
_STEP: Final = 64 * 1024  # bytes that are decompressed at once


class Layer(Protocol):
    """One coding: takes compressed bytes and gives plain ones, never more than ``_STEP`` beyond its bound."""

    def feed(self, part: bytes) -> bytes:
        """Take the next part."""

    def finish(self) -> bytes:
        """Say that this was all, and give the rest."""


class Decompressor:
    """Takes a body as sent, part by part, and counts what it becomes."""

    def __init__(self, codings: str, bound: int) -> None:
        """Take the header ``Content-Encoding`` and the most bytes that the body may become.

        Raises:
            UnreadableError: A coding is not known, or there are too many.
        """
        names = [name for name in (each.strip().lower() for each in codings.split(",")) if name not in ("", "identity")]
        unknown = [name for name in names if name not in _LAYER]
        if unknown or len(names) > _LAYERS:
            raise UnreadableError(f"What came is packed in a way that was not asked for: {codings[:80]}")
        self._bound = bound
        self._layers: list[Layer] = [_LAYER[name](bound) for name in reversed(names)]
        self._size = 0

    def feed(self, part: bytes) -> bytes:
        """Take the next part and give what it becomes.

        Raises:
            TooLargeError: The body becomes more than its bound.
            UnreadableError: It is not packed as it says.
        """
        for layer in self._layers:
            part = layer.feed(part)
        return self._counted(part)

    def finish(self) -> bytes:
        """Say that this was all, and give the rest. Raises as ``feed`` does, and if the end is missing."""
        rest = b""
        for layer in self._layers:
            rest = (layer.feed(rest) if rest else b"") + layer.finish()
        return self._counted(rest)

    def _counted(self, part: bytes) -> bytes:
        self._size += len(part)
        if self._size > self._bound:
            raise too_large(self._bound)
        return part


def too_large(bound: int) -> TooLargeError:
    """Take a bound in bytes and give the error for what is larger."""
    return TooLargeError(f"What came is larger than {bound / 1_000_000:.1f} MB, the most that is taken.")


def gunzip(body: bytes, bound: int) -> bytes:
    """Take a file in gzip and give what is in it; raises as ``Decompressor.feed``."""
    decompressor = Decompressor("gzip", bound)
    return decompressor.feed(body) + decompressor.finish()


class _Zlib:
    """gzip or deflate; ``window`` says which. Several members of gzip may follow each other."""

    def __init__(self, bound: int, window: int) -> None:
        self._bound = bound
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._head = b""  # of deflate, until there is enough to see whether it has its own head
        self._begun = False
        self._size = 0

    def feed(self, part: bytes) -> bytes:
        if not self._begun:
            part = self._head + part
            self._head = part
            if len(part) < _HEAD:
                return b""
            self._begin(part)
        found: list[bytes] = []
        while part or (found and len(found[-1]) == _STEP and not self._stream.eof):
            found.append(self._once(part))
            part = self._stream.unconsumed_tail or self._next_member()
        return b"".join(found)

    def _begin(self, part: bytes) -> None:
        """Deflate without the head that RFC 9110 asks for is read as it is (RFC 1951)."""
        self._begun = True
        if self._window == zlib.MAX_WBITS and (part[0] & 0x0F != zlib.DEFLATED or (part[0] << 8 | part[1]) % _CHECK):
            self._window = -zlib.MAX_WBITS
            self._stream = zlib.decompressobj(self._window)

    def _once(self, part: bytes) -> bytes:
        try:
            plain = self._stream.decompress(part, _STEP)
        except zlib.error as error:
            raise UnreadableError(f"What came is not packed as it says: {error}.") from error
        self._size += len(plain)
        if self._size > self._bound:
            raise too_large(self._bound)
        return plain

    def _next_member(self) -> bytes:
        """What stands behind the end: in gzip another member, or zeros that pad it; else nothing."""
        rest = self._stream.unused_data
        if not self._stream.eof or self._window < zlib.MAX_WBITS + 16 or not rest.strip(b"\0"):
            return b""
        self._stream = zlib.decompressobj(self._window)
        return rest

    def finish(self) -> bytes:
        if self._head and not self._stream.eof:
            raise UnreadableError("What came breaks off before its end.")
        return b""


_HEAD: Final = 2  # bytes
_CHECK: Final = 31  # RFC 1950: the head, read as a number, is a multiple


class _Brotli:
    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._stream = brotli.Decompressor()
        self._size = 0
        self._begun = False

    def feed(self, part: bytes) -> bytes:
        if not part or self._stream.is_finished():
            return b""
        self._begun = True
        found = [self._once(part)]
        while not self._stream.can_accept_more_data():
            found.append(self._once(b""))
        return b"".join(found)

    def _once(self, part: bytes) -> bytes:
        try:
            plain: bytes = self._stream.process(part, output_buffer_limit=_STEP)
        except brotli.error as error:
            raise UnreadableError("What came is not packed as it says (br).") from error
        self._size += len(plain)
        if self._size > self._bound:
            raise too_large(self._bound)
        return plain

    def finish(self) -> bytes:
        found = []
        while self._begun and not self._stream.is_finished():
            found.append(self._once(b""))
            if not found[-1] and not self._stream.is_finished():
                raise UnreadableError("What came breaks off before its end.")
        return b"".join(found)


def _gzip(bound: int) -> Layer:
    return _Zlib(bound, zlib.MAX_WBITS + 16)


def _deflate(bound: int) -> Layer:
    return _Zlib(bound, zlib.MAX_WBITS)


_LAYER: Final = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _Brotli}
