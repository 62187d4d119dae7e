"""An export's bytes as text: whatever its encoding, with what no XML may hold taken out (XML 1.0, 2.2)."""

import codecs
import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from dateline.archive.errors import NoExportError

_AT_ONCE: Final = 1 << 20
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MENDING: Final = "dateline-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 were mostly typed as Windows-1252, and pasted."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MENDING, _as_windows)


class Text:
    """An export as text, a megabyte at a time; ``read`` counts its bytes, ``mended`` what had to be mended."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.read = 0
        self.mended: Counter[str] = Counter()

    def __iter__(self) -> Iterator[str]:
        decoder: codecs.IncrementalDecoder | None = None
        while block := self._stream.read(_AT_ONCE):
            self.read += len(block)
            if decoder is None:
                encoding, block = _encoding(block)  # without its byte order mark
                decoder = codecs.getincrementaldecoder(encoding)()
            yield self._clean(self._decoded(decoder, block))
        if decoder is not None:
            yield self._clean(self._decoded(decoder, b"", final=True))

    def _decoded(self, decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> str:
        try:
            return decoder.decode(block, final)
        except UnicodeDecodeError:
            self.mended["bytes"] += 1
            decoder.errors = _MENDING  # from here on: a file that has bad bytes has more of them
            return decoder.decode(block, final)

    def _clean(self, text: str) -> str:
        clean, count = _FORBIDDEN.subn("", text)
        self.mended["control characters"] += count
        return clean


def _encoding(start: bytes) -> tuple[str, bytes]:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, start[len(mark) :]
    said = _ENCODING.search(start[:300])
    try:
        return codecs.lookup(said[1].decode() if said else "utf-8").name, start
    except LookupError:
        return "utf-8", start


@contextmanager
def opened(path: Path) -> Iterator[Iterator[IO[bytes]]]:
    """The exports that a file holds: one of XML, one compressed with gzip, or those in a zip, one after the other.

    Raises:
        NoExportError: the file cannot be opened, or is a zip without an export in it.
    """
    try:
        with path.open("rb") as stream:
            yield _within(path, stream)
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise NoExportError(
            f"{path} cannot be read: {error}. Export it from WordPress again, or copy it again."
        ) from error


def _within(path: Path, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    start = stream.read(4)
    stream.seek(0)
    if start[:2] == b"\x1f\x8b":
        with gzip.open(stream) as inside:
            yield inside  # type: ignore[misc]
    elif start == b"PK\x03\x04":
        with zipfile.ZipFile(stream) as folder:
            names = sorted(name for name in folder.namelist() if name.lower().endswith((".xml", ".wxr")))
            if not names:
                raise NoExportError(
                    f"There is no .xml in {path}. Take the file that WordPress gave under Tools, Export."
                )
            for name in names:
                with folder.open(name) as inside:
                    yield io.BufferedReader(inside)  # type: ignore[type-var]
    else:
        yield stream
