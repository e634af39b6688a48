"""Arrays as Python source: every number in full, one row of a matrix on each line."""

from __future__ import annotations

import textwrap

import numpy as np

from explorer.transposed_conv.shapes import Array

LINE_LENGTH = 100
MAX_NUMBERS = 20_000
"""The most numbers one literal holds: about 200 kB of source."""


def array_literal(name: str, values: Array) -> str:
    """Write an array as a list of rows that fills it in reading order.

    Shortest decimals that read back as the same number in the array's own precision. Axes of
    length 1 at the end do not get a line for each number; the shape is for the caller to restore.

    Args:
        name: The array's name, for comments that tell its parts apart.
        values: The array, float32 or float64, any shape of at least two axes.

    Returns:
        Source that begins with "[" and ends with "]", its inner lines indented by four blanks.

    Raises:
        ValueError: If a number is not finite, or there are more than `MAX_NUMBERS`.
    """
    if values.size > MAX_NUMBERS:
        raise ValueError(
            f"{name} holds {values.size:,} numbers; code stays readable up to {MAX_NUMBERS:,}: "
            "choose fewer channels."
        )
    if not np.isfinite(values).all():
        raise ValueError(f"{name} holds a number that is not finite: code cannot reproduce it.")
    while values.ndim > 2 and values.shape[-1] == 1:
        values = values[..., 0]
    *parts, height, width = values.shape
    lines = ["["]
    for part in np.ndindex(*parts):
        if np.prod(parts) > 1:
            lines.append(f"    # {name}[{', '.join(map(str, part))}]")
        lines += [_row(row) for row in values[part].reshape(height, width)]
    return "\n".join([*lines, "]"])


def _row(values: Array) -> str:
    return textwrap.fill(
        f"[{', '.join(map(str, values))}],",
        width=LINE_LENGTH,
        initial_indent=" " * 4,
        subsequent_indent=" " * 5,
    )
