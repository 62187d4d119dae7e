"""Prints of a printer’s iron and of a keeper."""

# ruff: noqa: PLR2004  # a drawing is made of places and measures, and they are numbers

import math

from PIL import ImageChops

from dateline.config.demo.linocut import Point, Sheet, glow, ramp, smooth, wash

LANDSCAPE = (1800, 1200)
PORTRAIT = (1200, 1500)


def press(key: str) -> Sheet:
    """The hand press, and the night's last pages drying over it."""
    sheet = Sheet(key, wash(LANDSCAPE, (0, "#a92f24"), (0.5, "#c9402d"), (1, "#8f241d")))
    sheet.dust(ImageChops.invert(glow(sheet.size, (900, 560), 1250, 300)), "#6d1814")
    sheet.shine(glow(sheet.size, (900, 600), 760, 90), "#d98a4a")
    floor = sheet.pen().polygon([(0, 1010), (1800, 1010), (1800, 1200), (0, 1200)])
    sheet.lay(floor, "#5a1512")
    boards = sheet.pen()
    for a in range(-6, 26):
        boards.line([(900 + (a * 100 - 900) * 0.7, 1010), (900 + (a * 100 - 900) * 1.6, 1200)], 3)
    sheet.lay(boards, "#3d0d0d")
    _drying(sheet)
    _press_shadow(sheet)
    _press_iron(sheet)
    _type_case(sheet)
    return sheet


def _drying(sheet: Sheet) -> None:
    for row, (y, start) in enumerate(((70, -60), (40, 90))):
        rope = smooth([(-10, y), (900, y + 66), (1810, y)], steps=20)
        sheet.lay(sheet.pen().line(rope, 3), "#2a0c0c")
        for step in range(8):
            x = start + step * 246 + row * 24
            top = y + 66 * (1 - ((x + 75 - 900) / 900) ** 2)
            if row == 1 and step % 2:
                continue
            lean = sheet.chance.uniform(-8, 8)
            page = sheet.pen().polygon(
                [(x, top), (x + 150, top + 2), (x + 150 + lean, top + 208), (x + lean, top + 206)]
            )
            sheet.lay(page, "#f6e9cc" if row else "#e9d6b0")
            _print_lines(sheet, x + lean * 0.5, top)
            pegs = sheet.pen().box(x + 18, top - 14, x + 28, top + 18).box(x + 122, top - 14, x + 132, top + 18)
            sheet.lay(pegs, "#2a0c0c")


def _print_lines(sheet: Sheet, x: float, top: float) -> None:
    pen = sheet.pen().box(x + 18, top + 24, x + 132, top + 38).box(x + 18, top + 44, x + 132, top + 46)
    picture = sheet.chance.random() < 0.6
    for column in range(3):
        left = x + 18 + column * 39
        for line in range(16):
            if picture and column < 2 and line < 7:
                continue
            right = left + 34 - (18 * sheet.chance.random() if line % 5 == 4 else 0)
            pen.box(left, top + 56 + line * 8.6, right, top + 59 + line * 8.6)
    if picture:
        pen.box(x + 18, top + 56, x + 91, top + 110)
    sheet.lay(pen, "#4a2320")


def _press_shadow(sheet: Sheet) -> None:
    shade = sheet.pen().disc(930, 1092, 640, 42)
    sheet.lay(shade.mask.point([v * 170 // 255 for v in range(256)]), "#2a0808")


_IRON = "#17120f"
_EDGE = "#f0b778"


def _press_iron(sheet: Sheet) -> None:
    frame = sheet.pen()
    for side in (-1, 1):
        column = [
            (900 + side * 250, 1010),
            (900 + side * 226, 900),
            (900 + side * 214, 640),
            (900 + side * 236, 420),
            (900 + side * 262, 380),
        ]
        inner = [
            (900 + side * 310, 380),
            (900 + side * 304, 430),
            (900 + side * 284, 640),
            (900 + side * 296, 900),
            (900 + side * 330, 1010),
        ]
        frame.polygon([*smooth(column), *smooth(inner)])
        foot = [
            (900 + side * 230, 1000),
            (900 + side * 210, 1070),
            (900 + side * 180, 1096),
            (900 + side * 420, 1096),
            (900 + side * 380, 1060),
            (900 + side * 345, 1000),
        ]
        frame.polygon(smooth(foot, closed=True, steps=5))
    head = [
        (560, 400),
        (600, 330),
        (740, 318),
        (820, 270),
        (900, 250),
        (980, 270),
        (1060, 318),
        (1200, 330),
        (1240, 400),
        (1060, 410),
        (900, 430),
        (740, 410),
    ]
    frame.polygon(smooth(head, closed=True))
    frame.box(846, 180, 954, 270).polygon(smooth([(820, 190), (860, 140), (900, 112), (940, 140), (980, 190)], steps=6))
    frame.disc(900, 104, 22)
    frame.box(868, 420, 932, 560).box(840, 540, 960, 584)
    frame.box(706, 584, 1094, 640)
    frame.polygon([(420, 700), (1500, 700), (1500, 738), (420, 738)])
    frame.box(520, 738, 560, 1080).box(1400, 738, 1440, 1080).box(470, 1070, 610, 1096).box(1350, 1070, 1490, 1096)
    frame.box(640, 738, 1160, 800)
    sheet.lay(frame, _IRON)
    handle = sheet.pen().line(smooth([(940, 500), (1060, 486), (1230, 520), (1390, 470), (1560, 486)]), 20)
    sheet.lay(handle, _IRON)
    sheet.lay(sheet.pen().line([(1470, 476), (1610, 490)], 34).disc(1612, 490, 20), "#d9943c")
    wheel = sheet.pen().disc(700, 866, 66).disc(700, 866, 52, 52, 0)
    for step in range(6):
        angle = step * math.pi / 3
        wheel.line([(700, 866), (700 + 60 * math.cos(angle), 866 + 60 * math.sin(angle))], 9)
    sheet.lay(wheel.disc(700, 866, 13), _IRON)
    bed = sheet.pen().box(600, 668, 1240, 700)
    sheet.lay(bed, "#d9943c")
    sheet.lay(sheet.pen().box(640, 648, 1180, 670), "#f6e9cc")
    tympan = sheet.pen().polygon([(1240, 690), (1262, 690), (1500, 470), (1478, 456)])
    sheet.lay(tympan, "#d9943c")
    sheet.lay(sheet.pen().polygon([(1262, 660), (1478, 462), (1470, 440), (1250, 640)]), "#f6e9cc")
    _ornament(sheet)


def _ornament(sheet: Sheet) -> None:
    shine = sheet.pen()
    for side in (-1, 1):
        shine.line(smooth([(900 + side * 241, 640), (900 + side * 240, 560), (900 + side * 262, 430)]), 4)
        shine.line(smooth([(900 + side * 262, 990), (900 + side * 250, 900), (900 + side * 244, 820)]), 4)
        shine.line(
            smooth(
                [
                    (900 + side * 90, 372),
                    (900 + side * 170, 352),
                    (900 + side * 230, 362),
                    (900 + side * 250, 382),
                    (900 + side * 226, 386),
                ]
            ),
            5,
        )
        shine.arc(900 + side * 150, 376, 17, 0, 300, 4)
        shine.disc(900 + side * 200, 612, 8)
    shine.line([(852, 200), (852, 262)], 4).line([(724, 596), (1076, 596)], 4).line([(430, 708), (1490, 708)], 3.5)
    shine.disc(900, 336, 46).disc(900, 336, 40, 40, 0)
    star = [
        (
            900 + (34 if step % 2 == 0 else 13) * math.sin(step * math.pi / 8),
            336 - (34 if step % 2 == 0 else 13) * math.cos(step * math.pi / 8),
        )
        for step in range(16)
    ]
    shine.polygon(star)
    for row in range(5):
        shine.line([(872, 444 + row * 20), (928, 436 + row * 20)], 4)
    sheet.lay(shine, _EDGE)


def _type_case(sheet: Sheet) -> None:
    sheet.lay(
        sheet.pen()
        .polygon([(60, 860), (380, 860), (420, 930), (20, 930)])
        .box(70, 930, 96, 1130)
        .box(344, 930, 370, 1130),
        "#2a0c0c",
    )
    cells = sheet.pen()
    for row in range(3):
        for column in range(8):
            left = 66 - row * 13 + column * (39 + row * 3)
            cells.polygon(
                [
                    (left, 868 + row * 20),
                    (left + 32 + row * 3, 868 + row * 20),
                    (left + 33 + row * 3, 884 + row * 20),
                    (left - 2, 884 + row * 20),
                ]
            )
    sheet.lay(cells, "#d9943c")


_PROFILE: list[Point] = [
    (452, 508), (448, 540), (440, 572), (424, 606), (398, 648), (390, 668), (404, 682), (428, 688), (416, 702),
    (398, 720), (388, 760), (392, 820), (418, 884), (462, 944), (520, 978), (566, 984), (590, 990), (470, 1040),
    (330, 1100), (270, 1200), (226, 1340), (196, 1520), (180, 1700), (1200, 1700), (1170, 1520), (1130, 1330),
    (1060, 1160), (960, 1060), (850, 1000), (806, 940), (800, 880), (812, 800), (836, 700), (838, 600),
    (826, 508),
]  # fmt: skip
_CAP: list[Point] = [
    (440, 512), (434, 468), (418, 430), (440, 384), (520, 342), (640, 322), (760, 340), (846, 392), (852, 440),
    (834, 480), (832, 520), (640, 506),
]  # fmt: skip


def keeper(key: str) -> Sheet:
    """Odwin Marl against his lamp."""
    sheet = Sheet(key, wash(PORTRAIT, (0, "#f3b54a"), (0.6, "#f0a03a"), (1, "#d97f2c")))
    centre = (560.0, 640.0)
    for step in range(15):
        radius = 900 - step * 58
        ring = sheet.pen().disc(*centre, radius)
        sheet.lay(ring, ("#f6c765", "#f2b04a")[step % 2] if step < 11 else "#fdeeb8")
        dense = glow(sheet.size, centre, radius, 255).point([255 - v if v < 120 else 0 for v in range(256)])
        if step % 2 == 0:
            sheet.dust(dense.point([v // 2 for v in range(256)]), "#dd8a33", ring)
    rings = sheet.pen()
    for step in range(12):
        rings.arc(*centre, 900 - step * 58, 0, 360, 4)
    for step in range(16):
        angle = step * math.pi / 8 + 0.1
        rings.line(
            [
                (centre[0] + 260 * math.cos(angle), centre[1] + 260 * math.sin(angle)),
                (centre[0] + 1200 * math.cos(angle), centre[1] + 1200 * math.sin(angle)),
            ],
            5,
        )
    sheet.lay(rings, "#8f4a1e")
    _man(sheet)
    return sheet


def _man(sheet: Sheet) -> None:
    night = "#14233c"
    body = (
        sheet.pen()
        .polygon(smooth(_PROFILE, steps=6))
        .polygon(smooth(_CAP, closed=True, steps=6))
        .box(460, 480, 828, 560)
    )
    body.polygon(smooth([(470, 500), (410, 512), (352, 540), (344, 552), (400, 552), (470, 540)], closed=True, steps=5))
    body.line(smooth([(402, 716), (330, 742), (262, 748)]), 13).polygon(
        [(222, 676), (282, 676), (276, 756), (232, 760)]
    )
    sheet.lay(body, night)
    mask = body.mask
    cuts = sheet.pen()
    for step in range(78):
        across, deep = step % 13 / 12, step // 13 / 5
        x = 414 + across * 236 + deep * (0.42 - across) * 120 + sheet.chance.uniform(-6, 6)
        y = 742 + deep * 168 - across * 26 + sheet.chance.uniform(-10, 10)
        long, wide = sheet.chance.uniform(34, 66), sheet.chance.uniform(5, 9)
        cuts.polygon(
            smooth(
                [(x, y), (x - wide, y + long * 0.5), (x + wide, y + long), (x + wide * 0.7, y + long * 0.45)],
                closed=True,
                steps=4,
            )
        )
    for step in range(9):
        cuts.polygon(
            smooth(
                [
                    (432 + step * 15, 694 + step * 3),
                    (424 + step * 16, 718 + step * 4),
                    (440 + step * 16, 734 + step * 3),
                ],
                closed=True,
                steps=4,
            )
        )
    cuts.polygon(smooth([(470, 586), (498, 574), (526, 586), (498, 592)], closed=True, steps=5)).disc(
        492, 585, 7, value=0
    ).line(smooth([(462, 560), (496, 548), (536, 562)]), 7)
    for step in range(3):
        cuts.line(smooth([(538, 588 + step * 13), (566, 580 + step * 20)]), 4)
    cuts.line(smooth([(430, 640), (452, 660), (450, 680)]), 4).line(smooth([(520, 640), (500, 672), (508, 704)]), 4)
    cuts.line(smooth([(706, 590), (736, 576), (752, 612), (736, 660), (712, 676)]), 8).line(
        smooth([(716, 612), (732, 616), (724, 648)]), 5
    )
    for step in range(12):
        cuts.line(
            smooth([(778 + 4 * (step % 3), 560 + step * 22), (800, 572 + step * 22), (822 - step, 566 + step * 22)]),
            3.5,
        )
    sheet.lay(ImageChops.multiply(cuts.mask, mask), "#e9d3a4")
    trim = (
        sheet.pen()
        .line(smooth([(440, 500), (640, 484), (836, 494)]), 7)
        .line(smooth([(428, 442), (640, 420), (850, 436)]), 4)
    )
    trim.disc(500, 466, 22).line(smooth([(356, 546), (420, 524), (470, 520)]), 4)
    sheet.lay(ImageChops.multiply(trim.mask, mask), "#f2b04a")
    coat = sheet.pen().line(smooth([(806, 944), (700, 1060), (600, 1130), (540, 1240), (520, 1520)]), 6)
    coat.line(smooth([(590, 992), (560, 1060), (600, 1130)]), 6).line(
        smooth([(850, 1004), (780, 1120), (650, 1190)]), 6
    )
    for step in range(4):
        coat.disc(450 - step * 6, 1180 + step * 96, 17).disc(640 - step * 4, 1230 + step * 96, 17)
    for step in range(34):
        x, y = 760 + (step % 7) * 52, 1110 + (step // 7) * 84 + (step % 2) * 30
        coat.line([(x, y), (x - 22, y + 54)], 3.5)
    sheet.lay(ImageChops.multiply(coat.mask, mask), "#7d8fae")
    smoke = sheet.pen()
    for step in range(30):
        smoke.disc(250 - 34 * math.sin(step / 4.4) - step * 3, 660 - step * 20, 7 + step * 1.5)
    thin = ramp(sheet.size, (0, 10), (0.12, 40), (0.44, 170), (1, 170))
    sheet.dust(ImageChops.multiply(sheet.soften(smoke, 4), thin), "#fdf6e0")
