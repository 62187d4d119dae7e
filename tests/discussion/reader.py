"""A reader who writes comments, without script."""

import secrets
from dataclasses import dataclass
from typing import Any


@dataclass
class Reader:
    """Speaks to the live desk as the kiosk does for a browser."""

    client: Any
    visitor: str = "00112233445566aa"

    def post(self, address: str, ticket: str = "", **fields: Any):
        """Send a form."""
        headers = {"Dateline-Ticket": ticket or secrets.token_urlsafe(24), "Dateline-Visitor": self.visitor}
        return self.client.post(address, fields, headers=headers)

    def get(self, address: str):
        """Ask for a live page."""
        return self.client.get(address, headers={"Dateline-Visitor": self.visitor})

    def comment(self, story, text="The wall will hold.", name="Mina", **fields: Any):
        """Send a comment; gives the answer."""
        return self.post("/-/comment", story=story.pk, language=story.language, name=name, text=text, **fields)

    def receipt(self, story, text="The wall will hold.", **fields: Any) -> str:
        """Send a comment; gives the address of its receipt."""
        answer = self.comment(story, text, **fields)
        assert answer.status_code == 303, answer.content
        return answer["Location"]
