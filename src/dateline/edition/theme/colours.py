"""The newspaper's one colour, made legible on light and on dark paper."""

import re

LIGHT = {"paper": "#fdfbf6", "tint": "#f4efe4", "ink": "#1f1c18", "muted": "#625b50", "rule": "#ddd5c6"}
DARK = {"paper": "#171512", "tint": "#242019", "ink": "#e8e2d7", "muted": "#a8a093", "rule": "#3b362e"}
FALLBACK = "#8c1c13"
LEGIBLE = 4.6  # a little above WCAG's 4.5 : 1, for rounding


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    if len(digits) == 3:  # noqa: PLR2004  # the short form, one digit a channel
        digits = "".join(each * 2 for each in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB's own numbers
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(accent: str, ground: str) -> str:
    """The accent, moved towards black or white just so far that it can be read on ``ground``."""
    colour = accent if re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", accent) else FALLBACK
    pole = 0 if luminance(ground) > 0.18 else 255  # noqa: PLR2004  # middle grey
    start = _channels(colour)
    for step in range(51):
        mixed = "#" + "".join(f"{round(each + (pole - each) * step / 50):02x}" for each in start)
        if contrast(mixed, ground) >= LEGIBLE:
            return mixed
    return mixed


def custom_properties(accent: str) -> str:
    """The palette as CSS: ``:root{...}`` for light, and the same in a media query for dark."""
    light = {**LIGHT, "accent": legible(accent, LIGHT["tint"])}
    dark = {**DARK, "accent": legible(accent, DARK["tint"])}

    def declared(palette: dict[str, str]) -> str:
        return ";".join(f"--{name}:{value}" for name, value in palette.items())

    return (
        f":root{{color-scheme:light dark;{declared(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{declared(dark)}}}}}"
    )
