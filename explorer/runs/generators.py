"""The bridge from a run to its pictures: its generators, found by a name that fits in a link."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from explorer.latent import LoadedGenerator, load_generator, read_generator
from explorer.runs.backend import Runs, UnknownRunError
from explorer.runs.judges import read_discriminator

MOST_LOADED = 8
"""Generators of runs that are kept in memory; they outlive the rungs that they were read from."""

LIVE_SECONDS = 2.0
"""How old a run's generator "as it is now" may be: all pages that follow the run share one."""

NOW = "now"

_NAME = re.compile(rf"run-([\w-]{{16,40}})-(0|[1-9][0-9]{{0,6}}|{NOW})", re.ASCII)


def generator_name(run_id: str, step: int | None) -> str:
    """Name a run's generator for a `LatentView`: after a step, or, with None, as it is now."""
    return f"run-{run_id}-{NOW if step is None else step}"


@dataclass(frozen=True, kw_only=True)
class _Live:
    generator: LoadedGenerator
    looked: float


class RunGenerators:
    """Finds generators for Explore and Stamp: those of runs by name, all others on disk.

    Whoever explores a generator of a run that trains on keeps it, even when the run has thinned
    its rungs or is gone. Whoever explores the run as it is now keeps the run going.
    """

    def __init__(self, runs: Runs, clock: Callable[[], float] = time.monotonic) -> None:
        """Look for runs among `runs`; `clock` gives seconds from any start."""
        self._runs = runs
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, LoadedGenerator] = OrderedDict()
        self._live: OrderedDict[str, _Live] = OrderedDict()

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
        if match[2] == NOW:
            return self._now(match[1])
        with self._lock:
            live = self._live.get(match[1])
            known = self._loaded.get(name)
            if known is None and live is not None and live.generator.fixed_name == name:
                known = live.generator
        return self._keep(name, known or self._read(match[1], int(match[2])))

    def open(self, run_id: str, step: int | None = None) -> str:
        """Make a run's generator ready to load, and return its name.

        Args:
            run_id: The run.
            step: Of which rung; None for the run as it is now.

        Raises:
            ValueError: If there is none.
        """
        generator = self._read(run_id, step)
        self._keep(generator.fixed_name, generator)
        return generator.fixed_name

    def _keep(self, name: str, generator: LoadedGenerator) -> LoadedGenerator:
        with self._lock:
            self._loaded[name] = generator
            self._loaded.move_to_end(name)
            while len(self._loaded) > MOST_LOADED:
                self._loaded.popitem(last=False)
        return generator

    def _now(self, run_id: str) -> LoadedGenerator:
        """The run as it is now, or was at most `LIVE_SECONDS` ago; at last as it ever was."""
        now = self._clock()
        with self._lock:
            known = self._live.get(run_id)
            if known is not None and now - known.looked < LIVE_SECONDS:
                return known.generator
            if known is not None:  # whoever comes meanwhile gets what there is
                self._live[run_id] = replace(known, looked=now)
        try:
            step = self._runs.follow(run_id).step
            if known is not None and known.generator.run_step == step:
                return known.generator
            generator = self._read(run_id, None)
        except (UnknownRunError, ValueError) as error:
            if known is None:
                raise ValueError(str(error)) from error
            return known.generator
        with self._lock:
            self._live[run_id] = _Live(generator=generator, looked=now)
            self._live.move_to_end(run_id)
            while len(self._live) > MOST_LOADED:
                self._live.popitem(last=False)
        return generator

    def _read(self, run_id: str, step: int | None) -> LoadedGenerator:
        try:
            folder = self._runs.generator_folder(run_id, step)
        except UnknownRunError as error:
            raise ValueError(str(error)) from error
        step = int(folder.name)
        generator = read_generator(
            folder,
            f"this run, step {step:,}",
            run_step=step,
            judge=cache(partial(read_discriminator, folder)),
        )
        return replace(generator, fixed_name=generator_name(run_id, step))
