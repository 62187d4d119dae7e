"""An invented newspaper with one story of each sort, for the tests of the theme."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dateline.desk.values import (
    Credit,
    Hop,
    LanguageEditionCopy,
    Link,
    Paper,
    PrintedCorrection,
    PrintedPhotograph,
    PrintedProvenance,
    PrintedStory,
    PublicationDate,
)

LANGUAGES = ("en", "az", "azb", "fa", "tr", "ar", "ru")
RIGHT_TO_LEFT = ("azb", "fa", "ar")
TODAY = date(2024, 7, 18)
PAPER = Paper(
    public_address="https://paper.example",
    zone="Europe/Berlin",
    accent="#8c1c13",
    editions=tuple(
        LanguageEditionCopy(
            code, f"Courier {code}", "A union of printers", about="<p>We print.</p>", is_primary=code == "en"
        )
        for code in LANGUAGES
    ),
    contact_address="desk@paper.example",
    sections={code: (Link("News", "/news/"), Link("Culture", "/culture/")) for code in LANGUAGES},
)
WORDS = (
    "The water came back in March, and nobody on the eastern shore believed it until the herons did. By the first week "
    "of June the old jetty stood in forty centimetres of brine, and the men who had sold their boats came to look. "
)
PHOTOGRAPH = PrintedPhotograph(5, "3f9a1c2b55aa", 2000, 1333, "A jetty", "The jetty in June", "Mehdi Yılmaz")
PROVENANCE = PrintedProvenance(
    outlet="The Telegraph",
    outlet_address="https://telegraph.example/",
    address="https://telegraph.example/lake",
    headline="The lake that came back",
    bylines=("Ruth Sherlock",),
    dateline="Sharafkhaneh",
    published=PublicationDate("day", date(2015, 6, 2)),
    known_how="Printed under the headline.",
    hops=(Hop("Reuters", "agency"), Hop("Iran Wire", "via", "https://iranwire.example/")),
    permission="granted",
    treatment="abridged",
    language="en",
)
CORRECTION = PrintedCorrection(
    7, "correction", "The level was wrong.", datetime(2024, 7, 17, 9, tzinfo=UTC), ((("old", "74"), ("new", "71")),)
)
RETRACTION = PrintedCorrection(8, "retraction", "It was invented.", datetime(2024, 7, 18, 9, tzinfo=UTC))


def own_story(language: str = "en", **changes: object) -> PrintedStory:
    """A story of the paper's own, eight paragraphs long, without photographs."""
    story = PrintedStory(
        id=1,
        language=language,
        address="/2024/07/16/lake/",
        headline="The lake that came back",
        standfirst="Forty centimetres of brine stand at the old jetty.",
        kind="news",
        section=Link("News", "/news/"),
        published_at=datetime(2024, 7, 16, 8, 5, tzinfo=UTC),
        published_on=date(2024, 7, 16),
        bylines=(Credit("Leyla Hosseini", "writer", "/by/leyla/"),),
        dateline_place="Sharafkhaneh",
        dateline_on=date(2024, 7, 15),
        topics=(Link("Water", "/topic/water/"),),
        body=tuple({"type": "paragraph", "value": f"<p>{n}. {WORDS * 2}</p>", "id": str(n)} for n in range(8)),
    )
    return replace(story, **changes)


def reprint(language: str = "en", **changes: object) -> PrintedStory:
    """A nine-year-old story of another outlet, with a photograph and a correction."""
    story = own_story(
        language,
        kind="reprint",
        outlet="The Telegraph",
        original=PROVENANCE.published,
        provenance=PROVENANCE,
        photograph=PHOTOGRAPH,
        photographs={5: PHOTOGRAPH},
        corrections=(CORRECTION,),
        translations=(Link("", "/fa/2024/07/16/lake/", "fa"),),
        age_on=date(2015, 6, 2),
    )
    return replace(story, **changes)
