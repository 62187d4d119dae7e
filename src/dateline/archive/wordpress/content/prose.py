"""How words are set: paragraphs, lists, headings, quotations, and what stands inside a line."""

from html import escape
from typing import Final

from dateline.archive.wordpress.content.cards import card
from dateline.archive.wordpress.content.compositor import Compositor, Rule, said, tongue
from dateline.archive.wordpress.content.galley import mark
from dateline.archive.wordpress.content.marking import Block
from dateline.archive.wordpress.content.source import Element

_INLINE: Final = {
    **{tag: tag for tag in ("b", "strong", "i", "em", "sub", "sup", "code", "s")},
    **{"strike": "s", "del": "s", "tt": "code", "kbd": "code", "samp": "code"},
    **{"cite": "em", "dfn": "em", "var": "em"},
}
_BLOCKS: Final = (
    "p div address article aside center dd dir fieldset footer header hgroup hr legend main menu nav section details "
    "marquee td th caption figcaption"
)
# Their words are the line's; what they say besides has no place here. libxml2 lets some of them hold what follows.
_TRANSPARENT: Final = (
    "abbr acronym big blink button data font ins label map mark nobr rb rp rt rtc ruby small source tbody tfoot thead "
    "time tr track u wbr"
)
_SILENT: Final = "area base basefont col colgroup link meta param"
# What runs, is drawn, or is filled in.
_LEFT: Final = (
    "script style template canvas svg math form input select textarea applet frame frameset title noframes noembed"
)
# Where a source may follow what it is the source of; in a paragraph it would be a title in the text.
_HOLDERS: Final = {"blockquote", "div", "figure"}
# Posts of elsewhere as they are given out to be shown: a quotation, its author, and at its end the post's address.
_POSTS: Final = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "fb-xfbml-parse")


def classes(element: Element) -> str:
    """The classes of an element, in one string."""
    return element.get("class") or ""


def block(compositor: Compositor, element: Element) -> None:
    """Content that stands on lines of its own."""
    galley = compositor.galley
    before = galley.tongue
    galley.tongue = tongue(element) or before
    galley.boundary()
    compositor.within(element)
    galley.tongue = before
    galley.boundary()


def _inline(compositor: Compositor, element: Element) -> None:
    _inside(compositor, element, _INLINE[element.tag])


def _inside(compositor: Compositor, element: Element, tag: str, attributes: str = "") -> None:
    inlines = compositor.galley.inlines
    new = mark(tag, attributes)
    if any(each.opening == new.opening for each in inlines):
        compositor.within(element)
        return
    inlines.append(new)
    compositor.within(element)
    inlines.pop()


def _span(compositor: Compositor, element: Element) -> None:
    spoken = tongue(element)
    if spoken or element.tag == "bdi":
        _inside(compositor, element, element.tag, spoken)
    else:
        compositor.within(element)


def _link(compositor: Compositor, element: Element) -> None:
    address = compositor.links.followed(element.get("href") or "")
    if address:
        _inside(compositor, element, "a", f' href="{escape(address)}"')
    else:
        compositor.within(element)


def _in_quotation_marks(compositor: Compositor, element: Element) -> None:
    """Browsers set the marks of a short quotation; once it is text they have to stand in it."""
    element.text = f"“{element.text or ''}"
    end = element[-1] if len(element) else None
    if end is None:
        element.text += "”"
    else:
        end.tail = f"{end.tail or ''}”"
    compositor.within(element)


def _break(compositor: Compositor, _: Element) -> None:
    compositor.galley.line_break()


def _list(compositor: Compositor, element: Element) -> None:
    galley = compositor.galley
    depth = len(galley.lists)
    galley.enter_list(element.tag, tongue(element))
    compositor.within(element)
    galley.leave_lists(depth)


def _item(compositor: Compositor, element: Element) -> None:
    galley = compositor.galley
    if not galley.lists or not galley.lists[-1].is_list:
        block(compositor, element)
        return
    depth = len(galley.lists)
    galley.lists.append(mark("li", tongue(element)))
    compositor.within(element)
    galley.leave_lists(depth)


def _term(compositor: Compositor, element: Element) -> None:
    galley = compositor.galley
    galley.boundary()
    _inside(compositor, element, "strong")
    galley.boundary()


def _heading(compositor: Compositor, element: Element) -> None:
    words, others = compositor.lines(element)
    for other in others:
        compositor.galley.block(other)
    if words:
        kind = "heading" if element.tag in {"h1", "h2"} else "subheading"
        compositor.galley.block({"type": kind, "value": " ".join(words.split())})


def _quotation(compositor: Compositor, element: Element) -> None:
    if any(name in classes(element) for name in _POSTS):
        _post(compositor, element)
        return
    if "pullquote" in classes(element):
        pull_quote(compositor, element)
        return
    who = _taken_source(compositor, element)
    blocks = compositor.apart(element)
    last = next((each for each in reversed(blocks) if said([each])[0]), None)
    for each in blocks:
        words, _ = said([each])
        compositor.galley.block(_quoted(words, who if each is last else "") if words else each)
    if who and last is None:
        compositor.galley.block(_quoted(who))


def _quoted(words: str, who: str = "") -> Block:
    return {"type": "quotation", "value": {"text": words, "who": who, "role": ""}}


def pull_quote(compositor: Compositor, element: Element) -> None:
    """A sentence set large, and after it whose it is."""
    for each in element.iter("blockquote"):
        each.tag = "div"
    who = _taken_source(compositor, element)
    words, others = compositor.lines(element)
    if text := " — ".join(filter(None, (words, who))):
        compositor.galley.block({"type": "pull_quote", "value": {"text": text}})
    for other in others:
        compositor.galley.block(other)


def _taken_source(compositor: Compositor, element: Element) -> str:
    """Takes out of a quotation who is quoted: the source that stands at its end, on a line of its own."""
    last = element
    while len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
        if last.tag in {"cite", "footer"} and (last.getparent().tag in _HOLDERS or _begins_line(last)):
            who, others = compositor.lines(last)
            if not others:
                last.clear(keep_tail=True)
                return who
    return ""


def _begins_line(element: Element) -> bool:
    before = element.getprevious()
    stands_between = element.getparent().text if before is None else before.tail
    return (before is None or before.tag == "br") and not (stands_between or "").strip()


def _post(compositor: Compositor, element: Element) -> None:
    links = [link.get("href") for link in element.iter("a") if (link.get("href") or "").startswith("http")]
    words, others = compositor.lines(element)
    if links:
        compositor.galley.block(card(links[-1], description=words))
    elif words:
        compositor.galley.block(_quoted(words))
    for other in others:
        compositor.galley.block(other)


def _preformatted(compositor: Compositor, element: Element) -> None:
    for each in list(element.iter("br")):
        each.tail = "\n" + (each.tail or "")
    lines = "".join(element.itertext()).strip("\n")
    if lines.strip():
        compositor.galley.block({"type": "preformatted", "value": lines})
    for each in list(element.iter()):
        if each.tag == "img" or not isinstance(each.tag, str):
            compositor.element(each)


def _left(compositor: Compositor, element: Element) -> None:
    compositor.keep(element)


def _nothing(_: Compositor, __: Element) -> None:
    """Says nothing to readers."""


def _transparent(compositor: Compositor, element: Element) -> None:
    compositor.within(element)


RULES: Final[dict[str, Rule]] = {
    **dict.fromkeys(_INLINE, _inline),
    **dict.fromkeys(_TRANSPARENT.split(), _transparent),
    **dict.fromkeys(_BLOCKS.split(), block),
    **dict.fromkeys(_SILENT.split(), _nothing),
    **dict.fromkeys(_LEFT.split(), _left),
    **dict.fromkeys(("span", "bdi", "bdo"), _span),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(("pre", "listing", "xmp"), _preformatted),
    "a": _link,
    "br": _break,
    "li": _item,
    "dt": _term,
    "blockquote": _quotation,
    "q": _in_quotation_marks,
}
