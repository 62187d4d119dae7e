"""Waves of near-identical comments: how they are recognised, and how fast."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.discussion.spam import bands, distance, grouped, is_near, shape

SHAPES = st.integers(0, 2**64 - 1)
BASE = (
    "The government has betrayed the farmers of this country again, and every paper that keeps silent about it is part "
    "of the plan. Read what really happened and pass it on to all your friends"
)
OTHERS = [
    "I was there that evening, and it was not the way that you describe it in this report",
    "Why does nobody write about the teachers, who have not been paid since the spring?",
    "A fine photograph of the old bridge, and a sad story. Thank you for both of them",
]


def variants(count, seed=1):
    chance = random.Random(seed)
    for number in range(count):
        words = BASE.split()
        words[chance.randrange(len(words))] = chance.choice(["REALLY", "my", "dear", "so"])
        yield f"{' '.join(words)}{chance.choice(['!', '!!!', ' :)', ''])} {number}"


@given(st.text(max_size=300))
def test_a_shape_has_64_bits_and_stays_the_same(text):
    assert 0 <= shape(text) < 2**64
    assert shape(text) == shape(text)


@given(SHAPES, SHAPES)
def test_distance_is_one(one, other):
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0
    assert is_near(one, other) == is_near(other, one)


@given(SHAPES, st.sets(st.integers(0, 63), max_size=7))
def test_what_differs_in_seven_bits_shares_a_band(one, bits):
    other = one
    for bit in bits:
        other ^= 1 << bit

    assert set(bands(one)) & set(bands(other))


@pytest.mark.parametrize(
    "same",
    [
        BASE.upper(),
        f"  {BASE} !!!",
        BASE.replace("a", "а"),
        BASE.replace("e", "e\u200b"),
        BASE.replace("farmers", "farmeeeers"),
        BASE.replace("farmers", "peasants"),
        f"{BASE} 4711",
    ],
)
def test_small_changes_stay_near(same):
    assert is_near(shape(BASE), shape(same))


@pytest.mark.parametrize("other", OTHERS)
def test_other_comments_are_far(other):
    assert not is_near(shape(BASE), shape(other))


@pytest.mark.parametrize("nothing", ["", " ", "!!!", "\u200b"])
def test_what_has_no_words_is_near_to_nothing(nothing):
    assert shape(nothing) == 0
    assert not is_near(shape(nothing), shape(nothing))
    assert grouped([0, 0, 0]) == []


def test_links_to_other_places_are_no_wave():
    assert not is_near(shape("https://one.example/a"), shape("https://library.example/b"))
    assert is_near(shape("https://one.example/a"), shape("https://one.example/b"))


def test_a_wave_is_found_among_others():
    texts = [OTHERS[0], *variants(30), *OTHERS[1:]]

    wave, *more = grouped([shape(text) for text in texts])

    assert set(wave) <= set(range(1, 31))
    assert len(wave) >= 28
    assert all(set(each) <= set(range(1, 31)) for each in more)


def test_waves_come_the_largest_first_and_small_ones_not_at_all():
    few, many, alone = 0xFFFF, 2**64 - 1, 0xFFFF << 40
    shapes = [few, many, few ^ 1, many ^ 2, alone, many]

    assert grouped(shapes) == [[1, 3, 5], [0, 2]]
    assert grouped(shapes, least=3) == [[1, 3, 5]]
    assert grouped(shapes, least=4) == []


@given(st.lists(SHAPES, max_size=30))
def test_everyone_is_in_one_wave_at_most_and_near_ones_together(shapes):
    waves = grouped(shapes)
    place = {each: number for number, wave in enumerate(waves) for each in wave}

    assert len(place) == sum(map(len, waves))
    for one in range(len(shapes)):
        for other in range(one):
            if is_near(shapes[one], shapes[other]) and distance(shapes[one], shapes[other]) <= 7:
                assert place[one] == place[other]


def test_ten_thousand_comments_are_grouped_within_a_moment():
    chance = random.Random(2)
    wave = [shape(text) for text in variants(500)]
    shapes = [chance.getrandbits(64) for _ in range(7000)] + [chance.choice(wave) for _ in range(3000)]
    chance.shuffle(shapes)

    began = time.perf_counter()
    largest = grouped(shapes)[0]

    assert time.perf_counter() - began < 5  # usually a third of a second
    assert len(largest) > 2900


def test_a_crowd_in_one_band_is_grouped_within_a_moment():
    shapes = [number << 8 | 0xFF for number in range(10_000)]  # a wave made to fit one band

    began = time.perf_counter()
    grouped(shapes)

    assert time.perf_counter() - began < 10
