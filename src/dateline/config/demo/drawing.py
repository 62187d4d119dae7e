"""The photographs of the demo newspaper: prints cut by code, so that none of them is of anybody, and all may be copied.

Each is drawn by one function of ``plates/``; ``draw`` gives the JPEG. The same key gives the same bytes every time.
"""

from collections.abc import Callable

from dateline.config.demo.linocut import Sheet
from dateline.config.demo.plates import indoors, land, sea, town, trades, works

_PLATES: dict[str, Callable[[str], Sheet]] = {
    "harbour-dusk": sea.harbour_dusk,
    "lighthouse": sea.lighthouse,
    "fog-marsh": land.fog_marsh,
    "ferry": sea.ferry,
    "market": town.market,
    "chessboard": indoors.chessboard,
    "snow-roofs": town.snow_roofs,
    "comet": land.comet,
    "school-roof": works.school_roof,
    "orchard": land.orchard,
    "press": trades.press,
    "keeper": trades.keeper,
    "bridge": works.bridge,
    "bay-map": sea.bay_map,
    "waves": sea.waves,
    "weighbridge": works.weighbridge,
    "kites": land.kites,
    "reading-lamp": indoors.reading_lamp,
    "coast-panorama": land.coast_panorama,
}

KEYS: tuple[str, ...] = tuple(_PLATES)


def draw(key: str) -> bytes:
    """Give the photograph ``key`` as a JPEG; an unknown key is a KeyError."""
    return _PLATES[key](key).jpeg()
