"""The newspaper itself: its names in each language, its addresses, its front pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dateline.desk.languages import LANGUAGES
from dateline.desk.validators import validate_accent, validate_public_address, validate_time_zone

PROSE = ["h2", "bold", "italic", "link", "ol", "ul"]


class Newspaper(BaseGenericSetting, ClusterableModel):
    """What is true of the paper in every language."""

    public_address = models.CharField(
        _("public address"),
        max_length=200,
        blank=True,
        validators=[validate_public_address],
        help_text=_("Where readers find the paper: https://paper.example"),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("The paper's day begins at midnight here. An IANA name, such as Asia/Baku."),
    )
    contact_address = models.EmailField(
        _("contact address"), blank=True, help_text=_("Printed so that people can read it and harvesters cannot.")
    )
    accent = models.CharField(_("accent colour"), max_length=7, default="#8a1c1c", validators=[validate_accent])
    logo = models.ForeignKey(
        "desk.Photograph", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("newspaper")

    def __str__(self) -> str:
        return str(_("Newspaper"))


class LanguageEdition(Orderable):
    """The paper in one language. The first is the primary: its pages stand at ``/``, the others' under ``/az/``."""

    newspaper = ParentalKey(Newspaper, on_delete=models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES)
    name = models.CharField(_("name of the paper"), max_length=120)
    organisation = models.CharField(_("line under the name"), max_length=200, blank=True)
    about = RichTextField(_("about"), blank=True, features=PROSE)
    contact = RichTextField(_("contact"), blank=True, features=PROSE)
    principles = RichTextField(_("publishing principles"), blank=True, features=PROSE)

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints = [
            models.UniqueConstraint(
                fields=["newspaper", "language"],
                name="one_edition_per_language",
                violation_error_message=_("This language stands here twice. Remove one of the two."),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class FrontPage(ClusterableModel):
    """The front page of one language: the leads that an editor arranged, in order."""

    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES, unique=True)

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        ordering = ["language"]

    def __str__(self) -> str:
        return str(dict(LANGUAGES)[self.language])


class Lead(Orderable):
    """A story that leads a front page."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="leads")
    story = models.ForeignKey("desk.Story", verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("lead")
        verbose_name_plural = _("leads")

    def __str__(self) -> str:
        return str(self.story)

    def clean(self) -> None:
        """Refuse a lead in another language than its front page."""
        super().clean()
        if self.story_id and self.story.locale.language_code != self.front.language:
            raise ValidationError({"story": _("This story is in another language. Choose one of this front page's.")})
