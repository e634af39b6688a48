"""One step of a run, shown stage by stage."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.gan import Players, Stage, TrainingSession


class SlowMotion:
    """Goes through a step one stage at a time, and keeps the stage to show.

    It runs one stage ahead of what it shows, so that the last one is known as such and completes
    the step.

    Attributes:
        stage: The stage to show; None if there is none.
        key: Its name, which no other stage of this process has; "" if there is none.
    """

    def __init__(self) -> None:
        """Show nothing."""
        self.stage: Stage | None = None
        self.key = ""
        self._walk: Iterator[Stage] | None = None
        self._coming: Stage | None = None
        self._shown = 0

    @property
    def under_way(self) -> bool:
        """Whether a step has been begun and not completed."""
        return self._walk is not None

    def go_on(self, session: TrainingSession, players: Players) -> bool:
        """Show the next stage of the step under way, or the first one of a new step.

        Args:
            session: What takes the step.
            players: Which networks a new step updates.

        Returns:
            Whether this was the last stage, so that the step is completed.
        """
        if self._walk is None:
            self._walk = session.walk(players)
            self._coming = next(self._walk)
        self.key, self._shown = f"{session.steps_done}.{self._shown}", self._shown + 1
        self.stage, self._coming = self._coming, next(self._walk, None)
        if self._coming is None:
            self._walk = None
        return self._walk is None

    def complete(self) -> bool:
        """Go through all that is left of the step under way, and show none of it.

        Returns:
            Whether there was such a step.
        """
        walk, self._walk = self._walk, None
        self.hide()
        if walk is None:
            return False
        for _ in walk:
            pass
        return True

    def hide(self) -> None:
        """Show nothing."""
        self.stage, self.key = None, ""
