"""How often a worker does its chores, and how fast it trains."""

from __future__ import annotations

from collections import deque

SPEED_SECONDS = 3
"""The speed shown is the mean over so long."""


class Pace:
    """Tells when a chore is due again: not too often, and at no more than a share of the time."""

    def __init__(self, seconds: float, share: float, *, first: float) -> None:
        """Set the pace.

        Args:
            seconds: Least time from one start of the chore to the next.
            share: Most of the time that the chore may cost, in (0, 1].
            first: When the chore is due first, in seconds of `time.monotonic`.
        """
        self.seconds = seconds
        self._share = share
        self._due = first

    def is_due(self, now: float) -> bool:
        """Tell whether the chore should be done now."""
        return now >= self._due

    def did(self, began: float, ended: float) -> None:
        """Note that the chore was done from `began` to `ended`."""
        self._due = began + max(self.seconds, (ended - began) / self._share)


class Speed:
    """Steps a second, as a mean over the last few seconds of training."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._marks: deque[tuple[float, int]] = deque()

    def restart(self, now: float, step: int) -> None:
        """Forget everything before `now`: training stood still."""
        self._marks.clear()
        self._marks.append((now, step))

    def mark(self, now: float, step: int) -> float | None:
        """Note how far training is, and return the speed; None until half a second is known."""
        self._marks.append((now, step))
        while len(self._marks) > 2 and self._marks[1][0] < now - SPEED_SECONDS:
            self._marks.popleft()
        then, first = self._marks[0]
        return (step - first) / (now - then) if now - then >= 0.5 else None
