"""The time machine: a run's kept checkpoints, few and evenly spaced however long it trains.

A rung is a folder named by its step. It holds a checkpoint to fork from, the generator as
`gan.weights` writes it, and what the generator made, for whoever scrubs through time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from math import ceil
from pathlib import Path

REGULAR, EXTRA = 9, 3
"""Most rungs at equal distances, and most others: those asked for, and the newest."""

FINEST = 16
"""How many times finer than at its end the ladder of a run may begin."""

DRAFT = ".draft"


class Ladder:
    """The rungs of one run.

    Regular rungs stand at equal distances. When there are too many, every second one goes and the
    distance doubles, so that a run has a dense ladder early on, when a generator changes fastest,
    and a bounded one ever after.
    """

    def __init__(self, folder: Path, *, steps: int, first: int, most_bytes: int) -> None:
        """Find the rungs that are there already.

        Args:
            folder: Where the rungs are, or will be.
            steps: Length of the whole run.
            first: Step at which the run began: 0, or that of the rung it was forked from.
            most_bytes: Most disk space for all rungs; two are kept whatever they take.
        """
        self.folder = folder
        self.spacing = ceil((steps - first + 1) / (REGULAR * FINEST))
        self._first = first
        self._most_bytes = most_bytes
        self.rungs = find_rungs(folder)

    def is_due(self, step: int) -> bool:
        """Tell whether a regular rung belongs at this step and is not there."""
        return (step - self._first) % self.spacing == 0 and step not in self.rungs

    def add(self, step: int, write: Callable[[Path], None]) -> None:
        """Make a rung, and remove what is then too many.

        Args:
            step: The step at hand.
            write: Fills a folder. If it fails, there is no rung.
        """
        draft, place = self.folder / DRAFT, self.folder / str(step)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        write(draft)
        shutil.rmtree(place, ignore_errors=True)
        os.replace(draft, place)
        self.rungs = sorted({*self.rungs, step})
        self._thin(step)

    def drop_after(self, step: int) -> None:
        """Remove the rungs beyond a step: the run has gone back to there."""
        self._keep([rung for rung in self.rungs if rung <= step])

    def _thin(self, newest: int) -> None:
        """Remove what is too many; the newest always stays."""
        room = self._most_bytes // max(1, disk_bytes(self.folder / str(newest)))
        most = min(max(2, room), REGULAR + EXTRA)
        while len(self._regular()) > min(REGULAR, most - 1):
            self.spacing *= 2
        regular = self._regular()
        others = [rung for rung in self.rungs if rung not in regular]
        extra = others[-min(EXTRA, most - len(regular)) :]
        self._keep(sorted([*regular, *extra]))

    def _regular(self) -> list[int]:
        return [rung for rung in self.rungs if (rung - self._first) % self.spacing == 0]

    def _keep(self, kept: list[int]) -> None:
        for rung in set(self.rungs) - set(kept):
            shutil.rmtree(self.folder / str(rung), ignore_errors=True)
        self.rungs = kept


def find_rungs(folder: Path) -> list[int]:
    """List the steps of the rungs in a folder, ascending; none if there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())


def disk_bytes(folder: Path) -> int:
    """What the files in a folder and below take; a file that goes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
