"""How recordings, files and frames are set: as cards, for a printed page loads nothing from elsewhere."""

import re
from typing import Final

from dateline.archive.wordpress.content.cards import card, file_card, outlet, page
from dateline.archive.wordpress.content.compositor import Compositor, Rule
from dateline.archive.wordpress.content.source import Element

_SHOWN_BY: Final = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cfsrc")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def _recording(compositor: Compositor, element: Element) -> None:
    addresses = (each.get("src") or "" for each in element.iter(element.tag, "source"))
    address = next(filter(None, map(compositor.links.shown, addresses)), "")
    if address:
        compositor.galley.block(file_card(address))
        if next(element.iter("p"), None) is not None:  # it was never closed, and holds the rest of the story
            compositor.within(element)
    else:
        compositor.keep(element)


def _frame(compositor: Compositor, element: Element) -> None:
    """A frame whose house is known is a link to what it shows; any other may be anything."""
    address = next(filter(None, (element.get(name) for name in _SHOWN_BY)), "")
    _known_or_kept(compositor, element, [address])


def _object(compositor: Compositor, element: Element) -> None:
    """A player as it was put in before there were frames."""
    addresses = [element.get("data") or "", element.get("src") or ""]
    addresses += [each.get("value") or "" for each in element.iter("param") if each.get("name") in {"movie", "src"}]
    addresses += [each.get("src") or "" for each in element.iter("embed")]
    _known_or_kept(compositor, element, addresses)


def _known_or_kept(compositor: Compositor, element: Element, addresses: list[str]) -> None:
    pages = (page(compositor.links.shown(address)) for address in addresses)
    known = next((address for address in pages if _WEB.match(address) and outlet(address)), "")
    if known:
        title = " ".join((element.get("title") or "").split())
        compositor.galley.block(card(known, title))
    else:
        compositor.keep(element)


def offered_file(compositor: Compositor, element: Element) -> None:
    """A file that is offered: its first link has its name, a second one only says that it can be had."""
    links = [each for each in element.iter("a") if each.get("href")]
    address = compositor.links.shown(links[0].get("href")) if links else ""
    if not address:
        compositor.within(element)
        return
    for each in links[1:]:
        if "wp-block-file__button" in (each.get("class") or ""):
            each.clear(keep_tail=True)
    name, others = compositor.lines(element)
    for each in [file_card(address, " ".join(name.split())), *others]:
        compositor.galley.block(each)


RULES: Final[dict[str, Rule]] = {
    "audio": _recording,
    "video": _recording,
    "iframe": _frame,
    "object": _object,
    "embed": _object,
}
