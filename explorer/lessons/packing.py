"""A lesson as part of a link: its text, compressed, in letters that an address may hold."""

from __future__ import annotations

import base64
import zlib

from explorer.lessons.lesson import LessonError
from explorer.lessons.reader import LONGEST_FILE

LONGEST_LINK = 16_000
"""Characters of a packed lesson: every current browser and most messengers take such an address."""

_RAW = -15
"""Deflate without a header."""


def pack(text: str) -> str:
    """Write a lesson's text for a link.

    Raises:
        LessonError: If it is too long for one.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    data = deflate.compress(text.encode()) + deflate.flush()
    packed = base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
    if len(packed) > LONGEST_LINK:
        raise LessonError(
            f"The lesson makes a link of {len(packed):,} characters, more than {LONGEST_LINK:,}: "
            "share its file instead."
        )
    return packed


def unpack(packed: str) -> str:
    """Read what `pack` wrote; never makes more than the bytes a lesson may have.

    Raises:
        LessonError: If it cannot be read, or is too long.
    """
    if len(packed) > LONGEST_LINK:
        raise LessonError("The lesson in the link is too long.")
    inflate = zlib.decompressobj(_RAW)
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        text = inflate.decompress(data, LONGEST_FILE + 1)
        if len(text) > LONGEST_FILE or not inflate.eof:
            raise LessonError("The lesson in the link is too long, or was cut off.")
        return text.decode("utf-8")
    except (ValueError, zlib.error) as error:
        if isinstance(error, LessonError):
            raise
        raise LessonError("The lesson in the link cannot be read: copy the whole link.") from error
