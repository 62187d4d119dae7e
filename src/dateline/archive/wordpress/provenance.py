"""What a text says of its origin, read by the wire; each fact with the words that say it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from dateline.archive.wordpress.values import Converted, Item, Site
from dateline.wire import reading
from dateline.wire.values import ReadStory

Facts = dict[str, dict[str, str]]
# A dateline, a date or a licence alone says nothing of whose a story is.
_OF_OTHERS: Final = frozenset({"outlet", "address", "agency", "bylines", "via"})
_TAGS: Final = {"heading": "h2", "subheading": "h3", "photograph": "figcaption"}
_WORDS: Final = ("text", "who", "title", "description", "caption")


def provenance(item: Item, converted: Converted, site: Site, headline: str) -> Facts:
    """What an item's text says of whose it is; nothing, if it says nothing.

    Returns:
        Facts by name (``outlet``, ``address``, ``agency``, ``via``, ``bylines``, ``dateline``, ``published``,
        ``licence``), each with ``value`` and ``quotation``, ``published`` with its ``precision``.
    """
    markup = "\n".join(map(_markup, converted.blocks))
    said = reading.read_text(markup, headline=headline, address=item.link, outlet=site.title)
    facts = dict(_facts(said))
    return facts if facts.keys() & _OF_OTHERS else {}


def _markup(block: Mapping[str, Any]) -> str:
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        return str(value)
    words = value if isinstance(value, str) else " ".join(_words(value))
    tag = _TAGS.get(kind, "blockquote")
    return f"<{tag}>{escape(words)}</{tag}>"


def _words(value: Mapping[str, Any]) -> Iterable[str]:
    return (said for name in _WORDS if isinstance(said := value.get(name), str) and said)


def _facts(said: ReadStory) -> Iterator[tuple[str, dict[str, str]]]:
    for name, fact in (
        ("outlet", said.original_outlet),
        ("address", said.original_address),
        ("agency", said.agency),
        ("dateline", said.dateline),
        ("licence", said.licence),
    ):
        if fact:
            yield name, {"value": fact.value, "quotation": fact.evidence}
    if said.bylines:
        yield "bylines", {"value": ", ".join(said.bylines.value), "quotation": said.bylines.evidence}
    if said.hops and said.hops.value:
        yield "via", {"value": said.hops.value[0].name, "quotation": said.hops.evidence}
    if said.published:
        when = said.published.value
        yield "published", {"value": when.value, "precision": when.precision, "quotation": said.published.evidence}
