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
        self._begun = False
        self._size = 0

    def feed(self, part: bytes) -> bytes:
        found = []
        while part:
            found.append(self._once(part))
            self._size += len(found[-1])
            if self._size > self._bound:
                raise too_large(self._bound)
            part = self._stream.unconsumed_tail or (self._stream.unused_data if self._is_gzip else b"")
            if self._stream.eof:
                if not part.strip(b"\0"):  # some pad the end with zeros
                    break
                self._stream = zlib.decompressobj(self._window)
        return b"".join(found)

    @property
    def _is_gzip(self) -> bool:
        return self._window > zlib.MAX_WBITS

    def _once(self, part: bytes) -> bytes:
        try:
            plain = self._stream.decompress(part, _STEP)
        except zlib.error as error:
            if self._begun or self._is_gzip:
                raise UnreadableError(f"What came is not packed as it says: {error}") from error
            self._window = -zlib.MAX_WBITS  # bare deflate, without the head that RFC 9110 asks for
            self._stream = zlib.decompressobj(self._window)
            self._begun = True
            return self._once(part)
        self._begun = True
        return plain

    def finish(self) -> bytes:
        if self._begun and not self._stream.eof and self._size == 0:
            raise UnreadableError("What came breaks off before its end.")
        return self._stream.flush(_STEP)[:_STEP] if not self._stream.eof else b""


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
