"""Proof of work, as the gate gives and takes it."""

import base64
import json

import altcha
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from dateline.gate import api as gate
from dateline.gate.checks.altcha.check import COST, COUNTERS, WRONG, AltchaCheck
from dateline.gate.checks.check import Handed
from dateline.gate.errors import EXPIRED, FOREIGN, UNREADABLE, USED, PassError
from dateline.gate.models import GateSettings
from dateline.lib.clock import now
from tests.gate.conftest import AN_HOUR, COMMENT
from tests.gate.steps import solved

pytestmark = pytest.mark.django_db


def opened(fields) -> dict:
    return json.loads(base64.b64decode(fields["gate-altcha"]))


def closed(payload) -> dict[str, str]:
    return {"gate-altcha": base64.b64encode(json.dumps(payload).encode()).decode()}


def test_a_browser_that_worked_passes_once():
    fields = solved()
    assert gate.judge(COMMENT, fields) == gate.Verdict(True, "altcha", "", "altcha: solved.")
    again = gate.judge(COMMENT, fields)
    assert (again.passed, again.public) == (False, USED)


def test_a_challenge_speaks_the_protocol_and_hides_its_number():
    challenge = gate.challenge(COMMENT)
    assert challenge["parameters"]["algorithm"] == "PBKDF2/SHA-256"
    assert challenge["parameters"]["cost"] == COST
    assert set(challenge) == {"parameters", "signature"}
    assert "counter" not in json.dumps(challenge)


@pytest.mark.parametrize("other", [gate.Binding("comment", "418"), gate.Binding("contact", "417")])
def test_work_done_for_one_form_is_not_good_for_another(other):
    fields = solved()
    refused = gate.judge(other, fields)
    assert refused.public == FOREIGN
    assert "comment/417" in refused.private
    assert str(other) in refused.private
    assert gate.judge(COMMENT, fields).passed


def test_it_expires_but_not_in_the_spool():
    with time_machine.travel(now(), tick=False) as traveller:
        fields, sent = solved(), now()
        traveller.shift(AN_HOUR)
        late = gate.judge(COMMENT, fields)
        assert (late.public, late.kind) == (EXPIRED, "altcha")
        assert "2400 s" in late.private
        assert gate.judge(COMMENT, fields, at=sent).passed


@pytest.mark.parametrize(
    ("name", "value"),
    [("cost", 1), ("expiresAt", 4_000_000_000), ("keyPrefix", "00"), ("keySignature", None), ("nonce", "00" * 16),
     ("data", {"form": "comment", "about": "418"}), ("keySignature", "00"), ("expiresAt", None)],
)  # fmt: skip
def test_what_was_signed_cannot_be_changed(name, value):
    payload = opened(solved())
    payload["challenge"]["parameters"][name] = value
    assert gate.judge(COMMENT, closed(payload)).public == UNREADABLE


def test_a_wrong_solution_costs_nothing():
    fields = solved()
    payload = opened(fields)
    payload["solution"]["derivedKey"] = "00" * 32
    assert gate.judge(COMMENT, closed(payload)).public == WRONG
    assert gate.judge(COMMENT, fields).passed


def test_a_challenge_of_another_house_is_refused():
    about = {"form": "comment", "about": "417"}
    keys = {"hmac_secret": "theirs", "hmac_key_secret": "theirs"}
    made = altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, data=about, expires_at=4_000_000_000, **keys)
    payload = altcha.Payload(made, altcha.solve_challenge(made)).to_base64()
    assert gate.judge(COMMENT, {"gate-altcha": payload}).public == UNREADABLE


def test_spelling_the_same_payload_otherwise_does_not_pass_twice():
    fields = solved()
    payload = opened(fields)
    assert gate.judge(COMMENT, fields).passed
    payload["solution"]["derivedKey"] = payload["solution"]["derivedKey"].upper()
    payload["solution"]["time"] = 1
    assert gate.judge(COMMENT, closed(payload)).public == USED
    payload["challenge"]["signature"] = payload["challenge"]["signature"].upper()
    assert gate.judge(COMMENT, closed(payload)).public == UNREADABLE


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["challenge", "parameters", "solution", "signature", "data", "expiresAt", "__proto__"]), inner),
)  # fmt: skip


@given(st.text() | JSON.map(lambda each: base64.b64encode(json.dumps(each).encode()).decode()))
def test_no_rubbish_raises_anything_but_a_refusal(text):
    with pytest.raises(PassError) as refused:
        AltchaCheck().judge(Handed(COMMENT, {"gate-altcha": text}, now()))
    assert refused.value.public == UNREADABLE


@pytest.mark.parametrize("text", ["x" * 5000, base64.b64encode(b"[" * 2500).decode(), "☺"])
def test_nor_what_is_long_or_deep(text):
    assert gate.judge(COMMENT, {"gate-altcha": text}).public == UNREADABLE


def test_who_raises_the_gate_raises_the_work_of_browsers_and_not_our_own():
    assert COUNTERS[gate.Difficulty.CALM] < COUNTERS[gate.Difficulty.BUSY] < COUNTERS[gate.Difficulty.SIEGE]
    gate.raise_gate(True)
    assert gate.challenge(COMMENT)["parameters"]["cost"] == COST


def test_a_newsroom_that_wants_none_gives_none():
    GateSettings.objects.create(checks=["wait"])
    assert gate.challenge(COMMENT) == {}
