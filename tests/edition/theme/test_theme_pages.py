import base64
import gzip
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from theme_newspaper import LANGUAGES, PAPER, PROVENANCE, RETRACTION, RIGHT_TO_LEFT, TODAY, own_story, reprint

from dateline.desk.values import Link, PublicationDate
from dateline.edition.sheets import Column, CorrectedStory, CorrectionsSheet, Front, Group, Listing, Period
from dateline.edition.theme import Theme
from dateline.edition.theme.colours import DARK, LIGHT, contrast, legible

THEME = Theme(PAPER, TODAY)
PERIOD = Period(date(2024, 7, 1), "/news/2024/07/", 23)
KINDS = ("own", "reprint", "front", "listing", "corrections", "about", "gone", "missing", "kept", "unkept")


def page(language: str, kind: str) -> str:
    story, old = own_story(language), reprint(language)
    pages = {
        "own": lambda: THEME.story(story),
        "reprint": lambda: THEME.story(old),
        "front": lambda: THEME.front(
            Front(language, (old, story, story), (old, story), (Column(Link("News", "/news/"), (old, story)),))
        ),
        "listing": lambda: THEME.listing(
            Listing(
                language,
                "section",
                "/news/",
                (Group((THEME.row(old),), PERIOD),),
                Link("News", "/news/"),
                archive=(PERIOD,),
            )
        ),
        "corrections": lambda: THEME.corrections(
            CorrectionsSheet(language, "/corrections/", (CorrectedStory(old, old.corrections[0]),))
        ),
        "about": lambda: THEME.static(language, "about"),
        "gone": lambda: THEME.gone(language, "We took it back."),
        "missing": lambda: THEME.empty_place(language, "missing"),
        "closed": lambda: THEME.empty_place(language, "closed"),
        "kept": lambda: THEME.empty_place(language, "kept"),
        "unkept": lambda: THEME.empty_place(language, "unkept"),
    }
    return pages[kind]().decode()


class Tags(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_in_order(language: str, kind: str):
    text = page(language, kind)
    tags = Tags(text).tags
    names = [name for name, _ in tags]
    html = dict(tags)["html"]
    assert html == {"lang": language, "dir": "rtl" if language in RIGHT_TO_LEFT else "ltr"}
    assert names.count("h1") == names.count("main") == names.count("title") == names.count("style") == 1
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for name, attributes in tags:
        assert name not in {"iframe", "object", "embed"}
        assert name != "script" or attributes.get("type") == "application/ld+json"
        assert not [each for each in attributes if each.startswith("on") or each == "style"]
        loaded = [attributes.get("src"), attributes.get("srcset")]
        if name == "link" and attributes.get("rel") not in {"canonical", "alternate"}:
            loaded.append(attributes.get("href"))
        assert not [each for each in loaded if each and not each.startswith("/")]
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_style_is_the_one_that_the_policy_allows(language: str):
    style = re.search("<style>(.*?)</style>", page(language, "own"), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"sha256-{digest}" in THEME.style_hashes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_light(language: str):
    assert len(gzip.compress(page(language, "own").encode())) <= 14_000
    assert len(gzip.compress(page(language, "reprint").encode())) <= 14_000


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_bytes(kind: str):
    assert page("fa", kind) == page("fa", kind)
    assert Theme(PAPER, TODAY).imprint == THEME.imprint


def test_only_fronts_know_the_date():
    tomorrow = Theme(PAPER, date(2024, 7, 19))
    assert tomorrow.imprint == THEME.imprint
    assert tomorrow.story(own_story()) == THEME.story(own_story())
    assert tomorrow.empty_place("en", "missing") == THEME.empty_place("en", "missing")
    assert "19 July 2024" in tomorrow.front(Front("en", (), (), ())).decode()


def test_the_line_of_dates():
    assert (
        'First published by <bdi>The Telegraph</bdi> on <time datetime="2015-06-02">2 June 2015</time>\u00a0· '
        'here since <time datetime="2024-07-16">16 July 2024</time>\u00a0· '
        'corrected <time datetime="2024-07-17">17 July 2024</time>'
    ) in page("en", "reprint")


def test_an_unknown_original_is_said_to_be_unknown():
    unknown = reprint(provenance=replace(PROVENANCE, published=PublicationDate()), original=None, age_on=None)
    text = THEME.story(unknown).decode()
    assert "The date of the original is unknown\u00a0· here since" in text
    assert "It is not known when this story was first published." in text
    assert "date of the original unknown" in text
    assert "years old" not in text


def test_a_retraction_stands_above_all():
    text = THEME.story(reprint(corrections=(RETRACTION,))).decode()
    article = text.partition("<article")[2]
    assert article.index("It was invented.") < article.index('class="age"') < article.index("<h1")


def test_a_correction_stands_before_the_text_and_shows_what_changed():
    article = page("en", "reprint").partition("<article")[2]
    assert article.index("The level was wrong.") < article.index("<figure") < article.index('class="text"')
    assert "<del>74</del><ins>71</ins>" in article


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("canonical", '<link rel="canonical" href="https://telegraph.example/lake">'),
        ("noindex", '<meta name="robots" content="noindex">\n<link rel="canonical" href="https://paper.example/2024/'),
        ("neither", '<link rel="canonical" href="https://paper.example/2024/07/16/lake/">'),
    ],
)
def test_the_canonical_address(policy: str, expected: str):
    text = THEME.story(reprint(provenance=replace(PROVENANCE, canonical_policy=policy))).decode()
    assert expected in text
    assert ("noindex" in text) == (policy == "noindex")


def test_provenance_is_a_table_and_a_line_of_stations():
    text = page("en", "reprint")
    stations = re.findall(r"<li><b>(.*?)</b>", text)
    assert [re.sub("<.*?>", "", each) for each in stations] == ["Reuters", "The Telegraph", "Iran Wire", "Courier en"]
    assert "<dt>How we know the date</dt><dd><bdi>Printed under the headline.</bdi></dd>" in text
    assert "Reprinted from" not in page("en", "own")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("reprint", "Reprinted from The Telegraph via Iran Wire, 2 June 2015"),
        ("translation", "Translated from The Telegraph via Iran Wire, 2 June 2015"),
        ("summary", "Summarised from The Telegraph via Iran Wire, 2 June 2015"),
    ],
)
def test_the_credit_line_says_what_was_done(kind: str, line: str):
    text = THEME.story(reprint(kind=kind)).decode()
    found = text.partition('<p class="reprinted">')[2].partition("</p>")[0]
    assert re.sub("<.*?>", "", found) == line
    assert '<a href="https://telegraph.example/lake"><bdi>The Telegraph</bdi></a>' in found


def test_a_feed_takes_the_text_alone():
    text = THEME.text(reprint(), "https://paper.example/2024/07/16/lake/")
    assert text.startswith('<p><span class="dateline">')
    assert "<h1" not in text


def test_a_logo_is_the_papers_own_file():
    own = Theme(replace(PAPER, logo="/logo.svg"), TODAY).empty_place("en", "missing").decode()
    assert '<img src="/logo.svg" alt="">' in own
    assert (
        "<img"
        not in Theme(replace(PAPER, logo="https://elsewhere.example/x.svg"), TODAY)
        .empty_place("en", "missing")
        .decode()
    )


def test_photographs_lie_where_the_press_says():
    text = THEME.story(reprint(), photograph_base="/elsewhere/").decode()
    assert 'src="/elsewhere/3f9a1c2b55aa-960.jpg"' in text
    assert 'content="https://paper.example/elsewhere/3f9a1c2b55aa-960.jpg"' in text
    assert 'width="1600" height="1066"' in text
    assert "/2024/07/16/lake/3f9a1c2b55aa-480.avif 480w" in page("en", "reprint")


def test_a_front_shows_whose_a_reprint_is_and_the_year():
    text = page("en", "front")
    assert '<bdi>The Telegraph</bdi> · <time datetime="2015-06-02">2 June 2015</time>' in text
    assert '<span class="when"><time datetime="2024-07-16">16 July 2024</time></span>' in text
    today = own_story(published_on=TODAY)
    assert (
        '<span class="when"><time datetime="2024-07-16T10:05+02:00">10:05</time></span>'
        in THEME.front(Front("en", (), (today,), ())).decode()
    )


def test_a_listing_leads_to_what_it_leaves_out():
    assert '<a href="/news/2024/07/">and 22 more</a>' in page("en", "listing")


def test_a_story_in_another_language_says_so_in_a_list():
    text = THEME.front(Front("en", (own_story("fa"),), (), ())).decode()
    assert '<article class="lead" lang="fa" dir="rtl">' in text


def test_harvesters_read_another_address():
    text = page("en", "own")
    assert "desk@" not in text
    assert "mailto:" not in text
    footer = text.partition("<address>")[2].partition("</address>")[0]
    seen = re.sub("<.*?>", "", re.sub("<span hidden>.*?</span>", "", footer)).replace("&#64;", "@")
    assert seen == "desk@paper.example"


@pytest.mark.parametrize("accent", ["#8c1c13", "#ffff00", "#000", "#FFF", "#0af", "nonsense", "#7f7f7f", "red;}"])
def test_any_accent_can_be_read(accent: str):
    for palette in (LIGHT, DARK):
        for ground in (palette["paper"], palette["tint"]):
            assert contrast(legible(accent, palette["tint"]), ground) >= 4.5
            assert contrast(palette["ink"], ground) >= 7
            assert contrast(palette["muted"], ground) >= 4.5
    assert "red" not in legible(accent, LIGHT["tint"])


def test_a_newspaper_replaces_what_it_likes(tmp_path: Path):
    (tmp_path / "more.css").write_text("h1 { color: teal }")
    (tmp_path / "footer.html").write_text("<footer>Printed in {{ paper.name }}</footer>")
    theme = Theme(PAPER, TODAY, replacements=tmp_path)
    text = theme.story(own_story()).decode()
    assert "h1{color:teal}</style>" in text
    assert "<footer>Printed in Courier en</footer>" in text
    assert theme.imprint != THEME.imprint
    assert theme.style_hashes != THEME.style_hashes
