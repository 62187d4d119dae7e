"""What every kind of check is made of."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dateline.gate import pass_token
from dateline.gate.errors import USED, PassError
from dateline.gate.keys import key
from dateline.gate.models import Spent
from dateline.gate.pass_token import Pass
from dateline.gate.values import Binding, Difficulty
from dateline.lib.api import Tongue, Words

LASTS = 20 * 60


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom a step is made: which form, which language, when it was handed in, now, and how hard it is."""

    binding: Binding
    tongue: Tongue
    given_at: datetime
    at: datetime
    difficulty: Difficulty


@dataclass(frozen=True, slots=True)
class Handed:
    """What a form brought, and when."""

    binding: Binding
    fields: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks: what its template needs, what its pass keeps, and when that opens (Unix time)."""

    names: Mapping[str, object]
    secret: str = ""
    opens: int = 0


class Check(ABC):
    """One kind of check: a folder with this class's child in ``check.py``, ``step.html`` and ``locale/``."""

    kind: ClassVar[str]
    label: ClassVar[Any]
    """What the newsroom calls it."""
    reasons: ClassVar[frozenset[str]] = frozenset()
    """Its public reasons; they stand in its catalogues."""

    def words(self, tongue: Tongue) -> Words:
        """What it says in one language."""
        return Words(tongue, self.folder / "locale")

    @cached_property
    def folder(self) -> Path:
        """Where its template and its words are."""
        return Path(inspect.getfile(type(self))).parent

    def fragment(self, asking: Asking) -> Markup | None:  # noqa: ARG002
        """The step as HTML; None if it has nothing to ask here."""
        return None

    @abstractmethod
    def judge(self, handed: Handed) -> str:
        """Take a form and spend its pass; give what moderators should know of it.

        Raises:
            PassError: It is not good.
        """


class StepCheck(Check):
    """A check that needs no JavaScript: it prints fields and a signed pass, and takes them back."""

    spent_by_trying: ClassVar[bool] = True
    """Whether a wrong answer costs the pass, so that nobody tries a hundred of them with one."""

    @cached_property
    def _template(self) -> Any:
        environment = Environment(
            loader=FileSystemLoader(self.folder),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        return environment.get_template("step.html")

    @abstractmethod
    def ask(self, asking: Asking, serial: str) -> Asked | None:
        """Think of something to ask, for the pass with this serial number; None if there is nothing."""

    @abstractmethod
    def refusal(self, given: Pass, handed: Handed) -> PassError | None:
        """What is wrong with the answer; None if it is right."""

    def fragment(self, asking: Asking) -> Markup | None:
        """The step as HTML, with its pass; None if it has nothing to ask here."""
        serial = pass_token.serial()
        asked = self.ask(asking, serial)
        if asked is None:
            return None
        bound = asking.binding
        expires = max(int(asking.at.timestamp()), asked.opens) + LASTS
        given = Pass(self.kind, bound.form, bound.about, asked.opens, expires, serial, asked.secret)
        words = self.words(asking.tongue)
        html = self._template.render(
            kind=self.kind,
            token=pass_token.seal(given, key("pass")),
            lang=asking.tongue.code,
            dir=asking.tongue.dir,
            _=words.text,
            count=words.count,
            **asked.names,
        )
        return Markup(html)  # noqa: S704  # the template escapes

    def judge(self, handed: Handed) -> str:
        """Take the pass and the answer."""
        given = pass_token.unseal(handed.fields.get("gate-pass", ""), key("pass"))
        at = int(handed.at.timestamp())
        pass_token.require(given, self.kind, handed.binding.form, handed.binding.about, at)
        if self.spent_by_trying:
            spend(given.serial, given.expires)
        if wrong := self.refusal(given, handed):
            raise wrong
        if not self.spent_by_trying:
            spend(given.serial, given.expires)
        return f"{self.kind}: right."


def spend(serial: str, expires: int) -> None:
    """Use a pass up.

    Raises:
        PassError: It was used before.
    """
    if not Spent.objects.spend(serial, expires):
        raise PassError(USED, "The pass had been used before.")
