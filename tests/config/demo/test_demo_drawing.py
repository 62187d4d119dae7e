from io import BytesIO

import pytest
from PIL import Image

from dateline.config.demo.drawing import KEYS, draw
from dateline.config.demo.linocut import Sheet, glow, ink, ramp, smooth, wash


@pytest.mark.parametrize("key", ["fog-marsh", "coast-panorama"])
def test_a_photograph_is_drawn_the_same_twice(key: str) -> None:
    first = draw(key)
    assert first == draw(key)
    with Image.open(BytesIO(first)) as picture:
        assert picture.format == "JPEG"
        assert picture.mode == "RGB"
        assert picture.width >= 1200
        assert "exif" not in picture.info
        assert len(picture.resize((60, 40)).convert("L").getcolors() or []) > 20


def test_there_are_about_eighteen() -> None:
    assert len(KEYS) == len(set(KEYS)) == 19


def test_an_unknown_photograph_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("portrait-of-nobody")


def test_a_wash_runs_through_its_stops() -> None:
    sheet = wash((4, 256), (0, "#000000"), (1, "#ff0000"))
    assert sheet.getpixel((0, 0)) == (0, 0, 0)
    assert sheet.getpixel((3, 255)) == (255, 0, 0)


def test_a_glow_ends_inside_its_radius() -> None:
    light = glow((200, 200), (100, 100), 50)
    assert light.getpixel((100, 100)) > 240
    assert light.getpixel((100, 52)) < 10
    assert light.getpixel((100, 48)) == 0


def test_dots_stand_only_where_the_mask_is() -> None:
    sheet = Sheet("test", wash((120, 80), (0, "#ffffff"), (1, "#ffffff")))
    sheet.dust(ramp(sheet.size, (0, 255), (1, 255)), "#000000", sheet.pen().box(0, 0, 40, 80))
    assert sheet.image.crop((50, 0, 120, 80)).getcolors() == [(70 * 80, ink("#ffffff"))]
    assert len(sheet.image.crop((0, 0, 38, 80)).getcolors() or []) > 1


def test_a_pen_that_drew_nothing_lays_nothing() -> None:
    sheet = Sheet("test", wash((60, 40), (0, "#ffffff"), (1, "#ffffff")))
    sheet.lay(sheet.pen(), "#000000")
    sheet.lay(sheet.pen().disc(-500, -500, 20), "#000000")
    assert sheet.image.getcolors() == [(60 * 40, ink("#ffffff"))]


def test_a_curve_goes_through_its_points() -> None:
    curve = smooth([(0, 0), (10, 20), (30, 0)])
    assert curve[0] == (0, 0)
    assert (10, 20) in curve
    assert curve[-1] == (30, 0)
