"""The newsroom's registers: outlets, sections, topics, contributors."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from dateline.desk.languages import LANGUAGES
from dateline.desk.validators import SlugField, validate_section_slug


class Outlet(index.Indexed, models.Model):
    """A newspaper, agency or site whose stories we reprint, and how its originals are to be treated."""

    class CanonicalPolicy(models.TextChoices):
        """What our page tells search engines about the original (RFC 6596)."""

        CANONICAL = "canonical", _("The original is canonical")
        NOINDEX = "noindex", _("Keep our reprint out of search engines")
        NEITHER = "neither", _("Neither")

    name = models.CharField(_("name"), max_length=200, unique=True)
    address = models.URLField(_("address"), blank=True, help_text=_("Its home page, with https://"))
    language = models.CharField(_("language"), max_length=12, blank=True, choices=LANGUAGES)
    is_agency = models.BooleanField(_("is a news agency"), default=False)
    canonical_policy = models.CharField(
        _("search engines"),
        max_length=12,
        choices=CanonicalPolicy.choices,
        default=CanonicalPolicy.CANONICAL,
    )
    terms = models.TextField(
        _("standing permission"),
        blank=True,
        help_text=_("What this outlet allows us to reprint, and under what conditions. For the desk only."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Section(TranslatableMixin, index.Indexed, models.Model):
    """A part of the paper (News, Culture). Its address is ``/slug/`` under its language's prefix."""

    name = models.CharField(_("name"), max_length=80)
    slug = SlugField(_("slug"), validators=[validate_section_slug])
    description = models.CharField(_("description"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100, help_text=_("Lower stands first."))

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["locale", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="section_one_translation"),
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="section_slug_taken",
                violation_error_message=_("Another section in this language has this slug. Choose another slug."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(TranslatableMixin, index.Indexed, models.Model):
    """What stories are about: a person, place, organisation or event. Its address is ``/topic/slug/``."""

    class Kind(models.TextChoices):
        """The kinds of schema.org's ``about``: Person, Place, Organization, Event, or any Thing."""

        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        ORGANISATION = "organisation", _("Organisation")
        EVENT = "event", _("Event")
        SUBJECT = "subject", _("Subject")

    name = models.CharField(_("name"), max_length=120)
    slug = SlugField(_("slug"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SUBJECT)
    description = models.CharField(_("description"), max_length=300, blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="topic_one_translation"),
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="topic_slug_taken",
                violation_error_message=_("Another topic in this language has this slug. Choose another slug."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contributor(index.Indexed, models.Model):
    """Somebody who signs stories, under the name they sign with.

    A contributor may be a pseudonym. The name behind a pseudonym has no field here, and must not be noted in any other.
    """

    name = models.CharField(_("name as printed"), max_length=120)
    slug = SlugField(_("slug"), unique=True)
    is_pseudonym = models.BooleanField(
        _("is a pseudonym"),
        default=False,
        help_text=_("Dateline has no place for the name behind it. Do not write it into any field."),
    )
    note = RichTextField(
        _("about the contributor"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Printed on the contributor's page."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
