"""What changed, as readers are shown it."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.changes import changes_between

PARAGRAPHS = st.lists(st.text("ab c.", min_size=1, max_size=30), max_size=5)


@given(PARAGRAPHS)
def test_nothing_changes_between_the_same(text):
    assert changes_between(text, text) == []


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_old_and_the_new_can_be_read_out_of_it(old, new):
    changes = changes_between(old, new)
    befores = ["".join(text for op, text in runs if op != "new") for runs in changes]
    afters = ["".join(text for op, text in runs if op != "old") for runs in changes]

    assert all(before in ("", *old) for before in befores)
    assert all(after in ("", *new) for after in afters)
    assert bool(changes) == (old != new)


def test_only_the_word_that_changed_is_marked():
    assert changes_between(["The wall was built in 1912."], ["The wall was built in 1921."]) == [
        [("same", "The wall was built in "), ("old", "1912"), ("new", "1921"), ("same", ".")]
    ]


def test_a_removed_paragraph_is_shown_whole():
    assert changes_between(["Stays.", "Goes."], ["Stays."]) == [[("old", "Goes.")]]
