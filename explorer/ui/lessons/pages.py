"""Lessons as the page gets them: the list, and one at a time; a visitor's own is verified first."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from explorer.lessons import Lesson, LessonError, lessons, pack, read_lesson, unpack, verify
from explorer.ui.language import told
from explorer.ui.lessons.rooms import ROOMS

IN_LINK = "The lesson"
"""What a lesson without a file's name is called in errors."""


def shelf() -> list[dict[str, Any]]:
    """List the lessons that come with the explorer: JSON-ready, without their steps."""
    return [
        {
            "id": lesson.id,
            "title": asdict(lesson.title),
            "minutes": lesson.minutes,
            "steps": len(lesson.steps),
        }
        for lesson in lessons()
    ]


def give_lesson(request: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever the page sent)
    """Answer the page: one lesson, or why there is none.

    Args:
        request: `id` of one of ours; or `text` of a file, with its `name`; or `packed` from a link.

    Returns:
        `lesson`, JSON-ready, with the `key` under which the browser keeps how far one has come,
        an own one with `packed` for the address; or `problem`, a sentence.
    """
    try:
        return {"lesson": _found(request if isinstance(request, dict) else {})}
    except LessonError as error:
        return {"problem": told(error)}


def _found(request: dict[str, Any]) -> dict[str, Any]:
    own = request.get("text")
    if isinstance(request.get("packed"), str):
        own = unpack(request["packed"])
    if isinstance(own, str):
        name = request.get("name")
        name = PurePath(name).name[:60] if isinstance(name, str) and name else IN_LINK
        lesson = read_lesson(own, name)
        verify(lesson, ROOMS)
        return asdict(lesson) | {"packed": pack(own), "key": _key_of(own)}
    ours = _ours(request.get("id"))
    return asdict(ours) | {"packed": "", "key": ours.id}


def _key_of(text: str) -> str:
    """No name of ours, and another for every text: two strangers may give one id to two lessons."""
    return f"~{sha256(text.encode()).hexdigest()[:16]}"


def _ours(name: object) -> Lesson:
    for lesson in lessons():
        if lesson.id == name:
            return lesson
    known = ", ".join(lesson.id for lesson in lessons())
    raise LessonError(f"There is no lesson {str(name)[:40]!r}; there are {known}.")
