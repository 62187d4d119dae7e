"""Whose a story is and how we know: the table of facts, and the line of stations from the original to us."""

from typing import Any

from markupsafe import Markup, escape

from dateline.desk.values import PrintedProvenance, PrintedStory, PublicationDate
from dateline.edition.theme.addresses import isolated, linked
from dateline.edition.theme.language import Language

TREATMENTS = {
    "unchanged": "nothing: printed as it was published",
    "abridged": "shortened",
    "translated": "translated",
    "summarised": "summarised in our own words",
}
PERMISSIONS = {
    "licence": "under a licence",
    "granted": "granted",
    "quotation": "a quotation or summary, which needs none",
    "public_domain": "in the public domain",
}


def facts(language: Language, story: PrintedStory, published: PublicationDate | None) -> Markup:
    """The rows of the provenance table, each a name and what is known; rows of which nothing is known are left out."""
    provenance = story.provenance
    if provenance is None:
        return Markup("")
    text = language.words.text
    rows = [
        (text("First published by"), linked(isolated(provenance.outlet), provenance.outlet_address)),
        (text("Written by"), language.join([isolated(each) for each in provenance.bylines])),
        (text("Original headline"), _headline(language, provenance)),
        (text("Filed from"), isolated(provenance.dateline) if provenance.dateline else Markup("")),
        (text("Date of the original"), language.dates.published(published, exact=True)),
        (text("How we know the date"), _own_words(provenance.known_how)),
        (text("What we changed"), _treatment(language, provenance)),
        (text("Permission"), _permission(language, provenance)),
        (text("Licence"), _own_words(provenance.licence)),
        (text("Address of the original"), _address(provenance.address)),
        (text("Published here"), language.dates.moment(story.published_at)),
    ]
    printed = (f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in rows if fact)
    return Markup("\n".join(printed))  # noqa: S704  # names and facts are markup already


def stations(language: Language, story: PrintedStory, published: PublicationDate | None) -> list[dict[str, Any]]:
    """Agencies, the outlet, whoever it came via, and this paper: the way the story took. Empty for a direct reprint."""
    provenance = story.provenance
    if provenance is None or not provenance.hops:
        return []
    text = language.words.text
    before = [hop for hop in provenance.hops if hop.role == "agency"]
    between = [hop for hop in provenance.hops if hop.role != "agency"]
    return [
        *({"name": linked(isolated(hop.name), hop.address), "role": text("agency")} for hop in before),
        {
            "name": linked(isolated(provenance.outlet), provenance.address or provenance.outlet_address),
            "role": language.dates.published(published),
        },
        *({"name": linked(isolated(hop.name), hop.address), "role": text("via")} for hop in between),
        {"name": isolated(language.copy.name), "role": language.dates.day(story.published_on)},
    ]


def _headline(language: Language, provenance: PrintedProvenance) -> Markup:
    if not provenance.headline:
        return Markup("")
    own = language.in_own_language(provenance.language)
    return Markup(f"<bdi{own}>{escape(provenance.headline)}</bdi>")  # noqa: S704  # escaped


def _named(language: Language, names: dict[str, str], code: str) -> Markup:
    if code in names:
        return language.words.text(names[code])
    return _own_words(code)


def _own_words(words: str) -> Markup:
    return isolated(words) if words else Markup("")


def _sentences(parts: list[Markup]) -> Markup:
    return Markup(" · ").join(part for part in parts if part)


def _treatment(language: Language, provenance: PrintedProvenance) -> Markup:
    by = language.words.say("by {name}", name=isolated(provenance.treated_by)) if provenance.treated_by else Markup("")
    what = _named(language, TREATMENTS, provenance.treatment)
    return _sentences([what, _own_words(provenance.treatment_note), by])


def _permission(language: Language, provenance: PrintedProvenance) -> Markup:
    what = _named(language, PERMISSIONS, provenance.permission)
    by = isolated(provenance.permission_by) if provenance.permission_by else Markup("")
    on = language.dates.day(provenance.permission_on) if provenance.permission_on else Markup("")
    return _sentences([what, by, on, _own_words(provenance.permission_conditions)])


def _address(address: str) -> Markup:
    if not address:
        return Markup("")
    shown = Markup(f'<bdi dir="ltr">{escape(address)}</bdi>')  # noqa: S704  # escaped
    return linked(shown, address)
