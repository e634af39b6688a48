"""How the Stamp stage shows its setting: the part of a link that only the page needs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

VIEWS = ("scatter", "gather", "matrix", "gradient")

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True, kw_only=True)
class StampDisplay:
    """What is chosen on the stage itself; field names are link keys.

    Attributes:
        views: One of `VIEWS`, or two with a comma: side by side.
        show_c: Matrix shows C instead of Cᵀ.
        fields: Receptive and projective field are veiled in.
        channel: Input and output channel on screen, from 0.
        cell: Row and column of the pinned output cell; outside the output it is a cropped one.
        step: Steps the player has made; −1 for where it stands when the page opens.
        speed: Of the player.
        loop: Whether the player starts again at its end.

    Raises:
        ValueError: If there is no such view, channel or speed.
    """

    views: str = VIEWS[0]
    show_c: bool = False
    fields: bool = False
    channel: tuple[int, int] = (0, 0)
    cell: tuple[int, int] = (3, 4)
    step: float = -1.0
    speed: float = 1.0
    loop: bool = False

    def __post_init__(self) -> None:
        """Refuse what the stage cannot show; what is out of range it brings into range itself."""
        chosen = self.views.split(",")
        if not set(chosen) <= set(VIEWS) or len(chosen) > 2 or len(set(chosen)) < len(chosen):
            raise ValueError(f"views must be one or two of {', '.join(VIEWS)}, with a comma.")
        if self.speed not in SPEEDS:
            raise ValueError(f"speed must be one of {', '.join(f'{s:g}' for s in SPEEDS)}.")
        if len(self.channel) != 2 or min(self.channel) < 0:
            raise ValueError("channel must be an input and an output channel, counted from 0.")
        if len(self.cell) != 2:
            raise ValueError("cell must be a row and a column.")
        if not -1 <= self.step <= 2**31:
            raise ValueError("step must be a number of steps, at least 0.")

    def to_page(self) -> dict[str, Any]:
        """JSON-ready, with the views as a list."""
        return asdict(self) | {"views": self.views.split(",")}
