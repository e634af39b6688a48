"""A tab's settings as the part of the address after `#`, and back.

Only what differs from the defaults is written, so links stay short and survive new fields.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any
from urllib.parse import parse_qsl, urlencode


def to_query(settings: Any, **extra: str) -> str:  # noqa: ANN401 (any settings dataclass)
    """Write a settings dataclass as a query string.

    Args:
        settings: An instance of a dataclass whose fields are ints, floats, bools or strings.
        extra: More keys; empty ones are left out.
    """
    changed = {
        field.name: getattr(settings, field.name)
        for field in fields(settings)
        if getattr(settings, field.name) != field.default
    }
    return urlencode(changed | {key: text for key, text in extra.items() if text}, safe="~:,")


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
    known = {field.name: field for field in fields(kind)}
    return {
        name: _parsed(known[name], text)
        for name, text in parse_qsl(query, max_num_fields=64)
        if name in known
    }


def _parsed(field: Field[Any], text: str) -> Any:  # noqa: ANN401
    if field.default is MISSING:
        return text
    wanted = type(field.default)
    if wanted is bool:
        return text in ("True", "true", "1")
    try:
        return wanted(text)
    except ValueError:
        kind = "a whole number" if wanted is int else "a number"
        raise ValueError(f"The link says {field.name}={text[:40]}, which is not {kind}.") from None
