"""A TOML table that knows its place in a lesson, so that every error can name it."""

from __future__ import annotations

import math
from typing import Any

from explorer.lessons.lesson import Cell, LessonError, Value


class Table:
    """Reads the keys of a table, each once; what nobody read is a slip of the pen."""

    def __init__(self, content: dict[str, Any], place: str) -> None:
        """Remember the content and where it stands, as in "stride.toml, step 2"."""
        self.content, self.place = content, place
        self.read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether there is such a key."""
        return key in self.content

    def error(self, sentence: str) -> LessonError:
        """Make an error of what is wrong here."""
        return LessonError(f"In {self.place}: {sentence}")

    def unread(self) -> list[str]:
        """Keys that nobody asked for yet."""
        return [key for key in self.content if key not in self.read]

    def finish(self) -> None:
        """Refuse keys that mean nothing.

        Raises:
            LessonError: If there are any.
        """
        for key in self.unread():
            raise self.error(f"there is no key {key[:40]!r} here.")

    def is_text(self, key: str) -> bool:
        """Whether a key holds a text."""
        return isinstance(self.content.get(key), str)

    def text(self, key: str, longest: int) -> str:
        """Read a text that is not empty."""
        found = self._take(key)
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"{key} must be a text.")
        if len(found) > longest:
            raise self.error(f"{key} may have at most {longest:,} characters.")
        return found.strip()

    def number(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """Read a number within bounds."""
        if key not in self and default is not None:
            return default
        found = self._take(key)
        if isinstance(found, bool) or not isinstance(found, int | float) or not _finite(found):
            raise self.error(f"{key} must be a number.")
        if not least <= found <= most:
            raise self.error(f"{key} must be from {least:g} to {most:g}, not {found:g}.")
        return found

    def value(self, key: str) -> Value:
        """Read a number, a text, or true or false."""
        found = self._take(key)
        if isinstance(found, str) and len(found) <= 200:
            return found
        if isinstance(found, bool) or (isinstance(found, int | float) and _finite(found)):
            return found
        raise self.error(f"{key} must be a number, a short text, true or false.")

    def cells(self, key: str, most: int) -> tuple[Cell, ...]:
        """Read a cell, as in `[2, 4]`, or a list of cells."""
        found = self._take(key)
        listed = [found] if _is_cell(found) else found
        if not isinstance(listed, list) or not all(map(_is_cell, listed)):
            raise self.error(f"{key} must be a cell, [row, column], or a list of cells.")
        if not 1 <= len(listed) <= most:
            raise self.error(f"{key} must have 1 to {most} cells, not {len(listed)}.")
        return tuple((row, column) for row, column in listed)

    def table(self, key: str) -> Table:
        """Read a table."""
        found = self._take(key)
        if not isinstance(found, dict):
            raise self.error(f"{key} must be a table, as in [{key}].")
        return Table(found, f"{self.place}, {key}")

    def tables(self, key: str, least: int, most: int) -> list[Table]:
        """Read a list of tables, counted from 1; a missing one is empty if it may be."""
        found = self._take(key) if key in self or least else []
        if not isinstance(found, list) or not all(isinstance(part, dict) for part in found):
            raise self.error(f"{key} must be a list of tables, as in [[{key}]].")
        if not least <= len(found) <= most:
            raise self.error(f"there must be {least} to {most} {key}, not {len(found)}.")
        one = key.removesuffix("s")
        return [Table(part, f"{self.place}, {one} {n}") for n, part in enumerate(found, 1)]

    def _take(self, key: str) -> Any:  # noqa: ANN401 (whatever TOML has)
        if key not in self.content:
            raise self.error(f"{key} is missing.")
        self.read.add(key)
        return self.content[key]


def _finite(number: float) -> bool:
    return math.isfinite(number) and abs(number) < 1e300


def _is_cell(found: object) -> bool:
    return isinstance(found, list) and [type(part) for part in found] == [int, int]
