"""The bridge from a run to its pictures: its generators, found by a name that fits in a link."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from functools import cache, partial

from explorer.latent import LoadedGenerator, load_generator, read_generator
from explorer.runs.backend import Runs, UnknownRunError
from explorer.runs.judges import read_discriminator

MOST_LOADED = 8
"""Generators of runs that are kept in memory; they outlive the rungs that they were read from."""

_NAME = re.compile(r"run-([\w-]{16,40})-(0|[1-9][0-9]{0,6})", re.ASCII)


def generator_name(run_id: str, step: int) -> str:
    """Name a run's generator after a step, for a `LatentView`."""
    return f"run-{run_id}-{step}"


class RunGenerators:
    """Finds generators for Explore and Stamp: those of runs by name, all others on disk.

    Whoever explores a generator of a run that trains on keeps it, even when the run has thinned
    its rungs or is gone.
    """

    def __init__(self, runs: Runs) -> None:
        """Look for runs among `runs`."""
        self._runs = runs
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, LoadedGenerator] = OrderedDict()

    def load(self, name: str) -> LoadedGenerator:
        """Return a generator: the `latent.Load` of an app with runs.

        Args:
            name: What `generator_name` or `open` returned, or the name of a pretrained generator.

        Raises:
            ValueError: If there is no such generator, or it cannot be read.
        """
        match = _NAME.fullmatch(name)
        if not match:
            return load_generator(name)
        with self._lock:
            if name in self._loaded:
                self._loaded.move_to_end(name)
                return self._loaded[name]
        run_id, step = match[1], int(match[2])
        try:
            folder = self._runs.generator_folder(run_id, step)
        except UnknownRunError as error:
            raise ValueError(str(error)) from error
        generator = read_generator(
            folder,
            f"this run, step {step:,}",
            run_step=step,
            judge=cache(partial(read_discriminator, folder)),
        )
        with self._lock:
            self._loaded[name] = generator
            while len(self._loaded) > MOST_LOADED:
                self._loaded.popitem(last=False)
        return generator

    def open(self, run_id: str, step: int | None = None) -> str:
        """Make a run's generator ready to load, and return its name.

        Args:
            run_id: The run.
            step: Of which rung; None for the run as it is now.

        Raises:
            ValueError: If there is none.
        """
        try:
            folder = self._runs.generator_folder(run_id, step)
        except UnknownRunError as error:
            raise ValueError(str(error)) from error
        name = generator_name(run_id, int(folder.name))
        self.load(name)
        return name
