"""Sealed letters open for whom they were sealed, and for nobody else."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dateline.lib.errors import SealError
from dateline.lib.sealing import open_sealed, public_key, seal

SECRET = secrets.token_urlsafe(32)
PUBLIC = public_key(SECRET)


@given(some.binary())
def test_a_letter_opens(content):
    letter = seal(content, PUBLIC)
    assert open_sealed(letter, SECRET) == content
    assert letter != seal(content, PUBLIC)
    assert len(content) < 8 or content not in letter


def test_it_opens_for_nobody_else_and_not_when_it_is_damaged():
    letter = seal(b"The wall holds.", PUBLIC)
    for damaged in (letter[:-1], letter[:20], b"", bytes([letter[0] ^ 1]) + letter[1:]):
        with pytest.raises(SealError):
            open_sealed(damaged, SECRET)
    with pytest.raises(SealError):
        open_sealed(letter, SECRET + "x")


@pytest.mark.parametrize("key", ["", "short", "§", "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_said(key):
    with pytest.raises(SealError):
        seal(b"The wall holds.", key)


@given(some.text())
def test_a_key_can_stand_in_a_command(secret):
    assert public_key(secret).isalnum()
