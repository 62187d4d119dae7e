"""Filling in what the gate printed, as a reader without JavaScript does; and solving, as a browser does."""

import altcha
from captcha.models import CaptchaStore
from lxml import html

from dateline.gate import api as gate
from dateline.lib.clock import now
from tests.gate.conftest import COMMENT


def solved(binding: gate.Binding = COMMENT) -> dict[str, str]:
    """A form with a challenge, solved."""
    challenge = altcha.Challenge.from_dict(gate.challenge(binding))
    solution = altcha.solve_challenge(challenge)
    assert solution
    return {"gate-altcha": altcha.Payload(challenge, solution).to_base64(), "text": "I was there."}


def step(kind: str, language: str = "en", binding: gate.Binding = COMMENT, given_at=None) -> dict[str, str]:
    """The fields of one check, as they stand in the page."""
    return fields(fragment(kind, language, binding, given_at))


def fragment(kind: str, language: str = "en", binding: gate.Binding = COMMENT, given_at=None) -> str:
    offered = {each.kind: str(each.html) for each in gate.offers(binding, language, given_at or now()).fragments}
    return offered[kind]


def fields(fragment: str) -> dict[str, str]:
    return {each.get("name"): each.get("value", "") for each in html.fromstring(fragment).iter("input")}


def drawn() -> str:
    """What the newest picture shows."""
    return CaptchaStore.objects.latest("id").challenge
