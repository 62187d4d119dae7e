"""When two answers are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gate.spelling import digits, same_as


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xəzər dənizi", "XƏZƏR  DƏNİZİ"), ("İstanbul", "istanbul"), ("ISPARTA", "ısparta"), ("دریای خزر", "درياي خزر"),
        ("کتاب", "كتاب"), ("می‌رود", "میرود"), ("مدرسة", "مدرسه"), ("أحمد", "احمد"), ("مُحَمَّد", "محمد"), ("۱۹۱۸", "1918"),
        ("١٩١٨", "۱۹۱۸"), ("Ёлка", "елка"), ("Café", "cafe\u0301"), ("Straße", "strasse"), ("St. John's", "st johns"),
    ],
)  # fmt: skip
def test_keyboards_differ_and_answers_do_not(one, other):
    assert same_as(one) == same_as(other) != ""


def test_answers_differ():
    assert len({same_as(each) for each in ["Baku", "Bakı 2", "Tabriz", "تبریز", "Шуша"]}) == 5


@given(st.text())
def test_once_is_enough(text):
    assert same_as(same_as(text)) == same_as(text)


def test_digits_of_any_script():
    assert digits(" ۱2 ٣-x４") == "1234"
