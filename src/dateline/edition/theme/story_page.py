"""What a story's page says, worked out before the template is filled in."""

from datetime import date
from typing import Any

from markupsafe import Markup, escape

from dateline.desk.values import Credit, PrintedPhotograph, PrintedStory, PublicationDate
from dateline.edition.theme.addresses import isolated, linkable, linked
from dateline.edition.theme.body import Setting, body
from dateline.edition.theme.dates import dateline_words, years_since
from dateline.edition.theme.language import Language
from dateline.edition.theme.photographs import figure, shared_name
from dateline.edition.theme.provenance import facts, stations
from dateline.edition.theme.talk import Talk
from dateline.lib.api import plain
from dateline.lib.tongues import tongue

DESCRIPTION_LENGTH = 200
SPELLED_OUT = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
CORRECTED_ON = {
    "correction": "corrected {day}",
    "clarification": "clarified {day}",
    "update": "updated {day}",
    "retraction": "retracted {day}",
}
CORRECTION_KINDS = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "retraction": "Retraction",
}
ROLES = {
    "writer": "By {names}",
    "translator": "Translated by {names}",
    "photographer": "Photographs by {names}",
    "editor": "Edited by {names}",
}
FIRST_PUBLISHED = {
    "day": "First published by {outlet} on {day}",
    "month": "First published by {outlet} in {month}",
    "year": "First published by {outlet} in {year}",
    "unknown": "The date of the original is unknown",
}
CREDIT_LINES = {
    "reprint": "Reprinted from {source}",
    "translation": "Translated from {source}",
    "summary": "Summarised from {source}",
}
OF_ANOTHER_DAY = {"reprint", "translation"}


def story_values(
    language: Language, story: PrintedStory, base: str, jsonld: Markup, talk: Talk | None = None
) -> dict[str, Any]:
    """Everything that ``story.html`` names."""
    published = original_date(story)
    corrections = _corrections(language, story)
    return {
        "story": story,
        "jsonld": jsonld,
        "navigation": language.navigation(story.section.address if story.section else None),
        "own": language.in_own_language(story.language),
        "bylines": byline_lines(language, story.bylines),
        "dates": "" if story.is_page else dates_line(language, story, published),
        "age": "" if story.is_page else age_line(language, story, published),
        "retractions": [each for each in corrections if each["kind"] == "retraction"],
        "corrections": [each for each in corrections if each["kind"] != "retraction"],
        "lead": figure(story.photograph, base, language.words, lead=True) if story.photograph else "",
        "body": story_text(language, story, base),
        "credit": _credit_line(language, story, published),
        "facts": facts(language, story, published),
        "stations": stations(language, story, published),
        "talk": talk,
        **_head(language, story, base),
    }


def original_date(story: PrintedStory) -> PublicationDate | None:
    """When the original was published, or None for a story of our own."""
    if story.provenance is not None:
        return story.provenance.published
    return story.original


def _head(language: Language, story: PrintedStory, base: str) -> dict[str, Any]:
    absolute = language.absolute
    address = absolute(story.address)
    policy = story.provenance.canonical_policy if story.provenance else ""
    elsewhere = linkable(story.provenance.address) if story.provenance and policy == "canonical" else None
    translations = [(each.kind, absolute(each.address)) for each in story.translations if each.address and each.kind]
    return {
        "address": address,
        "canonical": elsewhere or address,
        "robots": "noindex" if policy == "noindex" else "",
        "description": story.standfirst or _opening(story),
        "image": absolute(base + shared_name(story.photograph)) if story.photograph else "",
        "image_alt": story.photograph.alt if story.photograph else "",
        "alternates": [(story.language, address), *translations] if translations else (),
        "translations": [
            (each, tongue(each.kind).own_name if each.kind else each.name, tongue(each.kind or story.language).dir)
            for each in story.translations
            if linkable(each.address)
        ],
    }


def _opening(story: PrintedStory) -> str:
    """The first words of a story without a standfirst."""
    for block in story.body:
        if block.get("type") == "paragraph":
            words = plain(str(block.get("value") or "")[:2000]).partition("\n")[0]
            if len(words) <= DESCRIPTION_LENGTH:
                return words
            return words[:DESCRIPTION_LENGTH].rpartition(" ")[0] + "…"
    return ""


def byline_lines(language: Language, credits: tuple[Credit, ...]) -> list[Markup]:
    """The byline, one line for each role, the writers first."""
    lines = []
    for role, sentence in ROLES.items():
        who = tuple(each for each in credits if each.role == role)
        if who:
            lines.append(language.words.say(sentence, names=language.names(who, links=True)))
    others = tuple(each for each in credits if each.role not in ROLES)
    if others:
        lines.append(language.names(others, links=True))
    return lines


def grain(published: PublicationDate | None) -> str:
    """How exactly a date is known, as sentences need it: day, month, year or unknown."""
    if published is None or (published.on is None and published.at is None):
        return "unknown"
    return "day" if published.precision == "minute" else published.precision


def dates_line(language: Language, story: PrintedStory, published: PublicationDate | None) -> Markup:
    """The one line of dates: the original's, ours, the latest correction's. They never mix."""
    words, dates = language.words, language.dates
    ours = dates.day(story.published_on)
    if story.provenance is None and not story.outlet:
        parts = [words.say("Published {day}", day=dates.moment(story.published_at))]
    else:
        outlet = isolated(story.provenance.outlet if story.provenance else story.outlet)
        known = grain(published)
        first = words.say(FIRST_PUBLISHED[known], outlet=outlet, **{known: dates.published(published)})
        parts = [first, words.say("here since {day}", day=ours)]
    latest = max(story.corrections, key=lambda each: each.at, default=None)
    if latest is not None:
        sentence = CORRECTED_ON.get(latest.kind, CORRECTED_ON["correction"])
        parts.append(words.say(sentence, day=dates.day(dates.on(latest.at))))
    return Markup("\u00a0· ").join(parts)


def age_line(language: Language, story: PrintedStory, published: PublicationDate | None) -> Markup | str:
    """How old a story is, in full years, never overclaimed; or that a reprint's age is not known; or nothing."""
    years = years_since(story.age_on, language.today)
    if years:
        return age_words(language, years)
    if story.kind in OF_ANOTHER_DAY and grain(published) == "unknown":
        return language.words.text("It is not known when this story was first published.")
    return ""


def age_words(language: Language, years: int) -> Markup:
    """A story's age in a sentence: ``This story is nine years old``."""
    words = language.words
    spelled = years <= len(SPELLED_OUT)
    number = words.term("age in years", SPELLED_OUT[years - 1]) if spelled else language.tongue.number(years)
    return words.count("This story is {number} year old.", "This story is {number} years old.", years, number=number)


def _corrections(language: Language, story: PrintedStory) -> list[dict[str, Any]]:
    if not story.corrections:
        return []
    newest_first = sorted(story.corrections, key=lambda each: (each.at, each.id), reverse=True)
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "name": language.words.text(CORRECTION_KINDS.get(each.kind, "Correction")),
            "day": language.dates.day(language.dates.on(each.at)),
            "note": each.note,
            "changes": changes(each.changes),
        }
        for each in newest_first
    ]


def changes(paragraphs: tuple[tuple[tuple[str, str], ...], ...]) -> list[Markup]:
    """What a correction changed: paragraphs with the old text struck out and the new text marked."""
    tags = {"old": "del", "new": "ins"}
    return [
        Markup("").join(
            Markup("<{0}>{1}</{0}>").format(tags[op], text) if op in tags else escape(text) for op, text in runs
        )
        for runs in paragraphs
    ]


def story_text(language: Language, story: PrintedStory, base: str) -> Markup:
    """The text alone: the body with the dateline run in, its photographs at ``base``."""
    photographs: dict[int, PrintedPhotograph] = dict(story.photographs or {})
    setting = Setting(language.words, tongue(story.language), photographs, base)
    return body(story.body, setting, _dateline(language, story))


def _dateline(language: Language, story: PrintedStory) -> Markup | str:
    """The place and day a story was filed from, as it runs into the first paragraph."""
    if not story.dateline_place:
        return ""
    place = isolated(story.dateline_place)
    if story.dateline_on is None:
        return Markup(f'<span class="dateline">{place} —</span>')  # noqa: S704  # escaped
    day: date = story.dateline_on
    words = dateline_words(day, language.code, year=day.year != story.published_on.year)
    when = f'<time datetime="{day.isoformat()}">{escape(words)}</time>'
    comma = language.words.text(", ")
    return Markup(f'<span class="dateline">{place}{comma}{when} —</span>')  # noqa: S704  # escaped


def _credit_line(language: Language, story: PrintedStory, published: PublicationDate | None) -> Markup | str:
    """``Reprinted from The Telegraph, 2 June 2015``, linking to the original."""
    provenance = story.provenance
    if provenance is None:
        return ""
    outlet = linked(isolated(provenance.outlet), provenance.address or provenance.outlet_address)
    words = language.words
    via = language.join([linked(isolated(hop.name), hop.address) for hop in provenance.hops if hop.role != "agency"])
    source = words.say("{outlet} via {via}", outlet=outlet, via=via) if via else outlet
    known = grain(published) != "unknown"
    date_ = language.dates.published(published) if known else words.text("date of the original unknown")
    source = words.text(", ").join([source, date_])
    return words.say(CREDIT_LINES.get(story.kind, CREDIT_LINES["reprint"]), source=source)
