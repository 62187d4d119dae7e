"""A reader who writes comments, without script."""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from dateline.discussion.values import digest_of
from dateline.lib import clock
from dateline.lib.api import public_key, seal


@dataclass
class Reader:
    """Speaks to the live desk as the kiosk does for a browser."""

    client: Any
    visitor: str = "00112233445566aa"

    def post(self, address: str, **fields: Any):
        """Send a form."""
        return self.client.post(address, fields, headers={"Dateline-Visitor": self.visitor})

    def get(self, address: str):
        """Ask for a live page."""
        return self.client.get(address, headers={"Dateline-Visitor": self.visitor})

    def sends(self, story, text="The wall will hold.", name="Mina", **fields: Any) -> str:
        """Send a comment and go away; gives the address of its receipt."""
        fields = {"story": story.pk, "language": story.language, "name": name, "text": text, **fields}
        ticket = secrets.token_urlsafe(24)
        keep(ticket, urlencode(fields).encode(), visitor=self.visitor)
        return f"/-/receipt/{ticket}"

    def comments(self, story, text="The wall will hold.", **fields: Any) -> str:
        """Send a comment and look at its receipt, as browsers do; gives its address."""
        receipt = self.sends(story, text, **fields)
        assert self.get(receipt).status_code == 200
        return receipt


def keep(ticket: str, body: bytes, visitor: str = "ab" * 8, at: str = "") -> None:
    """Lay a form into the spool as the kiosk does."""
    slip = {"visitor": visitor, "at": at or clock.now().isoformat()}
    letter = seal(json.dumps(slip).encode() + b"\n" + body, public_key(settings.DATELINE_SPOOL_KEY))
    settings.DATELINE_SPOOL.mkdir(exist_ok=True)
    (settings.DATELINE_SPOOL / f"{digest_of(ticket).hex()}.form").write_bytes(letter)
