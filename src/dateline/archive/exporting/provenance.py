"""Whose a story is, and what was corrected in it, as custom fields: WordPress has no place of its own for it. Pure."""

from collections.abc import Iterator

import orjson

from dateline.desk.values import Credit, PrintedCorrection, PrintedProvenance, PrintedStory

Pair = tuple[str, str]


def fields(story: PrintedStory) -> tuple[Pair, ...]:
    """Custom fields for all that only Dateline knows of a story; none for most of the paper's own."""
    told = [*_of_story(story)]
    if story.provenance:
        told += _of_original(story.provenance)
    told += [("dateline_correction", _correction(each)) for each in story.corrections]
    return tuple((key, value) for key, value in told if value)


def _of_story(story: PrintedStory) -> Iterator[Pair]:
    yield "dateline_kind", story.kind if story.kind != "original" else ""
    yield "dateline_place", story.dateline_place
    yield "dateline_on", story.dateline_on.isoformat() if story.dateline_on else ""
    if any(credit.role != "writer" or credit.address is None for credit in story.bylines):
        yield "dateline_bylines", _json([_credit(each) for each in story.bylines])


def _of_original(told: PrintedProvenance) -> Iterator[Pair]:
    yield "dateline_outlet", told.outlet
    yield "dateline_outlet_address", told.outlet_address
    yield "dateline_canonical_policy", told.canonical_policy
    yield "dateline_original_address", told.address
    yield "dateline_original_headline", told.headline
    yield "dateline_original_bylines", ", ".join(told.bylines)
    yield "dateline_original_dateline", told.dateline
    yield "dateline_original_date", told.published.iso or "unknown"
    yield "dateline_original_date_known_how", told.known_how
    yield "dateline_original_language", told.language
    for hop in told.hops:
        yield "dateline_hop", _json({"name": hop.name, "role": hop.role, "address": hop.address})
    yield "dateline_permission", told.permission
    yield "dateline_permission_by", told.permission_by
    yield "dateline_permission_on", told.permission_on.isoformat() if told.permission_on else ""
    yield "dateline_permission_conditions", told.permission_conditions
    yield "dateline_licence", told.licence
    yield "dateline_treatment", told.treatment
    yield "dateline_treatment_note", told.treatment_note
    yield "dateline_treated_by", told.treated_by


def _credit(credit: Credit) -> dict[str, str]:
    return {"name": credit.name, "role": credit.role}


def _correction(told: PrintedCorrection) -> str:
    return _json({"kind": told.kind, "note": told.note, "at": told.at.isoformat(timespec="seconds")})


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
