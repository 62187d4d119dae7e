"""Prints of hills, marshes and skies."""

# ruff: noqa: PLR0917, PLR2004  # a drawing is made of places and measures, and they are numbers

import math

from PIL import ImageChops

from dateline.config.demo.linocut import Point, Sheet, glow, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PANORAMA = (2200, 940)


def fog_marsh(key: str) -> Sheet:
    """Fog over the marsh, and a boat that knows where it is."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#c9d2c6"), (0.35, "#e9e3cd"), (0.55, "#dfe0d0"), (1, "#b9c8bd")))
    sheet.lay(sheet.pen().disc(620, 300, 92), "#f8efcf")
    sheet.dust(glow(sheet.size, (620, 300), 380, 120), "#f6e6b6")
    for base, rise, colour in ((520, 34, "#c3cdc0"), (590, 26, "#a9bab0")):
        edge = sheet.below(sheet.hills(base, rise, 1.6))
        sheet.lay(edge, colour)
        sheet.dust(ramp(sheet.size, (base / 1200 - 0.04, 0), (base / 1200 + 0.06, 230), (1, 230)), "#dfe3d4", edge)
    _tree_line(sheet, 655, "#8aa39b", 0.7)
    _fog(sheet, 650, 190)
    _tree_line(sheet, 742, "#648580", 1.0)
    _fog(sheet, 738, 190)
    sheet.glints((0, 800, 1800, 1190), 130, "#f3efdc", 190)
    _boatman(sheet, 1180, 872)
    _reeds(sheet, 940, 120, 150, "#4c706d")
    _reeds(sheet, 1130, 150, 260, "#274b4d")
    _reeds(sheet, 1260, 110, 400, "#122f35")
    return sheet


def _fog(sheet: Sheet, top: float, deep: float) -> None:
    start, end = top / sheet.height, (top + deep) / sheet.height
    sheet.dust(ramp(sheet.size, (0, 0), (start, 0), ((start + end) / 2, 255), (end, 0), (1, 0)), "#e1e3d4")


def _tree_line(sheet: Sheet, base: float, colour: str, grow: float) -> None:
    pen = sheet.pen().polygon([*sheet.hills(base, 7, 3), (1820, base + 86), (-10, base + 86)])
    x = -20.0
    while x < sheet.width:
        high = sheet.chance.uniform(20, 95) * grow
        if sheet.chance.random() < 0.55:
            pen.disc(x, base - high * 0.6, high * 0.5, high * 0.62)
            pen.box(x - 2, base - high * 0.4, x + 2, base + 10)
        else:
            pen.polygon([(x - high * 0.24, base + 8), (x, base - high * 1.25), (x + high * 0.24, base + 8)])
        x += high * sheet.chance.uniform(0.35, 1.1)
    sheet.lay(pen, colour)


def _reeds(sheet: Sheet, base: float, count: int, tall: float, colour: str) -> None:
    pen = sheet.pen()
    for _ in range(count):
        x = sheet.chance.uniform(-20, sheet.width + 20)
        hollow = 0.45 + 0.55 * abs(x - 1080) / 1080
        high, lean = tall * sheet.chance.uniform(0.45, 1) * hollow, sheet.chance.uniform(-0.28, 0.34)
        foot = base + sheet.chance.uniform(-0.08, 0.08) * tall
        stem = smooth([(x, foot), (x + lean * high * 0.3, base - high * 0.6), (x + lean * high, base - high)], steps=5)
        pen.line(stem, 1.4 + tall / 150)
        tip = stem[-1]
        if sheet.chance.random() < 0.42:
            wide = tall / 42
            pen.polygon(
                smooth(
                    [(tip[0] - wide, tip[1] + wide), (tip[0], tip[1] - wide * 7), (tip[0] + wide, tip[1])],
                    closed=True,
                    steps=4,
                )
            )
        else:
            pen.polygon(
                [(stem[3][0], stem[3][1]), (x - lean * high * 1.2, base - high * 0.8), (stem[4][0] + 3, stem[4][1])]
            )
    sheet.lay(pen, colour)


def _boatman(sheet: Sheet, x: float, y: float) -> None:
    shade = (
        sheet.pen()
        .disc(x, y + 12, 150, 9)
        .polygon([(x - 6, y + 10), (x + 22, y + 10), (x + 14, y + 128), (x + 4, y + 128)])
    )
    sheet.lay(shade.mask.point([v * 110 // 255 for v in range(256)]), "#4c706d")
    hull = [(x - 150, y - 26), (x - 90, y + 6), (x + 90, y + 6), (x + 158, y - 32), (x + 80, y - 14), (x - 80, y - 12)]
    pen = sheet.pen().polygon(smooth(hull, closed=True, steps=6))
    coat = [(x - 10, y - 8), (x - 18, y - 84), (x - 6, y - 118), (x + 18, y - 118), (x + 30, y - 82), (x + 26, y - 8)]
    pen.polygon(smooth(coat, closed=True, steps=5)).disc(x + 7, y - 134, 13, 15)
    pen.polygon(
        smooth(
            [(x - 8, y - 136), (x - 4, y - 152), (x + 12, y - 155), (x + 22, y - 142), (x + 34, y - 136)],
            closed=True,
            steps=5,
        )
    )
    pen.line([(x + 70, y - 236), (x + 34, y - 92), (x - 40, y + 110)], 4.5).line(
        [(x + 14, y - 106), (x + 44, y - 118)], 9
    )
    sheet.lay(pen, "#1b3a3e")


def comet(key: str) -> Sheet:
    """Comet Pellarin over the hills."""
    sheet = Sheet(
        key, wash(LANDSCAPE, (0, "#10183f"), (0.45, "#243b78"), (0.68, "#5c74a6"), (0.8, "#e9b98f"), (1, "#e9b98f"))
    )
    sheet.stars(620, 860, "#f6efda")
    sheet.dust(ramp(sheet.size, (0, 200), (0.4, 0)), "#0a0f2c")
    head = (700.0, 505.0)
    _tail(sheet, head, 1320, -0.43, 0.15, "#9fb7e0")
    _tail(sheet, head, 1000, -0.37, 0.065, "#f3e4c2")
    sheet.shine(glow(sheet.size, head, 190, 240), "#fbe9bd")
    sheet.lay(sheet.pen().disc(*head, 17), "#fffaf0")
    hills = (
        (905, 62, 1.1, "#6a6f9f"),
        (960, 56, 1.5, "#4a5288"),
        (1015, 48, 1.9, "#333c70"),
        (1080, 40, 2.3, "#1f2753"),
    )
    for base, rise, turns, colour in hills:
        edge = sheet.below(sheet.hills(base, rise, turns))
        sheet.lay(edge, colour)
        top = base / 1200
        sheet.dust(ramp(sheet.size, (top - 0.05, 120), (top + 0.05, 0), (1, 0)), "#e9b98f", edge)
    front = sheet.hills(1140, 26, 1.2)
    sheet.lay(sheet.below(front), "#0d1333")
    _watcher(sheet, 1290, min(y for x, y in front if 1270 < x < 1320))
    return sheet


def _tail(sheet: Sheet, head: Point, long: float, angle: float, spread: float, colour: str) -> None:
    fan = sheet.pen()
    for _ in range(190):
        turn, reach = angle + sheet.chance.gauss(0, spread / 2), long * sheet.chance.uniform(0.3, 1)
        end = (head[0] + reach * math.cos(turn), head[1] + reach * math.sin(turn))
        fan.polygon([(head[0] - 2, head[1] - 8), end, (head[0] + 3, head[1] + 8)], 200)
    soft = ImageChops.multiply(sheet.soften(fan, 3), glow(sheet.size, head, long, 255))
    sheet.shine(soft.point([v * 150 // 255 for v in range(256)]), colour)
    sheet.dust(soft, colour)


def _watcher(sheet: Sheet, x: float, y: float) -> None:
    pen = sheet.pen().polygon(
        smooth([(x - 14, y + 24), (x - 15, y - 50), (x, y - 72), (x + 17, y - 50), (x + 18, y + 24)], closed=True)
    )
    pen.disc(x - 2, y - 84, 13, 15)
    pen.line([(x - 46, y + 30), (x - 66, y - 44), (x - 82, y + 30)], 4).line([(x - 66, y - 44), (x - 60, y + 30)], 4)
    pen.polygon([(x - 22, y - 56), (x - 16, y - 68), (x - 142, y - 124), (x - 150, y - 104)])
    pen.polygon(
        smooth([(x + 74, y + 18), (x + 70, y - 10), (x + 84, y - 26), (x + 100, y - 8), (x + 104, y + 18)], closed=True)
    )
    pen.disc(x + 80, y - 28, 10).polygon([(x + 71, y - 32), (x + 72, y - 47), (x + 80, y - 36)]).polygon(
        [(x + 81, y - 36), (x + 88, y - 46), (x + 90, y - 31)]
    )
    pen.line(smooth([(x + 100, y + 10), (x + 122, y + 2), (x + 116, y - 22), (x + 126, y - 32)]), 5)
    sheet.lay(pen, "#0d1333")


def orchard(key: str) -> Sheet:
    """The Ashling orchard: apples, a ladder, and the sea waiting behind."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#f4d9a0"), (0.35, "#faeccb"), (1, "#faeccb")))
    sheet.dust(ramp(sheet.size, (0, 120), (0.28, 0)), "#e9a765")
    sheet.lay(sheet.pen().disc(1340, 268, 96), "#f6b25a")
    sheet.dust(glow(sheet.size, (1340, 268), 420, 150), "#fbd58c")
    sheet.gulls([(520, 150, 36), (620, 200, 24), (440, 220, 18), (980, 110, 22)], "#8a6a52")
    sheet.lay(sheet.below(sheet.hills(372, 20, 1.2)), "#a8bfae")
    sheet.lay(sheet.pen().box(0, 400, 1800, 560), wash(LANDSCAPE, (0.3, "#7fb0b0"), (0.46, "#4c8d92"), (1, "#4c8d92")))
    sheet.glints((0, 408, 1800, 540), 90, "#f3efd8", 90)
    sails = sheet.pen()
    for x, y, tall in ((300, 432, 58), (1250, 420, 40), (1330, 426, 30)):
        sails.polygon([(x, y), (x + 3, y - tall), (x + tall * 0.5, y)]).polygon(
            [(x - 3, y), (x - 1, y - tall * 0.8), (x - tall * 0.3, y)]
        )
        sails.polygon(
            [(x - tall * 0.35, y + 4), (x + tall * 0.55, y + 4), (x + tall * 0.3, y + 13), (x - tall * 0.2, y + 13)]
        )
    sheet.lay(sails, "#fdf7e6")
    inks = ("#a9b865", "#93a957", "#77964c", "#5d8244")
    for row, colour in enumerate(inks):
        base = 520 + row * row * 34 + row * 60
        edge = sheet.below(sheet.hills(base, 8 + row * 4, 1.3))
        sheet.lay(edge, colour)
        top = base / 1200
        sheet.dust(ramp(sheet.size, (0, 0), (top, 0), (top + 0.14, 110), (1, 130)), inks[min(row + 1, 3)], edge)
        grow = 0.42 + row * 0.24
        _tree_row(sheet, base + 58 * grow, grow)
    _ladder(sheet)
    return sheet


def _tree_row(sheet: Sheet, y: float, grow: float) -> None:
    shade, trunks, crowns, light, apples = (sheet.pen() for _ in range(5))
    x = -320 * grow * sheet.chance.uniform(0.1, 0.5)
    while x < sheet.width + 200:
        shade.disc(x + 34 * grow, y, 150 * grow, 17 * grow)
        fork = [(-22, 4), (-8, -80), (-60, -180), (0, -110), (66, -190), (12, -80), (24, 4)]
        trunks.polygon(smooth([(x + a * grow, y + b * grow) for a, b in fork], closed=True, steps=5))
        for _ in range(26):
            a, b = _spot(sheet, x, y, 108 * grow)
            crowns.disc(a, b, sheet.chance.uniform(30, 52) * grow)
            light.disc(a - 14 * grow, b - 18 * grow, sheet.chance.uniform(12, 26) * grow)
        for _ in range(round(9 + 15 * grow)):
            apples.disc(*_spot(sheet, x, y, 126 * grow), 9 * grow)
        x += 320 * grow * sheet.chance.uniform(0.95, 1.12)
    sheet.lay(shade.mask.point([v * 120 // 255 for v in range(256)]), "#33552f")
    sheet.lay(trunks, "#4b3426")
    sheet.lay(crowns, "#2f5d3c")
    crown = crowns.mask
    sheet.dust(ImageChops.multiply(light.mask, crown).point([v * 175 // 255 for v in range(256)]), "#7fa04b")
    sheet.lay(ImageChops.multiply(apples.mask, crown), "#d3402f")


def _spot(sheet: Sheet, x: float, y: float, out: float) -> Point:
    turn, far = sheet.chance.uniform(0, 6.28), out * math.sqrt(sheet.chance.random())
    return x + far * 1.1 * math.cos(turn), y - out * 1.9 + far * 0.82 * math.sin(turn)


def _ladder(sheet: Sheet) -> None:
    pen = sheet.pen().line([(1010, 1150), (1105, 640)], 9).line([(1092, 1156), (1140, 640)], 9)
    for step in range(11):
        share = step / 11 + 0.05
        pen.line([(1010 + 95 * share, 1150 - 510 * share), (1092 + 48 * share, 1156 - 516 * share)], 6)
    sheet.lay(pen, "#f3e2b8")
    basket = sheet.pen().polygon([(820, 1090), (960, 1090), (938, 1170), (842, 1170)])
    heap = sheet.pen()
    for x in range(838, 950, 21):
        heap.disc(x, 1086, 15).disc(x + 8, 1068, 13)
    sheet.lay(heap, "#d3402f")
    sheet.lay(basket, "#c99a55")
    weave = sheet.pen()
    for y in range(1100, 1170, 15):
        weave.line([(822, y), (960, y)], 3)
    sheet.lay(ImageChops.multiply(weave.mask, basket.mask), "#7a5330")


def kites(key: str) -> Sheet:
    """Kite Day, before the wind stopped."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#5fb0c4"), (0.5, "#bfe0d6"), (0.75, "#f6ecca"), (1, "#f6ecca")))
    sheet.dust(ramp(sheet.size, (0, 150), (0.35, 0)), "#3f93b0")
    for left, top, wide in ((300, 330, 240), (1180, 190, 300), (1560, 520, 220), (700, 600, 180)):
        _cloud(sheet, left, top, wide)
    sheet.lay(sheet.pen().box(0, 930, 1800, 1040), "#3f8a92")
    sheet.glints((0, 936, 1800, 1030), 80, "#e9f3e2", 70)
    land = [(-10, 1030), (260, 990), (620, 960), (900, 985), (1180, 1030), (1420, 1000), (1810, 920)]
    ridge = smooth(land)
    edge = sheet.below(ridge)
    sheet.lay(edge, "#5f9150")
    sheet.dust(ramp(sheet.size, (0, 0), (0.8, 0), (1, 200)), "#38693c", edge)
    people = _people(sheet, ridge)
    colours = ("#d8432f", "#f0b43a", "#2a4a78", "#f8f1dd", "#d97a8c", "#2f7a5f")
    for turn, hand in enumerate(people):
        for _ in range(2 if turn % 2 else 3):
            near = sheet.chance.random() ** 1.6
            x = min(1740, max(60, hand[0] + sheet.chance.uniform(-160, 330)))
            y = 90 + 640 * sheet.chance.random()
            _kite(sheet, (x, y), hand, 16 + 62 * near, sheet.chance.sample(colours, 2))
    _kite(sheet, (1010, 210), (760, 925), 104, ["#d8432f", "#f8f1dd"])
    _kite(sheet, (430, 250), (320, 945), 84, ["#f0b43a", "#2a4a78"])
    return sheet


def _cloud(sheet: Sheet, x: float, y: float, wide: float) -> None:
    pen = sheet.pen()
    for part in range(9):
        share = part / 8
        pen.disc(
            x + (share - 0.5) * wide,
            y - wide * 0.12 * math.sin(share * 3.14),
            wide * (0.07 + 0.1 * math.sin(share * 3.14)),
        )
    flat = ImageChops.multiply(pen.mask, sheet.pen().box(0, 0, 1800, y + 14).mask)
    sheet.lay(flat, "#f9f3e0")
    sheet.dust(ramp(sheet.size, (0, 0), (y / 1200 - 0.04, 0), (y / 1200 + 0.02, 130), (1, 130)), "#9fcfd0", flat)


def _people(sheet: Sheet, ridge: list[Point]) -> list[Point]:
    pen, hands = sheet.pen(), []
    for want in (110, 320, 500, 760, 905, 1130, 1330, 1490, 1690):
        x, y = min(ridge, key=lambda each: abs(each[0] - want))
        tall = sheet.chance.uniform(0.75, 1.25)
        y += 16
        pen.polygon(
            [(x - 11 * tall, y), (x - 8 * tall, y - 40 * tall), (x + 8 * tall, y - 40 * tall), (x + 12 * tall, y)]
        )
        pen.disc(x, y - 51 * tall, 8.5 * tall).line([(x, y - 36 * tall), (x + 19 * tall, y - 56 * tall)], 4)
        hands.append((x + 19 * tall, y - 56 * tall))
    sheet.lay(pen, "#1f3b33")
    return hands


def _kite(sheet: Sheet, top: Point, hand: Point, size: float, inks: list[str]) -> None:
    x, y = top
    lean = sheet.chance.uniform(-0.5, 0.5)

    def at(a: float, b: float) -> Point:
        return x + size * (a * math.cos(lean) - b * math.sin(lean)), y + size * (
            a * math.sin(lean) + b * math.cos(lean)
        )

    centre = at(0, 0)
    sag = ((centre[0] + hand[0]) / 2, (centre[1] + hand[1]) / 2 + 60)
    sheet.lay(sheet.pen().line(smooth([centre, sag, hand]), 1.2), "#f9f3e0")
    tail = smooth([at(0, 1.3), at(0.35, 1.9), at(-0.2, 2.5), at(0.3, 3.1), at(-0.05, 3.7)])
    sheet.lay(sheet.pen().line(tail, max(1.5, size / 26)), inks[0])
    bows = sheet.pen()
    for place in tail[6::9]:
        half = size * 0.16
        bows.polygon([(place[0] - half, place[1] - half * 0.6), place, (place[0] - half, place[1] + half * 0.6)])
        bows.polygon([(place[0] + half, place[1] - half * 0.6), place, (place[0] + half, place[1] + half * 0.6)])
    sheet.lay(bows, inks[1])
    sheet.lay(sheet.pen().polygon([at(0, -1), at(0.75, -0.2), at(0, 1.3), at(-0.75, -0.2)]), inks[0])
    sheet.lay(
        sheet.pen()
        .polygon([at(0, -1), at(0.75, -0.2), at(0, -0.2)])
        .polygon([at(0, 1.3), at(-0.75, -0.2), at(0, -0.2)]),
        inks[1],
    )


def coast_panorama(key: str) -> Sheet:
    """The whole coast, from the head to the mill."""
    sheet = Sheet(key, wash(PANORAMA, (0, "#f2a65e"), (0.3, "#f8cf8f"), (0.52, "#fbe8c4"), (1, "#fbe8c4")))
    sheet.lay(sheet.pen().disc(1460, 330, 104), "#fdf5dc")
    sheet.dust(glow(sheet.size, (1460, 330), 460, 150), "#fdf0c8")
    sheet.dust(ramp(sheet.size, (0, 140), (0.3, 0)), "#dd7d45")
    sheet.lay(sheet.pen().box(0, 520, 2200, 940), wash(PANORAMA, (0.55, "#f0c79a"), (0.7, "#7fa7a4"), (1, "#2f6a77")))
    sheet.glints((1180, 530, 1760, 930), 170, "#fdf3d4", 110)
    sheet.glints((0, 560, 2200, 930), 120, "#3d7681", 120)
    heads = (
        ([(2210, 470), (2000, 440), (1800, 470), (1640, 505), (1560, 524), (2210, 528)], "#dfa277"),
        ([(-10, 400), (160, 390), (420, 425), (640, 440), (800, 490), (900, 532), (-10, 540)], "#cf8a68"),
        ([(2210, 400), (2060, 398), (1960, 440), (1900, 520), (1840, 560), (2210, 575)], "#b56a58"),
        ([(-10, 330), (120, 320), (300, 380), (420, 470), (560, 540), (640, 592), (-10, 620)], "#8f4f51"),
    )
    for points, colour in heads:
        shape = sheet.pen().polygon([points[0], *smooth(points[:-1]), points[-1]])
        sheet.lay(shape, colour)
        sheet.dust(ramp(sheet.size, (0.35, 0), (0.66, 170)), "#5d3547", shape)
    for x, y, tall, colour in (
        (760, 668, 150, "#fbf1d8"),
        (1010, 600, 92, "#fbf1d8"),
        (1300, 585, 70, "#f6e2bd"),
        (1120, 742, 210, "#c9472f"),
        (1840, 640, 110, "#fbf1d8"),
    ):
        _sail(sheet, x, y, tall, colour)
    front = [(-10, 700), (200, 690), (420, 740), (620, 840), (760, 950), (-10, 950)]
    other = [(2210, 610), (2060, 640), (1930, 730), (1800, 850), (1700, 950), (2210, 950)]
    for points in (front, other):
        shape = sheet.pen().polygon([points[0], *smooth(points[:-1]), points[-1]])
        sheet.lay(shape, "#3a2338")
        sheet.dust(ramp(sheet.size, (0.6, 120), (0.85, 0), (1, 0)), "#8f4f51", shape)
    _mill(sheet, 2040, 660)
    village, lights = sheet.pen(), sheet.pen()
    for x, y, wide, high in (
        (60, 720, 62, 74),
        (118, 716, 50, 58),
        (176, 722, 70, 92),
        (262, 730, 54, 60),
        (322, 746, 58, 70),
    ):
        village.polygon([(x, y), (x, y - high), (x + wide / 2, y - high - 34), (x + wide, y - high), (x + wide, y)])
        lights.box(x + wide * 0.2, y - high + 12, x + wide * 0.42, y - high + 32).box(
            x + wide * 0.6, y - high + 12, x + wide * 0.8, y - high + 32
        )
    sheet.lay(village, "#3a2338")
    sheet.lay(lights, "#f6cf8a")
    beacon = (
        sheet.pen()
        .polygon([(172, 372), (186, 210), (214, 210), (228, 372)])
        .box(180, 196, 220, 212)
        .polygon([(182, 178), (200, 160), (218, 178)])
        .box(186, 176, 214, 200)
    )
    sheet.lay(beacon, "#8f4f51")
    sheet.lay(sheet.pen().box(192, 180, 208, 196), "#fdf0c8")
    sheet.gulls([(560, 250, 40), (650, 210, 28), (730, 260, 22), (1690, 190, 26), (1180, 330, 20)], "#5d3547")
    return sheet


def _sail(sheet: Sheet, x: float, y: float, tall: float, colour: str) -> None:
    main = smooth([(x + 2, y - tall), (x + tall * 0.26, y - tall * 0.5), (x + tall * 0.46, y - tall * 0.1)])
    jib = smooth([(x - 3, y - tall * 0.9), (x - tall * 0.2, y - tall * 0.45), (x - tall * 0.36, y - tall * 0.12)])
    sails = sheet.pen().polygon([*main, (x + 2, y - tall * 0.1)]).polygon([*jib, (x - 3, y - tall * 0.12)])
    sheet.lay(sails, colour)
    hull = [
        (x - tall * 0.42, y - tall * 0.07),
        (x + tall * 0.5, y - tall * 0.07),
        (x + tall * 0.34, y + tall * 0.06),
        (x - tall * 0.28, y + tall * 0.06),
    ]
    sheet.lay(sheet.pen().polygon(hull).line([(x, y), (x, y - tall * 1.05)], max(2, tall / 50)), "#3a2338")
    mirror = (
        sheet.pen()
        .polygon([(x - tall * 0.24, y + tall * 0.08), (x + tall * 0.34, y + tall * 0.08), (x, y + tall * 0.75)])
        .mask
    )
    stripes = sheet.pen()
    for step in range(0, round(tall), 12):
        stripes.box(0, y + step, sheet.width, y + step + 5)
    sheet.lay(ImageChops.multiply(mirror, stripes.mask).point([v * 150 // 255 for v in range(256)]), colour)


def _mill(sheet: Sheet, x: float, y: float) -> None:
    pen = sheet.pen().polygon([(x - 70, y + 80), (x - 40, y - 170), (x + 40, y - 170), (x + 70, y + 80)])
    pen.polygon(smooth([(x - 44, y - 168), (x - 34, y - 208), (x, y - 226), (x + 34, y - 208), (x + 44, y - 168)]))
    pen.line([(x - 78, y - 70), (x + 78, y - 70)], 5)
    for turn in range(4):
        angle = 0.42 + turn * math.pi / 2
        a, b = math.cos(angle), math.sin(angle)
        pen.line([(x, y - 188), (x + 176 * a, y - 188 + 176 * b)], 5)
        for edge in (12, 34):
            pen.line(
                [
                    (x + 44 * a - edge * b, y - 188 + 44 * b + edge * a),
                    (x + 172 * a - edge * b, y - 188 + 172 * b + edge * a),
                ],
                2.5,
            )
        for step in range(44, 176, 16):
            pen.line([(x + step * a, y - 188 + step * b), (x + step * a - 34 * b, y - 188 + step * b + 34 * a)], 2.5)
    sheet.lay(pen, "#3a2338")
    sheet.lay(sheet.pen().box(x - 9, y - 130, x + 9, y - 104).box(x - 12, y - 34, x + 12, y + 10), "#f6cf8a")
