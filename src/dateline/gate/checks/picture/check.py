"""Digits in a picture, or read out: django-simple-captcha draws and speaks, the gate asks and judges.

Digits, because every keyboard has them in some script; the answer is kept in the pass as a keyed digest, so that
judging needs no record.
"""

import hmac
import secrets
from typing import Final

from captcha.models import CaptchaStore
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dateline.gate.checks.check import Asked, Asking, Handed, StepCheck
from dateline.gate.errors import PassError
from dateline.gate.keys import key
from dateline.gate.pass_token import Pass, digest
from dateline.gate.spelling import digits

WRONG: Final = "Those are not the digits. Please try again with another picture."
LENGTH: Final = 6
_DRAWN: Final = "23456789"
"""A crooked 0 is an o, a crooked 1 is anything."""


class PictureCheck(StepCheck):
    """Digits in a picture."""

    kind = "picture"
    label = _("digits in a picture, or read out")
    reasons = frozenset({WRONG})

    def ask(self, asking: Asking, serial: str) -> Asked:  # noqa: ARG002
        """A new picture; its recording too, if this machine has a voice."""
        drawn = "".join(secrets.choice(_DRAWN) for _each in range(LENGTH))
        stored = CaptchaStore.objects.create(challenge=drawn, response=drawn)
        width, height = settings.CAPTCHA_IMAGE_SIZE
        names = {
            "picture": f"/-/gate/{stored.hashkey}.png",
            "width": width,
            "height": height,
            "spoken": f"/-/gate/{stored.hashkey}.wav" if settings.CAPTCHA_FLITE_PATH else "",
        }
        return Asked(names, secret=_digest(serial, drawn))

    def refusal(self, given: Pass, handed: Handed) -> PassError | None:
        """Compare the digits, in whatever script they were typed."""
        typed = digits(handed.fields.get("gate-digits", ""))
        if hmac.compare_digest(_digest(given.serial, typed), given.secret):
            return None
        return PassError(WRONG, f"The picture was read as “{typed[:20]}”.")


def _digest(serial: str, drawn: str) -> str:
    return digest(key("picture"), serial, drawn)


CHECK = PictureCheck()
