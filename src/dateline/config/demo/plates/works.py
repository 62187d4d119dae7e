"""Prints of what people built: a roof, a bridge, a weighbridge."""

# ruff: noqa: PLR2004  # a drawing is made of places and measures, and they are numbers

import math

from PIL import Image, ImageChops

from dateline.config.demo.linocut import Pen, Sheet, glow, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PORTRAIT = (1200, 1500)


def school_roof(key: str) -> Sheet:
    """The last slates of eleven thousand four hundred."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#7fb2c2"), (0.3, "#cfe3da"), (0.5, "#f6ecd0"), (1, "#f6ecd0")))
    sheet.dust(ramp(sheet.size, (0, 150), (0.25, 0)), "#5c95ad")
    sheet.lay(sheet.below(sheet.hills(470, 40, 1.2)), "#9dbb9a")
    sheet.lay(sheet.below(sheet.hills(560, 26, 1.7)), "#7aa181")
    ridge, eaves = 330.0, 1090.0
    roof = sheet.pen().polygon([(250, ridge), (1660, ridge), (1880, eaves), (-60, eaves)]).mask
    sheet.lay(roof, "#3d5363")
    _slates(sheet, roof, ridge, eaves)
    sheet.lay(sheet.pen().box(0, eaves, 1800, 1200), wash(LANDSCAPE, (0, "#f0e3c4"), (1, "#e5d2a8")))
    sheet.lay(sheet.pen().box(-10, eaves - 8, 1810, eaves + 22), "#2c3b47")
    sheet.dust(ramp(sheet.size, (0.9, 180), (0.97, 0)), "#8a7a62", sheet.pen().box(0, eaves + 22, 1800, 1200))
    sheet.lay(sheet.pen().box(236, ridge - 16, 1674, ridge + 14), "#b5553c")
    _turret(sheet, 560, ridge)
    _roofer(sheet)
    sheet.gulls([(1180, 130, 40), (1290, 180, 26), (980, 90, 22)], "#2c3b47")
    return sheet


def _slates(sheet: Sheet, roof: Image.Image, ridge: float, eaves: float) -> None:
    inks = ("#4b6577", "#587488", "#6b8799", "#45606f", "#7c8f94", "#8b6f6a", "#566b6d")
    pens = {colour: sheet.pen() for colour in inks}
    lines, bare = sheet.pen(), sheet.pen()
    rows = 15
    for row in range(rows - 1, -1, -1):
        top, low = (ridge + (eaves - ridge) * (share / rows) ** 1.12 for share in (row, row + 1))
        spread = 1 + 0.38 * (low - ridge) / (eaves - ridge)
        wide = 62 * spread
        for column in range(-22, 23):
            x = 955 + (column + (row % 2) / 2) * wide
            gap = 1150 < x < 1500 and row in (2, 3, 4) and x > 1150 + (row - 2) * 40 and x < 1500 - (row % 2) * 50
            if gap:
                continue
            pen = pens[sheet.chance.choice(inks)]
            pen.box(x - wide / 2 + 2, top, x + wide / 2 - 2, low - 5).disc(x, low - 8, wide / 2 - 2, 15)
            lines.line([(x - wide / 2, top), (x - wide / 2, low - 8)], 2)
            lines.arc(x, low - 26, wide / 2 - 1, 25, 155, 2.2)
    hole = [(ridge + (eaves - ridge) * (share / rows) ** 1.12) for share in (2, 5)]
    bare.box(1120, hole[0], 1520, hole[1])
    sheet.lay(ImageChops.multiply(bare.mask, roof), "#c99a5f")
    battens = sheet.pen()
    for step in range(7):
        battens.box(1120, hole[0] + step * 24, 1520, hole[0] + step * 24 + 9)
    sheet.lay(battens, "#8a5f38")
    for colour, pen in pens.items():
        sheet.lay(ImageChops.multiply(pen.mask, roof), colour)
    sheet.lay(ImageChops.multiply(lines.mask, roof), "#263743")
    sheet.dust(ramp(sheet.size, (0.26, 0), (0.5, 40), (0.9, 150)), "#1d2c3a", roof)


def _turret(sheet: Sheet, x: float, ridge: float) -> None:
    body = sheet.pen().box(x - 74, ridge - 150, x + 74, ridge + 40)
    sheet.lay(body, "#f2e6c8")
    sheet.dust(
        ramp(sheet.size, (0.1, 60), (0.32, 170)), "#b79f78", sheet.pen().box(x + 16, ridge - 150, x + 74, ridge + 40)
    )
    sheet.lay(sheet.pen().box(x - 44, ridge - 112, x + 44, ridge + 10).disc(x, ridge - 112, 44), "#31414e")
    bell = [
        (x - 34, ridge - 12),
        (x - 24, ridge - 40),
        (x - 17, ridge - 88),
        (x, ridge - 100),
        (x + 17, ridge - 88),
        (x + 24, ridge - 40),
        (x + 34, ridge - 12),
    ]
    sheet.lay(sheet.pen().polygon(smooth(bell, steps=6)).disc(x, ridge - 6, 9), "#dfa63d")
    cap = [
        (x - 104, ridge - 142),
        (x - 40, ridge - 190),
        (x, ridge - 262),
        (x + 40, ridge - 190),
        (x + 104, ridge - 142),
    ]
    sheet.lay(sheet.pen().polygon(smooth(cap, steps=8)), "#b5553c")
    vane = (
        sheet.pen()
        .box(x - 2, ridge - 296, x + 2, ridge - 250)
        .polygon([(x - 44, ridge - 296), (x - 10, ridge - 306), (x + 34, ridge - 296), (x - 10, ridge - 286)])
    )
    sheet.lay(vane, "#2c3b47")


def _roofer(sheet: Sheet) -> None:
    ladder = sheet.pen()
    for a, b in (((1278, 330), (1236, 1180)), ((1352, 330), (1348, 1180))):
        ladder.line([a, b], 11)
    for step in range(17):
        rung = 352 + step * 51
        share = (rung - 330) / 850
        ladder.line([(1278 - 42 * share, rung), (1352 - 4 * share, rung)], 7)
    sheet.lay(ladder, "#f0d9a0")
    x, y = 1310.0, 560.0
    legs = (
        sheet.pen()
        .line(smooth([(x - 6, y - 30), (x + 44, y + 8), (x + 4, y + 56)]), 30)
        .line(smooth([(x - 14, y - 30), (x - 40, y + 20), (x - 22, y + 70)]), 30)
    )
    legs.polygon([(x - 14, y + 44), (x + 26, y + 52), (x + 22, y + 72), (x - 18, y + 68)]).polygon(
        [(x - 44, y + 60), (x - 4, y + 70), (x - 6, y + 88), (x - 46, y + 82)]
    )
    sheet.lay(legs, "#2c3550")
    coat = [
        (x - 46, y - 16),
        (x - 44, y - 90),
        (x - 14, y - 142),
        (x + 30, y - 136),
        (x + 44, y - 84),
        (x + 34, y - 14),
    ]
    sheet.lay(sheet.pen().polygon(smooth(coat, closed=True)), "#c9412e")
    sheet.lay(
        sheet.pen()
        .line(smooth([(x + 22, y - 118), (x + 74, y - 96), (x + 102, y - 136)]), 22)
        .line(smooth([(x - 26, y - 112), (x - 70, y - 80), (x - 96, y - 96)]), 22),
        "#a8321f",
    )
    sheet.lay(sheet.pen().disc(x + 16, y - 168, 25, 28).disc(x + 106, y - 142, 12).disc(x - 100, y - 98, 12), "#dca77c")
    sheet.lay(
        sheet.pen().polygon(
            smooth([(x - 16, y - 172), (x + 2, y - 204), (x + 34, y - 200), (x + 46, y - 176)], closed=True)
        ),
        "#2c3550",
    )
    sheet.lay(sheet.pen().line([(x + 106, y - 142), (x + 138, y - 204)], 8), "#6d4a34")
    sheet.lay(
        sheet.pen().polygon([(x + 118, y - 212), (x + 166, y - 196), (x + 160, y - 178), (x + 112, y - 194)]), "#2c3b47"
    )
    sheet.lay(
        sheet.pen().polygon([(x - 150, y - 128), (x - 96, y - 120), (x - 102, y - 52), (x - 156, y - 60)]), "#6b8799"
    )


def bridge(key: str) -> Sheet:
    """Tarrel Bridge at sunrise, with the hut that was not told."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#8fb0b5"), (0.25, "#f1cfa4"), (0.5, "#f8e2bb"), (1, "#f8e2bb")))
    sheet.dust(ramp(sheet.size, (0, 140), (0.24, 0)), "#5f8d9a")
    sheet.lay(sheet.pen().disc(1130, 400, 100), "#f0764a")
    sheet.dust(glow(sheet.size, (1130, 400), 460, 130), "#f6a56b")
    for base, rise, colour in ((520, 46, "#c9b79c"), (590, 36, "#a3a98d"), (650, 26, "#7d9078")):
        edge = sheet.below(sheet.hills(base, rise, 1.3))
        sheet.lay(edge, colour)
        sheet.dust(ramp(sheet.size, (base / 1200, 0), (base / 1200 + 0.09, 170), (1, 170)), "#f3dcb4", edge)
    _poplars(sheet)
    _arches(sheet)
    sheet.reflect(780, "#b7c6c4", swing=12)
    sheet.dust(ramp(sheet.size, (0.64, 0), (0.8, 30), (1, 170)), "#27485a", sheet.pen().box(0, 780, 1800, 1200))
    sheet.glints((0, 790, 1800, 1190), 110, "#fbe9c8", 130)
    rowers = sheet.pen().polygon(
        smooth([(360, 960), (420, 990), (600, 990), (668, 952), (600, 970), (430, 972)], closed=True)
    )
    rowers.polygon(smooth([(486, 972), (490, 918), (510, 902), (532, 920), (536, 972)])).disc(512, 886, 15, 17).line(
        [(520, 930), (592, 958), (650, 1010)], 5
    )
    sheet.lay(rowers, "#1f3340")
    return sheet


def _poplars(sheet: Sheet) -> None:
    pen = sheet.pen()
    for x, tall in ((40, 300), (96, 360), (150, 310), (206, 250), (1606, 250), (1660, 330), (1716, 380), (1772, 320)):
        pen.polygon(
            smooth([(x, 745), (x - 30, 745 - tall * 0.35), (x, 745 - tall), (x + 30, 745 - tall * 0.35)], closed=True)
        )
    sheet.lay(pen, "#3f5f55")


def _arches(sheet: Sheet) -> None:
    deck = smooth([(-20, 668), (300, 628), (900, 560), (1500, 628), (1820, 668)], steps=16)
    stone = sheet.pen().polygon([*deck, (1820, 780), (-20, 780)])
    joints, rings = sheet.pen(), sheet.pen()
    for x, half, top in ((300, 104, 690), (596, 124, 648), (900, 138, 622), (1204, 124, 648), (1500, 104, 690)):
        rings.disc(x, 782, half + 20, 782 - top + 20)
        stone.disc(x, 782, half, 782 - top, 0)
        for step in range(1, 14):
            angle = math.pi * step / 14
            a, b = math.cos(angle), math.sin(angle)
            joints.line([(x + half * a, 782 - (782 - top) * b), (x + (half + 20) * a, 782 - (802 - top) * b)], 2.2)
    for row in range(9):
        y = 590 + row * 22
        for column in range(46):
            x = column * 42 + (row % 2) * 21
            joints.line([(x, y), (x, y + 22)], 1.4)
        joints.line([(0, y), (1800, y)], 1.4)
    mask = stone.mask
    sheet.lay(mask, "#a4765c")
    sheet.lay(ImageChops.multiply(joints.mask, mask).point([v * 150 // 255 for v in range(256)]), "#7a5346")
    sheet.lay(ImageChops.multiply(rings.mask, mask), "#c9997a")
    sheet.dust(ramp(sheet.size, (0.46, 0), (0.65, 190)), "#4d3440", mask)
    rail = sheet.pen().line([(x, y - 4) for x, y in deck], 16).line([(x, y - 30) for x, y in deck], 5)
    for at, level in deck[::2]:
        rail.box(at - 2, level - 30, at + 2, level)
    sheet.lay(rail, "#4d3440")
    hut = sheet.pen().box(862, 470, 942, 562).polygon([(848, 474), (902, 428), (956, 474)]).box(924, 420, 936, 452)
    sheet.lay(hut, "#4d3440")
    sheet.lay(sheet.pen().box(884, 492, 916, 524), "#fbd37a")
    walkers = sheet.pen()
    for x, y, tall in ((690, 566, 52), (716, 564, 38), (1150, 572, 54), (1290, 590, 50)):
        walkers.polygon([(x - 9, y), (x - 7, y - tall * 0.7), (x + 7, y - tall * 0.7), (x + 10, y)]).disc(
            x, y - tall * 0.86, 8
        )
    sheet.lay(walkers, "#2d2433")


def weighbridge(key: str) -> Sheet:
    """The plate at the end of Cooper’s Quay, and a bird that was frightened of it."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#d9a441"), (0.35, "#efcf8a"), (0.6, "#f6e6bf"), (1, "#f6e6bf")))
    sheet.dust(ramp(sheet.size, (0, 150), (0.3, 0)), "#b9782c")
    sheet.lay(sheet.pen().disc(1420, 330, 130), "#f8efd2")
    _cranes(sheet)
    sheet.lay(sheet.pen().box(0, 700, 1800, 770), "#7d9a94")
    sheet.glints((0, 704, 1800, 764), 70, "#f6e6bf", 70)
    quay = sheet.pen().box(0, 764, 1800, 1000)
    sheet.lay(quay, "#8f7f6c")
    sheet.dust(ramp(sheet.size, (0.63, 170), (0.8, 20)), "#5c5048", quay)
    _hut(sheet, 340, 790)
    _lorry(sheet, 1080, 872)
    plate = sheet.pen().polygon([(640, 868), (1560, 868), (1610, 908), (590, 908)])
    sheet.lay(plate, "#2f3740")
    studs = sheet.pen()
    for x in range(640, 1580, 34):
        studs.disc(x, 888, 5, 3)
    sheet.lay(studs, "#79848a")
    water = sheet.pen().box(0, 1000, 1800, 1200)
    sheet.lay(sheet.pen().box(0, 984, 1800, 1010), "#4a4038")
    sheet.lay(water, wash(LANDSCAPE, (0.83, "#6f7d6a"), (1, "#a59873")))
    sheet.glints((0, 1016, 1800, 1196), 100, "#d9cba0", 150)
    _wader(sheet, 1240, 1166)
    _wader(sheet, 1420, 1150, 0.7)
    return sheet


def _cranes(sheet: Sheet) -> None:
    pen = sheet.pen()
    for x, tall, reach in ((700, 400, -260), (980, 330, 240), (1650, 440, -300)):
        top = 705 - tall
        pen.polygon(
            [(x - 34, 705), (x - 12, top), (x + 12, top), (x + 34, 705), (x + 24, 705), (x, top + 40), (x - 24, 705)]
        )
        for step in range(0, tall - 40, 46):
            half = 12 + 22 * step / tall
            pen.line([(x - half, top + step), (x + half, top + step + 46)], 4).line(
                [(x + half, top + step), (x - half, top + step + 46)], 4
            )
        pen.line([(x - reach * 0.3, top + 6), (x + reach, top - 60)], 9).line(
            [(x, top - 70), (x + reach, top - 60)], 3
        ).line([(x, top), (x, top - 72)], 7)
        pen.line([(x + reach * 0.9, top - 54), (x + reach * 0.9, top + 90)], 2.5).box(
            x + reach * 0.9 - 22, top + 90, x + reach * 0.9 + 22, top + 124
        )
        pen.box(x - reach * 0.3 - 20, top, x - reach * 0.3 + 20, top + 34)
    sheet.lay(pen, "#b98a4c")


def _hut(sheet: Sheet, x: float, y: float) -> None:
    wall = sheet.pen().box(x - 170, y - 330, x + 170, y + 130)
    sheet.lay(wall, "#9a3b2e")
    planks = sheet.pen()
    for plank in range(round(x) - 170, round(x) + 171, 28):
        planks.line([(plank, y - 330), (plank, y + 130)], 2.5)
    sheet.lay(planks, "#6e251f")
    sheet.dust(ramp(sheet.size, (0.35, 0), (0.78, 150)), "#4a1a1c", wall)
    sheet.lay(
        sheet.pen().polygon([(x - 214, y - 320), (x - 150, y - 424), (x + 150, y - 424), (x + 214, y - 320)]), "#2f3740"
    )
    sheet.lay(sheet.pen().disc(x, y - 176, 122), "#2f3740")
    sheet.lay(sheet.pen().disc(x, y - 176, 108), "#f8efd2")
    ticks = sheet.pen()
    for step in range(41):
        angle = math.radians(135 + step * 6.75)
        inner = 82 if step % 5 == 0 else 94
        a, b = math.cos(angle), math.sin(angle)
        ticks.line(
            [(x + inner * a, y - 176 + inner * b), (x + 102 * a, y - 176 + 102 * b)], 5 if step % 5 == 0 else 2.5
        )
    sheet.lay(ticks, "#2f3740")
    needle = math.radians(-62)
    a, b = math.cos(needle), math.sin(needle)
    hand = [
        (x + 92 * a, y - 176 + 92 * b),
        (x - 22 * a - 8 * b, y - 176 - 22 * b + 8 * a),
        (x - 22 * a + 8 * b, y - 176 - 22 * b - 8 * a),
    ]
    sheet.lay(sheet.pen().polygon(hand).disc(x, y - 176, 13), "#c9412e")
    sheet.lay(sheet.pen().box(x + 52, y - 26, x + 132, y + 130), "#4a1a1c")
    sheet.lay(sheet.pen().box(x - 136, y - 26, x - 10, y + 52), "#fbd98c")
    sheet.lay(
        sheet.pen()
        .box(x - 76, y - 26, x - 70, y + 52)
        .box(x - 136, y + 10, x - 10, y + 15)
        .disc(x - 40, y + 18, 15)
        .polygon(smooth([(x - 66, y + 52), (x - 58, y + 36), (x - 24, y + 36), (x - 14, y + 52)])),
        "#4a1a1c",
    )


def _lorry(sheet: Sheet, x: float, y: float) -> None:
    stones = sheet.pen()
    tops: list[tuple[float, float, float]] = []
    for row in range(3):
        for step in range(8 - row * 2):
            a = x - 300 + row * 70 + step * 74 + sheet.chance.uniform(-12, 12)
            tops.append((a, y - 218 - row * 52, sheet.chance.uniform(36, 52)))
    heap = [
        (x - 352, y - 200),
        (x - 300, y - 238),
        (x - 190, y - 300),
        (x - 90, y - 330),
        (x + 60, y - 330),
        (x + 170, y - 270),
        (x + 250, y - 200),
    ]
    sheet.lay(sheet.pen().polygon(heap), "#4d4944")
    for a, b, size in tops:
        corners = [
            (a + size * math.cos(turn) * sheet.chance.uniform(0.85, 1.15), b + size * 0.8 * math.sin(turn))
            for turn in (0.3, 1.2, 2.2, 3.1, 4.1, 5.2)
        ]
        stones.polygon(corners)
        colour = sheet.chance.choice(("#a9a294", "#8e887d", "#bdb5a3", "#99938a"))
        sheet.lay(Pen(sheet.size).polygon(corners), colour)
        sheet.lay(Pen(sheet.size).line([*corners, corners[0]], 3), "#4d4944")
    sheet.dust(ramp(sheet.size, (0.4, 0), (0.58, 150)), "#4d4944", stones)
    bed = sheet.pen().polygon([(x - 370, y - 208), (x + 262, y - 208), (x + 262, y - 96), (x - 350, y - 96)])
    sheet.lay(bed, "#2f6f73")
    ribs = sheet.pen()
    for a in range(-330, 260, 74):
        ribs.box(x + a, y - 208, x + a + 12, y - 96)
    sheet.lay(ribs, "#1f4f55")
    cab = [
        (x + 278, y - 74),
        (x + 278, y - 290),
        (x + 392, y - 290),
        (x + 440, y - 196),
        (x + 520, y - 178),
        (x + 532, y - 74),
    ]
    sheet.lay(sheet.pen().polygon(cab), "#c9412e")
    sheet.lay(
        sheet.pen().polygon([(x + 304, y - 262), (x + 378, y - 262), (x + 412, y - 190), (x + 304, y - 190)]), "#f6e6bf"
    )
    driver = (
        sheet.pen()
        .disc(x + 346, y - 220, 17, 20)
        .polygon(smooth([(x + 316, y - 190), (x + 330, y - 204), (x + 362, y - 204), (x + 376, y - 190)]))
        .box(x + 326, y - 246, x + 372, y - 234)
    )
    sheet.lay(driver, "#2f3740")
    frame = sheet.pen().box(x - 372, y - 96, x + 540, y - 70).box(x + 500, y - 108, x + 556, y - 70)
    sheet.lay(frame, "#2f3740")
    sheet.lay(sheet.pen().disc(x + 536, y - 134, 15), "#fbd98c")
    for a in (-250, -120, 400):
        sheet.lay(sheet.pen().disc(x + a, y - 58, 62), "#23282e")
        sheet.lay(sheet.pen().disc(x + a, y - 58, 30), "#b9a98a")
        sheet.lay(sheet.pen().disc(x + a, y - 58, 10), "#23282e")


def _wader(sheet: Sheet, x: float, y: float, grow: float = 1) -> None:
    legs = (
        sheet.pen()
        .line([(x - 8 * grow, y - 60 * grow), (x - 12 * grow, y)], 4 * grow)
        .line([(x + 10 * grow, y - 58 * grow), (x + 16 * grow, y)], 4 * grow)
    )
    legs.line([(x + 66 * grow, y - 124 * grow), (x + 118 * grow, y - 116 * grow)], 4.5 * grow)
    sheet.lay(legs, "#d8522f")
    body = [
        (-70, -72),
        (-40, -100),
        (14, -106),
        (44, -122),
        (58, -138),
        (74, -128),
        (70, -112),
        (56, -96),
        (42, -68),
        (4, -50),
        (-36, -56),
    ]
    sheet.lay(sheet.pen().polygon(smooth([(x + a * grow, y + b * grow) for a, b in body], closed=True)), "#5a4636")
    breast = [(44, -104), (52, -94), (38, -68), (8, -52), (-12, -54), (18, -74)]
    sheet.lay(sheet.pen().polygon(smooth([(x + a * grow, y + b * grow) for a, b in breast], closed=True)), "#efe0bd")
    sheet.lay(sheet.pen().disc(x + 62 * grow, y - 127 * grow, 3.4 * grow), "#f8efd2")
