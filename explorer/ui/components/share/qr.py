"""Links as codes that a phone reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import segno

from explorer.ui.language import told

LONGEST = 1200
"""Characters of a link that fit a code which a phone still reads off a projector."""


def qr_code(asked: object) -> dict[str, Any]:
    """Draw a link as a QR code, for the page.

    Args:
        asked: `link`.

    Returns:
        `src`, as `draw_code` makes it; or `error`, one sentence.
    """
    try:
        return {"src": draw_code(asked.get("link") if isinstance(asked, Mapping) else None)}
    except ValueError as error:
        return {"error": told(error)}


def draw_code(link: object) -> str:
    """Draw a link; returns a data URI of an SVG, black on white because readers want it so.

    Raises:
        ValueError: If it is no link, or too long for a code.
    """
    if not isinstance(link, str) or not link.startswith(("http://", "https://")):
        raise ValueError("A code is made of a link.")
    if len(link) > LONGEST:
        raise ValueError(
            f"This link has {len(link):,} characters, too many for a code: copy it instead."
        )
    code = segno.make(link, error="m", micro=False)
    return code.svg_data_uri(border=4, dark="#000", light="#fff")
