"""Where lessons come into the page: their panel, and the stage that each step sets."""

from __future__ import annotations

from typing import Any

import gradio as gr

from explorer.ui.components.lessons.panel import SET_STAGE, STAGED, lesson_panel
from explorer.ui.events import EVERY, listen
from explorer.ui.lessons.pages import give_lesson, shelf
from explorer.ui.rooms import Rooms, Updates


def lesson_door(rooms: Rooms) -> None:
    """Put the lessons on the page.

    Args:
        rooms: Opens a step's link.
    """
    panel = lesson_panel(shelf(), give_lesson)

    def set_stage(event: gr.EventData) -> Updates:
        asked: Any = event._data
        link = asked.get("link") if isinstance(asked, dict) else None
        return rooms.open(link) if isinstance(link, str) else rooms.unchanged()

    listen(getattr(panel, SET_STAGE), set_stage, None, rooms.outputs, mode=EVERY).then(
        None, js=STAGED
    )
