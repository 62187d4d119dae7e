from collections import OrderedDict
from typing import Final

from dateline.kiosk.answers import Page, encoded
from dateline.shelf.api import Everything

_LARGEST_SHARE: Final = 8  # what would push out more than an eighth of the rest is not remembered


class Memory:
    """The pages asked for last, up to a limit of bytes, by the target that asks for them. The journal makes it forget.

    A page has one target here, the one in which its address is encoded as browsers do it: whoever spells it in other
    ways fills no memory.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.size = 0
        self._pages: OrderedDict[bytes, Page] = OrderedDict()

    @property
    def longest(self) -> int:
        """Give the bytes above which a body is not remembered."""
        return min(self._limit // _LARGEST_SHARE, 1024 * 1024)

    def recall(self, target: bytes) -> Page | None:
        """Give the page that a target asks for, if it is remembered."""
        page = self._pages.get(target)
        if page is not None:
            self._pages.move_to_end(target)
        return page

    def remember(self, page: Page) -> None:
        """Keep a page, with all of it that was read; forget those that were asked for longest ago."""
        self._forget(page.target)
        page.size = page.weight()
        self._pages[page.target] = page
        self.size += page.size
        while self.size > self._limit:
            _, oldest = self._pages.popitem(last=False)
            self.size -= oldest.size

    def forget(self, changes: set[str] | Everything) -> None:
        """Forget the addresses that changed, and those that only lead to them for want of a slash."""
        if isinstance(changes, Everything):
            self._pages.clear()
            self.size = 0
            return
        for address in changes:
            target = encoded(address).encode()
            self._forget(target)
            self._forget(target.removesuffix(b"/"))

    def _forget(self, target: bytes) -> None:
        page = self._pages.pop(target, None)
        if page is not None:
            self.size -= page.size
