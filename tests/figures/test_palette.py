import re
from pathlib import Path

import pytest

from explorer.figures import PALETTES
from explorer.ui import look

PAGE = (Path(look.__file__).parent / "page.css").read_text()
BLOCKS = {"light": ":root", "dark": ".dark"}


def tokens(selector):
    """The custom properties that hold a colour in one rule of the page's style sheet."""
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", PAGE, re.S | re.M)
    assert block, f"page.css has no rule {selector}"
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", block[1]))


@pytest.mark.parametrize("theme", BLOCKS)
def test_palette_and_page_hold_the_same_colours(theme):
    page = tokens(BLOCKS[theme])
    assert {name: page.get(name) for name in PALETTES[theme]} == PALETTES[theme]


def test_both_themes_colour_the_same_ideas():
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", PALETTES)
def test_inks_read_on_paper(theme):
    palette = PALETTES[theme]
    paper = luminance(palette["paper"])
    for name, colour in palette.items():
        if "ink" in name:
            high, low = sorted((luminance(colour), paper), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, name
