"""A question that the newsroom wrote, in the language of the page."""

import secrets
from typing import Final

from django.utils.translation import gettext_lazy as _

from dateline.gate.checks.check import Asked, Asking, Handed, StepCheck
from dateline.gate.errors import UNREADABLE, PassError
from dateline.gate.models import Question
from dateline.gate.pass_token import Pass

WRONG: Final = "That is not the answer. Please try again."


class QuestionCheck(StepCheck):
    """A question of the newsroom's."""

    kind = "question"
    label = _("a question that the newsroom wrote in the language of the page")
    reasons = frozenset({WRONG})

    def ask(self, asking: Asking, serial: str) -> Asked | None:  # noqa: ARG002
        """One of the questions in the reader's language, by lot; nothing if the newsroom wrote none."""
        questions = list(Question.objects.filter(language=asking.tongue.code, is_asked=True))
        if not questions:
            return None
        question = secrets.choice(questions)
        return Asked({"question": question.text}, secret=str(question.pk))

    def refusal(self, given: Pass, handed: Handed) -> PassError | None:
        """Compare, tolerant of how people write."""
        question = Question.objects.filter(pk=int(given.secret)).first()
        if question is None:
            return PassError(UNREADABLE, "The question has been deleted since it was asked.")
        answer = handed.fields.get("gate-answer", "")
        if question.is_answered_by(answer):
            return None
        return PassError(WRONG, f"“{question.text}” was answered with “{answer[:100]}”.")


CHECK = QuestionCheck()
