"""The HTML of a report: everything escaped, nothing fetched, no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.figures.palette import PALETTES, mix

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What a browser may load for a report: nothing but what is in it."""

MOST_CELLS = 4096
"""Cells of a grid of numbers; a larger one is named and left out."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a report.

    Attributes:
        title: Its heading, any text.
        body: HTML, made by the functions of this module.
    """

    title: str
    body: str


def document(*, title: str, lead: str, language: str, sections: Iterable[Section]) -> str:
    """Put a report together.

    Args:
        title: Any text.
        lead: Any text, below it.
        language: Code of the language it is in.
        sections: Its parts; those without a body are left out.
    """
    parts = [
        f"<section><h2>{escape(part.title)}</h2>{part.body}</section>"
        for part in sections
        if part.body
    ]
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f'<h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>'
        f"{''.join(parts)}</body></html>\n"
    )


def facts(rows: Mapping[str, object]) -> str:
    """Names beside values."""
    lines = "".join(
        f"<div><dt>{escape(str(name))}</dt><dd>{escape(str(value))}</dd></div>"
        for name, value in rows.items()
    )
    return f'<dl class="facts">{lines}</dl>' if lines else ""


def paragraph(text: str, kind: str = "") -> str:
    """A sentence or several."""
    return f'<p class="{escape(kind)}">{escape(text)}</p>'


def picture(src: str, label: str, width: int) -> str:
    """A picture that is in the report itself.

    Args:
        src: A data URI of an image.
        label: What it shows.
        width: In pixels, as it is shown.

    Raises:
        ValueError: If `src` would have to be fetched.
    """
    if not src.startswith("data:image/"):
        raise ValueError("A picture in a report must be in it.")
    return (
        f'<figure><img src="{escape(src)}" alt="{escape(label)}" width="{width}">'
        f"<figcaption>{escape(label)}</figcaption></figure>"
    )


def code(text: str) -> str:
    """A program, or anything else that keeps its lines."""
    return f"<pre>{escape(text)}</pre>"


def folded(summary: str, body: str) -> str:
    """What is seen when it is asked for; `body` is HTML of this module."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def grid(values: NDArray[np.floating], caption: str, digits: int = 2) -> str:
    """Signed numbers as a table, coloured by sign and size.

    Args:
        values: Shape (H, W).
        caption: What it is.
        digits: Decimals.
    """
    if values.size > MOST_CELLS:
        return paragraph(f"{caption}: {values.shape[0]} × {values.shape[1]}")
    ink, largest = PALETTES["light"], max(float(np.abs(values).max()), 1e-9)

    def cell(value: float) -> str:
        share = 0.66 * abs(value) / largest
        fill = mix(ink["zero"], ink["pos" if value > 0 else "neg"], share)
        text = f"{value:.{digits}f}".replace("-", "−")
        return f'<td style="background:{fill}">{text}</td>'

    rows = "".join(f"<tr>{''.join(cell(float(v)) for v in row)}</tr>" for row in values)
    return f'<table class="grid"><caption>{escape(caption)}</caption>{rows}</table>'


def side_by_side(parts: Sequence[str], kind: str = "grids") -> str:
    """Tables or drawings in a row that wraps."""
    return f'<div class="{escape(kind)}">{"".join(parts)}</div>' if any(parts) else ""
