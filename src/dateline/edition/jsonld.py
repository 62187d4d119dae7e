"""What machines read of a page: schema.org as JSON-LD 1.1, out of the same record that people read."""

from collections.abc import Mapping
from typing import Any

import orjson

from dateline.desk.values import LanguageEditionCopy, Paper, PrintedCorrection, PrintedPhotograph, PrintedStory

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TOPIC_TYPES = {"person": "Person", "place": "Place", "organisation": "Organization", "event": "Event"}
_ROLES = {"writer": "author", "translator": "translator", "editor": "editor"}


def embedded(data: Mapping[str, Any]) -> str:
    """JSON that cannot end the ``<script>`` it stands in (JSON-LD 1.1 §7.1)."""
    text = orjson.dumps({"@context": "https://schema.org", **data}).decode()
    for character, escaped in _UNSAFE.items():
        if character in text:
            text = text.replace(character, escaped)
    return text


def paper(edition: LanguageEditionCopy, paper: Paper) -> str:
    """The front page: the newspaper itself (``NewsMediaOrganization``) and its site."""
    organisation = _publisher(edition, paper)
    if edition.principles:
        organisation["publishingPrinciples"] = f"{paper.public_address}{edition.prefix}principles/"
    organisation["correctionsPolicy"] = f"{paper.public_address}{edition.prefix}corrections/"
    return embedded(
        {
            "@type": "WebSite",
            "url": f"{paper.public_address}{edition.prefix}",
            "name": edition.name,
            "inLanguage": edition.language,
            "publisher": organisation,
        }
    )


def story(story: PrintedStory, paper: Paper) -> str:
    """A story (``NewsArticle``): the three dates apart, the original under ``isBasedOn``, corrections as comments."""
    edition = paper.edition(story.language)
    here = paper.public_address + story.address
    data: dict[str, Any] = {
        "@type": "WebPage" if story.is_page else "NewsArticle",
        "@id": here,
        "mainEntityOfPage": here,
        "headline": story.headline,
        "inLanguage": story.language,
        "datePublished": story.published_at.isoformat(timespec="seconds"),
        "dateModified": (story.corrected_at or story.modified_at or story.published_at).isoformat(timespec="seconds"),
        "publisher": _publisher(edition, paper),
    }
    if story.standfirst:
        data["description"] = story.standfirst
    if story.dateline_place:
        data["dateline"] = story.dateline_place
    if story.section:
        data["articleSection"] = story.section.name
    if story.topics:
        data["about"] = [
            {
                "@type": _TOPIC_TYPES.get(topic.kind, "Thing"),
                "name": topic.name,
                "url": f"{paper.public_address}{topic.address}",
            }
            for topic in story.topics
        ]
    _add_people(data, story, paper)
    _add_photographs(data, story, paper)
    _add_provenance(data, story)
    if story.corrections:
        data["correction"] = [_correction(each) for each in story.corrections]
    if story.translations:
        data["workTranslation"] = [{"@id": paper.public_address + (each.address or "")} for each in story.translations]
    return embedded(data)


def _publisher(edition: LanguageEditionCopy, paper: Paper) -> dict[str, Any]:
    publisher: dict[str, Any] = {
        "@type": "NewsMediaOrganization",
        "name": edition.name,
        "url": f"{paper.public_address}/",
    }
    if edition.organisation:
        publisher["parentOrganization"] = {"@type": "Organization", "name": edition.organisation}
    return publisher


def _add_people(data: dict[str, Any], story: PrintedStory, paper: Paper) -> None:
    for credit in story.bylines:
        if credit.role in _ROLES:
            person = {"@type": "Person", "name": credit.name}
            if credit.address:
                person["url"] = paper.public_address + credit.address
            data.setdefault(_ROLES[credit.role], []).append(person)
    if "author" not in data and story.provenance:
        names = [{"@type": "Person", "name": name} for name in story.provenance.bylines]
        data["author"] = names or [{"@type": "Organization", "name": story.provenance.outlet}]


def _add_photographs(data: dict[str, Any], story: PrintedStory, paper: Paper) -> None:
    if images := [_image(each, paper.public_address + story.address) for each in story.printed_photographs]:
        data["image"] = images


def _image(photograph: PrintedPhotograph, folder: str) -> dict[str, Any]:
    width = photograph.widths[-1]
    image: dict[str, Any] = {
        "@type": "ImageObject",
        "url": folder + photograph.name(width, "jpg"),
        "width": width,
        "height": round(photograph.height * width / photograph.width),
    }
    for key, value in (("caption", photograph.caption), ("creditText", photograph.credit)):
        if value:
            image[key] = value
    return image


def _add_provenance(data: dict[str, Any], story: PrintedStory) -> None:
    provenance = story.provenance
    if provenance is None:
        return
    outlet: dict[str, Any] = {"@type": "NewsMediaOrganization", "name": provenance.outlet}
    if provenance.outlet_address:
        outlet["url"] = provenance.outlet_address
    original: dict[str, Any] = {"@type": "NewsArticle", "publisher": outlet}
    optional = {
        "url": provenance.address,
        "headline": provenance.headline,
        "inLanguage": provenance.language,
        "dateline": provenance.dateline,
        "datePublished": provenance.published.iso,
        "author": [{"@type": "Person", "name": name} for name in provenance.bylines],
    }
    original.update({key: value for key, value in optional.items() if value})
    data["isBasedOn"] = original
    data["sourceOrganization"] = outlet
    data["copyrightHolder"] = outlet
    data["creditText"] = provenance.outlet
    if provenance.licence:
        data["license" if provenance.licence.startswith("https://") else "copyrightNotice"] = provenance.licence
    if provenance.permission_conditions:
        data["conditionsOfAccess"] = provenance.permission_conditions
    if provenance.treatment == "translated":
        data["translationOfWork"] = original


def _correction(correction: PrintedCorrection) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": correction.note,
        "datePublished": correction.at.isoformat(timespec="seconds"),
    }
