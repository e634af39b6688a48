"""A tab's settings as the part of the address after `#`, and back.

Only what is not usual is written, so links stay short and survive new fields.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, urlencode

MOST_PARTS = 64
"""Settings that a link may have."""


def to_query(settings: Any, usual: Any = None, **extra: str) -> str:  # noqa: ANN401
    """Write a settings dataclass as a query string.

    Args:
        settings: An instance of a dataclass that has defaults for all its fields: ints, floats,
            bools, strings or pairs of ints.
        usual: What whoever reads the link takes for granted; by default the dataclass's defaults.
        extra: More keys; empty ones are left out.
    """
    usual = usual or type(settings)()
    changed = {
        field.name: _written(getattr(settings, field.name))
        for field in fields(settings)
        if getattr(settings, field.name) != getattr(usual, field.name)
    }
    return urlencode(changed | {key: text for key, text in extra.items() if text}, safe="~:,;")


def from_query(kind: type, query: str) -> dict[str, Any]:
    """Read the fields of a settings dataclass from a query string; unknown keys are skipped.

    Args:
        kind: The dataclass. It validates the values when it is built, not here.
        query: What `to_query` wrote, or what somebody typed.

    Returns:
        Field name → value, each of the type of the field's default.

    Raises:
        ValueError: If a value is not of its field's type.
    """
    if query.count("&") > MOST_PARTS:
        raise ValueError(f"The link has more than {MOST_PARTS} parts: take a shorter one.")
    usual = kind()
    known = {field.name: getattr(usual, field.name) for field in fields(kind)}
    return {
        name: _read(name, text, known[name]) for name, text in parse_qsl(query) if name in known
    }


def _written(value: Any) -> str:  # noqa: ANN401
    """A pair of equal numbers is written as one."""
    if isinstance(value, tuple):
        return ",".join(str(side) for side in dict.fromkeys(value))
    return str(value)


def _read(name: str, text: str, usual: Any) -> Any:  # noqa: ANN401
    if isinstance(usual, str):
        return text
    if isinstance(usual, bool):
        return text in ("True", "true", "1")
    try:
        if isinstance(usual, tuple):
            sides = [int(side) for side in text.split(",", 2)]
            return (sides * 2)[:2] if len(sides) == 1 else sides
        return type(usual)(text)
    except ValueError:
        wanted = "a number" if isinstance(usual, float) else "a whole number"
        raise ValueError(f"The link says {name}={text[:40]}, which is not {wanted}.") from None
