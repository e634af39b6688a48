"""A tab's settings as the part of the address after `#`, and back.

Only what is not usual is written, so links stay short and survive new fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, urlencode

VERSION = "1"
"""Of the way in which links are written; a link that does not say is of the first."""

PAGE_SETTINGS = ("v", "watch", "lesson", "hide", "present", "lang")
"""Keys that speak of the whole page and not of a room."""

MOST_PARTS = 64
"""Settings that a link may have."""

LONGEST_LINK = 65_536
"""Characters of a link that are read."""

MOST_BAD_PARTS = 8
"""Parts of a link that are left out one by one; with more, nothing of it is believed."""


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


def split_page_settings(query: str) -> tuple[str, dict[str, str]]:
    """Take the settings of the whole page out of a link's query.

    Returns:
        The query that is left for the room, and the page's settings by name.
    """
    parts = [part for part in query.split("&") if part]
    page = dict(parse_qsl("&".join(part for part in parts if _key(part) in PAGE_SETTINGS)))
    return "&".join(part for part in parts if _key(part) not in PAGE_SETTINGS), page


def usable(query: str, check: Callable[[str], Any]) -> tuple[str, list[str]]:
    """Leave out of a query what a room cannot use, and as little else as possible.

    Args:
        query: The part of a link after `?`, without the settings of the page.
        check: Raises `ValueError` for a query that the room cannot use.

    Returns:
        The query that is left, and one sentence for each part that was left out.
    """
    said: list[str] = []
    if len(query) > LONGEST_LINK:
        query = query[:LONGEST_LINK].rpartition("&")[0]
        said.append(f"The link is cut off after {LONGEST_LINK:,} characters.")
    parts = [part for part in query.split("&") if part]
    if len(parts) > MOST_PARTS:
        parts = parts[:MOST_PARTS]
        said.append(f"The link is cut off after {MOST_PARTS} settings.")
    for _ in range(MOST_BAD_PARTS):
        if not (problem := _problem(parts, check)):
            return "&".join(parts), said
        bad = _bad_part(parts, problem, check)
        said.append(f"{problem} The link opens without {_key(bad)[:24]}.")
        parts.remove(bad)
    return "", [*said, "The rest of the link was left out, too."]


def _bad_part(parts: list[str], problem: str, check: Callable[[str], Any]) -> str:
    """The part to blame: one without which all is well, rather one that the problem names."""
    words = set(re.findall(r"\w+", problem))
    named = sorted(parts, key=lambda part: _key(part) not in words)
    for part in named:
        if not _problem([other for other in parts if other is not part], check):
            return part
    return named[0]


def _problem(parts: list[str], check: Callable[[str], Any]) -> str:
    try:
        if parts:
            check("&".join(parts))
    except ValueError as error:
        return str(error)
    return ""


def _key(part: str) -> str:
    return part.partition("=")[0]
