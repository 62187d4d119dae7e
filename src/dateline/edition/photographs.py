"""Photographs as printed: AVIF, WebP and JPEG in a few widths, without any metadata.

Setting one takes seconds, printing it takes none: each printing is developed once, kept by the hash of its photograph,
and copied beside every story that shows it.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from dateline.desk.values import PrintedPhotograph
from dateline.lib.files import write_atomically

_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 55, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 78, "optimize": True, "progressive": True}),
}


def printings(photograph: PrintedPhotograph, developed: Path | None) -> Iterator[tuple[str, bytes]]:
    """Each printing of a photograph as (file name, bytes).

    Args:
        photograph: with ``source``, the path of the file that the desk keeps.
        developed: the folder in which printings are kept; None keeps none.
    """
    for width in photograph.widths:
        for kind in _KINDS:
            name = photograph.name(width, kind)
            kept = developed / name if developed else None
            if kept is not None and kept.exists():
                yield name, kept.read_bytes()
                continue
            content = _develop(photograph, width, kind)
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(kept, content)
            yield name, content


def icon(accent: str) -> bytes:
    """The small picture on a browser's tab (ICO): a disc of the paper's colour."""
    disc = Image.new("RGBA", (128, 128))
    ImageDraw.Draw(disc).ellipse((8, 8, 120, 120), fill=accent)
    out = io.BytesIO()
    disc.resize((32, 32), Image.Resampling.LANCZOS).save(out, "ICO", sizes=[(32, 32)])
    return out.getvalue()


def logo(source: str) -> bytes:
    """The logo as printed: PNG, as high as it is ever shown on a dense screen, with what is transparent in it."""
    with Image.open(source) as image:
        image.thumbnail((1200, 240), Image.Resampling.LANCZOS)
        clean = Image.new("RGBA", image.size)
        clean.paste(image.convert("RGBA"))
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _develop(photograph: PrintedPhotograph, width: int, kind: str) -> bytes:
    with Image.open(photograph.source) as image:
        height = max(1, round(photograph.height * width / photograph.width))
        image.draft("RGB", (width * 2, height * 2))
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    out = io.BytesIO()
    name, options = _KINDS[kind]
    clean.save(out, name, **options)
    return out.getvalue()
