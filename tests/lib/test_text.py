import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.api import direction, slugify


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        *(
            (lang, "rtl")
            for lang in [
                "ar",
                "fa",
                "azb",
                "ur",
                "he",
                "ckb",
                "ps",
                "ug",
                "az-Arab",
                "AZ_arab",
                "az-IR",
                "fa-IR",
                "uz-AF",
                "dv",
                "yi",
            ]
        ),
        *((lang, "ltr") for lang in ["en", "az", "az-Latn", "fa-Latn", "ru", "zh-Hant", "tr", "ku", "en-x-Arab"]),
        ("", "ltr"),
    ],
)
def test_direction_of_a_language(lang, expected):
    assert direction(lang) == expected


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Don't stop: Iran’s café!", "dont-stop-irans-café"),
        ("می‌روم به خانه؛ مُحَمَّد", "میروم-به-خانه-محمد"),
        ("İstanbul, Əliyev & Co.", "istanbul-əliyev-co"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Cafe\u0301", "café"),
        ("…", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("a" * 100, "a" * 80),
        ("漢" * 80, "漢" * 66),
    ],
)
def test_slugs(headline, slug):
    assert slugify(headline) == slug


@given(st.text())
def test_a_slug_is_short_stable_and_plain(text):
    slug = slugify(text)
    assert len(slug) <= 80
    assert len(slug.encode()) <= 200
    assert unicodedata.is_normalized("NFC", slug)
    assert slugify(slug) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert not set(slug) & set(" /\\.?#%&\u200c\u0640\x00")
