"""The lessons that come with the explorer, in their order."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explorer.lessons.lesson import Lesson
from explorer.lessons.reader import read_lesson

SHELF = Path(__file__).parent / "files"
"""One TOML file a lesson; names begin with its place."""


@cache
def lessons() -> tuple[Lesson, ...]:
    """Read all lessons.

    Raises:
        LessonError: If one of the files is broken.
    """
    files = sorted(SHELF.glob("*.toml"))
    return tuple(read_lesson(file.read_text(encoding="utf-8"), file.name) for file in files)
