"""Stories as their editors left them, without a page around them: what their first and last lines tell, and what not.

Outlets, people and places do not exist; only agencies and one Telegraph are named as the trade names them.
"""

from datetime import date
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.wire.reading import read_text
from dateline.wire.values import Fact, Hop, ReadStory
from tests.wire.reading.evidence import facts, stands_in
from tests.wire.reading.pages import TEXTS

ADDRESS = "https://harbourpost.example/2024/05/06/ferry/"
STORY = (
    "The ferry to the outer islands will not sail this week, said the harbour master of Port Ferrow, after a storm "
    "damaged its ramp and took two of the lamps of the pier into the sea on Sunday night.",
    "Islanders queue at the quay for bread and paraffin, which the lifeboat brings twice a day. “We have seen worse,” "
    "said the postmistress, “but not in June, and never with so many visitors in Marrow.”",
    "The company that runs the ferry did not say when repairs would begin or who would pay for them. A second boat, "
    "bought eleven years ago, has never left the yard for want of a crew.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def read(html: str, *, outlet: str = "") -> ReadStory:
    return read_text(html, headline="Ferry stops", address=ADDRESS, outlet=outlet, seen_on=date(2026, 11, 26))


def value(fact: Fact[Any] | None) -> Any:
    return fact.value if fact else None


def claims(story: ReadStory) -> list[str]:
    return [name for name, _ in facts(story)]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("via Telegraph", "The Telegraph"),
        ("via telegraph", "The Telegraph"),
        ("Via: Saltmarsh Lantern", "Saltmarsh Lantern"),
        ("(via saltmarsh courier)", "Saltmarsh Courier"),
        ("<em>Reprinted from telegraph</em>", "The Telegraph"),
        ("reprinted from saltmarsh courier", "Saltmarsh Courier"),
        ("Originally published in The Saltmarsh Courier on 3 February 2020", "The Saltmarsh Courier"),
        ("Source: Saltmarsh Courier", "Saltmarsh Courier"),
        ("The post Ferry stops appeared first on The Lantern.", "The Lantern"),
        ("By Ansel Mornay for The Telegraph", "The Telegraph"),
        ("Mənbə: Fənər", "Fənər"),
        ("Mənbə – Fənər", "Fənər"),
        ("Qaynaq: Fənər", "Fənər"),
        ("İstinad: Turan", "Turan"),
        ("منبع: فانوس", "فانوس"),
        ("به نقل از فانوس", "فانوس"),
        ("قایناق: فانوس", "فانوس"),
        ("Kaynak: Fener Gazetesi", "Fener Gazetesi"),
        ("Alıntı: Fener Gazetesi", "Fener Gazetesi"),
        ("Fener’den alıntıdır.", "Fener"),
        ("المصدر: الفانوس", "الفانوس"),
        ("نقلاً عن الفانوس", "الفانوس"),
        ("منقول عن الفانوس", "الفانوس"),
        ("Источник: Фонарь", "Фонарь"),
        ("Перепечатано из «Фонарь»", "Фонарь"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_line_at_either_end_names_who_published_first(line, outlet, is_first):
    story = read(f"<p>{line}</p>{TEXT}" if is_first else f"{TEXT}<p>{line}</p>")

    assert value(story.original_outlet) == outlet
    assert story.is_reprint


@pytest.mark.parametrize(
    ("line", "outlet", "hop"),
    [
        ("The Saltmarsh Courier via Harbour Telegraph", "The Saltmarsh Courier", "Harbour Telegraph"),
        ("Reuters via Saltmarsh Courier", "Reuters", "Saltmarsh Courier"),
        ("Saltmarsh News via Telegraph", "The Telegraph", "Saltmarsh News"),
    ],
)
def test_via_names_the_original_and_the_station(line, outlet, hop):
    story = read(f"<p>{line}</p>{TEXT}")

    assert value(story.original_outlet) == outlet
    assert value(story.hops) == (Hop(hop, "via"),)


def test_an_agency_wrote_what_another_passed_on():
    story = read(f"<p>via Telegraph</p><p>PORT FERROW, June 2 (Reuters) — The ferry stopped.</p>{TEXT}")

    assert value(story.agency) == value(story.original_outlet) == "Reuters"
    assert value(story.dateline) == "PORT FERROW"
    assert value(story.hops) == (Hop("The Telegraph", "via"),)
    assert story.published is None


@pytest.mark.parametrize(
    ("line", "people", "place"),
    [
        ("By Louise Sample, Cairo", ("Louise Sample",), "Cairo"),
        ("By Ansel Mornay, Port Ferrow", ("Ansel Mornay",), "Port Ferrow"),
        ("By Ansel Mornay, Marrow", ("Ansel Mornay",), "Marrow"),
        ("By Ansel Mornay in Port Ferrow", ("Ansel Mornay",), "Port Ferrow"),
        ("By ANSEL MORNAY", ("Ansel Mornay",), None),
        ("By Ansel Mornay, Staff Writer", ("Ansel Mornay",), None),
        ("By Ansel Mornay in June", ("Ansel Mornay",), None),
        ("By Ansel Mornay, Mira Tolland and Bob Sample", ("Ansel Mornay", "Mira Tolland", "Bob Sample"), None),
        ("(Reporting by Mira Tolland; editing by Bob Sample)", ("Mira Tolland",), None),
        ("Müəllif: Ansel Mornay, Bakı", ("Ansel Mornay",), "Bakı"),
        ("Yazan: Ansel Mornay, İstanbul", ("Ansel Mornay",), "İstanbul"),
        ("Автор: Ансель Морней, Каир", ("Ансель Морней",), "Каир"),
        ("به قلم علی نمونه", ("علی نمونه",), None),
        ("بقلم أحمد مثال", ("أحمد مثال",), None),
    ],
)
def test_a_byline_names_persons_and_where_they_were(line, people, place):
    story = read(f"<p>{line}</p>{TEXT}")

    assert value(story.bylines) == people
    assert value(story.dateline) == place


@pytest.mark.parametrize(
    ("line", "outlet", "address"),
    [
        ('<a href="{}">Read the original</a>', "saltmarshcourier.example", "https://saltmarshcourier.example/ferry-1"),
        ('Source: <a href="{}">Ferry stops after a storm</a>', "lantern.example", "https://lantern.example/ferry-1"),
        ('<a href="{}">Saltmarsh Courier</a>', "Saltmarsh Courier", "https://saltmarshcourier.example/ferry-1"),
        ('via <a href="{}">Saltmarsh Courier</a>', "Saltmarsh Courier", "https://courier.example/ferry-1"),
        ('<a href="{0}">{0}</a>', "Reuters", "https://www.reuters.com/world/ferry-1/"),
        ('Mənbə: <a href="{}">Azad Fənər</a>', "Azad Fənər", "https://fener.example/xeber/1"),
        ("Mənbə: {}", "fener.example", "https://fener.example/xeber/1"),
        ('<a href="{}">Orijinalı oxuyun</a>', "fener.example", "https://fener.example/xeber/1"),
        ('منبع: <a href="{}">فانوس</a>', "فانوس", "https://fanus.example/news/1"),
        ('<a href="{}">اصل خبر</a>', "fanus.example", "https://fanus.example/news/1"),
        ('Kaynak: <a href="{0}">{0}</a>', "fener.example", "https://fener.example/haber/1"),
        ('Источник: <a href="{}">Фонарь</a>', "Фонарь", "https://fonar.example/news/1"),
        ('<a href="{}">المقال الأصلي</a>', "fanus.example", "https://fanus.example/news/1"),
    ],
)
def test_a_link_at_the_end_leads_to_the_original(line, outlet, address):
    story = read(f"{TEXT}<p>{line.format(address)}</p>")

    assert value(story.original_outlet) == outlet
    assert value(story.original_address) == address


@pytest.mark.parametrize(
    ("html", "day"),
    [
        (f"{TEXT}<p>Originally published in The Saltmarsh Courier on 3 February 2020</p>", "2020-02-03"),
        (f"{TEXT}<p>Source: The Saltmarsh Courier, 3 February 2020</p>", "2020-02-03"),
        (f"<p>via Telegraph</p><p>3 February 2020</p>{TEXT}", "2020-02-03"),
        (f"{TEXT}<p>First published on 3 May 2019.</p>", "2019-05-03"),
        (f"<p>OSLO, 2 June 2019 (Reuters) - The ferry stopped.</p>{TEXT}", "2019-06-02"),
        (f'{TEXT}<p><a href="https://courier.example/2020/02/03/ferry">Read the original</a></p>', "2020-02-03"),
        (f"{TEXT}<p>Reprinted from The Saltmarsh Courier, 3 February 2031</p>", None),
        (f"{TEXT}<p>via Telegraph</p>", None),
        (f"{TEXT}<p>Updated on 3 February 2020</p>", None),
    ],
)
def test_the_day_is_the_originals_if_the_text_says_so_and_never_that_of_our_address(html, day):
    published = value(read(html).published)

    assert (published.value if published else None) == day


def test_a_first_sentence_names_its_agency_where_it_is_the_custom():
    assert value(read(f"<p>به گزارش ایسنا، {TEXTS['fa'][0]}</p>").agency) == "ISNA"
    assert value(read("<p>AZƏRTAC-a istinadən xəbər verir ki, bərə dayanıb.</p>").agency) == "AZƏRTAC"


def test_a_licence_is_that_of_the_text():
    line = "This article was first published by The Lantern and stands under a Creative Commons licence."

    assert value(read(f"{TEXT}<p>{line}</p>").licence) == "Creative Commons licence"
    assert value(read(f"{TEXT}<p>CC BY-SA 4.0</p>").licence) == "CC BY-SA 4.0"


def test_lines_of_one_paragraph_are_lines_of_their_own():
    story = read(
        f'<p>via <a href="https://courier.example/ferry-1">Saltmarsh Courier</a><br>By Ansel Mornay<br>{STORY[0]}</p>'
    )

    assert value(story.original_outlet) == "Saltmarsh Courier"
    assert value(story.original_address) == "https://courier.example/ferry-1"
    assert value(story.bylines) == ("Ansel Mornay",)


def test_the_newspapers_own_name_makes_no_original():
    line = "<p>First published in The Ferrow Record on 3 May 2019</p>"

    assert read(TEXT + line).is_reprint
    assert not read(TEXT + line, outlet="Ferrow Record").is_reprint


ORDINARY = [
    "<p>The mayor told The Telegraph on Monday that the ferry was safe.</p>",
    "<p>The Saltmarsh Courier reported last week that the yard was sold.</p>",
    "<p>The story first appeared in the Courier last week, when the mayor spoke.</p>",
    "<p>The recipe, reprinted from The Courier, is below.</p>",
    "<p>First published on 3 May 1923, the Courier moved to Port Ferrow last year.</p>",
    "<p>Originally published by Harbour House, the novel is out now.</p>",
    "<p>Leaflets distributed by Harbour Watch</p>",
    "<p>From Reuters to rowing boats, all came.</p>",
    "<p>By boat, Port Ferrow is two hours away</p>",
    "<p>By boat, Port Ferrow is two hours away, and nobody goes there in winter.</p>",
    "<p>By Port Authority</p>",
    "<p>By Friday Night</p>",
    "<p>By Ansel Mornay, Mira Tolland</p>",
    "<p>She wrote for the Associated Press (AP).</p>",
    "<p>The Associated Press contributed to this report.</p>",
    "<p>This article was reprinted on Wired.com.</p>",
    "<p>The museum put its pictures under a Creative Commons licence.</p>",
    "<p>Source: Port Authority</p>",
    "<p>Source: interviews</p>",
    "<p>Kaynak: Ulaştırma Bakanlığı</p>",
    "<p>Источник: Министерство транспорта</p>",
    "<p>منبع: سازمان بنادر</p>",
    "<p>Nümunələr çaydan götürülüb.</p>",
    "<p>او با اجازه پدرش رفت</p>",
    "<table><tr><td>Boats</td><td>12</td></tr></table><p>Source: Saltmarsh Courier</p>",
    "<table><tr><td>Source: Saltmarsh Courier</td></tr></table>",
    "<ul><li>Source: Saltmarsh Courier</li></ul>",
    "<blockquote><p>By Ansel Mornay</p></blockquote>",
    "<figure><img src='a.jpg'><figcaption>Source: Reuters</figcaption></figure>",
    "<p><img src='a.jpg'></p><p>via Telegraph</p>",
    "<p><img src='a.jpg'><br>The harbour at dusk (Reuters)</p>",
    "<p>Photo: Reuters</p>",
    "<p>Photo by Ansel Mornay / AP</p>",
    "<p>Reuters/Ansel Mornay</p>",
    "<p>© Reuters</p>",
    "<p>Read also: <a href='https://www.reuters.com/world/ferry-1/'>Ferry stops</a></p>",
    "<p><a href='https://www.reuters.com/world/ferry-1/'>Ferry stops for a week</a></p>",
    "<p>More at <a href='https://saltmarshcourier.example/ferry-1'>Saltmarsh Courier</a></p>",
    "<p>See the <a href='https://museum.example/a-b'>original source</a> of this claim.</p>",
    "<p><a href='https://harbourmuseum.example/'>Harbour Museum</a></p>",
    "<p><a href='https://harbourpost.example/ferry-1'>Read the original</a></p>",
    "<p><a href='/ferry-1'>Read the original</a></p>",
    "<p>Follow us on <a href='https://t.me/harbour/12'>Telegram</a></p>",
    "<p>First published on The Harbour Post.</p>",
    "<p>via Telegram</p>",
    "<p>via email</p>",
    "<p>Cairo via Istanbul</p>",
    "<p>From Port Ferrow</p>",
    "<p>WEATHER — Rain is expected.</p>",
    "<p>Ansel Mornay — The harbour master says no.</p>",
    "<p>ANSEL: We have asked for a bridge.</p><p>MIRA: And who pays?</p><p>ANSEL: Nobody.</p>",
    "<p>Q — Who pays?</p><p>A — Nobody.</p>",
    "<p>From dawn<br>to dusk<br>by lantern light we row<br>via stars</p>",
]


@pytest.mark.parametrize("line", ORDINARY)
@pytest.mark.parametrize("is_first", [True, False])
def test_of_an_ordinary_story_nothing_is_claimed(line, is_first):
    assert claims(read(line + TEXT if is_first else TEXT + line)) == []


@pytest.mark.parametrize("language", TEXTS)
def test_of_a_story_that_says_nothing_nothing_is_claimed(language):
    assert claims(read("".join(f"<p>{paragraph}</p>" for paragraph in TEXTS[language]))) == []


@pytest.mark.parametrize(
    "line", ["via Telegraph", "Source: Saltmarsh Courier", "By Ansel Mornay", "Reprinted from Telegraph"]
)
def test_what_stands_in_the_middle_says_nothing_of_the_whole(line):
    assert claims(read(f"{TEXT}<p>{line}</p>{TEXT}")) == []


def test_links_to_other_outlets_in_the_text_lead_to_no_original():
    linked = TEXT.replace("harbour master", '<a href="https://www.reuters.com/world/ferry-1/">harbour master</a>')

    assert claims(read(linked)) == []


@pytest.mark.parametrize(
    "html", ["", "   ", "<p></p>", "text alone", "<p>&nbsp;</p>", "<p>\x00</p>", "<table>", "</p><div"]
)
def test_any_markup_is_read(html):
    assert claims(read(html)) == []


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (
                    "via ",
                    "Source: ",
                    "By ",
                    "Reprinted from ",
                    "Telegraph",
                    "Ansel Mornay",
                    "(Reuters) — ",
                    "<br>",
                    "</p><p>",
                    ", ",
                )
            ),
            # Of control characters nobody knows the encoding again: that is no matter of evidence.
            st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20).map(escape),
        ),
        max_size=12,
    )
)
def test_evidence_is_quoted_word_for_word(pieces):
    html = f"<p>{''.join(pieces)}</p>"

    for _, fact in facts(read_text(html)):
        assert stands_in(fact.evidence, html.encode(errors="replace"), "")
