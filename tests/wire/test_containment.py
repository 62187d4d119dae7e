"""Copies of a story are found among thousands, excerpts too; and which copy is the one to take."""

import random
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.wire.containment import Candidate, Index, containment, grouped, shingles
from dateline.wire.values import Moment

STORY = (
    "The ferry of Port Amber sails again after two years of repairs. The council voted late on a rainy "
    "evening, and the mayor, who had promised it every spring, said that the crew would be paid from the "
    "first day on. Fishermen had collected signatures in every house along the harbour. A pilot called "
    "the plan well meant and the pier too short."
)
OTHER = (
    "A library that lends out seeds has opened in the old mill of Lirania. Whoever takes beans in March "
    "brings some back in autumn. The miller's daughter keeps the list, in pencil, and says that the "
    "tomatoes are always late to return."
)


def text(chance, words):
    return " ".join("".join(chance.choices("abcdefgh", k=chance.randint(2, 7))) for _ in range(words))


def is_copy(one, other):
    """What the index must find, compared one with one."""
    shared, (shorter, longer) = len(one & other), sorted((len(one), len(other)))
    return shorter >= 8 and shared >= 0.3 * shorter and shared >= 0.05 * longer


def test_case_punctuation_and_spelling_make_no_difference():
    assert shingles(STORY) == shingles(STORY.upper().replace(",", " —\n").replace(".", "!"))
    assert shingles("كتاب جديد في المدينة القديمة") == shingles("کتاب جدید في المدينة القديمة".replace("في", "في"))


def test_an_excerpt_is_contained_and_another_story_is_not():
    excerpt = " ".join(STORY.split()[10:30])

    assert containment(shingles(STORY), shingles(excerpt)) == 1
    assert is_copy(shingles(STORY), shingles(excerpt))
    assert containment(shingles(STORY), shingles(OTHER)) == 0


def test_scripts_without_spaces_are_read_too():
    one, other = (
        "港の渡し船は二年の修理を経て再び出航した。市長は喜んだ。",
        "昨日、港の渡し船は二年の修理を経て再び出航した。",
    )

    assert is_copy(shingles(one), shingles(other))


@given(st.sets(st.integers(0, 50)), st.sets(st.integers(0, 50)))
def test_containment_is_a_share_and_the_same_from_both_sides(one, other):
    share = containment(frozenset(one), frozenset(other))

    assert 0 <= share <= 1
    assert share == containment(frozenset(other), frozenset(one))


def test_a_digest_of_many_stories_is_a_copy_of_none():
    chance = random.Random(1)
    parts = [text(chance, 20) for _ in range(60)]

    assert not is_copy(shingles(" ".join(parts)), shingles(parts[3]))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.34, 1), st.integers(60, 500))
def test_the_index_finds_what_comparing_finds(seed, share, words):
    chance = random.Random(seed)
    story = text(chance, words).split()
    size = max(int(share * words), 20)
    copy = shingles(" ".join(story[:size]) + " " + text(chance, words - size))
    index = Index()
    for number in range(5):
        index.add(number, shingles(text(chance, 200)))
    index.add("story", shingles(" ".join(story)))

    expected = ["story"] if is_copy(copy, shingles(" ".join(story))) else []
    assert [key for key, _ in index.near(copy)] == expected


def test_little_text_is_no_copy_of_anything():
    index = Index()
    index.add("short", shingles("The ferry sails again today."))

    assert len(index) == 0
    assert index.near(shingles("The ferry sails again today.")) == []


def test_a_group_says_which_copy_is_what():
    short = " ".join(STORY.split()[:40])
    copies = [
        Candidate("agency", STORY, Moment("2015-06-02T10:00+00:00", "minute"), damages=3),
        Candidate("clean", STORY + " Our own reporter was there.", Moment("2015-06-02T14:00+04:00", "minute")),
        Candidate("excerpt", short, Moment("2015-06", "month"), is_permitted=True),
        Candidate("other", OTHER),
    ]

    [group] = grouped(copies)

    assert group.members == ("agency", "clean", "excerpt")
    assert (group.fullest, group.earliest, group.cleanest) == ("clean", "agency", "clean")
    assert group.permitted == ("excerpt",)
    assert grouped(copies[3:]) == []


def test_without_dates_nobody_is_earliest():
    [group] = grouped([Candidate(1, STORY), Candidate(2, STORY)])

    assert group.earliest is None


def test_very_many_copies_hold_together():
    chance, numbers = random.Random(2), count()
    copies = [Candidate(next(numbers), f"{STORY} {text(chance, 30)}") for _ in range(300)]

    [group] = grouped(copies)

    assert len(group.members) == 300


@pytest.mark.slow
def test_ten_thousand_texts_are_grouped():
    chance = random.Random(3)
    stories = [text(chance, 300) for _ in range(8000)]
    copies = [Candidate(number, each) for number, each in enumerate(stories)]
    copies += [Candidate(8000 + n, f"{stories[n][: len(stories[n]) // 2]} {text(chance, 40)}") for n in range(2000)]

    groups = grouped(copies)

    assert len(groups) == 2000
