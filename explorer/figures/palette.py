"""One colour for each idea, the same in every room, light and dark.

Hues are those of Okabe & Ito, which people with any colour vision can tell apart; `-ink` is the
shade of a hue that reads as text (contrast of at least 4.5 to 1). The style sheet of the page
holds the same numbers as its tokens.

Source:
    Okabe & Ito, "Color Universal Design", 2008.
"""

from __future__ import annotations

from typing import Literal

Theme = Literal["light", "dark"]

PALETTES: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#FFFFFF",
        "line": "#E7E7E2",
        "line-2": "#D3D3CC",
        "ink": "#1B1C1F",
        "ink-2": "#53555B",
        "ink-3": "#6B6D73",
        "neg": "#9A5B25",
        "zero": "#F5F5F2",
        "pos": "#4F57B8",
        "input": "#56B4E9",
        "input-ink": "#17699E",
        "kernel": "#E69F00",
        "kernel-ink": "#8A5D00",
        "output": "#009E73",
        "output-ink": "#00734F",
        "overlap": "#F0E442",
        "overlap-ink": "#6B6400",
        "real": "#0072B2",
        "real-ink": "#005F96",
        "fake": "#D55E00",
        "fake-ink": "#AD4A00",
        "g": "#CC79A7",
        "g-ink": "#99406F",
        "d": "#1B1C1F",
        "d-ink": "#1B1C1F",
        "score": "#7B7D84",
    },
    "dark": {
        "paper": "#16171A",
        "line": "#2A2C31",
        "line-2": "#41444B",
        "ink": "#ECECEE",
        "ink-2": "#B6B8BE",
        "ink-3": "#92949C",
        "neg": "#D9A066",
        "zero": "#212327",
        "pos": "#8F97F2",
        "input": "#8CCBF2",
        "input-ink": "#8CCBF2",
        "kernel": "#F0B030",
        "kernel-ink": "#F0B030",
        "output": "#2BB890",
        "output-ink": "#4CC9A4",
        "overlap": "#F0E442",
        "overlap-ink": "#F0E442",
        "real": "#3D93D6",
        "real-ink": "#6DB0E6",
        "fake": "#EE7B30",
        "fake-ink": "#F39152",
        "g": "#DB93BB",
        "g-ink": "#DB93BB",
        "d": "#ECECEE",
        "d-ink": "#ECECEE",
        "score": "#9A9CA4",
    },
}
"""Theme → token → colour."""


def mix(start: str, end: str, share: float) -> str:
    """Mix two colours.

    Args:
        start: As #RRGGBB.
        end: As #RRGGBB.
        share: Of the second, from 0 to 1.
    """
    ends = zip(*(bytes.fromhex(colour[1:]) for colour in (start, end)), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in ends).hex().upper()
