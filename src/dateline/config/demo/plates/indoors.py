"""Prints made by lamplight."""

# ruff: noqa: PLR2004  # a drawing is made of places and measures, and they are numbers

from PIL import Image, ImageChops

from dateline.config.demo.linocut import Pen, Point, Sheet, glow, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PORTRAIT = (1200, 1500)


# Half a piece, from the foot up: how high, and how far from the middle.
_FOOT = [(0.0, 0.3), (0.06, 0.31), (0.1, 0.26), (0.14, 0.27), (0.18, 0.2)]
_PIECES: dict[str, list[tuple[float, float]]] = {
    "pawn": [*_FOOT, (0.3, 0.11), (0.42, 0.09), (0.45, 0.17), (0.48, 0.09), (0.54, 0.15), (0.62, 0.16), (0.7, 0.11),
        (0.73, 0.0)],
    "rook": [*_FOOT, (0.34, 0.14), (0.6, 0.13), (0.66, 0.21), (0.7, 0.22), (0.88, 0.22), (0.88, 0.13), (0.82, 0.13),
        (0.82, 0.0)],
    "bishop": [*_FOOT, (0.36, 0.1), (0.62, 0.08), (0.65, 0.19), (0.69, 0.08), (0.78, 0.17), (0.88, 0.15), (1.0, 0.04),
        (1.05, 0.05), (1.08, 0.0)],
    "king": [*_FOOT, (0.4, 0.12), (0.74, 0.09), (0.77, 0.22), (0.81, 0.1), (1.02, 0.2), (1.06, 0.17), (1.09, 0.04),
        (1.13, 0.04), (1.13, 0.1), (1.19, 0.1), (1.19, 0.04), (1.26, 0.04), (1.26, 0.0)],
}  # fmt: skip
_KNIGHT = [
    (-0.3, 0), (-0.31, 0.07), (-0.24, 0.15), (-0.2, 0.2), (-0.17, 0.34), (-0.02, 0.5), (-0.06, 0.56),
    (-0.2, 0.52), (-0.31, 0.5), (-0.34, 0.58), (-0.24, 0.72), (-0.14, 0.86), (-0.08, 0.92), (-0.05, 1.0),
    (0.02, 0.92), (0.16, 0.84), (0.24, 0.66), (0.25, 0.42), (0.2, 0.2), (0.24, 0.15), (0.31, 0.07), (0.3, 0),
]  # fmt: skip


def chessboard(key: str) -> Sheet:
    """The adjourned game, by the lamp that is one half of the committee."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#10292b"), (0.4, "#1b4440"), (1, "#123230")))
    sheet.shine(glow(sheet.size, (1290, 330), 900, 150), "#c98a3d")
    table = sheet.pen().polygon([(-10, 470), (1810, 470), (1810, 1210), (-10, 1210)])
    sheet.lay(table, wash(LANDSCAPE, (0.38, "#4a2a22"), (0.7, "#7a4630"), (1, "#5a3226")))
    sheet.dust(glow(sheet.size, (1080, 760), 900, 150), "#c9803f", table)
    sheet.lay(
        sheet.pen().polygon([_square(-0.45, -0.35), _square(8.45, -0.35), _square(8.4, 8.25), _square(-0.4, 8.25)]),
        "#2b1715",
    )
    light, dark = sheet.pen(), sheet.pen()
    for row in range(8):
        for column in range(8):
            corners = [
                _square(column, row),
                _square(column + 1, row),
                _square(column + 1, row + 1),
                _square(column, row + 1),
            ]
            (dark if (row + column) % 2 else light).polygon(corners)
    sheet.lay(light, "#efd9a8")
    sheet.lay(dark, "#8f4630")
    board = sheet.pen().polygon([_square(0, 0), _square(8, 0), _square(8, 8), _square(0, 8)])
    sheet.dust(
        ImageChops.invert(glow(sheet.size, (1130, 700), 1150, 330)).point([max(0, v - 20) for v in range(256)]),
        "#2b1715",
        board,
    )
    game = (
        ("king", 6, 0, 1),
        ("bishop", 2, 1, 1),
        ("pawn", 4, 2, 0),
        ("knight", 5, 3, 1),
        ("rook", 1, 4, 0),
        ("pawn", 6, 5, 0),
        ("king", 3, 6, 0),
    )
    shadows = sheet.pen()
    for name, column, row, _ in game:
        _shadow(shadows, name, column + 0.5, row + 0.55)
    sheet.lay(shadows.mask.point([v * 150 // 255 for v in range(256)]), "#2b1715")
    _hanging_lamp(sheet, 1290, 250)
    for name, column, row, black in game:
        _piece(sheet, name, column + 0.5, row + 0.55, black=bool(black))
    return sheet


def _square(u: float, v: float) -> Point:
    far, near = 840.0, 1980.0
    t = v / 8
    share = t / (t + (1 - t) * near / far)
    wide = far + (near - far) * share
    return 900 + (u / 8 - 0.5) * wide, 540 + 630 * share


def _outline(name: str) -> list[Point]:
    if name == "knight":
        return smooth([(a, b) for a, b in _KNIGHT], steps=4)
    half = [(wide, high) for high, wide in _PIECES[name]]
    right = half if name in {"rook", "king"} else smooth(half, steps=5)
    return [*right, *[(-a, b) for a, b in right[::-1]]]


def _shadow(pen: Pen, name: str, u: float, v: float) -> None:
    x, y = _square(u, v)
    tall = (_square(u + 1, v)[0] - x) * 1.32
    pen.polygon(
        [(x + a * tall * 0.9 - b * tall * 1.0, y + b * tall * 0.42 - a * tall * 0.12) for a, b in _outline(name)]
    )


def _piece(sheet: Sheet, name: str, u: float, v: float, *, black: bool) -> None:
    x, y = _square(u, v)
    tall = (_square(u + 1, v)[0] - x) * 1.32
    body = (
        sheet.pen()
        .polygon([(x + a * tall, y - b * tall) for a, b in _outline(name)])
        .disc(x, y, 0.3 * tall, 0.085 * tall)
    )
    outline = [(x + a * tall, y - b * tall) for a, b in _outline(name)]
    sheet.lay(sheet.pen().line([*outline, outline[0]], 5).disc(x, y + 2, 0.305 * tall, 0.09 * tall), "#2b1715")
    sheet.lay(body, "#1d2d38" if black else "#f4e4bd")
    left = sheet.pen().box(x - tall * 0.4, y - tall * 1.3, x - tall * 0.02, y + tall * 0.1)
    across = Image.linear_gradient("L").rotate(-90).resize((round(tall * 0.44), sheet.height))
    density = Image.new("L", sheet.size, 0)
    density.paste(across, (round(x - tall * 0.36), 0))
    sheet.dust(density, "#0b151c" if black else "#a36a3c", ImageChops.multiply(body.mask, left.mask))
    edge = sheet.pen().polygon([(x + a * tall + tall * 0.035, y - b * tall - tall * 0.01) for a, b in _outline(name)])
    rim = ImageChops.subtract(body.mask, ImageChops.offset(edge.mask, -round(tall * 0.075), 0))
    right = ImageChops.multiply(rim, sheet.pen().box(x, 0, x + tall, y).mask)
    sheet.lay(right, "#5c8288" if black else "#fffaf0")
    if name == "knight":
        sheet.lay(sheet.pen().disc(x - 0.1 * tall, y - 0.74 * tall, 0.024 * tall), "#5c8288" if black else "#8f4630")


def _hanging_lamp(sheet: Sheet, x: float, y: float) -> None:
    beam = sheet.pen().polygon([(x - 130, y + 60), (x + 130, y + 60), (x + 900, 1210), (x - 1300, 1210)])
    sheet.shine(
        ImageChops.multiply(sheet.soften(beam, 14), ramp(sheet.size, (0.2, 80), (0.62, 26), (1, 14))), "#f0c070"
    )
    sheet.shine(glow(sheet.size, (x, y + 70), 330, 210), "#f8d58a")
    sheet.lay(sheet.pen().line([(x, -10), (x, y - 110)], 6), "#0b1b1d")
    shade = smooth(
        [
            (x - 172, y + 56),
            (x - 150, y - 6),
            (x - 62, y - 70),
            (x - 26, y - 112),
            (x + 26, y - 112),
            (x + 62, y - 70),
            (x + 150, y - 6),
            (x + 172, y + 56),
        ]
    )
    pen = sheet.pen().polygon(shade)
    sheet.lay(pen, "#2f7a5f")
    sheet.dust(ramp(sheet.size, (0.1, 200), (0.25, 20)), "#0f3a32", pen)
    sheet.lay(sheet.pen().disc(x, y + 56, 172, 20), "#fdf0c4")
    sheet.lay(sheet.pen().disc(x, y + 58, 46, 24), "#ffffff")


def reading_lamp(key: str) -> Sheet:
    """The reading room on a wet evening."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#16343a"), (0.5, "#1d4a4a"), (1, "#143236")))
    _shelves(sheet)
    _window(sheet)
    sheet.shine(glow(sheet.size, (940, 640), 760, 190), "#b9782c")
    sheet.lay(
        sheet.pen().box(0, 930, 1800, 1200), wash(LANDSCAPE, (0.77, "#a9633a"), (0.86, "#6d3a28"), (1, "#3d2220"))
    )
    sheet.dust(glow(sheet.size, (940, 960), 700, 210), "#e3a55c", sheet.pen().box(0, 930, 1800, 1200))
    sheet.lay(sheet.pen().box(0, 924, 1800, 938), "#e0a565")
    _desk_things(sheet)
    _green_lamp(sheet, 900, 900)
    _reader(sheet)
    return sheet


def _shelves(sheet: Sheet) -> None:
    sheet.lay(sheet.pen().box(760, 0, 1800, 930), "#3a2420")
    inks = ("#a8432f", "#c98a3d", "#2f6f63", "#d9c08f", "#384f73", "#6d2f3a", "#8a8f5a", "#b9643f", "#23454a")
    pens = {colour: sheet.pen() for colour in inks}
    bands = sheet.pen()
    for shelf in range(5):
        base, x = 176 + shelf * 188, 776.0
        while x < 1790:
            wide, high = sheet.chance.uniform(16, 44), sheet.chance.uniform(96, 150)
            if sheet.chance.random() < 0.07:
                lean = sheet.chance.uniform(18, 40)
                pens[sheet.chance.choice(inks)].polygon(
                    [(x, base), (x + wide, base), (x + wide + lean, base - high), (x + lean, base - high)]
                )
                x += wide + lean + 4
                continue
            if sheet.chance.random() < 0.06:
                x += sheet.chance.uniform(30, 80)
                continue
            pens[sheet.chance.choice(inks)].box(x, base - high, x + wide - 3, base)
            if wide > 24:
                bands.box(x + 3, base - high * 0.82, x + wide - 6, base - high * 0.78).box(
                    x + 3, base - high * 0.24, x + wide - 6, base - high * 0.2
                )
            x += wide
    for colour, pen in pens.items():
        sheet.lay(pen, colour)
    sheet.lay(bands, "#f0d9a0")
    planks = sheet.pen()
    for shelf in range(5):
        planks.box(760, 176 + shelf * 188, 1800, 196 + shelf * 188)
    planks.box(748, 0, 772, 930).box(1392, 0, 1410, 930)
    sheet.lay(planks, "#6d4029")
    far = ImageChops.invert(glow(sheet.size, (940, 660), 1000, 400)).point([min(215, v) for v in range(256)])
    sheet.dust(far, "#15252b", sheet.pen().box(748, 0, 1800, 930))


def _window(sheet: Sheet) -> None:
    sheet.lay(sheet.pen().box(110, 70, 640, 860), "#6d4029")
    pane = sheet.pen().box(136, 96, 614, 834)
    sheet.lay(pane, wash(LANDSCAPE, (0.08, "#24406b"), (0.45, "#4a6d94"), (0.6, "#8fa5ae"), (0.7, "#2f4a63")))
    town, lights = sheet.pen(), sheet.pen()
    x = 120.0
    while x < 620:
        wide, high = sheet.chance.uniform(50, 92), sheet.chance.uniform(90, 190)
        town.polygon([(x, 700), (x, 700 - high), (x + wide / 2, 660 - high), (x + wide, 700 - high), (x + wide, 700)])
        for row in range(int(high // 44)):
            if sheet.chance.random() < 0.6:
                lights.box(x + wide * 0.3, 716 - high + row * 42, x + wide * 0.5, 736 - high + row * 42)
        x += wide
    clip = pane.mask
    sheet.lay(ImageChops.multiply(town.mask, clip), "#1b2c47")
    sheet.lay(ImageChops.multiply(lights.mask, clip), "#f6c765")
    gleam = sheet.pen()
    for _ in range(60):
        a, b = sheet.chance.uniform(140, 600), sheet.chance.uniform(710, 830)
        gleam.box(a, b, a + sheet.chance.uniform(8, 40), b + 3)
    sheet.lay(ImageChops.multiply(gleam.mask, clip), "#c9964f")
    rain = sheet.pen()
    for _ in range(230):
        a, b, long = sheet.chance.uniform(120, 660), sheet.chance.uniform(70, 820), sheet.chance.uniform(24, 84)
        rain.line([(a, b), (a - long * 0.22, b + long)], sheet.chance.uniform(1, 2.4))
    sheet.lay(ImageChops.multiply(rain.mask, clip).point([v * 170 // 255 for v in range(256)]), "#c3d6dd")
    bars = sheet.pen().box(368, 96, 382, 834).box(136, 330, 614, 342).box(136, 580, 614, 592).box(84, 834, 666, 866)
    sheet.lay(bars, "#6d4029")


def _desk_things(sheet: Sheet) -> None:
    y = 926.0
    for high, left, right, colour in ((34, 560, 770, "#a8432f"), (28, 576, 756, "#384f73"), (38, 566, 744, "#c98a3d")):
        sheet.lay(sheet.pen().box(left, y - high, right, y), colour)
        sheet.lay(
            sheet.pen().box(left + 16, y - high, left + 24, y).box(right - 30, y - high, right - 22, y), "#f0d9a0"
        )
        y -= high
    cup = (
        sheet.pen()
        .polygon(smooth([(1590, 868), (1596, 916), (1620, 930), (1668, 930), (1692, 916), (1698, 868)]))
        .arc(1704, 892, 22, 270, 90, 7)
        .box(1560, 928, 1728, 936)
    )
    sheet.lay(cup, "#efe0bd")
    steam = sheet.pen()
    for a in (1620, 1648, 1676):
        steam.line(smooth([(a, 850), (a - 12, 820), (a + 10, 788), (a - 6, 752)]), 5)
    sheet.lay(steam.mask.point([v * 110 // 255 for v in range(256)]), "#f0e2c4")


def _reader(sheet: Sheet) -> None:
    dark = "#101f26"
    coat = [
        (1110, 960),
        (1124, 850),
        (1150, 760),
        (1206, 700),
        (1268, 684),
        (1340, 706),
        (1402, 776),
        (1438, 870),
        (1450, 960),
    ]
    pen = sheet.pen().polygon(smooth(coat))
    head = [
        (1176, 560),
        (1170, 592),
        (1152, 622),
        (1166, 634),
        (1164, 654),
        (1180, 676),
        (1214, 680),
        (1222, 714),
        (1300, 714),
        (1296, 660),
        (1322, 610),
        (1318, 548),
        (1280, 506),
        (1222, 502),
        (1186, 526),
    ]
    pen.polygon(smooth(head, closed=True, steps=6)).disc(1326, 536, 40, 44).disc(1354, 512, 24)
    pen.line(smooth([(1178, 780), (1130, 850), (1066, 890)]), 54).line(
        smooth([(1066, 892), (1040, 862), (1026, 850)]), 26
    )
    sheet.lay(pen, dark)
    rim = sheet.pen().line(
        smooth([(1186, 526), (1176, 560), (1170, 592), (1153, 620), (1166, 634), (1164, 654), (1180, 676)]), 6
    )
    rim.line(smooth([(1226, 700), (1190, 726), (1156, 770), (1120, 836), (1064, 868)]), 6)
    sheet.lay(rim, "#f6c765")
    sheet.lay(sheet.pen().arc(1186, 584, 17, 0, 360, 4).line([(1203, 582), (1268, 570)], 4), "#f0d9a0")
    sheet.lay(sheet.pen().polygon([(930, 830), (1010, 918), (1120, 918), (1048, 826)]), "#f6ead0")
    sheet.lay(
        sheet.pen()
        .polygon([(930, 830), (1010, 918), (996, 926), (912, 842)])
        .polygon([(1010, 918), (1120, 918), (1116, 928), (998, 928)]),
        "#a8432f",
    )
    lines = sheet.pen()
    for step in range(5):
        lines.line([(962 + step * 13, 842 + step * 15), (1048 + step * 13, 840 + step * 15)], 3)
    sheet.lay(lines, "#a58a66")


def _green_lamp(sheet: Sheet, x: float, y: float) -> None:
    beam = sheet.pen().polygon([(x - 130, 610), (x + 130, 610), (x + 420, 1000), (x - 420, 1000)])
    sheet.shine(
        ImageChops.multiply(sheet.soften(beam, 12), ramp(sheet.size, (0.5, 150), (0.8, 50), (1, 30))), "#f0b760"
    )
    sheet.shine(glow(sheet.size, (x, 620), 280, 200), "#f8d58a")
    stand = (
        sheet.pen()
        .box(x - 7, 610, x + 7, y + 10)
        .polygon(smooth([(x - 92, y + 34), (x - 70, y + 6), (x, y - 8), (x + 70, y + 6), (x + 92, y + 34)]))
    )
    sheet.lay(stand, "#c98a3d")
    shade = sheet.pen().polygon(
        smooth([(x - 168, 612), (x - 140, 540), (x - 70, 500), (x, 490), (x + 70, 500), (x + 140, 540), (x + 168, 612)])
    )
    sheet.lay(shade, "#3f9a72")
    sheet.dust(ramp(sheet.size, (0.4, 190), (0.5, 0)), "#17513f", shade)
    sheet.lay(sheet.pen().box(x - 168, 608, x + 168, 622), "#fdf0c4")
    sheet.lay(sheet.pen().disc(x, 484, 11).line([(x + 60, 622), (x + 60, 700)], 3).disc(x + 60, 704, 6), "#c98a3d")
