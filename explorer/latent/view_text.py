"""How the fields of a view are written in a link: short, in characters that need no escaping.

Every number comes back exactly. Coordinates are listed in their order, as in `1.2,-0.5`; where
several in a row are zero, the next says its place, counted from 1: `1.2,87:-0.5`.
"""

from __future__ import annotations

import base64

import numpy as np

_SEPARATOR = ";"
"""Between kinds of directions: legal behind `#`, and no separator of a query."""

_HALF = np.dtype("<f2")

Coordinates = tuple[float, ...]


def write_number(value: float) -> str:
    """Write as few digits as tell a number apart from every other."""
    return repr(value).removesuffix(".0")


def write_coordinates(values: Coordinates) -> str:
    """Write steps along the first, second, … direction."""
    parts, written = [], 0  # how many coordinates the parts stand for
    for place, value in enumerate(values, 1):
        if value == 0:
            continue
        gap = place - 1 - written
        parts += [f"{place}:{write_number(value)}"] if gap > 1 else ["0"] * gap
        parts += [] if gap > 1 else [write_number(value)]
        written = place
    return ",".join(parts)


def read_coordinates(text: str, most: int) -> Coordinates:
    """Read what `write_coordinates` wrote, or a plain list of numbers.

    Args:
        text: The coordinates.
        most: Coordinates that there may be.

    Raises:
        ValueError: If a number or its place cannot be read.
    """
    values: list[float] = []
    for part in filter(None, text.split(",")):
        place, marked, value = part.rpartition(":")
        at = int(place) if marked else len(values) + 1
        if not len(values) < at <= most:
            raise ValueError("Places must rise.")
        values += [0.0] * (at - 1 - len(values)) + [float(value)]
    return tuple(values)


def write_kept(kept: tuple[tuple[str, Coordinates], ...]) -> str:
    """Write the coordinates along several kinds of directions."""
    return _SEPARATOR.join(f"{kind}:{write_coordinates(values)}" for kind, values in kept)


def read_kept(text: str, most: int) -> tuple[tuple[str, Coordinates], ...]:
    """Read what `write_kept` wrote.

    Raises:
        ValueError: If it cannot be read.
    """
    parts = [part.partition(":") for part in text.split(_SEPARATOR) if part]
    return tuple((kind, read_coordinates(values, most)) for kind, _, values in parts)


def write_locks(locks: tuple[tuple[str, int, float], ...]) -> str:
    """Write locks, each with its kind, its place counted from 1, and its value."""
    return _SEPARATOR.join(
        f"{kind}:{index + 1}:{write_number(value)}" for kind, index, value in locks
    )


def read_locks(text: str) -> tuple[tuple[str, int, float], ...]:
    """Read what `write_locks` wrote.

    Raises:
        ValueError: If it cannot be read.
    """
    found = [part.split(":") for part in text.split(_SEPARATOR) if part]
    return tuple((kind, int(place) - 1, float(value)) for kind, place, value in found)


def write_condition(condition: tuple[tuple[int, float], ...]) -> str:
    """Write answers by their places, counted from 1, each with its share unless that is 1."""
    parts = [
        f"{place + 1}" + (f":{write_number(share)}" if share != 1 else "")
        for place, share in condition
    ]
    return ",".join(parts)


def read_condition(text: str) -> tuple[tuple[int, float], ...]:
    """Read what `write_condition` wrote.

    Raises:
        ValueError: If it cannot be read.
    """
    found = [part.partition(":") for part in text.split(",") if part]
    return tuple((int(place) - 1, float(share or 1)) for place, _, share in found)


def write_own(own: tuple[tuple[str, Coordinates], ...]) -> str:
    """Write named vectors of half precision; names may be of any script, so they are encoded."""
    return _SEPARATOR.join(
        f"{_encode(name.encode('utf-8'))}:{write_base(row)}" for name, row in own
    )


def read_own(text: str) -> tuple[tuple[str, Coordinates], ...]:
    """Read what `write_own` wrote.

    Raises:
        ValueError: If it cannot be read.
    """
    parts = [part.partition(":") for part in text.split(_SEPARATOR) if part]
    return tuple((_decode(name).decode("utf-8"), read_base(row)) for name, _, row in parts)


def write_base(base: Coordinates) -> str:
    """Write an explicit z of half precision, in 8 characters for 3 numbers."""
    return _encode(np.array(base, dtype=_HALF).tobytes())


def read_base(text: str) -> Coordinates:
    """Read what `write_base` wrote.

    Raises:
        ValueError: If it cannot be read.
    """
    try:
        return tuple(np.frombuffer(_decode(text), dtype=_HALF).astype(float).tolist())
    except ValueError as error:  # of b64decode, or of a number that is cut in two
        raise ValueError("The explicit z cannot be read.") from error


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _decode(text: str) -> bytes:
    padded = (text + "=" * (-len(text) % 4)).encode("ascii")
    return base64.b64decode(padded, altchars=b"-_", validate=True)
