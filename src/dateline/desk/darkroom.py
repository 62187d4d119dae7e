"""Photographs as they come in: what the camera wrote is read, then removed from what is kept.

Sources: IPTC Photo Metadata Standard (Caption/Abstract 2:120, Credit 2:110, By-line 2:80, Copyright 2:116), XMP
(``dc:description``, ``photoshop:Credit``, ``dc:creator``, ``dc:rights``).
"""

import io
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps, IptcImagePlugin, UnidentifiedImageError

from dateline.desk.errors import DeskError

# Pillow would raise from wherever it opens a file; the size is checked here instead, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
MAX_PIXELS = 80_000_000
MAX_EDGE = 4096
UNREADABLE = "The file cannot be read as a photograph. Export it anew as JPEG and upload that."
_SAVED: dict[str, dict[str, Any]] = {"JPEG": {"quality": 92, "optimize": True}, "PNG": {"optimize": True}}
_FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF"}


class UnusablePhotographError(DeskError):
    """The file is no photograph that can be kept."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the camera or the agency wrote into a file."""

    caption: str = ""
    credit: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Developed:
    """A photograph that may be kept: its bytes without metadata, upright, in sRGB, and what was embedded in it."""

    content: bytes
    width: int
    height: int
    embedded: Embedded


def develop(file: BinaryIO) -> Developed:
    """Read what is embedded in a photograph and make the copy that is kept.

    Args:
        file: JPEG, PNG, WebP or AVIF bytes, from their beginning.

    Raises:
        UnusablePhotographError: it cannot be read, or is so large that reading it would exhaust the machine.
    """
    try:
        with Image.open(file) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnusablePhotographError(
                    f"The photograph has {image.width * image.height // 1_000_000} megapixels; "
                    f"{MAX_PIXELS // 1_000_000} are the most. Make it smaller and upload it again."
                )
            if image.format not in _FORMATS:
                raise UnusablePhotographError("Upload the photograph as JPEG, PNG, WebP or AVIF.")
            embedded = _embedded(image)
            content, size = _bare(image, _FORMATS[image.format])
    except UnusablePhotographError:
        raise
    except Image.DecompressionBombError as error:
        raise UnusablePhotographError(
            "The photograph is far too large. Make it smaller and upload it again."
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnusablePhotographError(UNREADABLE) from error
    return Developed(content, *size, embedded)


def _bare(image: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    """The photograph re-drawn: upright, no larger than it is ever printed, and with nothing beside its pixels."""
    upright = _in_srgb(ImageOps.exif_transpose(image))
    upright.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    mode = "RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB"
    clean = Image.new(mode, upright.size)
    clean.paste(upright.convert(mode))
    out = io.BytesIO()
    clean.save(out, kind, **_SAVED.get(kind, {"quality": 88}))
    return out.getvalue(), clean.size


def _in_srgb(image: Image.Image) -> Image.Image:
    """The photograph in the colours that every screen knows; its own profile goes with the rest of the metadata."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.has_transparency_data else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _embedded(image: Image.Image) -> Embedded:
    iptc, xmp = _iptc(image), _xmp(image)
    return Embedded(
        caption=iptc.get((2, 120)) or xmp.get("description", ""),
        credit=_joined(iptc.get((2, 80)) or xmp.get("creator", ""), iptc.get((2, 110)) or xmp.get("Credit", "")),
        rights=iptc.get((2, 116)) or xmp.get("rights", ""),
    )


def _joined(name: str, credit: str) -> str:
    return " / ".join(dict.fromkeys(filter(None, [name, credit])))


def _iptc(image: Image.Image) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    except (SyntaxError, ValueError, OSError, KeyError, IndexError):
        return {}
    return {key: _text(value[0] if isinstance(value, list) else value) for key, value in found.items() if value}


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip("\0 \r\n")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace").strip("\0 \r\n")


def _xmp(image: Image.Image) -> dict[str, str]:
    try:
        tree = image.getxmp()
    except (SyntaxError, ValueError, OSError):
        return {}
    found: dict[str, str] = {}
    _collect(tree, found)
    return found


def _collect(node: Any, found: dict[str, str]) -> None:
    """Gather the few properties that matter, however deep they lie in the RDF."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"description", "creator", "rights", "Credit"} and (text := _first_text(value)):
                found.setdefault(key, text)
            _collect(value, found)
    elif isinstance(node, list):
        for each in node:
            _collect(each, found)


def _first_text(node: Any) -> str:
    match node:
        case str():
            return node.strip()
        case list():
            return next(filter(None, map(_first_text, node)), "")
        case dict():
            return next((text for key, value in node.items() if key != "lang" and (text := _first_text(value))), "")
    return ""
