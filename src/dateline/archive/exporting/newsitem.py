"""A story as ninjs, IPTC's News in JSON, 3.1: the mirror of how the wire reads it. Pure.

Its dates do not mix: ``contentCreated`` is when an original was published, as exactly as that is known (``2017-06-02``,
``2017``); ``firstCreated`` is when a story of our own was published, or a reprint whose original has no known date;
``versionCreated`` when it was last changed here.
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from dateline.archive.exporting import markup
from dateline.desk.values import Paper, PrintedPhotograph, PrintedProvenance, PrintedStory

SCHEMA: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_KINDS: Final = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}
Json = dict[str, Any]


def newsitem(story: PrintedStory, paper: Paper, base: str) -> Json:
    """A story in the paper, whose address is ``base``."""
    here = _absolute(base, story.address)
    told: Json = {
        "uri": here,
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full",
        "profile": "text-photo" if story.printed_photographs else "text-only",
        "pubStatus": "usable",
        **_dates(story),
        "language": story.language,
        **_rights(story, paper),
        "edNote": "\n".join(f"{each.kind}, {each.at:%Y-%m-%d}: {each.note}" for each in story.corrections),
        "by": ", ".join(_names(story)),
        "located": (story.provenance.dateline if story.provenance else "") or story.dateline_place,
        "headlines": [*_headlines(story)],
        "descriptions": [_text("summary", story.standfirst)] if story.standfirst else [],
        "bodies": [{**_text("main", markup.body(story.body, story.photographs or {}, here)), "contentType": _HTML}],
        **_subjects(story, base),
        "genres": [{"name": story.kind}] if story.kind != "original" else [],
        "infoSources": [*_sources(story, paper)],
        "associations": [*_associations(story, base)],
        "altIds": [*_other_ids(story)],
        "trustIndicators": [{"title": "Corrections", "href": f"{base}{_prefix(story, paper)}corrections/"}],
    }
    return {key: value for key, value in told.items() if value not in ("", [], {})}


_HTML: Final = "text/html"


def _text(role: str, value: str) -> Json:
    return {"role": role, "contentType": "text/plain", "value": value}


def _absolute(base: str, address: str) -> str:
    return base + quote(address, safe="/:@!$&'()*+,;=~")


def _prefix(story: PrintedStory, paper: Paper) -> str:
    return paper.edition(story.language).prefix


def _dates(story: PrintedStory) -> Json:
    original = story.provenance.published.iso if story.provenance else None
    first = story.published_at.isoformat(timespec="seconds")
    last = max(filter(None, (story.corrected_at, story.modified_at, story.published_at)))
    return {
        **({"contentCreated": original} if original else {"firstCreated": first}),
        "versionCreated": last.isoformat(timespec="seconds"),
    }


def _rights(story: PrintedStory, paper: Paper) -> Json:
    edition, told = paper.edition(story.language), story.provenance
    holder = told.outlet if told else edition.organisation or edition.name
    licence = told.licence if told else ""
    is_linked = licence.startswith(("https://", "http://"))
    return {
        "copyrightHolder": holder,
        "copyrightNotice": "" if is_linked else licence or f"© {holder}",
        "usageTerms": told.permission_conditions if told else "",
        "rightsInfo": {"linkedRights": licence} if is_linked else {},
    }


def _names(story: PrintedStory) -> tuple[str, ...]:
    """Who wrote it: of an original, its own people."""
    writers = tuple(each.name for each in story.bylines if each.role == "writer")
    return (story.provenance.bylines if story.provenance else ()) or writers


def _headlines(story: PrintedStory) -> Iterator[Json]:
    yield _text("main", story.headline)
    if story.provenance and story.provenance.headline:
        yield _text("original", story.provenance.headline)


def _subjects(story: PrintedStory, base: str) -> Json:
    found: Json = {}
    for rel, link in [*(("section", each) for each in [story.section] if each), *(("about", t) for t in story.topics)]:
        named = {"name": link.name, "rel": rel, "uri": _absolute(base, link.address or "/")}
        found.setdefault(_KINDS.get(link.kind, "subjects"), []).append(named)
    return found


def _sources(story: PrintedStory, paper: Paper) -> Iterator[Json]:
    """Agencies, whose it is, who handed it on, who worked on it: readers take the first for the source."""
    told = story.provenance
    hops = told.hops if told else ()
    yield from (_source(hop.name, "agency", hop.address) for hop in hops if hop.role == "agency")
    yield _original(told) if told else _source(paper.edition(story.language).name, "publisher", paper.public_address)
    yield from (_source(hop.name, hop.role, hop.address) for hop in hops if hop.role != "agency")
    yield from (_source(each.name, each.role) for each in story.bylines if told or each.role != "writer")


def _original(told: PrintedProvenance) -> Json:
    return _source(told.outlet, "originator", told.outlet_address)


def _source(name: str, role: str, address: str = "") -> Json:
    return {"name": name, "role": role, **({"uri": address} if address else {})}


def _associations(story: PrintedStory, base: str) -> Iterator[Json]:
    here, told = _absolute(base, story.address), story.provenance
    yield from (_picture(each, here) for each in story.printed_photographs)
    for each in story.translations:
        where = _absolute(base, each.address or "/")
        yield {"name": each.name, "rel": "translation", "uri": where, "type": "text", "language": each.kind}
    if told and told.address:
        yield {"name": told.headline or told.outlet, "rel": "original", "uri": told.address, "type": "text"}


def _picture(photograph: PrintedPhotograph, folder: str) -> Json:
    told = {
        "name": photograph.digest,
        "rel": "illustration",
        "uri": folder + photograph.name(photograph.widths[-1], "jpg"),
        "type": "picture",
        "by": photograph.credit,
        "copyrightNotice": photograph.rights,
        "descriptions": [
            _text(role, text) for role, text in (("main", photograph.caption), ("alternative", photograph.alt)) if text
        ],
        "renditions": [*_renditions(photograph, folder)],
    }
    return {key: value for key, value in told.items() if value}


def _renditions(photograph: PrintedPhotograph, folder: str) -> Iterator[Json]:
    for width in photograph.widths:
        yield {
            "name": "main" if width == photograph.widths[-1] else f"{width}",
            "href": folder + photograph.name(width, "jpg"),
            "contentType": "image/jpeg",
            "width": width,
            "height": round(photograph.height * width / photograph.width),
        }


def _other_ids(story: PrintedStory) -> Iterator[Json]:
    yield {"role": "story", "value": str(story.id)}
    if story.provenance and story.provenance.address:
        yield {"role": "original", "value": story.provenance.address}
