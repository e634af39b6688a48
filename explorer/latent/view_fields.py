"""What the fields of a `LatentView` may hold: each is checked, and brought into one form.

Every error is a ValueError whose sentence says what is wrong and what is legal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from explorer.latent.directions import DIRECTIONS
from explorer.latent.generators import NAME
from explorer.latent.own_direction import OWN
from explorer.latent.units import UnitEdit

REACH = 3.0
"""How far a coordinate may go, in standard deviations of z either way."""

MOST_TRUNCATION = 2.0
MOST_SEED = 2**31 - 1
MOST_COORDINATES = 1024
MOST_LOCKS = 64
MOST_UNITS = 32

LONGEST_BASE = 64.0
"""How large a number of an explicit z, or a lock's value, may be."""

MOST_OWN = 8
"""Directions of a visitor's own that a view may carry; each is some 270 characters of its link."""

LONGEST_NAME = 24

SHARE_DIGITS = 3
"""Decimals of an answer's share in a condition."""


def check_generator(name: object) -> None:
    """Refuse what cannot be the name of a generator."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(
            f"generator must be a name of letters, digits, - and _, not {_quote(name)}."
        )


def check_start(seed: Any, truncation: Any) -> None:  # noqa: ANN401
    """Refuse what is no seed, or no factor on the z that it makes."""
    if not _is_whole(seed) or not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed must be a whole number from 0 to {MOST_SEED}, not {_quote(seed)}.")
    if not _is_number(truncation) or not 0 <= truncation <= MOST_TRUNCATION:
        raise ValueError(
            f"truncation must be a number from 0 to {MOST_TRUNCATION:g}, not {_quote(truncation)}."
        )


def check_kind(field: str, kind: object) -> None:
    """Refuse what is no kind of directions."""
    kinds = (*DIRECTIONS, OWN)
    if kind not in kinds:
        raise ValueError(f"{field} must be one of {', '.join(kinds)}, not {_quote(kind)}.")


def as_coordinates(values: object) -> tuple[float, ...]:
    """Numbers within reach, without the zeros at the end."""
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError(f"coordinates must be a list of numbers, not {_quote(values)}.")
    if len(values) > MOST_COORDINATES:
        raise ValueError(f"There must be at most {MOST_COORDINATES} coordinates.")
    for value in values:
        if not _is_number(value) or not -REACH <= value <= REACH:
            raise ValueError(
                f"Each coordinate must be a number from −{REACH:g} to {REACH:g}, not "
                f"{_quote(value)}."
            )
    kept = [float(value) + 0.0 for value in values]  # + 0.0 turns −0 into 0
    while kept and kept[-1] == 0:
        kept.pop()
    return tuple(kept)


def as_kept(kept: Any, shown: str) -> tuple[tuple[str, tuple[float, ...]], ...]:  # noqa: ANN401
    """Coordinates by kind, sorted, without empty ones and without the kind shown."""
    try:
        pairs = [(kind, values) for kind, values in dict(kept).items()]
    except (TypeError, ValueError):
        raise ValueError("kept must list coordinates by kind of directions.") from None
    for kind, _ in pairs:
        check_kind("Each kind of kept", kind)
    found = sorted((kind, as_coordinates(values)) for kind, values in pairs)
    if any(kind == shown and values for kind, values in found):
        raise ValueError(f"kept must not have coordinates of {shown}: they are coordinates.")
    return tuple((kind, values) for kind, values in found if values)


def as_locks(locks: Any) -> tuple[tuple[str, int, float], ...]:  # noqa: ANN401
    """Kind, index and value of each lock, sorted, one for each direction."""
    if not isinstance(locks, Sequence) or isinstance(locks, str) or len(locks) > MOST_LOCKS:
        raise ValueError(f"locks must be a list of at most {MOST_LOCKS} locks.")
    found: dict[tuple[str, int], float] = {}
    for lock in locks:
        if not isinstance(lock, Sequence) or isinstance(lock, str) or len(lock) != 3:
            raise ValueError("Each lock must have a kind, an index and a value.")
        kind, index, value = lock
        check_kind("The kind of a lock", kind)
        if not _is_whole(index) or not 0 <= index < MOST_COORDINATES:
            raise ValueError("The index of a lock must be a whole number of at least 0.")
        found[kind, index] = _bounded("The value of a lock", value)
    return tuple((kind, index, value) for (kind, index), value in sorted(found.items()))


def as_base(values: object) -> tuple[float, ...]:
    """Numbers of a z, in half precision."""
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError(f"base must be a list of numbers, not {_quote(values)}.")
    if len(values) > MOST_COORDINATES:
        raise ValueError(f"There must be at most {MOST_COORDINATES} numbers in base.")
    return _halved(_bounded("Each number of base", value) for value in values)


def as_own(own: Any) -> tuple[tuple[str, tuple[float, ...]], ...]:  # noqa: ANN401
    """Names and vectors in half precision, none of them zero."""
    wanted = f"own must be a list of at most {MOST_OWN} directions, each with a name and a vector."
    if not isinstance(own, Sequence) or isinstance(own, str) or len(own) > MOST_OWN:
        raise ValueError(wanted)
    found = []
    for pair in own:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise ValueError(wanted)
        name, row = pair
        if (
            not isinstance(name, str)
            or not 1 <= len(name) <= LONGEST_NAME
            or not name.isprintable()
        ):
            raise ValueError(f"A direction's name must be 1 to {LONGEST_NAME} letters long.")
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) > MOST_COORDINATES:
            raise ValueError(wanted)
        vector = _halved(_bounded("Each number of a direction", value) for value in row)
        if not any(vector):
            raise ValueError("A direction must not be zero: it would point nowhere.")
        found.append((name, vector))
    return tuple(found)


def _halved(numbers: Iterable[float]) -> tuple[float, ...]:
    """Round to half precision, as links write vectors; + 0.0 turns −0 into 0."""
    return tuple((np.array(list(numbers)).astype(np.float16).astype(float) + 0.0).tolist())


def as_condition(condition: Any) -> tuple[tuple[int, float], ...]:  # noqa: ANN401
    """Places of answers and their shares, sorted, without those that have no share."""
    if not isinstance(condition, Sequence) or len(condition) > MOST_COORDINATES:
        raise ValueError(f"condition must list at most {MOST_COORDINATES} answers.")
    found: dict[int, float] = {}
    for pair in condition:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise ValueError("Each answer of a condition must have a place and a share.")
        place, share = pair
        if not _is_whole(place) or not 0 <= place < MOST_COORDINATES:
            raise ValueError("The place of an answer must be a whole number of at least 0.")
        if not _is_number(share) or not 0 <= share <= 1:
            raise ValueError("The share of an answer must be a number from 0 to 1.")
        found[place] = round(float(share), SHARE_DIGITS)
    return tuple((place, share) for place, share in sorted(found.items()) if share)


def as_units(units: Any) -> tuple[UnitEdit, ...]:  # noqa: ANN401
    """Changes of units, in the order made."""
    if not isinstance(units, Sequence) or len(units) > MOST_UNITS:
        raise ValueError(f"units must be a list of at most {MOST_UNITS} changes.")
    if not all(isinstance(edit, UnitEdit) for edit in units):
        raise ValueError("Each of units must be a change of one unit.")
    return tuple(units)


def _bounded(what: str, value: object) -> float:
    if not _is_number(value) or not -LONGEST_BASE <= value <= LONGEST_BASE:  # type: ignore[operator]
        raise ValueError(
            f"{what} must be a number from −{LONGEST_BASE:g} to {LONGEST_BASE:g}, not "
            f"{_quote(value)}."
        )
    return float(value) + 0.0  # type: ignore[arg-type]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def _quote(value: object) -> str:
    """Repeat what was given, but never a page of it."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
