"""What pages that list stories say: fronts, listings, the corrections."""

import re
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from dateline.desk.values import ListedStory
from dateline.edition.sheets import CorrectionsSheet, Front, Group, Listing, Period
from dateline.edition.theme.addresses import folder, isolated
from dateline.edition.theme.dates import month_name
from dateline.edition.theme.language import Language
from dateline.edition.theme.photographs import LEAD_SIZES, SMALL_SIZES, picture
from dateline.edition.theme.story_page import CORRECTION_KINDS, changes

PERIOD_ADDRESS = re.compile(r"/\d{4}(/\d\d)?(/\d\d)?/?$")
LONG_HEADLINE = 90
FEED_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def summary(language: Language, story: ListedStory, *, sizes: str = "", eager: bool = False) -> dict[str, Any]:
    """A story as it stands in a list; with ``sizes`` its photograph too."""
    shown = picture(story.photograph, folder(story.address), sizes, eager=eager) if sizes and story.photograph else ""
    return {
        "story": story,
        "own": language.in_own_language(story.language),
        "picture": shown,
        "long": len(story.headline) > LONG_HEADLINE,
        "source": source_line(language, story),
        "names": language.names(tuple(each for each in story.bylines if each.role == "writer"), links=False),
        "is_today": story.published_on == language.today,
        "clock": language.dates.clock(story.published_at),
        "day": language.dates.day(story.published_on),
    }


def row(language: Language, story: ListedStory) -> str:
    """A story in a long list, its headline at the second level. No template: a print run sets each story so."""
    own = language.in_own_language(story.language)
    shown = picture(story.photograph, folder(story.address), SMALL_SIZES) if story.photograph else ""
    label = f'<strong class="retracted">{escape(language.retracted)}</strong> ' if story.retracted else ""
    standfirst = f'<p class="standfirst"{own}>{escape(story.standfirst)}</p>\n' if story.standfirst else ""
    return (
        f'<article class="summary{" illustrated" if shown else ""}">\n'
        f'<h2{own}>{label}<a href="{escape(story.address)}">{escape(story.headline)}</a></h2>\n'
        f'{standfirst}<p class="meta">{_meta(language, story)}</p>\n{shown}\n</article>'
    )


def _meta(language: Language, story: ListedStory) -> str:
    day = language.dates.day(story.published_on)
    if story.outlet:
        since = language.words.say("here since {day}", day=day)
        return f'<span class="source">{source_line(language, story)}</span> · {since}'
    names = language.names(tuple(each for each in story.bylines if each.role == "writer"), links=False)
    return f"<span>{names}</span> · {day}" if names else str(day)


def source_line(language: Language, story: ListedStory) -> Markup | str:
    """Whose a reprint is and of when: ``The Telegraph · 2 June 2015``; nothing for a story of our own."""
    if not story.outlet:
        return ""
    return Markup("{} · {}").format(isolated(story.outlet), language.dates.published(story.original))


def front_values(language: Language, front: Front, jsonld: Markup) -> dict[str, Any]:
    """Everything that ``front.html`` names."""
    leads = [
        summary(language, story, sizes=SMALL_SIZES if place else LEAD_SIZES, eager=not place)
        for place, story in enumerate(front.leads)
    ]
    columns = [
        (column.section, [summary(language, story) for story in column.stories])
        for column in front.columns
        if column.stories
    ]
    editions = language.paper.editions
    absolute = language.absolute
    return {
        "masthead": language.front_masthead(),
        "navigation": language.navigation(),
        "lead": leads[0] if leads else None,
        "seconds": leads[1:],
        "headlines": [summary(language, story) for story in front.headlines],
        "columns": columns,
        "abreast": abreast(len(columns)),
        "address": absolute(language.copy.prefix),
        "alternates": [(each.language, absolute(each.prefix)) for each in editions] if len(editions) > 1 else (),
        "jsonld": jsonld,
    }


def abreast(columns: int) -> int:
    """How many columns stand side by side on a wide screen, so that the last row is not a single orphan."""
    return columns if columns in {3, 5} else min((4, 5, 3), key=lambda each: -columns % each)


def listing_values(language: Language, listing: Listing) -> dict[str, Any]:
    """Everything that ``listing.html`` names."""
    here = listing.subject.address if listing.subject else None
    current = "page" if listing.address == here else "true"
    return {
        "listing": listing,
        "title": _title(language, listing),
        "period": _period_words(language, listing.start, listing.grain) if listing.start else "",
        "navigation": language.navigation(here, current=current),
        "groups": [_group(language, group) for group in listing.groups],
        "archive": archive_rows(language, listing.archive),
        "address": language.absolute(listing.address),
        "feeds": [(kind, FEED_TYPES[kind], address) for kind, address in listing.feeds if kind in FEED_TYPES],
    }


def corrections_values(language: Language, sheet: CorrectionsSheet) -> dict[str, Any]:
    """Everything that ``corrections.html`` names."""
    return {
        "title": language.words.text("Corrections"),
        "period": language.dates.year(sheet.start) if sheet.start else "",
        "navigation": language.navigation(),
        "entries": [
            {
                **summary(language, each.story),
                "kind": each.correction.kind,
                "name": language.words.text(CORRECTION_KINDS.get(each.correction.kind, "Correction")),
                "corrected": language.dates.day(language.dates.on(each.correction.at)),
                "note": each.correction.note,
                "changes": changes(each.correction.changes),
            }
            for each in sheet.corrections
        ],
        "archive": archive_rows(language, sheet.archive),
        "address": language.absolute(sheet.address),
    }


def grain_of(period: Period) -> str:
    """Whether a period is a year, a month or a day, which its address says."""
    found = PERIOD_ADDRESS.search(period.address)
    if found is None:
        return "month"
    return "day" if found[2] else "month" if found[1] else "year"


def archive_rows(language: Language, periods: tuple[Period, ...]) -> list[dict[str, Any]]:
    """The archive as rows: a year each, with links to its months; or, within one month, one row of days."""
    rows: dict[str, dict[str, Any]] = {}
    for period in periods:
        grain = grain_of(period)
        days = grain == "day"
        name = language.dates.month(period.start) if days else language.dates.year(period.start)
        key = f"{period.start:%Y-%m}" if days else f"{period.start:%Y}"
        row = rows.setdefault(key, {"name": name, "periods": [], "address": "", "count": 0, "days": days})
        if grain == "year":
            row.update(address=period.address, count=period.count)
        else:
            words = _period_words(language, period.start, grain)
            row["periods"].append((period, _short(language, period, grain), words))
    return list(rows.values())


def _short(language: Language, period: Period, grain: str) -> str:
    return language.tongue.number(period.start.day) if grain == "day" else month_name(period.start, language.code)


def _period_words(language: Language, start: date, grain: str | None) -> Markup:
    dates = language.dates
    if grain == "year":
        return dates.year(start)
    return dates.month(start) if grain == "month" else dates.day(start)


def _title(language: Language, listing: Listing) -> Any:
    if listing.subject is not None:
        return listing.subject.name
    return language.words.text("Archive")


def _a_level_lower(row: str) -> str:
    return row.replace("<h2", "<h3", 1).replace("</h2>", "</h3>", 1)


def _group(language: Language, group: Group) -> dict[str, Any]:
    period = group.period
    left_out = group.left_out
    more = language.words.count("and {count} more", "and {count} more", left_out) if left_out else ""
    return {
        "heading": _period_words(language, period.start, grain_of(period)) if period else "",
        "address": period.address if period else "",
        "stories": Markup("\n".join(map(_a_level_lower, group.rows) if period else group.rows)),  # noqa: S704  # rows
        "more": more,
    }
