"""The three rooms as one thing that a link can be opened in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import gradio as gr

from explorer.ui.components.share.share import wrong_with_page
from explorer.ui.language import warn
from explorer.ui.link import VERSION, split_page_settings, usable

Updates = list[Any]
"""One value for each of some outputs."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a link needs of a room.

    Attributes:
        open: Takes the part of a link after `?`, without the settings of the page, and returns one
            value for each of `outputs`; raises `ValueError` if it cannot be shown.
        check: Raises the same errors, in little time.
        outputs: The components that show it.
    """

    open: Callable[[str], Updates]
    check: Callable[[str], Any]
    outputs: list[Any]


class Rooms:
    """Opens links, when the page loads or later on.

    Attributes:
        outputs: The components for which `open` returns values: the tabs, then each room's.
    """

    def __init__(self, tabs: gr.Tabs, rooms: dict[str, Room]) -> None:
        """Take the page's tabs and, by the name in links, its rooms."""
        self._rooms = rooms
        self.outputs: list[Any] = [
            tabs,
            *(part for room in rooms.values() for part in room.outputs),
        ]

    def open(self, link: str) -> Updates:
        """Turn to the room that a link names, and show there what it says.

        A part of the link that is bad is left out, and one sentence says so.

        Args:
            link: What stands behind `#`, as in `stamp?stride=3&v=1`. The settings of the page in
                it are left to the browser.

        Returns:
            One value for each of `outputs`.
        """
        name, _, query = link.partition("?")
        query, page = split_page_settings(query)
        for sentence in wrong_with_page(page, VERSION):
            warn(sentence)
        updates: Updates = [gr.update(selected=name) if name in self._rooms else gr.skip()]
        for known, room in self._rooms.items():
            updates += _open(room, query) if known == name and query else _unchanged(room)
        return updates

    def unchanged(self) -> Updates:
        """Leave every room as it is."""
        return [gr.skip()] * len(self.outputs)


def _open(room: Room, query: str) -> Updates:
    left, sentences = usable(query, room.check)
    for sentence in sentences:
        warn(sentence)
    try:
        return [_anew(update) for update in room.open(left)] if left else _unchanged(room)
    except ValueError as error:
        warn(error)
        return _unchanged(room)


def _anew(update: Any) -> Any:  # noqa: ANN401 (a value or a Gradio update)
    """Make a stage's value differ from any before.

    Gradio does not tell a component of a value that it has been sent before, even though a visitor
    has changed what it shows since then.
    """
    is_value = isinstance(update, dict) and "__type__" not in update
    return update | {"opened": token_hex(4)} if is_value else update


def _unchanged(room: Room) -> Updates:
    return [gr.skip()] * len(room.outputs)
