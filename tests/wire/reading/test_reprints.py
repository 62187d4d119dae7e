"""Who published first, as pages say it in ten languages; and pages that only look like reprints."""

from datetime import date

import pytest

from dateline.wire.reading import read_page
from dateline.wire.values import Hop, ReadStory
from tests.wire.reading.pages import page

ADDRESS = "https://www.marrowpost.com/news/bridge"


def read(html: bytes, address: str = ADDRESS) -> ReadStory:
    return read_page(html, address=address, seen_on=date(2026, 11, 26))


def original(story: ReadStory) -> str | None:
    return story.original_outlet.value if story.original_outlet else None


LINES = [
    ("en", "This article was originally published by The Lantern.", "The Lantern"),
    ("en", "This story first appeared on Lantern.example.", "Lantern.example"),
    ("en", "Originally published in The Lantern, March 2015.", "The Lantern"),
    ("en", "Story originally ran in the Lantern Weekly on 3 May 2019.", "Lantern Weekly"),
    ("en", "This article first appeared in The Lantern and is republished here with thanks.", "The Lantern"),
    ("en", "Republished with permission from The Lantern.", "The Lantern"),
    ("en", "This essay is reprinted with permission of The Lantern Review.", "The Lantern Review"),
    ("en", "Reprinted from telegraph", "The Telegraph"),
    ("en", "Courtesy of The Lantern", "The Lantern"),
    ("en", "Sourced from The Lantern", "The Lantern"),
    ("en", "Source: Reuters", "Reuters"),
    ("en", "The post Old bridge appeared first on The Lantern.", "The Lantern"),
    ("en", "© 2023 The Financial Times Ltd. All rights reserved", "Financial Times"),
    ("en", "Copyright 2021 The Associated Press. All rights reserved.", "Associated Press"),
    ("en", "Distributed by Tribune Content Agency, LLC.", "Tribune Content Agency"),
    ("en", "This article is republished from The Conversation under a Creative Commons license.", "The Conversation"),
    ("en", "This story was produced by Grist and co-published with The Lantern.", "Grist"),
    ("de", "Zuerst erschienen in: Linger Bote", "Linger Bote"),
    ("de", "Dieser Artikel ist zuerst in der „Laterne“ erschienen.", "Laterne"),
    ("de", "Quelle: dpa", "dpa"),
    ("de", "© dpa-infocom, dpa:260420-99-377721/2", "dpa"),
    ("es", "Este artículo fue publicado originalmente en La Linterna.", "La Linterna"),
    ("es", "Fuente: EFE", "EFE"),
    ("fr", "Cet article a été initialement publié sur La Lanterne.", "La Lanterne"),
    ("fr", "Source : AFP", "Agence France-Presse"),
    ("pt", "Este artigo foi publicado originalmente no jornal A Lanterna.", "A Lanterna"),
    ("pt", "Fonte: Agência Brasil", "Agência Brasil"),
    ("ru", "Источник: Фонарь", "Фонарь"),
    ("ru", "По материалам РИА Новости", "RIA Novosti"),
    ("ru", "Статья впервые опубликована в журнале «Фонарь».", "Фонарь"),
    ("tr", "Kaynak: Fener Gazetesi", "Fener Gazetesi"),
    ("tr", "Bu yazı ilk olarak Fener’de yayımlandı.", "Fener"),
    ("az", "İstinad: Turan", "Turan"),
    ("az", "Bu məqalə ilk dəfə Fənər saytında dərc olunub.", "Fənər"),
    ("azb", "قایناق: فانوس", "فانوس"),
    ("fa", "به نقل از ایسنا", "ISNA"),
    ("fa", "منبع: فانوس", "فانوس"),
    ("ar", "المصدر: الجزيرة", "Al Jazeera"),
    ("ar", "نُشر هذا المقال لأول مرة في موقع الفانوس", "الفانوس"),
]


@pytest.mark.parametrize(("language", "line", "outlet"), LINES)
def test_a_line_behind_the_text_names_who_published_first_and_leaves_the_body(language, line, outlet):
    story = read(page(language=language, ending=f"<p>{line}</p>"))

    assert original(story) == outlet
    assert story.is_reprint
    assert story.body
    assert line not in story.body.value


@pytest.mark.parametrize(
    ("language", "opening", "agency", "place"),
    [
        ("en", "KABUL (AP) — ", "Associated Press", "KABUL"),
        ("en", "HARROW, Calif. (AP) — ", "Associated Press", "HARROW, Calif."),
        ("en", "(Reuters) – ", "Reuters", None),
        ("en", "LONDON, March 3 (Reuters) - ", "Reuters", "LONDON"),
        ("en", "OSLO, May 3, 2019 /PRNewswire/ -- ", "PR Newswire", "OSLO"),
        ("de", "Linge (dpa/lby) - ", "dpa", "Linge"),
        ("es", "Madrid, 5 jul (EFE).- ", "EFE", "Madrid"),
        ("fr", "Paris (AFP) - ", "Agence France-Presse", "Paris"),
        ("pt", "Lisboa, 5 jul (Lusa) - ", "Agência Lusa", "Lisboa"),
        ("ru", "МОСКВА, 5 янв — РИА Новости. ", "RIA Novosti", "МОСКВА"),
        ("ru", "МОСКВА, 5 января. /ТАСС/. ", "TASS", "МОСКВА"),
        ("tr", "ANKARA (AA) - ", "Anadolu Agency", "ANKARA"),
        ("az", "Bakı, 5 yanvar, AZƏRTAC. ", "AZƏRTAC", "Bakı"),
        ("fa", "به گزارش ایسنا، ", "ISNA", None),
        ("ar", "القاهرة (رويترز) - ", "Reuters", "القاهرة"),
    ],
)
def test_an_agency_line_names_the_agency_and_the_place(language, opening, agency, place):
    story = read(page(language=language, opening=opening))

    assert original(story) == agency
    assert (story.dateline.value if story.dateline else None) == place
    assert story.body
    assert place is None or not story.body.value.startswith(opening.strip())


def test_a_place_without_an_agency_makes_no_reprint():
    story = read(page(opening="MARROW — "))

    assert story.dateline
    assert story.dateline.value == "MARROW"
    assert not story.is_reprint


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This article was reprinted on Wired.com."),
        ("en", "Originally published 12:20 PM"),
        ("en", "This article was originally published in the print edition."),
        ("en", "First published on The Marrow Post."),
        ("en", "This story was first published on marrowpost.com"),
        ("en", "A version of this article appears in print on May 3."),
        ("en", "The Associated Press contributed to this report."),
        ("en", "With files from The Canadian Press"),
        ("en", "The report was first published in The Lancet in 2019, according to the ministry."),
        ("en", "Her novel, originally published by Harbour House, is out now."),
        ("en", "His column was first published in The Lantern when he was twenty."),
        ("en", "<a href='https://reuters.com/a'>Reuters reported</a> that the bridge was old."),
        ("en", "Sources: <a href='https://who.int/a'>WHO</a>, <a href='https://un.org/b'>UN</a>"),
        ("en", "Source: ministry of roads"),
        ("en", "Courtesy of Ann Example"),
        ("en", "Republish our articles for free, under a Creative Commons licence."),
        ("de", "Mit Material der dpa"),
        ("de", "Dieser Artikel erschien zuerst am 3. Mai 2019."),
    ],
)
def test_a_line_that_only_looks_like_it_makes_no_reprint(language, line):
    story = read(page(language=language, ending=f"<p>{line}</p>"))

    assert original(story) is None
    assert not story.is_reprint


def test_the_source_of_a_figure_within_the_text_is_not_that_of_the_story():
    sentence = "The bridge is used by {} people of the town every day, who have no other way to the other side."
    paragraphs = [sentence.format(number) for number in range(200, 208)]
    paragraphs.insert(3, "Source: Example Data")

    assert not read(page(paragraphs=paragraphs)).is_reprint


@pytest.mark.parametrize("under", ["<p>Getty Images/AFP</p>", "<p>AP Photo/John Lens</p>", "<p>Science</p>"])
def test_the_credit_of_a_photograph_is_not_that_of_the_story(under):
    assert not read(page(under=under)).is_reprint


def test_via_names_the_original_and_the_station():
    story = read(page(under="<p>Araz News via Telegraph</p>"))

    assert original(story) == "The Telegraph"
    assert story.hops
    assert story.hops.value == (Hop("Araz News", "via"),)


def test_the_link_in_the_line_is_the_original_address():
    line = "<p>This article was originally published by <a href='https://lantern.example/a'>The Lantern</a>.</p>"

    story = read(page(ending=line))

    assert story.original_address
    assert story.original_address.value == "https://lantern.example/a"


@pytest.mark.parametrize(
    ("canonical", "is_reprint"),
    [
        ("https://www.thelantern.com/news/bridge", True),
        ("https://m.marrowpost.com/news/bridge", False),
        ("https://www.marrowpost.co.uk/news/bridge", False),
        ("https://www.thelantern.com/", False),
        ("not an address", False),
    ],
)
def test_a_canonical_link_counts_if_it_leads_to_a_story_of_another_outlet(canonical, is_reprint):
    assert read(page(head=f'<link rel="canonical" href="{canonical}">')).is_reprint is is_reprint


def test_the_name_behind_a_canonical_link_is_spelled_as_the_page_spells_it():
    head = '<link rel="canonical" href="https://www.thelantern.com/news/bridge">'

    assert original(read(page(head=head, below="<p>More from The Lantern</p>"))) == "The Lantern"


def test_a_copy_in_an_archive_is_no_reprint():
    head = f'<link rel="canonical" href="{ADDRESS}">'

    assert not read(
        page(head=head), "https://web.archive.org/web/2020/https://www.marrowpost.com/news/bridge"
    ).is_reprint


def test_the_words_of_an_outlet_on_its_own_page_make_no_reprint():
    line = "<p>This article originally appeared on Detroit Free Press: Old bridge over the Ling is closed</p>"

    assert original(read(page(ending=line))) == "Detroit Free Press"
    assert not read(page(ending=line), "https://www.freep.com/story/news/bridge/1/").is_reprint


@pytest.mark.parametrize(
    ("html", "outlet"),
    [
        (page(under="<p>By Ann Example, CNN</p>", ending="<p>™ & © 2024 Cable News Network, Inc.</p>"), "CNN"),
        (page(under="<p class='byline'>Ann Example | The Seattle Times (TNS)</p>"), "The Seattle Times"),
        (page(under="<p class='byline'>Ann Example The Washington Post</p>"), "The Washington Post"),
        (page(under="<p class='byline'>Agence France-Presse in Paris</p>"), "Agence France-Presse"),
        (page(under="<p class='author'>Ann Example - NBC News - 1 day ago</p>"), "NBC News"),
        (page(under="<p>From Road & Track</p>"), "Road & Track"),
        (page(language="de", under="<p>Von dpa</p>"), "dpa"),
        (page(language="es", under="<p class='autor'>EFE</p>"), "EFE"),
        (page(language="tr", under="<p class='source'>DHA</p>"), "Demirören Haber Ajansı"),
        (page(language="ar", under="<p class='author'>رويترز</p>"), "Reuters"),
    ],
)
def test_a_byline_names_the_outlet_that_its_author_works_for(html, outlet):
    assert original(read(html)) == outlet


def test_who_passes_on_comes_after_who_wrote():
    line = "<p>©2023 Los Angeles Times. Visit latimes.com. Distributed by Tribune Content Agency, LLC.</p>"

    story = read(page(ending=line))

    assert original(story) == "Los Angeles Times"
    assert story.hops
    assert [hop.name for hop in story.hops.value] == ["Tribune Content Agency"]


def test_who_provides_json_ld_is_who_published_first():
    things = (
        '{"@type": "NewsArticle", "publisher": {"name": "Yahoo News"}, "provider": {"name": "The Lantern"}, '
        '"datePublished": "2024-02-15T18:15:14Z"}'
    )
    head = f'<script type="application/ld+json">{things}</script>'

    story = read(page(head=head), "https://news.yahoo.com/bridge-1.html")

    assert original(story) == "The Lantern"
    assert story.published is None
    assert story.reprinted
    assert story.reprinted.value.value == "2024-02-15T18:15+00:00"


def test_an_outlets_own_agency_line_makes_no_reprint():
    story = read(page(opening="OSLO (AP) — "), "https://apnews.com/article/bridge")

    assert story.outlet
    assert story.outlet.value == "Associated Press"
    assert not story.is_reprint


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This article Old bridge over the Ling is closed originally appeared on The Lantern.", "The Lantern"),
        ("This article “Old bridge: what now?” originally appeared on The Lantern.", "The Lantern"),
        ("This article was originally published in Portuguese by Agência Pública.", "Agência Pública"),
        ("This article first appeared in the March 2015 issue of The Lantern.", "The Lantern"),
        ("This story was first reported by Bloomberg.", None),
        ("This article was originally published in German.", None),
        ("This article was originally written by Ann Example.", None),
        ("This article first appeared in the March 2015 issue.", None),
        ("This photo was first published by Reuters.", None),
        ("Originally published in 2015.", None),
    ],
)
def test_what_stands_between_the_words_does_not_mislead(line, outlet):
    assert original(read(page(ending=f"<p>{line}</p>"))) == outlet
