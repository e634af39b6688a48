"""A run's folder in two places: the machine that trains it, and the server that keeps it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explorer.runs.folder import RunFolder
from explorer.runs.ladder import find_rungs

DRAFT = ".draft"
"""Part of the name of what is not yet whole."""

FOLDER = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What makes one folder like another.

    Attributes:
        folders: Folders that must be there, relative to the run's, as POSIX paths.
        files: File → its contents.
        gone: Files and folders that must not be there any more.
    """

    folders: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    def apply(self, root: Path) -> None:
        """Change the folder `root` so; every file is replaced whole or not at all.

        Raises:
            OSError: If the disk is full.
        """
        for name in self.gone:
            place = root / name
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        for name in self.folders:
            (root / name).mkdir(parents=True, exist_ok=True)
        for name, contents in self.files.items():
            place = root / name
            draft = place.with_name(place.name + DRAFT)
            draft.write_bytes(contents)
            os.replace(draft, place)


def outfit(folder: RunFolder) -> Changes:
    """Return what a worker elsewhere needs to go on with a run.

    Of the rungs it needs to know only which there are: they stay with the server.
    """
    wanted = (folder.checkpoint, folder.fork, folder.data)
    return Changes(
        folders=tuple(f"rungs/{step}" for step in find_rungs(folder.rungs)),
        files={path.name: path.read_bytes() for path in wanted if path.exists()},
    )


class Mirror:
    """Notices what has changed in a folder."""

    def __init__(self, root: Path) -> None:
        """Take the folder as it is for known."""
        self._root = root
        self._known = self._look()

    def changes(self) -> Changes:
        """Return what has changed since the last call."""
        before, now = self._known, self._look()
        self._known = now
        new = [name for name in now if before.get(name) != now[name]]
        gone = [name for name in before if name not in now]
        return Changes(
            folders=tuple(name for name in new if now[name] == FOLDER),
            files={n: (self._root / n).read_bytes() for n in new if now[n] != FOLDER},
            gone=tuple(name for name in gone if not self._within(name, gone)),
        )

    def _look(self) -> dict[str, tuple[int, int]]:
        """Path → inode and time, which tell a file from another of that name, or `FOLDER`."""
        found: dict[str, tuple[int, int]] = {}
        for path in sorted(self._root.rglob("*")):
            name = path.relative_to(self._root).as_posix()
            if DRAFT not in name:
                status = path.stat()
                file = (status.st_ino, status.st_mtime_ns)
                found[name] = FOLDER if path.is_dir() else file
        return found

    @staticmethod
    def _within(name: str, gone: list[str]) -> bool:
        return any(name.startswith(f"{other}/") for other in gone)
