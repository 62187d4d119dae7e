"""Where the page says that its story belongs: ``<link rel="canonical">`` to another site is a hint, not a proof."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from dateline.wire.reading import outlets
from dateline.wire.reading.page import Page
from dateline.wire.reading.testimony import FAIR, Testimony

WITNESS: Final = "canonical"


def testify(page: Page) -> Iterator[Testimony]:
    """Give the canonical address if it is that of a story at another site, one that goes by another name."""
    for link in page.tree.xpath("//link[@rel='canonical' or @rel='original' or @rel='syndication-source'][@href]")[:3]:
        quoted = str(link.get("href")).strip()
        address = page.absolute(quoted)
        if address and page.address and _leads_elsewhere(page.address, address):
            yield Testimony("canonical", outlets.presentable(address), quoted, FAIR, WITNESS, address)


def _leads_elsewhere(here: str, there: str) -> bool:
    try:
        path = urlsplit(there).path.strip("/")
    except ValueError:
        return False
    ours, theirs = outlets.site(here), outlets.site(there)
    if not path or not ours or not theirs or ours == theirs:
        return False
    one, other = outlets.label(here), outlets.label(there)
    return one != other and not outlets.same(outlets.presentable(here), outlets.presentable(there))
