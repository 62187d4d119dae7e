"""An export in pieces: each post, author and term as a text of its own, so that a broken one breaks no other.

An export is not parsed as one XML document: those of real sites are often none. Posts hold CDATA inside CDATA, tags are
missing, entities are nobody's. What holds is the frame that WordPress' exporter writes around each of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

LONGEST: Final = 64 * 1024 * 1024  # characters of one post with all its comments
_LONGEST_HEAD: Final = 1024 * 1024
_PIECE: Final = re.compile(r"<(item|[A-Za-z_][\w.-]*:(?:author|category|tag|term))(?=[\s>])")
_CDATA: Final = "<![CDATA["
# Where one post certainly ends and the next begins, even in CDATA that nobody closed: as the exporter writes it.
_SEAM: Final = re.compile(r"</(?:[A-Za-z_][\w.-]*:\w+|category)>\s*(</item>)\s*(?:<item>\s*<title>|</channel>)")
_TAIL: Final = 64  # characters at the end of what is read so far that may be half of a tag


class Pieces:
    """The pieces of an export: first what says which site it is (``head``), then each piece as (name, text)."""

    def __init__(self, text: Iterable[str], mended: Counter[str]) -> None:
        self._blocks = iter(text)
        self._buffer = ""
        self._is_over = False
        self._mended = mended
        self.head = ""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        while found := self._next_opening():
            name = found[1]
            self._buffer = self._buffer[found.start() :]
            text = self._whole(name)
            if text:
                yield name, text

    def _next_opening(self) -> "re.Match[str] | None":
        while True:
            found = _PIECE.search(self._buffer)
            outside = self._buffer[: found.start()] if found else self._buffer[:-_TAIL]
            if len(self.head) < _LONGEST_HEAD:
                self.head += outside
            if found:
                return found
            self._buffer = self._buffer[len(outside) :]
            if not self._read():
                self.head += self._buffer
                return None

    def _read(self) -> bool:
        if self._is_over:
            return False
        block = next(self._blocks, None)
        self._is_over = block is None
        self._buffer += block or ""
        return not self._is_over

    def _whole(self, name: str) -> str:
        """The piece that the buffer begins with, taken out of it; "" for one that is too long to be one."""
        end = _End(name)
        while (at := end.find(self._buffer)) is None:
            if len(self._buffer) > LONGEST:
                return self._give_up()
            if not self._read():
                at = end.at_last(self._buffer)
                break
        text, self._buffer = self._buffer[:at], self._buffer[at:]
        if not text.endswith(">") or not end.is_closed:
            self._mended["missing tags"] += 1
        return text

    def _give_up(self) -> str:
        """Pass over a piece that does not end."""
        self._mended["longer than 64 MB"] += 1
        while not (seam := _SEAM.search(self._buffer)) and not self._is_over:
            self._buffer = self._buffer[-4096:]
            self._read()
        self._buffer = self._buffer[seam.end(1) if seam else len(self._buffer) :]
        return ""


class _End:
    """Looks for the end of one piece in a text that grows; it remembers how far it has looked."""

    def __init__(self, name: str) -> None:
        again = "<item[\\s>]" if name == "item" else _PIECE.pattern
        self._mark = re.compile(rf"(?P<cdata><!\[CDATA\[)|(?P<close></{re.escape(name)}\s*>)|(?P<again>{again})")
        self._at = 1
        self.is_closed = False

    def find(self, text: str) -> int | None:
        """Where the piece ends; None if that is not read yet."""
        while found := self._mark.search(text, self._at):
            if found["close"]:
                self.is_closed = True
                return found.end()
            if found["again"]:
                return found.start()
            end = text.find("]]>", found.end())
            stop = end if end >= 0 else len(text)
            may_hold = text.find("</item>", found.end(), stop) >= 0  # quickly, since it is asked of every CDATA
            seam = _SEAM.search(text, found.end(), stop) if may_hold else None
            if seam:  # nobody closed this CDATA, and what follows is another post
                self.is_closed = True
                return seam.end(1)
            if end < 0:
                self._at = found.start()
                return None
            self._at = end + 3
        self._at = max(self._at, len(text) - _TAIL)
        return None

    def at_last(self, text: str) -> int:
        """Where the piece ends when there is no more to read: at its last tag of its own, in CDATA or not."""
        closed = text.rfind("</item>")
        return closed + len("</item>") if closed > 0 else len(text)
