from collections import OrderedDict
from typing import Final

from dateline.kiosk.answers import Page
from dateline.shelf.api import Everything

_LARGEST_SHARE: Final = 8  # what would push out more than an eighth of the rest is not remembered


class Memory:
    """The pages asked for last, up to a limit of bytes. It forgets what the journal tells it to."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def recall(self, address: str) -> Page | None:
        """Give the page at an address, if it is remembered."""
        page = self._pages.get(address)
        if page is not None:
            self._pages.move_to_end(address)
        return page

    def remember(self, address: str, page: Page) -> None:
        """Keep a page, and forget those that were asked for longest ago."""
        if page.size * _LARGEST_SHARE > self._limit:
            return
        self._forget(address)
        self._pages[address] = page
        self._size += page.size
        while self._size > self._limit:
            _, oldest = self._pages.popitem(last=False)
            self._size -= oldest.size

    def forget(self, changes: set[str] | Everything) -> None:
        """Forget the addresses that changed, and those that only lead to them for want of a slash."""
        if isinstance(changes, Everything):
            self._pages.clear()
            self._size = 0
            return
        for address in changes:
            self._forget(address)
            self._forget(address.removesuffix("/"))

    def _forget(self, address: str) -> None:
        page = self._pages.pop(address, None)
        if page is not None:
            self._size -= page.size
