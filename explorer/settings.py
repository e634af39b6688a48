"""Every `EXPLORER_*` environment variable, read and checked in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

Backend = Literal["local", "ray"]

PREFIX = "EXPLORER_"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a server is to run; a field's name in capitals, after EXPLORER_, is its variable.

    Attributes:
        runs: Where training runs live: processes of this machine, or actors of a Ray cluster.
        ray_address: The cluster's head; "auto" for RAY_ADDRESS, or the cluster of this machine.
        max_runs: Runs that train at once; others wait in a queue.
        max_waiting: Runs that may wait.
        runs_per_visitor: Runs that one open page, or one client of the API, may have going.
        run_threads: CPU threads of each run; 0 shares the cores out.
        idle_seconds: A run that nobody watches for so long is paused and gives its place back.
        run_seconds: A run trains for at most so long in all.
        upload_mb: Most megabytes that one request may upload.
        state_dir: Where runs are kept, so that a server that is started again has them; None for
            a temporary folder, which goes when the server ends.
        data_dir: Where full datasets are kept once a visitor has asked for one; None for the
            user's cache folder.
        pretrained: Folder of the generators that Explore offers; None for what ships.

    Raises:
        ValueError: If a value cannot be; the sentence names the variable.
    """

    runs: Backend = "local"
    ray_address: str = "auto"
    max_runs: int = 2
    max_waiting: int = 32
    runs_per_visitor: int = 4
    run_threads: int = 0
    idle_seconds: int = 60
    run_seconds: int = 3600
    upload_mb: int = 200
    state_dir: Path | None = None
    data_dir: Path | None = None
    pretrained: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what no server can run with."""
        if self.runs not in get_args(Backend):
            names = " or ".join(get_args(Backend))
            raise ValueError(f"{variable('runs')} must be {names}, not {self.runs!r}.")
        for name, least in _LEAST.items():
            if getattr(self, name) < least:
                raise ValueError(_not_whole(name, str(getattr(self, name))))

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the variables that are set and not empty; all others have their defaults.

        Raises:
            ValueError: If one has an illegal value, or is not known here.
        """
        known = {variable(field.name): field.name for field in fields(cls)}
        given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
        if unknown := sorted(given.keys() - known.keys() - FOR_TESTS):
            raise ValueError(f"{unknown[0]} is no setting: these are {', '.join(known)}.")
        values: dict[str, Any] = {}
        for name, text in given.items():
            if text and name in known:
                values[known[name]] = _value(known[name], text)
        return cls(**values)


FOR_TESTS = {f"{PREFIX}REQUIRE_BROWSER"}
"""Variables that are not the server's to read."""

_LEAST = {
    "max_runs": 1,
    "max_waiting": 1,
    "runs_per_visitor": 1,
    "run_threads": 0,
    "idle_seconds": 1,
    "run_seconds": 1,
    "upload_mb": 1,
}
_FOLDERS = ("state_dir", "data_dir", "pretrained")


def variable(name: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + name.upper()


def _value(name: str, text: str) -> object:
    if name in _FOLDERS:
        return Path(text).expanduser()
    if name not in _LEAST:
        return text
    if not text.isdecimal() or len(text) > 9:
        raise ValueError(_not_whole(name, text))
    return int(text)


def _not_whole(name: str, text: str) -> str:
    least = _LEAST[name]
    return f"{variable(name)} must be a whole number of at least {least}, not {text!r}."
