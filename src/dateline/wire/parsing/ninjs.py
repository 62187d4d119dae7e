"""ninjs, IPTC's News in JSON, versions 1.0 to 3.x.

The names differ between versions (``versioncreated``, ``versionCreated``), texts are members in 1.x (``headline``,
``body_xhtml``) and arrays from 2.0 on (``headlines``, ``bodies``), associations and renditions are objects in 1.x and
arrays later. All are read the same way: names without their capitals, texts as a list of kinds with values.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from dateline.wire.parsing import moments, texts
from dateline.wire.parsing.items import FeedItem, Parsed, Status, Topic, TopicKind
from dateline.wire.parsing.jsons import Json, dicts, string, strings, whole
from dateline.wire.values import Fact, Moment, Photograph

_WITNESS: Final = "ninjs"
_SIGNS: Final = frozenset(
    {"headline", "headlines", "bodies", "body_text", "body_html", "body_xhtml", "versioncreated", "pubstatus",
     "renditions", "associations", "descriptions", "description_text", "by", "byline", "standard", "$standard"}
)  # fmt: skip
_TYPES: Final = ("text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning")
_TOPICS: Final[tuple[tuple[tuple[str, ...], TopicKind], ...]] = (
    (("subjects", "subject"), "subject"),
    (("people", "person"), "person"),
    (("organisations", "organisation"), "organisation"),
    (("places", "place"), "place"),
    (("events", "event"), "event"),
    (("objects", "object"), "object"),
    (("genres", "genre"), "genre"),
    (("keywords", "keyword"), "keyword"),
)
_DEEPEST: Final = 4  # associations within associations


class Text(NamedTuple):
    """One of the texts of a kind: its role, whether it is HTML, and itself."""

    role: str
    is_html: bool
    value: str


def is_ninjs(value: Json) -> bool:
    """Take what JSON holds and say whether it is an item of ninjs, or a list of such."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) and is_ninjs(each) for each in value[:3])
    members = _lowered(value)
    if "$schema" in members and "properties" in members:
        return False  # a schema is no item
    return bool(string(members.get("uri")) or string(members.get("guid"))) and (
        bool(_SIGNS & members.keys()) or members.get("type") in _TYPES
    )


def read(value: Json) -> Parsed:
    """Take an item, or a list of items; give them. What is associated and is no picture comes after its own."""
    complaints: list[str] = []
    items: list[FeedItem] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            items += _with_associations(_lowered(each))
        else:
            complaints.append("Something among the items is no object.")
    title = next((item.outlet.value for item in items if item.outlet), "")
    language = next((item.language.value for item in items if item.language), "")
    return Parsed("ninjs", title, language, "", tuple(items), tuple(complaints))


def _lowered(item: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in item.items()}


def _with_associations(item: dict[str, Any], depth: int = 0) -> Iterator[FeedItem]:
    yield _item(item)
    if depth < _DEEPEST:
        for each in dicts(item.get("associations")):
            lowered = _lowered(each)
            if _is_ours(lowered):
                yield from _with_associations(lowered, depth + 1)


def _is_ours(item: dict[str, Any]) -> bool:
    """Whether an association tells something itself. Pictures belong to their story; a bare reference is a part."""
    return item.get("type") != "picture" and bool(
        _texts(item, "body", "bodies") or _texts(item, "headline", "headlines")
    )


def _item(item: dict[str, Any]) -> FeedItem:
    body, html = _body(item)
    published, modified = _dates(item)
    uri = string(item.get("uri")) or string(item.get("guid"))
    return FeedItem(
        id=uri,
        kind=string(item.get("type")) or "text",
        headline=_headline(item),
        standfirst=_standfirst(item),
        body=body,
        body_html=html,
        bylines=_bylines(item),
        dateline=texts.fact(string(item.get("located")), "located", _WITNESS, 0.7),
        published=published,
        modified=modified,
        outlet=_outlet(item),
        agency=_source(item),
        photographs=tuple(_photographs(item)),
        licence=_licence(item),
        language=texts.fact(string(item.get("language")), "language", _WITNESS),
        topics=tuple(_topics(item)),
        status=_status(item),
        embargo=_moment(item, "embargoeduntil") or _moment(item, "embargoed"),
        expires=_moment(item, "expires"),
        version=string(item.get("version")),
        urgency=whole(item.get("urgency")),
        note=string(item.get("ednote")),
        slugline=string(item.get("slugline")),
        parts=tuple(uri for each in dicts(item.get("associations")) if (uri := string(each.get("uri")))),
        other_ids=tuple(_other_ids(item.get("altids"))),
        takes_place=_takes_place(item.get("eventdetails")),
        profile=string(item.get("profile")),
        trust=tuple(_trust(item)),
        digital_source=_digital_source(item.get("digitalsourcetype")),
    )


def _texts(item: dict[str, Any], singular: str, plural: str) -> list[Text]:
    """All texts of a kind, whichever version wrote them: ``headline``, ``headline_x``, ``headlines``."""
    found = []
    for each in dicts(item.get(plural)):
        role, kind, value = (string(each.get(name)) for name in ("role", "contentType", "value"))
        kind = (kind or string(each.get("contenttype"))).lower()
        found.append(Text(role, "html" in kind or ("text/plain" not in kind and "</" in value), value))
    for key, value in item.items():
        if key == singular or key.startswith(f"{singular}_"):
            suffix = key.removeprefix(singular).strip("_")
            found.append(Text(suffix or "main", "html" in suffix, string(value)))
    return sorted(
        (each for each in found if each.value), key=lambda each: each.role not in ("main", "", "text", "html", "xhtml")
    )


def _headline(item: dict[str, Any]) -> Fact[str] | None:
    for each in _texts(item, "headline", "headlines"):
        found, _ = texts.body(each.value if each.is_html else "", each.value, "headline", _WITNESS)
        if found:
            return texts.fact(texts.line(found.value), "headline", _WITNESS)
    return texts.fact(string(item.get("title")), "title", _WITNESS, 0.6)


def _body(item: dict[str, Any]) -> tuple[Fact[str] | None, str]:
    bodies = _texts(item, "body", "bodies")
    html = next((each.value for each in bodies if each.is_html), "")
    plain = next((each.value for each in bodies if not each.is_html), "")
    return texts.body(html, plain, "body", _WITNESS)


def _description(item: dict[str, Any]) -> str:
    for each in sorted(_texts(item, "description", "descriptions"), key=lambda text: text.is_html):
        found, _ = texts.body(each.value if each.is_html else "", each.value, "description", _WITNESS)
        if found:
            return texts.line(found.value)
    return ""


def _standfirst(item: dict[str, Any]) -> Fact[str] | None:
    """A description is a story's standfirst, and a picture's caption."""
    if string(item.get("type")) == "picture":
        return None
    return texts.fact(_description(item), "description", _WITNESS, 0.8)


def _bylines(item: dict[str, Any]) -> Fact[tuple[str, ...]] | None:
    written = string(item.get("by")) or string(item.get("byline"))
    return texts.bylines([written], "by", _WITNESS) if written else None


def _moment(item: dict[str, Any], member: str) -> Fact[Moment] | None:
    return moments.fact(item.get(member), member, _WITNESS)


def _dates(item: dict[str, Any]) -> tuple[Fact[Moment] | None, Fact[Moment] | None]:
    first = _moment(item, "firstcreated") or _moment(item, "contentcreated")
    last = moments.fact(item.get("versioncreated"), "versioncreated", _WITNESS, 0.8)
    return (first, moments.later(first, last)) if first else (last, None)


def _outlet(item: dict[str, Any]) -> Fact[str] | None:
    """Who provides it: the holder of the rights, or the source that Superdesk names."""
    return texts.fact(string(item.get("copyrightholder")), "copyrightholder", _WITNESS, 0.7) or texts.fact(
        string(item.get("source")), "source", _WITNESS, 0.7
    )


def _source(item: dict[str, Any]) -> Fact[str] | None:
    sources = dicts(item.get("infosources")) or dicts(item.get("infosource"))
    named = (string(each.get("name")) or string(each.get("literal")) for each in sources)
    return texts.fact(next((each for each in named if each), ""), "infosource", _WITNESS, 0.8)


def _licence(item: dict[str, Any]) -> Fact[str] | None:
    for member in ("usageterms", "copyrightnotice"):
        found = texts.fact(texts.line(string(item.get(member))), member, _WITNESS)
        if found:
            return found
    rights = item.get("rightsinfo")
    told = _lowered(rights) if isinstance(rights, dict) else {}
    linked = string(told.get("linkedrights")) or string(told.get("encodedrights"))
    return texts.fact(linked, "rightsinfo", _WITNESS, 0.9)


def _photographs(item: dict[str, Any]) -> Iterator[Photograph]:
    """The item itself if it is a picture, then the pictures that are associated with it."""
    own = [item] if string(item.get("type")) == "picture" else []
    others = (_lowered(each) for each in dicts(item.get("associations")))
    for each in (*own, *(each for each in others if string(each.get("type")) == "picture")):
        renditions = [one for one in dicts(each.get("renditions")) if texts.web(string(one.get("href")))]
        if renditions:
            largest = max(renditions, key=lambda one: (whole(one.get("width")) or 0, one.get("name") == "main"))
            credit = string(each.get("by")) or string(each.get("byline")) or string(each.get("copyrightholder"))
            yield Photograph(texts.web(string(largest.get("href"))), _description(each), credit)


def _topics(item: dict[str, Any]) -> Iterator[Topic]:
    for members, kind in _TOPICS:
        for member in members:
            value = item.get(member)
            for each in dicts(value):
                name = string(each.get("name")) or string(each.get("literal")) or string(each.get("code"))
                code = string(each.get("uri")) or string(each.get("scheme")) + string(each.get("code"))
                if name:
                    yield Topic(name, kind, code)
            if isinstance(value, list):
                yield from (Topic(text, kind) for text in strings([each for each in value if isinstance(each, str)]))


def _status(item: dict[str, Any]) -> Status:
    told = string(item.get("pubstatus")).lower()
    if told in ("canceled", "cancelled"):
        return "canceled"
    return "withheld" if told == "withheld" else "usable"


def _other_ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list):
        yield from (string(each.get("value")) for each in value if isinstance(each, dict) and string(each.get("value")))


def _takes_place(details: object) -> Fact[Moment] | None:
    """When an event begins, for sure or as it is expected (``eventDetails``, since 2.2)."""
    dates = _lowered(details).get("dates") if isinstance(details, dict) else None
    told = _lowered(dates) if isinstance(dates, dict) else {}
    return moments.fact(told.get("startdate"), "eventDetails startDate", _WITNESS) or moments.fact(
        told.get("expectedstartdate"), "eventDetails expectedStartDate", _WITNESS, 0.7
    )


def _trust(item: dict[str, Any]) -> Iterator[str]:
    for each in dicts(item.get("trustindicators")) or dicts(item.get("trustindicator")):
        told = texts.web(string(each.get("href"))) or string(each.get("title"))
        if told:
            yield told


def _digital_source(value: object) -> str:
    if isinstance(value, dict):
        return string(value.get("uri")) or string(value.get("name"))
    return string(value)
