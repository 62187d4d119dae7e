"""Passes: only what was sealed is taken, and only as it was sealed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gate.errors import EXPIRED, FOREIGN, UNREADABLE, PassError
from dateline.gate.pass_token import LONGEST, Pass, require, seal, serial, unseal

KEY = b"k" * 32
GIVEN = Pass("wait", "comment", "417", 100, 1300, "s" * 22, "")
TOKEN = seal(GIVEN, KEY)
TEXT = st.text(max_size=40)
MOMENTS = st.integers(0, 2**40)
PASSES = st.builds(Pass, TEXT, TEXT, TEXT, MOMENTS, MOMENTS, TEXT, TEXT)


@given(PASSES)
def test_what_was_sealed_comes_out_again(given_pass):
    token = seal(given_pass, KEY)
    assert token.isascii()
    assert len(token) > LONGEST or unseal(token, KEY) == given_pass


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_no_character_can_be_another(place, character):
    altered = TOKEN[:place] + character + TOKEN[place + 1 :]
    if altered != TOKEN:
        with pytest.raises(PassError) as refused:
            unseal(altered, KEY)
        assert refused.value.public == UNREADABLE


@given(st.text() | st.text(alphabet="ABCab01-_=.+/"))
def test_no_other_text_is_a_pass(text):
    with pytest.raises(PassError):
        unseal(text, KEY)


@given(st.integers(0, len(TOKEN)), st.integers(0, len(TOKEN)), st.text(max_size=3))
def test_nothing_can_be_cut_out_or_put_in(start, end, between):
    altered = TOKEN[:start] + between + TOKEN[end:]
    if altered != TOKEN:
        with pytest.raises(PassError):
            unseal(altered, KEY)


@given(PASSES, st.binary(min_size=1))
def test_another_key_opens_nothing(given_pass, key):
    if key != KEY:
        with pytest.raises(PassError):
            unseal(seal(given_pass, key), KEY)


@pytest.mark.parametrize("change", [{"kind": "question"}, {"form": "contact"}, {"about": "418"}])
def test_a_pass_is_for_one_thing(change):
    with pytest.raises(PassError) as refused:
        require(replace(GIVEN, **change), "wait", "comment", "417", 200)
    assert refused.value.public == FOREIGN
    assert "wait for comment/417" in refused.value.private


def test_a_pass_expires():
    require(GIVEN, "wait", "comment", "417", GIVEN.expires)
    with pytest.raises(PassError) as refused:
        require(GIVEN, "wait", "comment", "417", GIVEN.expires + 5)
    assert refused.value.public == EXPIRED
    assert "5 s" in refused.value.private


def test_serial_numbers_differ():
    assert len({serial() for _ in range(1000)}) == 1000
