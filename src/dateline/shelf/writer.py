import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from dateline.shelf import trees, ways
from dateline.shelf.address import check, page_address
from dateline.shelf.errors import AddressError, ShelfError, on_disk
from dateline.shelf.journal import Journal
from dateline.shelf.reading import files, notice_file
from dateline.shelf.replaced import Replaced
from dateline.shelf.ways import Way

HEADERS: Final = "headers.json"
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE: Final = re.compile(r"[\x20-\x7e]*")


class Writer:
    """Changes the shelf, and tells the journal. `Shelf.writing` makes it, and holds the lock for it.

    Each verb says whether anything changed. Each raises AddressError for an address that cannot bear it, ShelfFullError
    when the disk is full, and ShelfError when the disk refuses otherwise; what stood at an address stands there then.
    """

    def __init__(self, root: str, journal: Journal) -> None:
        self._root = root
        self._journal = journal
        self._replaced = Replaced()

    def put(self, address: str, body: bytes) -> bool:
        """Lay a page or a file at an address (200). It is no longer moved or gone."""
        with self._on_disk():
            return self._noted(address, trees.put(self._root, address, body, self._replaced))

    def move(self, address: str, target: str) -> bool:
        """Send the readers of an address to another one (301). The target is an address, or begins with a scheme."""
        if not _is_target(target):
            raise AddressError(target, "a move leads to an address of this paper, or to one that begins with https://")
        with self._on_disk():
            return self._noted(address, trees.move(self._root, address, target))

    def put_gone(self, address: str, body: bytes) -> bool:
        """Lay the page that says that an address is gone for good (410)."""
        with self._on_disk():
            return self._noted(address, trees.put_gone(self._root, address, body))

    def remove(self, address: str) -> bool:
        """Take an address off the shelf, whatever stands there (404)."""
        with self._on_disk():
            return self._noted(address, trees.clear(self._root, address, *trees.CLEARINGS))

    def remove_under(self, folder: str, keep: Collection[str] = ()) -> int:
        """Take every page and file below a folder off the shelf, and give their number.

        Args:
            folder: An address that ends with "/". What stands at this very address stays.
            keep: Addresses below it that stay, those that end with "/" with all that stands below them.
        """
        whole = tuple(each for each in keep if each.endswith("/") and each != folder)
        stay = {folder, *keep}
        inside = [address for address in self.under(folder) if address not in stay and not address.startswith(whole)]
        return sum(map(self.remove, inside))

    def under(self, folder: str) -> list[str]:
        """Every address at or below a folder (an address that ends with "/") at which something is printed."""
        check(folder)
        if not folder.endswith("/"):
            raise AddressError(folder, 'a folder ends with "/"')
        printed = files(f"{self._root}/pages{folder[:-1]}")
        return [folder + page_address(file)[1:] for file in printed if not file.endswith(trees.COPIES)]

    def put_notice(self, status: int, prefix: str, body: bytes) -> bool:
        """Lay the page that goes with a status (404, 503) below a first part of addresses ("az"), or elsewhere ("")."""
        path = notice_file(self._root, status, prefix)
        with self._on_disk():
            return self._noted_everything(trees.print_body(path, body))

    def remove_notice(self, status: int, prefix: str) -> bool:
        """Take that page off the shelf."""
        path = notice_file(self._root, status, prefix)
        with self._on_disk():
            return self._noted_everything(trees.clear_body(path, f"{self._root}/notices"))

    def put_headers(self, headers: Mapping[str, str]) -> bool:
        """Set the header fields that are sent with every page of HTML (RFC 9110, 5.5: printable ASCII)."""
        for name, value in headers.items():
            if not (_NAME.fullmatch(name) and _VALUE.fullmatch(value)):
                raise ShelfError(
                    f"{name!r}: {value!r} is no header field. Give a token, and a line of printable ASCII."
                )
        body = json.dumps(dict(sorted(headers.items())), ensure_ascii=False, indent=1).encode() + b"\n"
        with self._on_disk():
            return self._noted_everything(trees.print_body(f"{self._root}/{HEADERS}", body, compressible=False))

    def put_ways(self, rules: Iterable[Way]) -> bool:
        """Set the ways from families of former addresses to what stands here now, in the order they are to be tried."""
        with self._on_disk():
            body = ways.written(rules)
            return self._noted_everything(trees.print_body(f"{self._root}/{ways.NAME}", body, compressible=False))

    def announce(self, addresses: Iterable[str]) -> None:
        """Tell the journal what other processes laid under this writer's lock, with `lay`."""
        laid = list(addresses)
        for address in laid:
            check(address)
        with self._on_disk():
            self._journal.note(laid)

    def close(self) -> None:
        """Let go of what new files have replaced."""
        self._replaced.let_go()

    def _noted(self, address: str, changed: bool) -> bool:
        if changed:
            self._journal.note((address,))
        return changed

    def _noted_everything(self, changed: bool) -> bool:
        if changed:
            self._journal.note_everything()
        return changed

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        try:
            with on_disk(self._root):
                yield
        except AddressError:
            raise
        except ShelfError:
            self._journal.note_failure()  # half a change may stand
            raise


def _is_target(target: str) -> bool:
    if not target.isprintable() or "\\" in target:
        return False
    if target.startswith("/"):
        return not target.startswith("//")
    return target.startswith(("https://", "http://"))
