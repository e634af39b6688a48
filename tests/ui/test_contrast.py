"""WCAG 2.2, 1.4.3 and 1.4.11: what of page.css is read, and what is only to be seen."""

import itertools
import re
from pathlib import Path

import pytest

from explorer.ui import look

RULES = (Path(look.__file__).parent / "page.css").read_text(encoding="utf-8")
THEMES = {"light": ":root", "dark": ".dark"}

SURFACES = ("page", "paper", "sunk")
TEXT = ("ink", "ink-2", "ink-3")
IDEAS = ("input", "kernel", "output", "overlap", "real", "fake", "g", "d")
LINES = ("output", "real", "fake", "g", "d", "score")
"""Colours that curves and marks are drawn in, on paper; those of fills always carry a number."""


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, two):
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=THEMES)
def tokens(request):
    block = re.search(rf"^{re.escape(THEMES[request.param])} \{{(.*?)^\}}", RULES, re.S | re.M)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", block[1]))


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_text_can_be_read_wherever_it_stands(tokens):
    for text, surface in itertools.product([*TEXT, *(f"{idea}-ink" for idea in IDEAS)], SURFACES):
        assert contrast(tokens[text], tokens[surface]) >= 4.5, (text, surface)
    assert contrast(tokens["on-ink"], tokens["ink"]) >= 4.5


def test_fields_and_lines_can_be_seen(tokens):
    for surface in SURFACES:
        assert contrast(tokens["field"], tokens[surface]) >= 3, surface
    for line in LINES:
        assert contrast(tokens[line], tokens["paper"]) >= 3, line
