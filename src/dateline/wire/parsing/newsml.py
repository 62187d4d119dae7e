"""NewsML-G2 (IPTC, 2.x): news items, packages and messages of them, and the pieces of items that guidelines show.

Elements are found by their local names: what is read is the same in every version since 2.0, and pieces come without
a namespace. A name that is only a code (``qcode="comp:AP"``) is told as the code, and its evidence says so.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from dateline.wire.errors import UnreadableError
from dateline.wire.parsing import moments, nitf, texts
from dateline.wire.parsing.items import FeedItem, Kind, Parsed, Status, Topic, TopicKind
from dateline.wire.parsing.xml import bare, child, children, lang, name, text, tree, within
from dateline.wire.values import Fact, Hop, Moment, Photograph

_WITNESS: Final = "newsml-g2"
_ITEMS: Final = ("newsitem", "packageitem")
_NOT_READ: Final = ("conceptitem", "knowledgeitem", "planningitem", "catalogitem")
_PIECES: Final = ("contentset", "contentmeta", "itemmeta", "rightsinfo", "hophistory", "groupset")
_ROOTS: Final = ("newsmessage", *_ITEMS, *_NOT_READ, *_PIECES, "nitf")
_ROOT: Final = re.compile(
    rf"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:[\w.-]+:)?({'|'.join(_ROOTS)})\b", re.IGNORECASE | re.DOTALL
)
_KINDS: Final[dict[str, TopicKind]] = {
    "person": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "geoarea": "place",
    "poi": "place",
    "event": "event",
    "object": "object",
}
_NAMES: Final = 9  # of a concept, in as many languages
_HTML: Final = ("html", "xhtml")


def looks_like(written: str) -> bool:
    """Take XML as text and say whether its root is one of those that are read here."""
    return bool(_ROOT.match(bare(written[:20_000])))


def read(written: str, address: str) -> Parsed:
    """Take NewsML-G2 or NITF as text, and where it came from; give its items.

    Raises:
        UnreadableError: It is XML of another kind, or none.
    """
    root, complaints = tree(written)
    kind: Kind = "newsml-g2"
    if name(root) == "newsmessage":
        found = [each for items in within(root, "itemset") for each in items if name(each)]
    elif name(root) == "nitf":
        kind, found = "nitf", [root]
    else:
        found = [root]
    items = []
    for each in found:
        if name(each) in (*_ITEMS, *_PIECES, "nitf"):
            items.append(_item(each, address))
        elif name(each) in _NOT_READ:
            complaints.append(f"An item of the kind “{name(each)}” tells no story and was left out.")
    known = {item.id for item in items}
    items += [each for package in found for each in _referred(package) if each.id not in known]
    if not items and not complaints:
        raise UnreadableError("What came is XML, but holds no news item.")
    title = next((item.outlet.value for item in items if item.outlet), "")
    language = next((item.language.value for item in items if item.language), "")
    return Parsed(kind, title, language, "", tuple(items), tuple(complaints))


def _part(item: etree._Element, part: str) -> etree._Element | None:
    """A part of an item, which may be all that came."""
    return item if name(item) == part else child(item, part)


def _item(item: etree._Element, base: str) -> FeedItem:
    _say_asserted_names(item)
    meta, content, rights = _part(item, "itemmeta"), _part(item, "contentmeta"), _part(item, "rightsinfo")
    article = _article(item)
    published, modified = _dates(meta, content, article)
    body, html = texts.body(*_bodies(item, article), "contentSet", _WITNESS)
    hops = _hops(_part(item, "hophistory"))
    return FeedItem(
        id=item.get("guid", "").strip() or _guid_of(item),
        address=_address(meta),
        kind=_kind(item, meta),
        headline=_headline(meta, content, article),
        standfirst=_standfirst(content, article),
        body=body,
        body_html=html,
        bylines=_bylines(content, article),
        dateline=_dateline(content, article),
        published=published,
        modified=modified,
        outlet=_party(child(meta, "provider"), "itemMeta/provider"),
        original_outlet=_origin(hops),
        agency=_party(child(content, "infosource"), "contentMeta/infoSource", 0.7),
        hops=hops,
        photographs=(*_pictures(item, meta, content, base), *article.photographs),
        licence=_licence(rights, article),
        language=_language(item, content),
        topics=tuple(_topics(content, lang(item))),
        status=_status(meta),
        embargo=moments.fact(text(child(meta, "embargoed")), "itemMeta/embargoed", _WITNESS),
        expires=moments.fact(text(child(content, "contentexpires") or child(meta, "expires")), "expires", _WITNESS),
        version=item.get("version", "").strip(),
        urgency=_urgency(content),
        note=" ".join(text(each) for each in children(meta, "ednote")),
        slugline=text(child(content, "slugline")),
        parts=tuple(_parts(item)),
        other_ids=tuple(found for each in children(content, "altid") if (found := each.get("id", "") or text(each))),
        digital_source=_code(child(content, "digitalsourcetype")),
    )


def _guid_of(item: etree._Element) -> str:
    """What came alone and names no item is known by its first words at least."""
    return f"urn:x-dateline:piece:{name(item)}:{text(item)[:40]}"


def _article(item: etree._Element) -> nitf.Article:
    found = item if name(item) == "nitf" else next(within(_part(item, "contentset"), "nitf"), None)
    return nitf.article(found) if found is not None else nitf.Article()


def _bodies(item: etree._Element, article: nitf.Article) -> tuple[str, str]:
    """The body as HTML and as text, whichever came."""
    if article.html.strip():
        return article.html, ""
    content = _part(item, "contentset")
    for each in within(content, "body"):
        return nitf.html(each), ""
    for each in children(content, "inlinexml"):
        if next(within(each, "p"), None) is not None:  # tables of results and lists of events are no text
            return nitf.html(each), ""
    for each in children(content, "inlinedata"):
        kind = each.get("contenttype", "")
        written = "".join(str(part) for part in each.itertext())
        return (written, "") if any(word in kind for word in _HTML) else ("", written)
    return "", ""


def _code(element: etree._Element | None) -> str:
    """What a property is named by where it has no name: the end of its code or of its URI."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("literal") or ""
    return code.rpartition(":")[2] or element.get("uri", "").rstrip("/").rpartition("/")[2]


def _name(element: etree._Element | None, language: str = "") -> str:
    """The name of a property, in a language if it has one in it."""
    names = list(children(element, "name"))
    own = [each for each in names if language and lang(each).partition("-")[0] == language.partition("-")[0]]
    return next((text(each) for each in (*own, *names) if text(each)), "")


def _say_asserted_names(item: etree._Element) -> None:
    """An item may name a concept once (``assert``) and refer to it by its code everywhere else: name it there too."""
    asserted = {code: each for each in children(item, "assert") for code in _codes(each)}
    for each in list(item.iter()) if asserted else ():
        source = next((asserted[code] for code in _codes(each) if code in asserted), None)
        if source is not None and source is not each and child(each, "name") is None:
            each.extend(deepcopy(one) for one in list(children(source, "name"))[:_NAMES])


def _codes(element: etree._Element) -> list[str]:
    return [code for code in map(element.get, ("qcode", "uri", "literal")) if code]


def _party(element: etree._Element | None, where: str, confidence: float = 0.95) -> Fact[str] | None:
    """An outlet, an agency, a person: by name, by code, or by the host of its address."""
    named = _name(element)
    if element is None or named:
        return texts.fact(named, where, _WITNESS, confidence)
    code = element.get("qcode") or element.get("literal") or element.get("uri") or ""
    host = re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", element.get("uri", ""))
    found = texts.fact(_code(element) if element.get("qcode") or element.get("literal") else host, where, _WITNESS)
    return Fact(found.value, f"{where}: {code}", min(confidence, 0.6), _WITNESS) if found else None


def _kind(item: etree._Element, meta: etree._Element | None) -> str:
    if name(item) == "packageitem":
        return "package"
    return _code(child(meta, "itemclass")) or "text"


def _address(meta: etree._Element | None) -> str:
    """Where the item stands on the web, if it says so."""
    for each in children(meta, "link"):
        if each.get("rel", "").rpartition(":")[2].lower() in ("canonical", "alternate", "hasrendition", "self"):
            return texts.web(each.get("href", ""))
    return ""


def _dates(
    meta: etree._Element | None, content: etree._Element | None, article: nitf.Article
) -> tuple[Fact[Moment] | None, Fact[Moment] | None]:
    """When it was first made public as far as that is told, and when this version was made."""
    first = (
        moments.fact(text(child(meta, "firstcreated")), "itemMeta/firstCreated", _WITNESS, 0.9)
        or moments.fact(text(child(content, "contentcreated")), "contentMeta/contentCreated", _WITNESS, 0.8)
        or moments.fact(article.written, "nitf date", _WITNESS, 0.8)
    )
    last = moments.fact(text(child(meta, "versioncreated")), "itemMeta/versionCreated", _WITNESS, 0.8) or moments.fact(
        text(child(content, "contentmodified")), "contentMeta/contentModified", _WITNESS, 0.8
    )
    return (first, moments.later(first, last)) if first else (last, None)


def _headline(meta: etree._Element | None, content: etree._Element | None, article: nitf.Article) -> Fact[str] | None:
    return (
        texts.fact(text(child(content, "headline")), "contentMeta/headline", _WITNESS)
        or texts.fact(article.headline, "nitf hedline", _WITNESS)
        or texts.fact(text(child(meta, "title")), "itemMeta/title", _WITNESS, 0.6)
    )


def _standfirst(content: etree._Element | None, article: nitf.Article) -> Fact[str] | None:
    described = next((each for each in children(content, "description") if "caption" not in each.get("role", "")), None)
    return texts.fact(article.standfirst, "nitf abstract", _WITNESS) or texts.fact(
        text(described), "contentMeta/description", _WITNESS, 0.8
    )


def _bylines(content: etree._Element | None, article: nitf.Article) -> Fact[tuple[str, ...]] | None:
    if article.byline:
        return texts.bylines([article.byline], "nitf byline", _WITNESS)
    by = text(child(content, "by"))
    if by:
        return texts.bylines([by], "contentMeta/by", _WITNESS)
    creators = [_name(each) for each in children(content, "creator") if _name(each)]
    return texts.bylines(creators, "contentMeta/creator", _WITNESS)


def _dateline(content: etree._Element | None, article: nitf.Article) -> Fact[str] | None:
    """The dateline as written, else the place that the story was filed from."""
    written = texts.fact(text(child(content, "dateline")), "contentMeta/dateline", _WITNESS) or texts.fact(
        article.dateline, "nitf dateline", _WITNESS
    )
    located = child(content, "located")
    if written is not None or located is None:
        return written
    place = _name(located) or _code(located)
    return texts.fact(place, "contentMeta/located", _WITNESS, 0.7 if _name(located) else 0.5)


def _hops(history: etree._Element | None) -> Fact[tuple[Hop, ...]] | None:
    """The stations in their order; who created the content is the agency, the others passed it on."""
    found: list[Hop] = []
    evidence: list[str] = []
    for each in sorted(
        children(history, "hop"), key=lambda hop: int(hop.get("seq", "0")) if hop.get("seq", "").isdigit() else 0
    ):
        party = _party(child(each, "party"), "hop")
        if party is None:
            continue
        found.append(Hop(party.value, "agency" if not found else "via", texts.web(_uri(child(each, "party")))))
        evidence.append(f"{each.get('seq', '')} {party.value} {each.get('timestamp', '')}".strip())
    return Fact(tuple(found), f"hopHistory: {texts.shown('; '.join(evidence))}", 0.9, _WITNESS) if found else None


def _uri(element: etree._Element | None) -> str:
    return element.get("uri", "") if element is not None else ""


def _origin(hops: Fact[tuple[Hop, ...]] | None) -> Fact[str] | None:
    """Who created the content: the first hop."""
    return Fact(hops.value[0].name, hops.evidence, 0.9, _WITNESS) if hops else None


def _pictures(
    item: etree._Element, meta: etree._Element | None, content: etree._Element | None, base: str
) -> Iterator[Photograph]:
    """The picture that an item is: its largest rendition. One that came as a file beside it has no address."""
    remote = [each for each in within(_part(item, "contentset"), "remotecontent") if _is_picture(each, meta)]
    if not remote:
        return
    largest = max(remote, key=lambda each: int(each.get("width", "0")) if each.get("width", "").isdigit() else 0)
    caption = next((text(each) for each in children(content, "description") if text(each)), "")
    credit = text(child(content, "creditline")) or _name(child(content, "creator"))
    yield Photograph(texts.web(largest.get("href", ""), base), caption, credit)


def _is_picture(remote: etree._Element, meta: etree._Element | None) -> bool:
    kind = remote.get("contenttype", "")
    return kind.startswith("image/") if kind else _code(child(meta, "itemclass")) == "picture"


def _licence(rights: etree._Element | None, article: nitf.Article) -> Fact[str] | None:
    """Terms of use before notices of copyright before holders: what says most comes first."""
    told = [(each, text(each)) for each in within(rights, "usageterms", "copyrightnotice", "link") if text(each)]
    told.sort(key=lambda pair: name(pair[0]) != "usageterms")
    joined = " ".join(dict.fromkeys(written for _, written in told)) or article.licence
    holder = _party(child(rights, "copyrightholder"), "rightsInfo/copyrightHolder")
    where = f"rightsInfo/{name(told[0][0])}" if told else "nitf rights"
    return texts.fact(joined, where, _WITNESS) or (
        Fact(f"© {holder.value}", holder.evidence, 0.6, _WITNESS) if holder else None
    )


def _language(item: etree._Element, content: etree._Element | None) -> Fact[str] | None:
    tagged = next((each.get("tag", "") for each in children(content, "language")), "")
    return texts.fact(tagged, "contentMeta/language", _WITNESS) or texts.fact(
        lang(item) or lang(child(content, "headline")), "xml:lang", _WITNESS, 0.7
    )


def _topics(content: etree._Element | None, language: str) -> Iterator[Topic]:
    for each in children(content, "subject", "genre", "keyword"):
        kind = name(each)
        code = each.get("qcode") or each.get("uri") or each.get("literal") or ""
        told = text(each) if kind == "keyword" else _name(each, language) or _code(each)
        if told:
            concept = each.get("type", "").rpartition(":")[2].lower()
            topic: TopicKind = (
                "keyword" if kind == "keyword" else "genre" if kind == "genre" else _KINDS.get(concept, "subject")
            )
            yield Topic(told, topic, code)


def _status(meta: etree._Element | None) -> Status:
    told = _code(child(meta, "pubstatus")).lower()
    if told in ("canceled", "cancelled"):
        return "canceled"
    return "withheld" if told == "withheld" else "usable"


def _urgency(content: etree._Element | None) -> int | None:
    told = text(child(content, "urgency"))
    return int(told) if told.isdigit() and len(told) == 1 else None


def _references(item: etree._Element) -> Iterator[etree._Element]:
    for each in within(item if name(item) == "packageitem" else _part(item, "groupset"), "itemref"):
        if _reference(each):
            yield each


def _reference(element: etree._Element) -> str:
    return (element.get("residref") or element.get("guidref") or element.get("href") or "").strip()


def _parts(item: etree._Element) -> Iterator[str]:
    yield from map(_reference, _references(item))


def _referred(package: etree._Element) -> Iterator[FeedItem]:
    """What a package says of an item that did not come with it."""
    for each in _references(package):
        described = next((one for one in children(each, "description") if "caption" not in one.get("role", "")), None)
        title = text(child(each, "headline")) or text(child(each, "title"))
        if title:
            yield FeedItem(
                id=_reference(each),
                address=texts.web(_reference(each)),
                kind=_code(child(each, "itemclass")) or "text",
                headline=texts.fact(title, "itemRef/title", _WITNESS, 0.8),
                standfirst=texts.fact(text(described), "itemRef/description", _WITNESS, 0.7),
                outlet=_party(child(each, "provider"), "itemRef/provider"),
                status=_status(each),
                version=each.get("version", "").strip(),
            )
