"""Proof of work by ALTCHA, version 2 of its protocol: the reader's browser looks for a number while the form is sent.

A challenge is made from a number that is thrown away (the protocol's deterministic mode): what the browser must find
is signed into the challenge, so that judging is two HMACs and never a derivation.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

import altcha
from django.utils.translation import gettext_lazy as _

from dateline.gate.checks.check import LASTS, Check, Handed, spend
from dateline.gate.errors import EXPIRED, FOREIGN, UNREADABLE, PassError
from dateline.gate.keys import key
from dateline.gate.values import Binding, Difficulty
from dateline.lib.api import now

ALGORITHM: Final = "PBKDF2/SHA-256"
LONGEST: Final = 4096
WRONG: Final = "Your browser’s work was not right. Please send again."

# Iterations of one derivation. Making a challenge costs the server one, so this stays small, whatever the load.
COST: Final = 200
# The browser tries half of these in the middle, 95 of 100 at the 95th percentile. Measured with bench/gate.
COUNTERS: Final[Mapping[Difficulty, int]] = {
    Difficulty.CALM: 1_000,
    Difficulty.BUSY: 5_000,
    Difficulty.SIEGE: 8_000,
}


def challenge(binding: Binding, difficulty: Difficulty) -> dict[str, Any]:
    """A challenge for one form, as the protocol's JSON."""
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=secrets.randbelow(COUNTERS[difficulty]),
        expires_at=int(now().timestamp()) + LASTS,
        data={"form": binding.form, "about": binding.about},
        hmac_secret=key("altcha"),
        hmac_key_secret=key("altcha solution"),
    )
    return made.to_dict()


class AltchaCheck(Check):
    """Work done by the reader's browser."""

    kind = "altcha"
    label = _("work done by the reader's browser (JavaScript), unnoticed")
    reasons = frozenset({WRONG})

    def judge(self, handed: Handed) -> str:
        """Take a payload: what was signed, what was found."""
        payload = _read(handed.fields.get("gate-altcha", ""))
        parameters = payload.challenge.parameters
        found = altcha.verify_solution(payload, key("altcha"), hmac_key_secret=key("altcha solution"))
        if found.invalid_signature:
            raise PassError(UNREADABLE, "The signature of the challenge does not fit.")
        signed = parameters.to_dict()
        if signed["data"] != {"form": handed.binding.form, "about": handed.binding.about}:
            was = "/".join(map(str, signed["data"].values()))
            raise PassError(FOREIGN, f"The challenge was for {was}, and was handed in for {handed.binding}.")
        if (late := int(handed.at.timestamp()) - signed["expiresAt"]) > 0:
            raise PassError(EXPIRED, f"The challenge expired {late} s before it was handed in.")
        if not found.verified:
            raise PassError(WRONG, "The solution of the challenge is not right.")
        spend(str(payload.challenge.signature), signed["expiresAt"])
        return "altcha: solved."


class _Signed(altcha.ChallengeParameters):
    """What was signed, with the moment of expiry kept from the library, which would compare it with its own clock.

    A form counts from when it was handed in: one that waited in the kiosk's spool does not expire there.
    """

    signed: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """What the signature is over."""
        return self.signed


def _read(text: str) -> altcha.Payload:
    try:
        if len(text) > LONGEST:
            raise ValueError(len(text))
        brought = json.loads(base64.b64decode(text, validate=True))
        given = brought["challenge"]
        parameters = _Signed.from_dict(given["parameters"])
        assert isinstance(parameters, _Signed)  # noqa: S101  # the library's annotation names its own class
        parameters.signed = altcha.ChallengeParameters.to_dict(parameters)
        parameters.expires_at = None
        solution = altcha.Solution.from_dict(brought["solution"])
        return altcha.Payload(altcha.Challenge(parameters, given.get("signature")), solution)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PassError(UNREADABLE, f"The payload of ALTCHA could not be read ({type(error).__name__}).") from error


CHECK = AltchaCheck()
