"""What a field of the desk accepts, and what it says when it does not."""

import re
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.desk.languages import LANGUAGES
from dateline.lib.text import slugify

RESERVED_SLUGS = frozenset(
    {"topic", "by", "corrections", "archive", "about", "contact", "principles", "-", "feed", "rss", "sitemap"}
    | {tag for tag, _name in LANGUAGES}
)


class SlugField(models.CharField):  # type: ignore[type-arg]
    """A slug in any script: what :func:`dateline.lib.text.slugify` leaves as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_slug]


def validate_slug(value: str) -> None:
    """Refuse what cannot stand as one segment of an address."""
    if slugify(value) != value:
        raise ValidationError(
            _("A slug has letters, digits and hyphens only, and no capitals. Try “%(slug)s”."),
            params={"slug": slugify(value)},
        )


def validate_section_slug(value: str) -> None:
    """Refuse a section slug that would hide another address of the paper."""
    if value in RESERVED_SLUGS or re.fullmatch(r"\d{4}", value):
        raise ValidationError(
            _("“%(slug)s” is the address of another part of the paper. Choose another slug."), params={"slug": value}
        )


def validate_time_zone(value: str) -> None:
    """Refuse what is not an IANA time zone."""
    if value not in available_timezones():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Write its IANA name, such as Asia/Baku or Europe/Berlin."),
            params={"zone": value},
        )


def validate_accent(value: str) -> None:
    """Refuse what is not a colour in ``#rrggbb``."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValidationError(_("Write the colour as # and six digits, such as #8a1c1c."))


def validate_public_address(value: str) -> None:
    """Refuse a public address with a path: the paper owns all addresses of its host."""
    if not re.fullmatch(r"https?://[^/\s?#]+", value):
        raise ValidationError(
            _("Write the address without a path and without a slash at its end: https://paper.example")
        )
