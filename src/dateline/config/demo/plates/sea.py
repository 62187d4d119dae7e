"""Prints of the harbour and the sea."""

# ruff: noqa: PLR2004  # a drawing is made of places and measures, and they are numbers

import math

from PIL import Image, ImageChops, ImageFilter

from dateline.config.demo.linocut import Point, Sheet, glow, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PORTRAIT = (1200, 1500)


def harbour_dusk(key: str) -> Sheet:
    """Masts and gables against the evening, and all of it twice."""
    sheet = Sheet(
        key, wash(LANDSCAPE, (0, "#33305c"), (0.25, "#8a4668"), (0.45, "#e2735a"), (0.6, "#f9c069"), (1, "#f9c069"))
    )
    sheet.lay(sheet.pen().disc(1210, 640, 120), "#fdeab0")
    sheet.dust(glow(sheet.size, (1210, 640), 520, 200), "#fdd98a")
    sheet.dust(ramp(sheet.size, (0, 170), (0.3, 0)), "#221f4a")
    sheet.lay(sheet.below(sheet.hills(640, 40, 1.2)), "#b25a63")
    sheet.lay(sheet.below(sheet.hills(690, 22, 2.1)), "#7b4264")
    _houses(sheet, 745)
    for x, tall in ((1010, 470), (1120, 390), (1420, 520), (1510, 440), (1650, 480)):
        _moored_boat(sheet, x, 745, tall)
    sheet.gulls([(640, 330, 40), (740, 280, 28), (850, 350, 22), (560, 250, 20)], "#2a2547")
    sheet.reflect(745, "#b9a3c4", swing=16)
    sheet.glints((900, 750, 1520, 1190), 150, "#fde3a0", 90)
    sheet.glints((0, 800, 1800, 1200), 110, "#453a68", 120)
    return sheet


def _houses(sheet: Sheet, quay: float) -> None:
    walls, lights = sheet.pen(), sheet.pen()
    x = -20.0
    while x < 900:
        wide, high = sheet.chance.uniform(85, 135), sheet.chance.uniform(150, 265) - x * 0.07
        roof = quay - high - sheet.chance.uniform(45, 85)
        walls.polygon([(x, quay), (x, quay - high), (x + wide / 2, roof), (x + wide, quay - high), (x + wide, quay)])
        walls.box(x + wide * 0.68, roof - 12, x + wide * 0.82, quay - high)
        for row in range(int(high // 52)):
            for column in range(2):
                if sheet.chance.random() < 0.52:
                    left, top = x + wide * (0.2 + 0.38 * column), quay - high + 14 + row * 52
                    lights.box(left, top, left + wide * 0.2, top + 27)
        x += wide - 1
    walls.box(0, quay - 10, 1800, quay + 2)
    sheet.lay(walls, "#2a2547")
    sheet.lay(lights, "#fcd277")


def _moored_boat(sheet: Sheet, x: float, water: float, tall: float) -> None:
    pen = sheet.pen()
    hull = [(x - 92, water - 44), (x - 62, water), (x + 58, water), (x + 104, water - 52), (x + 60, water - 36)]
    pen.polygon(smooth(hull, closed=True, steps=5))
    pen.box(x - 42, water - 72, x + 8, water - 36)
    pen.line([(x + 18, water - 20), (x + 22, water - tall)], 6)
    pen.line([(x + 22, water - tall + 14), (x + 104, water - 52)], 1.6)
    pen.line([(x + 22, water - tall + 14), (x - 92, water - 44)], 1.6)
    pen.line([(x - 70, water - 96), (x + 18, water - 84)], 4)
    pen.polygon(
        smooth(
            [
                (x - 72, water - 97),
                (x - 30, water - 104),
                (x + 18, water - 96),
                (x + 18, water - 84),
                (x - 30, water - 90),
            ],
            closed=True,
            steps=4,
        )
    )
    pen.line([(x - 12, water - tall * 0.74), (x + 54, water - tall * 0.74)], 3)
    sheet.lay(pen, "#221d3f")


def lighthouse(key: str) -> Sheet:
    """Tallow Head by night."""
    sheet = Sheet(key, wash(PORTRAIT, (0, "#0c1b3c"), (0.5, "#1f3f6d"), (0.72, "#4f7f99"), (1, "#4f7f99")))
    sheet.stars(420, 1000, "#f3ead2")
    sheet.dust(ramp(sheet.size, (0, 190), (0.45, 0)), "#081430")
    lamp = (640.0, 402.0)
    beams = sheet.pen().polygon([lamp, (-80, 130), (-80, 420)]).polygon([lamp, (1300, 300), (1300, 560)])
    light = ImageChops.multiply(sheet.soften(beams, 5), glow(sheet.size, lamp, 1150, 235))
    sheet.lay(light, "#f0c766")
    sheet.dust(ImageChops.multiply(light, beams.mask), "#fdeeb4")
    sheet.lay(sheet.below([(x, 1052 + 3 * math.sin(x / 40)) for x in range(-10, 1211, 10)]), "#173a5c")
    for row in range(26):
        y = 1066 + row * row * 0.72
        pen = sheet.pen()
        x = sheet.chance.uniform(-90, 0)
        while x < 1200:
            long = sheet.chance.uniform(30, 90) * (1 + row / 9)
            pen.line(smooth([(x, y), (x + long / 2, y - 3 - row * 0.5), (x + long, y)]), 1.5 + row * 0.14)
            x += long * sheet.chance.uniform(1.2, 2.6)
        sheet.lay(pen, "#8fb9bd" if row % 3 else "#e9cf86")
    _cliff(sheet)
    _tower(sheet, lamp)
    return sheet


def _cliff(sheet: Sheet) -> None:
    edge = [
        (300, 1500),
        (330, 1330),
        (395, 1240),
        (410, 1150),
        (480, 1085),
        (560, 1060),
        (760, 1052),
        (900, 1058),
        (1210, 1020),
    ]
    land = sheet.pen().polygon([*smooth(edge, steps=6), (1210, 1510)])
    sheet.lay(land, "#0d1426")
    cuts = sheet.pen()
    for _ in range(150):
        x, y = sheet.chance.uniform(330, 1200), sheet.chance.uniform(1090, 1490)
        long = sheet.chance.uniform(20, 70)
        cuts.polygon([(x, y), (x + long * 0.2, y + long * 0.5), (x + long * 0.12, y + long), (x - 3, y + long * 0.5)])
    sheet.lay(ImageChops.multiply(cuts.mask, land.mask), "#2a4268")
    cottage = (
        sheet.pen()
        .box(850, 960, 1050, 1062)
        .polygon([(832, 968), (870, 892), (1030, 892), (1068, 968)])
        .box(998, 862, 1024, 900)
    )
    sheet.lay(cottage, "#0d1426")
    sheet.lay(sheet.pen().box(895, 992, 927, 1026).box(975, 992, 1007, 1026), "#f3cf78")


def _tower(sheet: Sheet, lamp: Point) -> None:
    x = lamp[0]
    tower = sheet.pen().polygon([(x - 62, 470), (x + 62, 470), (x + 104, 1075), (x - 104, 1075)])
    sheet.lay(tower, "#f1e6cf")
    bands = sheet.pen()
    for top in (470, 672, 874):
        bands.box(x - 120, top, x + 120, top + 101)
    sheet.lay(ImageChops.multiply(bands.mask, tower.mask), "#b8392f")
    shade = sheet.pen().box(x + 6, 460, x + 130, 1080).mask
    across = Image.linear_gradient("L").rotate(90).resize((190, sheet.height))
    density = Image.new("L", sheet.size, 0)
    density.paste(across, (round(x) - 70, 0))
    sheet.dust(density, "#2a1a3a", ImageChops.multiply(shade, tower.mask))
    windows = sheet.pen()
    for y in (560, 720, 900):
        windows.box(x - 14, y, x + 8, y + 38)
    windows.box(x - 22, 1010, x + 18, 1076)
    sheet.lay(windows, "#0d1426")
    iron = (
        sheet.pen()
        .box(x - 88, 458, x + 88, 474)
        .box(x - 46, 340, x + 46, 460)
        .polygon([(x - 60, 344), (x, 286), (x + 60, 344)])
    )
    iron.box(x - 3, 250, x + 3, 300).disc(x, 290, 9).line([(x - 86, 430), (x + 86, 430)], 3)
    for post in range(-84, 85, 24):
        iron.line([(x + post, 430), (x + post, 462)], 3)
    sheet.lay(iron, "#0d1426")
    sheet.lay(sheet.pen().box(x - 36, 352, x + 36, 448), "#fbe6a2")
    sheet.lay(sheet.pen().disc(x, 400, 20, 34), "#fffbe6")
    bars = sheet.pen()
    for post in (-36, -12, 12, 36):
        bars.line([(x + post, 350), (x + post, 450)], 2.5)
    sheet.lay(bars, "#0d1426")
    sheet.shine(glow(sheet.size, lamp, 260, 190), "#f6d98e")


def ferry(key: str) -> Sheet:
    """The Little Ebb ferry, under steam."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#f0c98f"), (0.3, "#f7e4bd"), (0.5, "#f9ecd0"), (1, "#f9ecd0")))
    sheet.lay(sheet.pen().disc(430, 330, 150), "#e2583e")
    sheet.dust(ramp(sheet.size, (0, 90), (0.3, 0)), "#df8f4f")
    sheet.lay(sheet.below(sheet.hills(585, 26, 1.4)), "#9dbfa8")
    smoke = sheet.pen()
    for step in range(46):
        x, y = 962 + step * 17, 352 - 26 * math.sqrt(step) - sheet.chance.uniform(0, 30)
        smoke.disc(x, y, 22 + step * 1.6 * sheet.chance.uniform(0.7, 1.2))
    sheet.lay(smoke, "#3f5560")
    sheet.dust(ramp(sheet.size, (0, 150), (0.33, 20)), "#f0c98f", smoke)
    _sea_rows(sheet, 620, 5, ("#2f7f78", "#25706c"))
    _ferry_boat(sheet)
    _sea_rows(sheet, 842, 8, ("#1c615f", "#154f52", "#0f4248"), start=4)
    sheet.gulls(
        [(690, 240, 46), (800, 170, 34), (620, 150, 24), (300, 560, 22), (1500, 420, 40), (1640, 470, 26)], "#22373f"
    )
    return sheet


def _sea_rows(sheet: Sheet, top: float, rows: int, inks: tuple[str, ...], start: int = 0) -> None:
    for row in range(rows):
        y, grow = top + row * (26 + (row + start) * 3.2), 1 + (row + start) / 3
        turn = sheet.chance.uniform(0, 6)
        edge = [(x, y + 6 * grow * abs(math.sin(x / (46 * grow) + turn)) ** 1.5) for x in range(-5, sheet.width + 6, 5)]
        sheet.lay(sheet.below(edge), inks[min(row, len(inks) - 1)])
        crest = sheet.pen().line([(x, y + 2 * grow) for x, y in edge], 1.2 + grow * 0.5)
        gaps = ImageChops.multiply(crest.mask, sheet.grain.point([255 if v > 105 else 0 for v in range(256)]))
        sheet.lay(gaps, "#d9ead2")


def _ferry_boat(sheet: Sheet) -> None:
    hull = [(520, 712), (600, 730), (1290, 730), (1400, 700), (1340, 880), (590, 880)]
    sheet.lay(sheet.pen().polygon(hull), "#22373f")
    sheet.lay(sheet.pen().polygon([(531, 738), (1390, 738), (1386, 756), (538, 756)]), "#e2583e")
    cabin = sheet.pen().box(640, 640, 1240, 732).box(720, 570, 1130, 640).box(1040, 505, 1130, 572)
    sheet.lay(cabin, "#fbf3dd")
    sheet.dust(ramp(sheet.size, (0.4, 0), (0.66, 140)), "#b9a57e", cabin)
    sheet.lay(sheet.pen().box(628, 634, 1252, 644).box(708, 562, 1146, 572).box(1030, 498, 1140, 506), "#22373f")
    panes = sheet.pen()
    for x in range(668, 1210, 62):
        panes.box(x, 664, x + 38, 698)
    for x in range(748, 1010, 54):
        panes.box(x, 590, x + 32, 618)
    panes.box(1052, 518, 1076, 548).box(1086, 518, 1122, 548)
    sheet.lay(panes, "#2f7f78")
    sheet.lay(sheet.pen().polygon([(900, 564), (908, 372), (1000, 372), (1008, 564)]), "#e2583e")
    sheet.lay(sheet.pen().box(905, 372, 1003, 408), "#22373f")
    sheet.lay(sheet.pen().box(904, 430, 1005, 452), "#fbf3dd")
    lines = (
        sheet.pen()
        .line([(1220, 640), (1230, 420)], 6)
        .line([(1230, 430), (1395, 702)], 1.6)
        .line([(1230, 430), (1000, 380)], 1.6)
    )
    lines.line([(560, 716), (566, 610)], 4)
    for x in range(560, 640, 16):
        lines.line([(x, 690), (x, 722)], 2)
    lines.line([(545, 690), (640, 690)], 2).disc(1230, 420, 7)
    sheet.lay(lines, "#22373f")
    sheet.lay(sheet.pen().polygon([(566, 612), (500, 626), (512, 640), (500, 656), (566, 650)]), "#e2583e")
    for x, tall in ((668, 30), (690, 34), (1180, 32), (1206, 26)):
        sheet.lay(sheet.pen().disc(x, 606 - tall * 0.2, 7).box(x - 8, 608 - tall * 0.1, x + 8, 636), "#22373f")


def waves(key: str) -> Sheet:
    """The sea, close, in five blues."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#f3dfb8"), (0.35, "#f0c9a4"), (1, "#d8a08c")))
    sheet.lay(sheet.pen().disc(1330, 250, 118), "#d5573f")
    sheet.dust(ramp(sheet.size, (0, 120), (0.25, 0)), "#c98a78")
    inks = ("#9cc0bf", "#5d9aa8", "#357389", "#205470", "#153a56", "#0e2740")
    for row, colour in enumerate(inks):
        _breaker(sheet, 400 + row * 136, 1 + row * 0.28, colour)
    spray = sheet.pen()
    for _ in range(420):
        x, y = sheet.chance.uniform(0, 1800), sheet.chance.gauss(470, 90)
        spray.disc(x, y, 0.8 + 3.6 * sheet.chance.random() ** 4)
    sheet.lay(spray, "#fbf4e2")
    return sheet


def _breaker(sheet: Sheet, base: float, grow: float, colour: str) -> None:
    length, high, turn = 300 * grow, 62 * grow, sheet.chance.uniform(0, 6.28)
    steps = range(-60, int(1800 / length * 62.8) + 80)
    lean = [(t / 10 + turn) for t in steps]
    edge = [
        (
            t / 6.283 * length
            - turn * length / 6.283
            - 0.92 * length / 6.283 * math.sin(t)
            - 26 * grow * max(0, math.cos(t)) ** 3,
            base - high * math.cos(t) * (1 + 0.18 * math.sin(t * 0.37 + turn)),
        )
        for t in lean
    ]
    body = sheet.below(edge)
    sheet.lay(body, colour)
    foam = sheet.pen().polygon(
        [
            *edge,
            *[(x + 14 * grow, y + (30 + 16 * math.sin(x / 21)) * grow * _crest(y, base, high)) for x, y in edge[::-1]],
        ]
    )
    sheet.lay(ImageChops.multiply(foam.mask, body.mask), "#f8f0dc")
    cuts = sheet.pen()
    for deep in range(1, 9):
        for start in range(sheet.chance.randrange(5), len(edge) - 16, sheet.chance.randrange(17, 26)):
            piece = edge[start : start + sheet.chance.randrange(7, 15)]
            if min(y for _, y in piece) > base - high * 0.55:
                cuts.line([(x, y + (34 + deep * 17) * grow) for x, y in piece], (3.2 - deep * 0.26) * grow)
    sheet.lay(ImageChops.multiply(cuts.mask, body.mask).point([v * 190 // 255 for v in range(256)]), "#f8f0dc")


def _crest(y: float, base: float, high: float) -> float:
    return max(0.08, (base - y + high * 0.15) / high)


_COAST: list[Point] = [
    (-40, 260), (160, 290), (300, 380), (420, 350), (520, 430), (500, 560), (400, 640), (430, 760), (580, 830),
    (760, 800), (860, 860), (1010, 850), (1130, 900), (1290, 860), (1330, 740), (1260, 640), (1310, 520),
    (1440, 470), (1500, 360), (1640, 300), (1850, 330), (1850, 1250), (-40, 1250),
]  # fmt: skip


def bay_map(key: str) -> Sheet:
    """Ferrow Bay as the engraver drew it, field and all."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#f0e2c0"), (0.5, "#f4e9cd"), (1, "#e8d6ae")))
    land = sheet.pen().polygon(smooth(_COAST, closed=True, steps=14))
    land.disc(830, 520, 74, 46).disc(905, 548, 40, 26).disc(680, 330, 20, 14).disc(1090, 700, 24, 15)
    shore = _ragged(sheet, land.mask)
    sheet.lay(ImageChops.invert(shore), "#c3d6cb")
    blurred = shore.filter(ImageFilter.GaussianBlur(46))
    for level in (30, 62, 96):
        deep = blurred.point([255 if v < level else 0 for v in range(256)])
        sheet.lay(deep.point([v // 4 for v in range(256)]), "#5f96a0")
        sheet.lay(deep.filter(ImageFilter.FIND_EDGES).filter(ImageFilter.BoxBlur(0.7)), "#55828c")
    sheet.dust(blurred.point([max(0, v - 60) for v in range(256)]), "#3f6a72", ImageChops.invert(shore))
    sheet.lay(shore, wash(LANDSCAPE, (0, "#f1e0b4"), (1, "#e3c88c")))
    coast = shore.filter(ImageFilter.MaxFilter(5))
    sheet.lay(ImageChops.subtract(coast, shore), "#4a3526")
    _map_land(sheet, shore)
    _map_sea(sheet)
    frame = sheet.pen().box(0, 0, 1800, 1200).box(46, 46, 1754, 1154, 0)
    sheet.lay(frame, "#f4e9cd")
    rules = sheet.pen().line([(46, 46), (1754, 46), (1754, 1154), (46, 1154), (46, 40)], 3)
    rules.line([(30, 30), (1770, 30), (1770, 1170), (30, 1170), (30, 26)], 6)
    for step in range(0, 1708, 122):
        rules.box(46 + step, 32, min(1754, 107 + step), 46).box(46 + step, 1154, min(1754, 107 + step), 1168)
    for step in range(0, 1108, 123):
        rules.box(32, 46 + step, 46, min(1154, 107 + step)).box(1754, 46 + step, 1768, min(1154, 107 + step))
    sheet.lay(rules, "#4a3526")
    return sheet


def _ragged(sheet: Sheet, land: Image.Image) -> Image.Image:
    rough = sheet.grain.resize((90, 60)).resize(sheet.size, Image.Resampling.BICUBIC)
    soft = land.filter(ImageFilter.GaussianBlur(14))
    return ImageChops.add(soft, rough, 2).point([255 if v > 128 else 0 for v in range(256)])


def _map_land(sheet: Sheet, shore: Image.Image) -> None:
    pen, woods = sheet.pen(), sheet.pen()
    inland = shore.filter(ImageFilter.GaussianBlur(20))
    for _ in range(900):
        x, y = sheet.chance.randrange(60, 1740), sheet.chance.randrange(300, 1140)
        if inland.getpixel((x, y)) != 255:
            continue
        if sheet.chance.random() < 0.24:
            high = sheet.chance.uniform(14, 30)
            pen.line(smooth([(x - high, y), (x - high * 0.2, y - high), (x + high, y)]), 1.8)
            for cut in range(4):
                pen.line(
                    [(x + cut * high * 0.18, y - high * (0.92 - cut * 0.2)), (x + high * (0.25 + cut * 0.17), y - 2)],
                    1.1,
                )
        else:
            woods.disc(x, y, 5, 6).box(x - 1, y + 4, x + 1, y + 11)
    sheet.lay(woods, "#7d8a52")
    sheet.lay(pen, "#6b4e34")
    river = smooth([(640, 1200), (700, 1080), (640, 990), (720, 910), (700, 815)])
    sheet.lay(sheet.pen().line(river, 9), "#4a3526")
    sheet.lay(sheet.pen().line(river, 5), "#c3d6cb")
    for x, y in ((470, 790), (1190, 930), (1400, 560), (330, 440), (900, 905)):
        sheet.lay(sheet.pen().disc(x, y, 10), "#4a3526")
        sheet.lay(sheet.pen().disc(x, y, 6), "#c4452f")
        sheet.lay(
            sheet.pen()
            .box(x - 26, y - 26, x - 8, y - 8)
            .polygon([(x - 30, y - 26), (x - 17, y - 42), (x - 4, y - 26)]),
            "#c4452f",
        )


def _map_sea(sheet: Sheet) -> None:
    x, y = 1010.0, 250.0
    rose = sheet.pen().arc(x, y, 118, 0, 360, 2.5).arc(x, y, 100, 0, 360, 1.4)
    winds = sheet.pen()
    for turn in range(32):
        angle = turn * math.pi / 16
        winds.line(
            [
                (x + 125 * math.cos(angle), y + 125 * math.sin(angle)),
                (x + 2000 * math.cos(angle), y + 2000 * math.sin(angle)),
            ],
            0.8,
        )
    land = sheet.pen().polygon(smooth(_COAST, closed=True, steps=8)).mask
    sheet.lay(ImageChops.subtract(winds.mask, land).point([v // 2 for v in range(256)]), "#55828c")
    dark, light = sheet.pen(), sheet.pen()
    for turn in range(8):
        long = 138 if turn % 2 == 0 else 86
        for side, pen in ((-1, dark), (1, light)):
            angle, off = turn * math.pi / 4, side * math.pi / 8
            pen.polygon([
                (x, y), (x + 24 * math.cos(angle + off), y + 24 * math.sin(angle + off)),
                (x + long * math.cos(angle), y + long * math.sin(angle)),
            ])  # fmt: skip
    sheet.lay(rose, "#4a3526")
    sheet.lay(light, "#c4452f")
    sheet.lay(dark, "#4a3526")
    _map_ship(sheet, 690, 610)
    dots = sheet.pen()
    for _ in range(60):
        a, b = sheet.chance.uniform(560, 1230), sheet.chance.uniform(90, 720)
        if math.hypot(a - x, b - y) > 170 and math.hypot(a - 690, b - 570) > 120:
            dots.line([(a - 4, b), (a + 4, b)], 1.5).line([(a, b - 4), (a, b + 4)], 1.5)
    sheet.lay(ImageChops.subtract(dots.mask, land), "#3f6a72")


def _map_ship(sheet: Sheet, x: float, y: float) -> None:
    hull = [(x - 74, y - 22), (x - 52, y + 22), (x + 44, y + 22), (x + 80, y - 26), (x + 40, y - 6), (x - 40, y - 2)]
    pen = sheet.pen().polygon(smooth(hull, closed=True, steps=5))
    sails = sheet.pen()
    for mast, tall in ((-28, 96), (22, 124)):
        pen.line([(x + mast, y), (x + mast, y - tall - 14)], 3)
        pen.polygon([(x + mast, y - tall - 14), (x + mast - 26, y - tall - 8), (x + mast, y - tall - 2)])
        for low, part, half in ((y - 16, 0.42, 27), (y - 20 - tall * 0.42, 0.34, 19)):
            top = low - tall * part
            belly = [
                (x + mast - half, top),
                (x + mast + half, top),
                (x + mast + half + 9, (top + low) / 2),
                (x + mast + half, low),
            ]
            sails.polygon([*smooth(belly, steps=5), (x + mast - half, low), (x + mast - half + 8, (top + low) / 2)])
    line = sails.mask.filter(ImageFilter.MaxFilter(5))
    sheet.lay(pen, "#4a3526")
    sheet.lay(line, "#4a3526")
    sheet.lay(sails, "#fbf5e3")
