"""The check as a whole: every kind is found when it is planted, places are right, any text is taken, and fast."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.wire.copy_check import check, names
from dateline.wire.copy_check.language import language as language_of
from dateline.wire.spelling import fold
from tests.wire.copy_check.texts import BOILERPLATE, SOUND

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "pages" / "bodies.json"
WORDS = st.sampled_from(["council", "ferry", "harbour", "mayor", "repairs", "promises", "letter", "signatures"])

PLANTS = {
    "ligature": "The signifificant offi cial came.",
    "doubled word": "They saw the the pier.",
    "repeated phrase": "He said last week that she had left last week.",
    "mojibake": "They didnâ€™t come.",
    "lost character": "They didn\ufffdt come.",
    "credit in the body": "\nPhoto: Ida Brand\n",
    "leftover": "They &nbsp; came.",
    "quotation mark": "“They came.",
    "line-end hyphen": "The govern- ment came.",
    "boilerplate": "\nSign up for our newsletter\n",
    "undated day": "They came on Monday.",
}


@given(st.sampled_from(sorted(PLANTS)), st.sampled_from([0, 2]), st.lists(WORDS, min_size=1, max_size=8))
def test_what_is_planted_is_found_and_nothing_else(kind, at, words):
    paragraphs = SOUND["en"].split("\n\n")
    paragraphs.insert(at, f"The {' of the '.join(dict.fromkeys(words))} was late. {PLANTS[kind]}")

    assert {damage.kind for damage in check("\n\n".join(paragraphs), language="en")} == {kind}


@pytest.mark.parametrize("language", sorted(BOILERPLATE))
@pytest.mark.parametrize("around", sorted(SOUND))
def test_boilerplate_of_any_language_is_found_in_any_text(language, around):
    line = BOILERPLATE[language]

    [damage] = check(f"{SOUND[around]}\n{line}", language=around)

    assert (damage.kind, damage.quotation, damage.cure) == ("boilerplate", line, "")


def test_every_kind_is_planted_or_tried_in_its_own_test():
    assert set(names()) - set(PLANTS) == {"broken caption", "caption in the body", "different number"}


@given(
    st.text(st.characters(codec="utf-16", categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=300),
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["", *SOUND, "xx"]),
)
@example("", "", "\ufdc8", "")
def test_any_text_is_taken_and_every_place_holds_its_quotation(text, headline, caption, language):
    texts = {"body": text, "headline": headline, "caption": caption}

    for damage in check(text, headline=headline, caption=caption, language=language):
        assert texts[damage.where][damage.start : damage.end] == damage.quotation != ""
        assert damage.kind in names()
        assert damage.note.endswith(".")
        assert damage.cure != damage.quotation


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_word_of_grammar_that_stands_twice_is_found_in_every_language(language, data):
    known = language_of(language, "")
    small = (known.never_doubled or known.common) - known.doubled
    word = data.draw(
        st.sampled_from([each for each in SOUND[language].split() if fold(each) in small and not each[0].isupper()])
    )
    damaged = SOUND[language].replace(f" {word} ", f" {word} {word} ", 1)
    found = [damage for damage in check(damaged, language=language) if damage.kind == "doubled word"]

    assert damaged == SOUND[language] or [damage.cure for damage in found] == [word]


@pytest.mark.parametrize("language", ["en", "tr", "fa", "ru"])
def test_ten_kilobytes_take_less_than_ten_milliseconds(language):
    text = (SOUND[language] + "\n\n") * (10_000 // len(SOUND[language]) + 1)
    check(text)

    fastest = min(_seconds(f"{number}{text}") for number in range(5))

    assert fastest < 0.05, "five times what it may take on a quiet machine"


@pytest.mark.parametrize(
    "piece",
    ["!", "fi", "111 ", "ab- ", "“", "x\ufffd", "Ã©", "РџСЂ", "had ", "(Photo by ", "<p ", "{{", "\n", "Tuesday ",
     "a\u00ad", "ﬁa", "12 killed ", "a", "a. ", "&amp", "in the ", "»\n", "1,111"],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(piece):
    text = piece * (60_000 // len(piece))
    started = time.perf_counter()

    check(text, headline="12 killed", caption=piece * 20, language="en")

    assert time.perf_counter() - started < 15


def _seconds(text):
    start = time.perf_counter()
    check(text[:10_000])
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "text",
    [
        "Anak anak bermain di pantai dan orang orang duduk.",
        "오늘 페리가 다시 출항했다. 시장은 “기쁘다”고 말했다.",
        "渡し船は再び出航した。",
    ],
)
def test_a_language_that_nobody_described_is_left_in_peace(text):
    assert check(text) == ()


def test_sound_copy_of_others_is_left_alone():
    if not SAMPLES.is_file():
        pytest.skip("the annotated bodies at ../shared/samples/pages are not here")
    bodies = [page["body"] for page in json.loads(SAMPLES.read_text(encoding="utf-8"))]

    found = [damage for body in bodies for damage in check(body) if damage.kind != "undated day"]

    assert 1000 * len(found) / sum(len(body.split()) for body in bodies) < 0.1
