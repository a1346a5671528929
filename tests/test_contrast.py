"""The colors of both palettes, in the pairs that meet on a page: text at least 4.5 to 1, other marks 3 to 1."""

import re
from pathlib import Path

import pytest
from lxml import html

from tests.project import ROOT

COLORS = (ROOT / "docs/assets/styles/colors.css").read_text()

# What is read, and what it stands on.
TEXT = [
    ("ink", "paper"), ("ink", "wash"), ("ink", "tint"), ("ink", "warning"), ("ink", "mark"),
    ("ink-soft", "paper"), ("ink-soft", "wash"), ("ink-soft", "tint"),
    ("link", "paper"), ("link", "wash"), ("link", "tint"), ("link", "warning"),
    ("on-fill", "fill"), ("fill", "tint"), ("warning-ink", "warning"), ("warm", "paper"),
]  # fmt: skip
# Borders of fields and buttons, what tells a chosen one, icons, and the ring of the focus.
MARKS = [
    ("line-strong", "paper"), ("line-strong", "wash"), ("fill", "paper"), ("fill", "wash"), ("warm", "paper"),
    ("focus-page", "paper"), ("focus-page", "wash"), ("focus-page", "tint"), ("focus-page", "warning"),
]  # fmt: skip
# The header's and the hero's own colors, in the other style sheets; the same in light and dark.
ON_BRAND = {"#fff": 4.5, "#d3e2e5": 4.5, "#e3eef0": 4.5, "#f4b350": 3.0, "#ffc970": 3.0, "#9dbcc3": 3.0}


def palette(scheme: str) -> dict[str, str]:
    """Return the colors of a scheme, by name: the light ones, and in the dark those that take their place."""
    light = re.search(r':root,\n\[data-md-color-scheme="default"\] \{(.*?)\n\}', COLORS, re.S)
    dark = re.search(r'\n  \[data-md-color-scheme="slate"\] \{(.*?)\n  \}', COLORS, re.S)
    assert light and dark
    texts = [light[1], dark[1]] if scheme == "slate" else [light[1]]
    return {name: value for text in texts for name, value in re.findall(r"--([\w-]+): (#\w+);", text)}


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, as WCAG reckons it."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_the_reckoning() -> None:
    assert round(contrast("#fff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_colors_of_both_palettes(scheme: str) -> None:
    colors = palette(scheme)
    pairs = [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in MARKS]
    weak = {
        f"{front} on {back}": round(contrast(colors[front], colors[back]), 2)
        for front, back, least in pairs
        if contrast(colors[front], colors[back]) < least
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_colors_on_the_brand(scheme: str) -> None:
    brand = palette(scheme)["brand"]
    assert {color for color, least in ON_BRAND.items() if contrast(color, brand) < least} == set()
    # The find button: dark words on amber.
    assert contrast("#10262d", "#f4b350") >= 4.5


def test_the_bar_of_a_phones_browser_has_the_headers_color(site: Path) -> None:
    (color,) = html.parse(site / "index.html").xpath("//meta[@name='theme-color']/@content")
    assert color == palette("default")["brand"]
