"""A mail server on loopback, and the letters that it was given."""

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.journeys.house import free_ports


@dataclass
class Postman:
    """Takes letters, or says why not (``answer``), as SMTP servers do."""

    answer: str = "250 Taken"
    letters: list[EmailMessage] = field(default_factory=list)
    controller: Any = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802  # aiosmtpd's
        if self.answer[0] == "2":
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert envelope.rcpt_tos == [letter["To"]]
        self.letters.append(letter)  # type: ignore[arg-type]
        return "250 Taken"

    def __enter__(self) -> "Postman":
        self.controller = Controller(self, hostname="127.0.0.1", port=free_ports(1)[0])
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.controller.port
