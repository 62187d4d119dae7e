"""The registers, photographs and files of a former site, entered once each: what is there already is given back."""

import hashlib
import io
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image
from wagtail.models import Locale

from dateline.desk import darkroom
from dateline.desk.models import (
    Contributor,
    FrontPage,
    KeptFile,
    LanguageEdition,
    Lead,
    Newspaper,
    Photograph,
    Section,
    Story,
    Topic,
)
from dateline.desk.validators import RESERVED_SLUGS, validate_time_zone
from dateline.desk.values import MOST_LEADS
from dateline.lib.text import slugify

# What is printed as it lay there. Nothing that a browser runs (HTML, SVG, scripts), since it would run as the paper's.
PRINTED_AS_THEY_ARE: Final = frozenset(
    (
        *("avif", "gif", "jpeg", "jpg", "png", "webp", "pdf", "epub", "csv", "rtf", "txt", "vtt", "zip"),
        *("doc", "docx", "odp", "ods", "odt", "ppt", "pptx", "xls", "xlsx"),
        *("m4a", "m4v", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "wav", "webm"),
    )
)
_AS_PNG: Final = frozenset({"GIF", "BMP", "TIFF"})
WORDS: Final = ("alternative_text", "caption", "credit")


def enter_languages(languages: list[str], *, name: str, organisation: str) -> None:
    """Let the paper have these languages, the first one the primary if it has none yet, under this name."""
    newspaper = Newspaper.load()
    known = {each.language for each in LanguageEdition.objects.filter(newspaper=newspaper)}
    for language in languages:
        if language not in known:
            LanguageEdition.objects.create(
                newspaper=newspaper,
                language=language,
                name=name[:120] or "Our Paper",
                organisation=organisation[:200],
                sort_order=LanguageEdition.objects.filter(newspaper=newspaper).count(),
            )
            known.add(language)


def give_address(address: str) -> bool:
    """Let the paper be found at this address (``https://paper.example``), if it has none; whether it does now."""
    newspaper = Newspaper.load()
    return bool(
        Newspaper.objects.filter(pk=newspaper.pk, public_address="").update(public_address=address.rstrip("/")[:200])
    )


def set_time_zone(zone: str) -> None:
    """Let the paper's day begin at midnight in this zone.

    Raises:
        django.core.exceptions.ValidationError: it is no IANA name.
    """
    validate_time_zone(zone)
    Newspaper.objects.filter(pk=Newspaper.load().pk).update(time_zone=zone)


def enter_section(language: str, name: str, slug: str, *, order: int = 100, key: uuid.UUID | None = None) -> int:
    """The section with this slug in this language; entered, if it is new."""
    slug = slugify(slug)[:90] or "section"
    if slug in RESERVED_SLUGS or (len(slug) == 4 and slug.isdigit()):  # noqa: PLR2004  # a year is an archive
        slug = f"{slug}-section"
    return _entered(Section, language, name[:80], slug, key, order=order)


def enter_topic(language: str, name: str, slug: str, *, description: str = "", key: uuid.UUID | None = None) -> int:
    """The topic with this slug in this language; entered, if it is new."""
    return _entered(Topic, language, name[:120], slugify(slug)[:100] or "topic", key, description=description[:300])


def _entered(model: Any, language: str, name: str, slug: str, key: uuid.UUID | None, **fields: Any) -> int:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    found = model.objects.filter(locale=locale, slug=slug).first()
    if found is None:
        is_free = key and not model.objects.filter(locale=locale, translation_key=key).exists()
        found = model.objects.create(
            locale=locale, name=name, slug=slug, translation_key=key if is_free else uuid.uuid4(), **fields
        )
    return int(found.pk)


def enter_contributor(name: str) -> int:
    """The contributor of this name; entered, if it is new."""
    name = name.strip()[:120]
    found = Contributor.objects.filter(name=name).order_by("pk").first()
    if found is None:
        slug = slugify(name)[:90] or "contributor"
        taken = Contributor.objects.filter(slug=slug).exists()
        found = Contributor.objects.create(name=name, slug=f"{slug}-{uuid.uuid4().hex[:4]}" if taken else slug)
    return int(found.pk)


@transaction.atomic
def enter_photograph(
    file: BinaryIO, *, name: str, title: str, alternative_text: str = "", caption: str = "", credit: str = ""
) -> int:
    """A photograph, developed as every one that comes to the desk: without metadata, upright.

    Args:
        file: JPEG, PNG, WebP, AVIF; or GIF, BMP, TIFF, of which the first picture is kept as PNG.
        name: what the file is called.
        title: what the desk calls it.
        alternative_text: for those who do not see it.
        caption: as printed; left empty, the one that is embedded.
        credit: the same.

    Raises:
        UnusablePhotographError: it cannot be read.
    """
    developed = darkroom.develop(_readable(file))
    photograph = Photograph(
        title=(title or name)[:255],
        file=ContentFile(developed.content, name),
        width=developed.width,
        height=developed.height,
        alternative_text=alternative_text[:500],
        caption=caption or developed.embedded.caption,
        credit=(credit or developed.embedded.credit)[:250],
        rights=developed.embedded.rights[:250],
        file_size=len(developed.content),
    )
    photograph.save()
    return int(photograph.pk)


def _readable(file: BinaryIO) -> BinaryIO:
    """The file, or what it shows in a format that is kept."""
    try:
        with Image.open(file) as image:
            if image.format not in _AS_PNG or image.width * image.height > darkroom.MAX_PIXELS:
                file.seek(0)
                return file
            out = io.BytesIO()
            image.convert("RGBA").save(out, "PNG")
            out.seek(0)
            return out
    except (OSError, SyntaxError, ValueError, EOFError):
        file.seek(0)
        return file


def marks_of_photograph(photograph: int) -> dict[str, str]:
    """A mark for each of a photograph's words, by which it is known whether they were changed since."""
    said = Photograph.objects.values(*WORDS).get(pk=photograph)
    return {name: mark_of(words) for name, words in said.items()}


def describe_photograph(photograph: int, marks: Mapping[str, str], **told: str) -> dict[str, str] | None:
    """Give a photograph the words that a former site tells now, unless the desk has changed them since ``marks``.

    Returns:
        Its marks now; None if the desk has changed a word that the site has changed too: then nothing is done.
    """
    found = Photograph.objects.filter(pk=photograph).first()
    if found is None:
        return None
    changed = {name: words for name, words in told.items() if words and mark_of(words) != marks.get(name)}
    if any(mark_of(getattr(found, name)) != marks.get(name) for name in changed):
        return None
    for name, words in changed.items():
        setattr(found, name, words)
    found.save(update_fields=list(changed))
    return marks_of_photograph(photograph)


def mark_of(words: str) -> str:
    """A mark by which it is known whether words were changed."""
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def keep_photograph_at(address: str, photograph: int) -> None:
    """Let a photograph be printed at an address of its own, too."""
    KeptFile.objects.get_or_create(address=address, defaults={"photograph_id": photograph})


def keep_file_at(address: str, path: Path, *, name: str, title: str = "") -> int:
    """Let a file be printed at an address, as it is.

    Returns:
        The file's id; of the one that was there before, if there was one.

    Raises:
        ValueError: it is of a kind that is not printed as it is (:data:`PRINTED_AS_THEY_ARE`).
    """
    kind = name.rpartition(".")[2].lower()
    if kind not in PRINTED_AS_THEY_ARE:
        raise ValueError(f"files that end in .{kind} are not printed: a browser could run what is in them")
    kept = KeptFile.objects.filter(address=address).first()
    if kept is None:
        with path.open("rb") as content:
            kept = KeptFile(address=address, title=title[:255], file=File(content, name))
            kept.save()
    return int(kept.pk)


def arrange_leads(language: str, stories: list[int]) -> None:
    """Let stories lead a front page, unless an editor has arranged it."""
    front, _created = FrontPage.objects.get_or_create(language=language)
    if stories and not front.leads.exists():
        shown = Story.objects.filter(pk__in=stories, live=True).order_by("-published_at")[:MOST_LEADS]
        front.leads = [Lead(story=story, sort_order=order) for order, story in enumerate(shown)]
        front.save()
