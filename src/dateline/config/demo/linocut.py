"""A small print shop: sheets of paper, inks laid through masks, grain. Pure Pillow, and the same print every time.

A picture is a :class:`Sheet`. What is to be printed is drawn with a :class:`Pen` (white on black, at twice the size, so
that edges come out soft) and laid on the sheet in one ink. Shading is done as a risograph does it: by more or fewer
dots.
"""

import math
from collections.abc import Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stop = tuple[float, str]

FINE = 2
QUALITY = 88


def ink(name: str) -> Colour:
    """Take a colour in ``#rrggbb`` and give its three parts."""
    return (int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16))


def wash(size: tuple[int, int], *stops: Stop) -> Image.Image:
    """Give a sheet that runs from the top down through ``stops``, each a place from 0 to 1 and a colour."""
    strip = Image.new("RGB", (1, 256))
    inks = [(place, ink(name)) for place, name in stops]
    for row in range(256):
        strip.putpixel((0, row), _between(inks, row / 255))
    return strip.resize(size, Image.Resampling.BILINEAR)


def _between(inks: Sequence[tuple[float, Colour]], place: float) -> Colour:
    before = max((each for each in inks if each[0] <= place), default=inks[0])
    after = min((each for each in inks if each[0] >= place), default=inks[-1])
    share = 0.0 if after[0] <= before[0] else (place - before[0]) / (after[0] - before[0])
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(before[1], after[1], strict=True))
    return (red, green, blue)


def ramp(size: tuple[int, int], *values: tuple[float, int]) -> Image.Image:
    """Give how dense the dots are from the top down: places from 0 to 1, densities from 0 to 255."""
    strip = wash((1, 256), *((place, f"#{value:02x}{value:02x}{value:02x}") for place, value in values)).convert("L")
    return strip.resize(size, Image.Resampling.BILINEAR)


def glow(size: tuple[int, int], centre: Point, radius: float, strength: int = 255) -> Image.Image:
    """Give how dense the dots are round a light: ``strength`` at its centre, nothing at ``radius``."""
    disc = ImageOps.invert(Image.radial_gradient("L")).point(
        [round((max(0, v - 76) / 179) ** 1.4 * strength) for v in range(256)]
    )
    side = round(radius * 2)
    found = Image.new("L", size, 0)
    found.paste(disc.resize((side, side)), (round(centre[0] - radius), round(centre[1] - radius)))
    return found


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 10) -> list[Point]:
    """Give a curve through ``points`` (Catmull-Rom), as many short straight pieces."""
    ends = [*points[-1:], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        curve += [_on_curve(p0, p1, p2, p3, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _on_curve(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    def part(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return part(p0[0], p1[0], p2[0], p3[0]), part(p0[1], p1[1], p2[1], p3[1])


class Pen:
    """Draws one mask, in the sheet's own measures; whites are where ink will stand."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._image = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
        self._draw = ImageDraw.Draw(self._image)
        self._drawn: tuple[float, float, float, float] | None = None

    def _reached(self, points: Sequence[Point], margin: float = 1) -> None:
        edge = self._drawn or (*points[0], *points[0])
        across, down = [x for x, _ in points], [y for _, y in points]
        self._drawn = (
            min(edge[0], min(across) - margin),
            min(edge[1], min(down) - margin),
            max(edge[2], max(across) + margin),
            max(edge[3], max(down) + margin),
        )

    def polygon(self, points: Sequence[Point], value: int = 255) -> "Pen":
        """Fill a polygon."""
        self._reached(points)
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=value)
        return self

    def box(self, left: float, top: float, right: float, bottom: float, value: int = 255) -> "Pen":
        """Fill a rectangle."""
        return self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], value)

    def disc(self, x: float, y: float, rx: float, ry: float | None = None, value: int = 255) -> "Pen":
        """Fill an ellipse round (x, y)."""
        ry = rx if ry is None else ry
        self._reached([(x - rx, y - ry), (x + rx, y + ry)])
        self._draw.ellipse([(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE], fill=value)
        return self

    def line(self, points: Sequence[Point], width: float = 3, value: int = 255) -> "Pen":
        """Draw a line with rounded joints."""
        self._reached(points, width + 1)
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(scaled, fill=value, width=max(1, round(width * FINE)), joint="curve")
        return self

    def arc(self, x: float, y: float, radius: float, start: float, end: float, width: float) -> "Pen":  # noqa: PLR0917
        """Draw a part of a circle, angles in degrees clockwise from three o'clock."""
        self._reached([(x - radius, y - radius), (x + radius, y + radius)], width)
        edge = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
        self._draw.arc(edge, start, end, fill=255, width=max(1, round(width * FINE)))
        return self

    @property
    def region(self) -> tuple[int, int, int, int] | None:
        """The part of the sheet that anything was drawn on, or None."""
        if self._drawn is None:
            return None
        left, top = max(0, math.floor(self._drawn[0])), max(0, math.floor(self._drawn[1]))
        right, bottom = min(self._size[0], math.ceil(self._drawn[2])), min(self._size[1], math.ceil(self._drawn[3]))
        return (left, top, right, bottom) if left < right and top < bottom else None

    def part(self, region: tuple[int, int, int, int]) -> Image.Image:
        """What has been drawn inside ``region``, at the sheet's size."""
        left, top, right, bottom = region
        return self._image.reduce(FINE, (left * FINE, top * FINE, right * FINE, bottom * FINE))

    @property
    def mask(self) -> Image.Image:
        """What has been drawn, at the sheet's size."""
        return self._image.reduce(FINE)


class Sheet:
    """A print in the making. Whatever is left to chance depends on ``key`` alone."""

    def __init__(self, key: str, paper: Image.Image) -> None:
        self.size = paper.size
        self.width, self.height = paper.size
        self.image = paper.copy()
        self.chance = Random(key)  # noqa: S311  # chance for the eye
        coarse = (self.width * 2 // 3, self.height * 2 // 3)
        noise = Image.frombytes("L", coarse, self.chance.randbytes(coarse[0] * coarse[1]))
        self.grain = ImageOps.equalize(noise.resize(self.size, Image.Resampling.BICUBIC))
        self._wear = self.grain.point([min(255, 190 + v * 6) for v in range(256)])

    def pen(self) -> Pen:
        """Give a pen for one mask of this sheet."""
        return Pen(self.size)

    def lay(self, drawn: Pen | Image.Image, colour: str | Image.Image) -> None:
        """Print a mask in one ink (or in a wash); the ink is a little worn, as ink is."""
        region = drawn.region if isinstance(drawn, Pen) else drawn.getbbox()
        if region is None:
            return
        mask = drawn.part(region) if isinstance(drawn, Pen) else drawn.crop(region)
        mask = ImageChops.multiply(mask, self._wear.crop(region))
        self.image.paste(colour.crop(region) if isinstance(colour, Image.Image) else ink(colour), region, mask)

    def dust(self, density: Image.Image, colour: str, within: Pen | Image.Image | None = None) -> None:
        """Print dots of one ink, as many as ``density`` says, inside a mask if one is given."""
        region = density.getbbox() if within is None else within.region if isinstance(within, Pen) else within.getbbox()
        if region is None:
            return
        dots = ImageChops.subtract(density.crop(region), self.grain.crop(region)).point(
            [min(255, v * 14) for v in range(256)]
        )
        if within is not None:
            dots = ImageChops.multiply(dots, within.part(region) if isinstance(within, Pen) else within.crop(region))
        self.image.paste(ink(colour), region, dots)

    def shine(self, density: Image.Image, colour: str) -> None:
        """Lighten by a glow, without dots."""
        light = Image.merge("RGB", [density.point([v * part // 255 for v in range(256)]) for part in ink(colour)])
        self.image = ImageChops.screen(self.image, light)

    def hills(self, base: float, rise: float, waves: float, *, rough: float = 0.15) -> list[Point]:
        """Give the upper edge of a range of hills across the whole sheet."""
        turns = [(waves * 2**octave, rise * rough**octave, self.chance.uniform(0, 6.28)) for octave in range(4)]
        return [
            (x, base - sum(high * math.sin(x / self.width * wave * 6.28 + turn) for wave, high, turn in turns))
            for x in range(-12, self.width + 13, 6)
        ]

    def below(self, edge: Sequence[Point]) -> Pen:
        """Give everything under an edge that runs across the sheet."""
        return self.pen().polygon([*edge, (edge[-1][0], self.height + 5), (edge[0][0], self.height + 5)])

    def stars(self, count: int, bottom: float, colour: str) -> None:
        """Scatter stars, most of them small, down to ``bottom``."""
        pen = self.pen()
        for _ in range(count):
            x, y = self.chance.uniform(0, self.width), bottom * self.chance.random() ** 1.3
            pen.disc(x, y, 0.9 + 2.4 * self.chance.random() ** 5)
        self.lay(pen, colour)

    def reflect(self, horizon: int, tint: str, *, swing: float = 14, band: int = 5) -> None:
        """Let the part under ``horizon`` mirror what stands above it, in stripes that sway more the nearer they are."""
        depth = self.height - horizon
        above = self.image.crop((0, max(0, horizon - depth), self.width, horizon))
        mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((self.width, depth))
        mirror = ImageChops.multiply(mirror, Image.new("RGB", mirror.size, ink(tint)))
        for top in range(0, depth, band):
            near = 0.15 + top / depth
            shift = round(swing * near * (math.sin(top / 11) + 0.6 * self.chance.uniform(-1, 1)))
            stripe = mirror.crop((0, top, self.width, min(depth, top + band)))
            self.image.paste(ImageChops.offset(stripe, shift, 0), (0, horizon + top))

    def glints(self, area: tuple[float, float, float, float], count: int, colour: str, length: float = 60) -> None:
        """Cut short level strokes into water: thin and many far away, long and few near."""
        left, top, right, bottom = area
        pen = self.pen()
        for _ in range(count):
            near = self.chance.random() ** 1.4
            x, y = self.chance.uniform(left, right), top + (bottom - top) * near
            half = length * (0.15 + near) * self.chance.uniform(0.3, 1) / 2
            pen.polygon([(x - half, y), (x, y - 0.8 - 2.6 * near), (x + half, y), (x, y + 0.8 + 2.6 * near)])
        self.lay(pen, colour)

    def gulls(self, places: Sequence[tuple[float, float, float]], colour: str) -> None:
        """Draw gulls at (x, y, span)."""
        pen = self.pen()
        for x, y, span in places:
            wing = [(x - span, y - span * 0.18), (x - span * 0.45, y - span * 0.42), (x, y)]
            other = [(x, y), (x + span * 0.5, y - span * 0.5), (x + span, y - span * 0.12)]
            pen.line([*smooth(wing), *smooth(other)], max(1.5, span / 9))
        self.lay(pen, colour)

    def soften(self, mask: Pen, radius: float) -> Image.Image:
        """Give a mask with soft edges."""
        return mask.mask.filter(ImageFilter.BoxBlur(radius)).filter(ImageFilter.BoxBlur(radius))

    def jpeg(self) -> bytes:
        """Give the finished print: a breath of paper grain over everything, then the file."""
        paper = self.grain.point([128 + (v - 128) // 11 for v in range(256)])
        file = BytesIO()
        grained = ImageChops.overlay(self.image, Image.merge("RGB", (paper, paper, paper)))
        grained.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        return file.getvalue()
