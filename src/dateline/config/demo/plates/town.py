"""Prints of streets and roofs."""

# ruff: noqa: PLR0917, PLR2004  # a drawing is made of places and measures, and they are numbers

import math

from PIL import ImageChops

from dateline.config.demo.linocut import Sheet, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PORTRAIT = (1200, 1500)


def market(key: str) -> Sheet:
    """Saturday in Butter Street, before the forty paces."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#f4d7a1"), (0.5, "#f9e9c8"), (1, "#f9e9c8")))
    sheet.dust(ramp(sheet.size, (0, 130), (0.3, 0)), "#e8a25f")
    _market_houses(sheet)
    _bunting(sheet)
    sheet.lay(sheet.pen().box(0, 800, 1800, 1200), "#d9bd92")
    sheet.dust(ramp(sheet.size, (0, 0), (0.66, 150), (1, 20)), "#b08a5e", sheet.pen().box(0, 800, 1800, 1200))
    _cobbles(sheet)
    awnings = (("#c9412e", "#f9efda"), ("#2f6f73", "#f9efda"), ("#e0a02f", "#f9efda"), ("#2e4572", "#f9efda"))
    for turn, (colour, pale) in enumerate(awnings):
        _stall(sheet, 26 + turn * 446, 560 + 14 * (turn % 2), 408, (colour, pale))
    for x, tall, colour in (
        (196, 1.05, "#2b2a3d"),
        (470, 1.2, "#6d2f3a"),
        (556, 0.72, "#2b2a3d"),
        (905, 1.12, "#23454a"),
        (1330, 1.16, "#2b2a3d"),
        (1418, 1.08, "#6d2f3a"),
        (1690, 1.0, "#23454a"),
    ):
        _shopper(sheet, x, 1130, tall, colour)
    return sheet


def _market_houses(sheet: Sheet) -> None:
    inks = ("#d98f6b", "#e3b47c", "#a7b59a", "#cf7d63", "#d9c08f", "#8fa7a3")
    x, turn = -30.0, 0
    while x < 1800:
        wide, top = sheet.chance.uniform(170, 260), sheet.chance.uniform(230, 340)
        front = sheet.pen().polygon([(x, 820), (x, top), (x + wide / 2, top - 90), (x + wide, top), (x + wide, 820)])
        sheet.lay(front, inks[turn % len(inks)])
        panes, frames = sheet.pen(), sheet.pen()
        for row in range(4):
            for column in range(3):
                a, b = x + wide * (0.13 + 0.28 * column), top + 30 + row * 96
                frames.box(a - 5, b - 5, a + wide * 0.18 + 5, b + 59)
                panes.box(a, b, a + wide * 0.18, b + 54)
        frames.disc(x + wide / 2, top - 28, 19)
        panes.disc(x + wide / 2, top - 28, 14)
        sheet.lay(frames, "#f9efda")
        sheet.lay(panes, "#4e5f70")
        sheet.lay(
            sheet.pen().line([(x - 8, top + 5), (x + wide / 2, top - 94), (x + wide + 8, top + 5)], 11), "#6d4a44"
        )
        x, turn = x + wide, turn + 1
    sheet.dust(ramp(sheet.size, (0.2, 0), (0.68, 150)), "#7d5a5c", sheet.pen().box(0, 220, 1800, 820))


def _bunting(sheet: Sheet) -> None:
    for turn, (start, end) in enumerate((((-20, 170), (960, 210)), ((880, 190), (1830, 130)))):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 120)
        rope = smooth([start, middle, end], steps=16)
        sheet.lay(sheet.pen().line(rope, 2.5), "#6d4a44")
        for number, (x, y) in enumerate(rope[1:-1]):
            flag = sheet.pen().polygon([(x - 19, y), (x + 19, y + 3), (x + 1, y + 46)])
            sheet.lay(flag, ("#c9412e", "#2f6f73", "#e0a02f", "#f9efda")[(number + turn) % 4])


def _cobbles(sheet: Sheet) -> None:
    pen = sheet.pen()
    for row in range(13):
        y = 836 + row * row * 2.1
        wide = 34 + row * 7
        for column in range(int(1800 / wide) + 2):
            x = column * wide - (row % 2) * wide / 2 + sheet.chance.uniform(-3, 3)
            pen.arc(x, y + wide * 0.3, wide * 0.42, 200, 340, 1.4 + row * 0.12)
    sheet.lay(pen, "#a07a52")


def _stall(sheet: Sheet, x: float, y: float, wide: float, inks: tuple[str, str]) -> None:
    posts = sheet.pen().box(x + 14, y, x + 24, 1040).box(x + wide - 24, y, x + wide - 14, 1040)
    sheet.lay(posts, "#6d4a44")
    sheet.lay(sheet.pen().box(x + 20, y + 90, x + wide - 20, 900), "#4a3340")
    seller = sheet.chance.uniform(0.35, 0.65) * wide + x
    body = [
        (seller - 46, 900),
        (seller - 42, y + 210),
        (seller - 12, y + 178),
        (seller + 12, y + 178),
        (seller + 42, y + 210),
        (seller + 46, 900),
    ]
    sheet.lay(sheet.pen().polygon(smooth(body, steps=5)), inks[0])
    sheet.lay(sheet.pen().disc(seller, y + 146, 25, 30), "#dca77c")
    sheet.lay(
        sheet.pen().polygon(
            smooth(
                [(seller - 30, y + 138), (seller - 22, y + 112), (seller + 22, y + 112), (seller + 34, y + 140)],
                closed=True,
            )
        ),
        "#2b2a3d",
    )
    _goods(sheet, x, wide)
    lobes, awning = 8, sheet.pen()
    for lobe in range(lobes):
        left, right = x + wide / lobes * lobe, x + wide / lobes * (lobe + 1)
        lean = [(left + (x + wide / 2 - left) * 0.16, y - 92), (right + (x + wide / 2 - right) * 0.16, y - 92)]
        flap = sheet.pen().polygon([lean[0], lean[1], (right, y + 40), (left, y + 40)])
        flap.disc((left + right) / 2, y + 40, (right - left) / 2, 26)
        sheet.lay(flap, inks[lobe % 2])
        awning.box(left, y - 92, right, y + 40).disc((left + right) / 2, y + 40, (right - left) / 2, 26)
    fold = ImageChops.multiply(awning.mask, sheet.pen().box(x - 4, y + 30, x + wide + 4, y + 70).mask)
    sheet.dust(ramp(sheet.size, (0, 0), ((y + 20) / 1200, 0), ((y + 70) / 1200, 150), (1, 150)), "#4a3340", fold)


def _goods(sheet: Sheet, x: float, wide: float) -> None:
    table = sheet.pen().polygon([(x - 8, 890), (x + wide + 8, 890), (x + wide + 18, 914), (x - 18, 914)])
    fruits = sheet.chance.sample(("#d3402f", "#e8912d", "#7fa04b", "#f0c34a", "#7a3f63", "#c8d08a"), 4)
    for crate, colour in enumerate(fruits):
        left = x + 10 + crate * (wide - 20) / 4
        right = left + (wide - 20) / 4 - 8
        heap, rims = sheet.pen(), sheet.pen()
        for row in range(3):
            for step in range(5 - row):
                a, b = left + 12 + (row + 2 * step) * (right - left - 22) / 8, 856 - row * 18
                rims.disc(a, b, 14.5)
                heap.disc(a, b, 12)
        sheet.lay(rims, "#4a3340")
        sheet.lay(heap, colour)
        box = sheet.pen().box(left - 2, 860, right + 2, 900)
        sheet.lay(box, "#b88a52")
        sheet.lay(sheet.pen().box(left - 2, 872, right + 2, 875).box(left - 2, 886, right + 2, 889), "#6d4a44")
    sheet.lay(table, "#8a5d43")
    cloth = sheet.pen().box(x + 2, 914, x + wide - 2, 1010)
    sheet.lay(cloth, "#efe0bd")
    sheet.dust(ramp(sheet.size, (0.74, 150), (0.86, 10)), "#a58a66", cloth)


def _shopper(sheet: Sheet, x: float, y: float, tall: float, colour: str) -> None:
    def at(a: float, b: float) -> tuple[float, float]:
        return x + a * tall, y - b * tall

    shade = sheet.pen().disc(x + 20, y + 2, 70 * tall, 10 * tall)
    sheet.lay(shade.mask.point([v * 120 // 255 for v in range(256)]), "#7d5a3c")
    pen = sheet.pen().box(*at(-20, 60), *at(-6, 0)).box(*at(6, 60), *at(20, 0))
    pen.polygon(
        smooth([at(-40, 40), at(-34, 160), at(-30, 214), at(0, 236), at(30, 214), at(36, 160), at(44, 40)], steps=5)
    )
    pen.disc(*at(0, 264), 25 * tall, 29 * tall).polygon(
        smooth([at(-34, 268), at(-20, 296), at(20, 298), at(36, 270)], closed=True, steps=5)
    )
    pen.line([at(28, 196), at(56, 130), at(50, 96)], 15 * tall)
    sheet.lay(pen, colour)
    basket = (
        sheet.pen().polygon([at(22, 96), at(84, 96), at(74, 52), at(32, 52)]).arc(*at(53, 96), 27 * tall, 180, 360, 4)
    )
    sheet.lay(basket, "#c58f4c")


def snow_roofs(key: str) -> Sheet:
    """Nettlehill under the first snow, at lamp-lighting."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#2b3f6e"), (0.35, "#6b86b0"), (0.6, "#c3cfdf"), (1, "#c3cfdf")))
    sheet.dust(ramp(sheet.size, (0, 170), (0.3, 0)), "#1d2d57")
    for base, rise, colour in ((430, 60, "#9fb3cf"), (520, 50, "#b9c8dc")):
        edge = sheet.below(sheet.hills(base, rise, 1.1))
        sheet.lay(edge, colour)
        sheet.dust(ramp(sheet.size, (base / 1200 - 0.06, 170), (base / 1200 + 0.1, 0)), "#eef2f5", edge)
    _firs(sheet, 520, 70, "#4f6a8c")
    smokes: list[tuple[float, float, float]] = []
    for row in range(5):
        base, grow = 610 + row * 118, 0.5 + row * 0.17
        bank = sheet.below(sheet.hills(base + 18, 12, 1.3))
        sheet.lay(bank, "#e6ecf2")
        sheet.dust(ramp(sheet.size, (base / 1200, 0), (base / 1200 + 0.12, 140), (1, 140)), "#9fb0cc", bank)
        x = sheet.chance.uniform(-120, -20)
        while x < 1800:
            wide = 190 * grow * sheet.chance.uniform(0.8, 1.25)
            if sheet.chance.random() < 0.22:
                _firs(sheet, base + 30, 130 * grow, "#2d466b", x, x + wide * 0.8)
            else:
                smokes.append((*_snow_house(sheet, x, base + 34, wide, grow), grow))
            x += wide * sheet.chance.uniform(1.08, 1.4)
    _smoke(sheet, smokes[::4])
    flakes = sheet.pen()
    for _ in range(760):
        flakes.disc(
            sheet.chance.uniform(0, 1800), sheet.chance.uniform(0, 1200), 1.2 + 4.6 * sheet.chance.random() ** 4
        )
    sheet.lay(flakes, "#ffffff")
    return sheet


def _firs(sheet: Sheet, y: float, tall: float, colour: str, left: float = 0, right: float = 1800) -> None:
    pen, snow = sheet.pen(), sheet.pen()
    x = left + tall * 0.2
    while x < right:
        high = tall * sheet.chance.uniform(0.6, 1.15)
        for tier in range(3):
            low, half = y - high * 0.27 * tier, high * (0.28 - 0.07 * tier)
            pen.polygon([(x - half, low), (x, low - high * 0.46), (x + half, low)])
            snow.polygon([(x - half, low), (x, low - high * 0.46), (x - half * 0.3, low - high * 0.12)])
        x += high * sheet.chance.uniform(0.4, 1.5)
    sheet.lay(pen, colour)
    sheet.lay(snow, "#dfe7ef")


def _snow_house(sheet: Sheet, x: float, y: float, wide: float, grow: float) -> tuple[float, float]:
    high, roof = 96 * grow * sheet.chance.uniform(0.85, 1.3), 88 * grow
    wall = sheet.chance.choice(("#34476f", "#41507a", "#5b3f5c", "#2a3b63"))
    side = wide * 0.34
    top = y - high
    sheet.lay(
        sheet.pen()
        .polygon([(x, y), (x, top), (x + side / 2, top - roof), (x + side, top), (x + side, y)])
        .box(x + side, top, x + wide, y),
        wall,
    )
    shade = sheet.pen().box(x + side, top, x + wide, y)
    sheet.dust(ramp(sheet.size, (0, 80), (1, 80)), "#16233f", shade)
    chimney = x + wide * 0.72
    sheet.lay(sheet.pen().box(chimney, top - roof - 26 * grow, chimney + 22 * grow, top - roof * 0.4), wall)
    cover = sheet.pen().polygon(
        [
            (x + side / 2, top - roof - 8 * grow),
            (x + wide - side * 0.2, top - roof - 8 * grow),
            (x + wide + 12 * grow, top + 8 * grow),
            (x + side - 3, top + 8 * grow),
        ]
    )
    cover.line([(x - 9 * grow, top + 10 * grow), (x + side / 2, top - roof - 2)], 13 * grow)
    cover.box(chimney - 4 * grow, top - roof - 36 * grow, chimney + 26 * grow, top - roof - 24 * grow)
    sheet.lay(cover, "#f4f7f9")
    sheet.dust(ramp(sheet.size, ((top - roof) / 1200, 0), (top / 1200 + 0.012, 130), (1, 130)), "#a9b9d3", cover)
    lights = sheet.pen()
    for column in range(2):
        a = x + side + (wide - side) * (0.16 + 0.44 * column)
        if sheet.chance.random() < 0.75:
            lights.box(a, top + 26 * grow, a + 30 * grow, top + 62 * grow)
    lights.box(x + side / 2 - 11 * grow, top - 6 * grow, x + side / 2 + 11 * grow, top + 26 * grow)
    sheet.lay(lights, "#fbd37a")
    return chimney + 11 * grow, top - roof - 40 * grow


def _smoke(sheet: Sheet, chimneys: list[tuple[float, float, float]]) -> None:
    pen = sheet.pen()
    for x, y, grow in chimneys:
        for step in range(16):
            pen.disc(x + (4 * math.sin(step / 2.2) + step * 1.7) * grow, y - step * 8 * grow, (3 + step * 0.75) * grow)
    mask = sheet.soften(pen, 2)
    sheet.dust(mask.point([v * 150 // 255 for v in range(256)]), "#f4f7f9")
