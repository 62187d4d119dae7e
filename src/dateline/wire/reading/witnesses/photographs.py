"""The figures of the page: which photograph leads the story, what its caption says, whom it credits."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from lxml import html

from dateline.wire.reading import phrases
from dateline.wire.reading.page import Page, spaced, text_of
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.values import Photograph

WITNESS: Final = "figure"
_CREDITS: Final = " or ".join(f"contains(@class,'{name}')" for name in ("credit", "Credit", "copyright", "source"))
_LONGEST: Final = 120
_CAPTION: Final = "*[contains(@class,'caption') or contains(@class,'Caption')]"
_MOST: Final = 12


def testify(page: Page) -> Iterator[Testimony]:
    """Give the figures of the page, first the one that shows the photograph the page is shared with."""
    shared = _file(page.meta("og:image", "twitter:image"))
    figures = page.tree.xpath(f"//figure | //div[{_CAPTION[2:-1]}]/parent::div[count(.//img) = 1]")[:_MOST]
    for figure in figures:
        images = [image for image in figure.iter("img", "amp-img") if _source(image)]
        if not images or figure.xpath("ancestor::aside | ancestor::nav | ancestor::footer"):
            continue
        address = page.absolute(_source(images[0]))
        is_shared = any(_file(_source(image)) == shared for image in images)
        if address:
            caption, credit = _words(figure)
            value = Photograph(address, caption, credit)
            yield Testimony("photograph", value, _source(images[0]), STRONG if is_shared else FAIR, WITNESS)


def _words(figure: html.HtmlElement) -> tuple[str, str]:
    """The caption without the credit, and the credit without its label ("Photo: A. Example")."""
    captions = figure.xpath(f".//figcaption | .//{_CAPTION}")
    caption = text_of(captions[0]) if captions else ""
    credits_ = [
        words for each in figure.xpath(f".//*[{_CREDITS}]") if (words := text_of(each)) and len(words) < _LONGEST
    ]
    credit = credits_[0] if credits_ else ""
    if credit:
        caption = spaced(caption.replace(credit, ""))
    elif found := _labelled().search(caption):
        caption, credit = caption[: found.start()], found["credit"]
    return caption.strip(" |–-"), _labelled().sub(r"\g<credit>", credit).strip(" |()[].")


@cache
def _labelled() -> re.Pattern[str]:
    words = sorted(phrases.words("credit"), key=len, reverse=True)
    return re.compile(
        rf"[\s(\[|]*\b(?:{'|'.join(map(re.escape, words))})\s*[:：©/]\s*(?P<credit>[^()\n]{{2,100}}?)[)\]\s.]*$",
        re.IGNORECASE,
    )


def _source(image: html.HtmlElement) -> str:
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        source = spaced(image.get(name))
        if source and not source.startswith("data:"):
            return source
    return ""


def _file(address: str) -> str:
    """The name of the file alone: the same photograph stands at several sizes under several folders."""
    try:
        return urlsplit(address).path.rsplit("/", maxsplit=1)[-1].rsplit(".", maxsplit=1)[0]
    except ValueError:
        return ""
