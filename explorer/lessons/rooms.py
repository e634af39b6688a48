"""What a lesson knows of the rooms: how their links are read, and what they can be made to do.

The rooms themselves lie above this package; the page hands in their readers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.gan.config import TrainingConfig
from explorer.latent import LatentView
from explorer.lessons.lesson import Cell, LessonError
from explorer.transposed_conv import ConvTransposeSpec

ACTIONS: dict[str, tuple[str, ...]] = {
    "stamp": ("play", "end", "lab", "inverse"),
    "train": ("start", "recipe", "walk"),
    "explore": ("play", "inside"),
}
"""Room → what its stage can be made to do once the link is open; the page knows how."""

GRIDS = ("input", "kernel", "output")
"""Stamp's grids, in which a lesson may ask for a cell."""


@dataclass(frozen=True, kw_only=True)
class LabResult:
    """What the checkerboard lab measures of one up-sampling layer.

    Attributes:
        unevenness: (most − least) / (most + least) of its contribution counts.
        peak: Share of the variation that repeats with the stride.
        ripple: Root mean square of that pattern over that of the picture.
    """

    unevenness: float
    peak: float
    ripple: float


@dataclass(frozen=True, kw_only=True, eq=False)
class StampShown:
    """What a link to Stamp shows.

    Attributes:
        spec: The layer.
        x: Its input, shape (C_in, H, W).
        weight: Its kernel, shape (C_in, C_out/groups, kH, kW).
        lab: Measures the lab below it: name of the layer → result.
    """

    spec: ConvTransposeSpec
    x: NDArray[np.float64]
    weight: NDArray[np.float64]
    lab: Callable[[], Mapping[str, LabResult]]

    @property
    def input_size(self) -> tuple[int, int]:
        """Height and width of the input."""
        return self.x.shape[1], self.x.shape[2]

    def has(self, grid: str, cell: Cell) -> bool:
        """Whether a cell lies in one of `GRIDS`."""
        sizes = (self.input_size, self.spec.kernel_size, self.spec.output_size(self.input_size))
        return all(0 <= at < side for at, side in zip(cell, sizes[GRIDS.index(grid)], strict=True))


@dataclass(frozen=True, kw_only=True)
class ExploreShown:
    """What a link to Explore shows.

    Attributes:
        view: The point of the latent space.
        film: The z of each stop of its film; empty if it has none.
    """

    view: LatentView
    film: tuple[LatentView, ...] = ()


Shown = StampShown | TrainingConfig | ExploreShown

Room = Callable[[str], Shown]
"""Reads the part of a link after `?`, or raises a ValueError of one sentence."""


def read_link(link: str, rooms: Mapping[str, Room]) -> Shown:
    """Read a link by the reader of its room.

    Args:
        link: As in the address after `#`.
        rooms: Reader of each room, by name.

    Raises:
        LessonError: If there is no such room, or the room cannot show the link.
    """
    room, _, query = link.partition("?")
    if room not in rooms:
        raise LessonError(f"There is no room {room[:20]!r}: a link begins with {_names(rooms)}.")
    try:
        return rooms[room](query)
    except ValueError as error:
        raise LessonError(f"The link “{link[:60]}” cannot be shown: {error}") from error


def _names(rooms: Mapping[str, Room]) -> str:
    return " or ".join(f"“{name}?”" for name in rooms)
