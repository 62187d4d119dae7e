"""The gate's live addresses, as the live desk has them."""

import shutil

import pytest
from django.test import Client

from dateline.gate import api as gate
from tests.gate.conftest import COMMENT
from tests.gate.steps import drawn, fragment

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dateline.gate.urls")]


def picture() -> str:
    return fragment("picture").partition('src="')[2].partition('"')[0]


def test_a_challenge_is_for_what_was_asked():
    answer = Client().get("/-/challenge?form=comment&about=417")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["parameters"]["data"] == {"form": COMMENT.form, "about": COMMENT.about}


@pytest.mark.parametrize("asked", ["", "?form=comment&about=%00", "?form=&about=1", "?form=a&about=" + "1" * 65])
def test_nonsense_is_refused(asked):
    assert Client().get(f"/-/challenge{asked}").status_code == 400


def test_a_picture_is_a_picture_and_goes_with_its_record(busy):
    answer = Client().get(picture())
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/png", "no-store")
    assert answer.content.startswith(b"\x89PNG")
    assert Client().get("/-/gate/" + "0" * 40 + ".png").status_code == 410


def test_without_a_voice_nothing_is_read_out(busy, settings, monkeypatch):
    monkeypatch.setattr("captcha.conf.settings.CAPTCHA_FLITE_PATH", None)
    assert Client().get(picture().replace(".png", ".wav")).status_code == 404


@pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")
def test_with_a_voice_the_digits_are_read_out(busy):
    answer = Client().get(picture().replace(".png", ".wav"))
    assert answer["Content-Type"] == "audio/wav"
    assert b"".join(answer.streaming_content).startswith(b"RIFF")
    assert len(drawn()) == 6


def test_the_script_is_small_and_asks_nobody_else():
    script = gate.script()
    assert len(script) < 6_000
    for word in (b"eval", b"Function(", b"wasm", b"WebAssembly", b"http:", b"https:", b"blob:", b"innerHTML"):
        assert word not in script
