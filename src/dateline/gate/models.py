"""What the gate remembers: which passes are spent, whether it is raised, what the newsroom wants, its questions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from dateline.gate.spelling import same_as


def languages() -> list[tuple[str, str]]:
    """The languages that the paper can be written in."""
    return [(tag, str(name)) for tag, name in settings.LANGUAGES]


def every_check() -> list[str]:
    """The kinds that there are: all are on until the newsroom says otherwise."""
    from dateline.gate.checks import CHECKS

    return list(CHECKS)


class SpentManager(models.Manager["Spent"]):
    """Spends passes."""

    def spend(self, serial: str, expires: int) -> bool:
        """Take a pass's serial number; give whether it was spent just now, by this very call.

        One statement decides, also between processes and inside transactions: where two spend the same, the second
        waits for the first to commit and then finds it spent (or spends it, if the first was undone). The ORM cannot
        say how many rows ``ignore_conflicts`` left out.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO gate_spent (serial, expires) VALUES (%s, %s) ON CONFLICT DO NOTHING", [serial, expires]
            )
            return bool(cursor.rowcount == 1)


class Spent(models.Model):
    """A pass that was used. ``expires`` is when it would have expired, in whole seconds of Unix time."""

    serial = models.CharField(max_length=64, primary_key=True)
    expires = models.BigIntegerField(db_index=True)

    objects = SpentManager()

    class Meta:
        db_table = "gate_spent"

    def __str__(self) -> str:
        return self.serial


class GateState(models.Model):
    """Whether the newsroom raised the gate: one row at most."""

    raised_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"raised until {self.raised_until:%Y-%m-%d %H:%M}"


class GateSettings(BaseGenericSetting):
    """What the newsroom wants of the gate."""

    class AsksFrom(models.TextChoices):
        """From which difficulty on readers without JavaScript are asked for a step."""

        CALM = "calm", _("always")
        BUSY = "busy", _("when many write at once")
        SIEGE = "siege", _("under attack only")
        NEVER = "never", _("never")

    checks = models.JSONField(
        _("checks"),
        default=every_check,
        blank=True,
        help_text=_("Without JavaScript, a reader chooses one of those that are on; one may always be skipped."),
    )
    asks_from = models.CharField(
        _("ask readers without JavaScript"),
        max_length=8,
        choices=AsksFrom.choices,
        default=AsksFrom.BUSY,
        help_text=_("What readers with JavaScript do, they do not notice. Who is not asked, is judged by the text."),
    )

    class Meta:
        verbose_name = _("gate")

    def __str__(self) -> str:
        return str(_("Gate"))


class Question(models.Model):
    """A question that a reader of the paper can answer, and a machine that has not been told cannot."""

    language = models.CharField(_("language"), max_length=12, choices=languages)
    text = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("Whoever reads the paper should know: “On which sea does our town lie?”"),
    )
    answers = models.TextField(
        _("answers"),
        max_length=2_000,
        help_text=_(
            "Every right answer, one on a line. Capitals, accents, spaces and the script of digits make no difference."
        ),
    )
    is_asked = models.BooleanField(_("asked"), default=True)

    class Meta:
        verbose_name = _("question of the gate")
        verbose_name_plural = _("questions of the gate")
        ordering = ["language", "text"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse a question that nobody could answer."""
        super().clean()
        if not any(same_as(line) for line in self.answers.splitlines()):
            raise ValidationError({"answers": _("Write at least one answer with a letter or a digit in it.")})

    def is_answered_by(self, given: str) -> bool:
        """Whether this is one of the right answers."""
        wanted = {same_as(line) for line in self.answers.splitlines()} - {""}
        return same_as(given) in wanted
