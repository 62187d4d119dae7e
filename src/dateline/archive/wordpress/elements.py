"""The elements of one piece of an export, read so that nothing of what is well written is lost with what is not.

Not an XML parser, on purpose: it knows the elements that hold others by name, takes everything else as text up to its
own closing tag, expands the five entities of XML and references by number, and nothing else (XML 1.0, 4.1, 4.6). No
entity is ever declared, no address ever asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

# The elements that hold others, each with those that it may stand in; none: it stands by itself.
_WITHIN: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("item", "wp:author", "wp:category", "wp:tag", "wp:term"), ()),
    **dict.fromkeys(("wp:comment", "wp:postmeta"), ("item",)),
    "wp:commentmeta": ("wp:comment",),
    "wp:termmeta": ("wp:category", "wp:tag", "wp:term"),
}
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?P<attributes>[^<>]{0,2000})>")
_ATTRIBUTE: Final = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMESPACE: Final = re.compile(r"xmlns:([\w.-]{1,60})\s*=\s*[\"']([^\"'<>]{1,300})[\"']")
_FIRST_TAG: Final = re.compile(r"<rss\b[^>]{0,20000}>")
_REFERENCE: Final = re.compile(
    r"&(?:#(?P<number>\d{1,7})|#[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>amp|lt|gt|quot|apos));"
)
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CHARACTERS: Final = ((9, 10), (13, 13), (32, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))  # XML 1.0, 2.2
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_OPENED: Final = re.compile(r"\s*<!\[CDATA\[")
# What stands where the text of an element should have ended: the next element of the frame.
_NEXT: Final = re.compile(
    r"</?(?:[A-Za-z_][\w.-]*:[A-Za-z_][\w.-]*|item|category|title|link|guid|pubDate|description)[\s>]"
)
_MARKS: Final = (
    ("wordpress.org/export/", "wp"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/elements", "dc"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the prefixes of a document stand for; whatever they are called, ``wp`` is WordPress' own."""

    prefixes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, head: str) -> "Names":
        """The prefixes that a document declares."""
        first = _FIRST_TAG.search(head)
        declared = _NAMESPACE.findall(first[0] if first else "")
        return cls({prefix: known for prefix, address in declared if (known := _known(address))})

    def name(self, raw: str) -> str:
        """An element's name with the usual prefix."""
        prefix, colon, local = raw.partition(":")
        return f"{self.prefixes.get(prefix, prefix)}:{local}" if colon else raw


def _known(address: str) -> str:
    if "wordpress.org/export/" in address and "/excerpt" in address:
        return "excerpt"
    return next((name for part, name in _MARKS if part in address), "")


@dataclass(slots=True)
class Element:
    """An element: its text, or the elements that it holds."""

    name: str
    attributes: str = ""
    value: str = ""
    inside: list["Element"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The text of the first element with a name; empty without one."""
        return next((each.value for each in self.inside if each.name == name), "")

    def all(self, name: str) -> Iterator["Element"]:
        """The elements with a name."""
        return (each for each in self.inside if each.name == name)

    def attribute(self, name: str) -> str:
        """An attribute's value; empty without it."""
        found = next((each for each in _ATTRIBUTE.finditer(self.attributes) if each[1] == name), None)
        return _expanded(found[2] or found[3] or "") if found else ""


def elements(piece: str, names: Names) -> Element:
    """What a piece holds, as a tree of no more than three levels; the piece itself, if it is one element."""
    root = Element("")
    around = [root]
    at = 0
    while tag := _TAG.search(piece, at):
        at, name = tag.end(), names.name(tag["name"])
        if tag["end"]:
            _close(around, name)
            continue
        element = Element(name, tag["attributes"])
        if name in _WITHIN:
            _enter(around, name)
            around[-1].inside.append(element)
            around.append(element)
        elif not tag["attributes"].endswith("/"):
            element.value, at = _text(piece, at, tag["name"])
            around[-1].inside.append(element)
    return root.inside[0] if len(root.inside) == 1 and root.inside[0].name in _WITHIN else root


def _close(around: list[Element], name: str) -> None:
    if any(each.name == name for each in around[1:]):
        while around.pop().name != name:
            pass


def _enter(around: list[Element], name: str) -> None:
    """Leave what was never closed and cannot hold an element of this name."""
    holders = _WITHIN[name]
    if not holders:
        del around[1:]
    elif any(each.name in holders for each in around):
        while around[-1].name not in holders:
            around.pop()


def _text(piece: str, start: int, raw: str) -> tuple[str, int]:
    """The text of an element that begins at ``start``, and where what follows it begins."""
    close = re.compile(rf"</{re.escape(raw)}\s*>")
    opened = _OPENED.match(piece, start)
    if opened and (whole := re.compile(rf"\]\]>\s*</{re.escape(raw)}\s*>").search(piece, opened.end())):
        inside = piece[opened.end() : whole.start()]
        if f"<{raw}>" not in inside:
            return inside.replace("]]><![CDATA[", ""), whole.end()
    first = close.search(piece, opened.end() if opened else start)
    end, after = (first.start(), first.end()) if first else (len(piece), len(piece))
    if opened:  # nobody closed it
        return piece[opened.end() : end].removesuffix("]]>"), after
    written = piece[start:end]
    if "<" in written:
        beyond = _NEXT.search(_CDATA.sub(lambda found: " " * len(found[0]), written))
        if beyond:  # the element has no end: what follows is the next one
            return _read(written[: beyond.start()]), start + beyond.start()
    return _read(written), after


def _read(written: str) -> str:
    """Text as XML writes it: references expanded once, CDATA as it stands."""
    parts = _CDATA.split(written)
    return "".join(part if number % 2 else _expanded(part) for number, part in enumerate(parts))


def _expanded(written: str) -> str:
    return _REFERENCE.sub(_character, written) if "&" in written else written


def _character(found: "re.Match[str]") -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    code = int(found["number"]) if found["number"] else int(found["hex"], 16)
    return chr(code) if any(first <= code <= last for first, last in _CHARACTERS) else ""
