"""The bridge from a run to its pictures: its generators, found by a name that fits in a link."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from explorer.gan.files.weights import read_description
from explorer.latent import LoadedGenerator, load_generator, read_generator
from explorer.runs.backend import Runs, UnknownRunError
from explorer.runs.judges import read_discriminator, read_encoder
from explorer.runs.tokens import public_token

MOST_LOADED = 8
"""Generators of runs that are kept in memory; they outlive the rungs that they were read from."""

LIVE_SECONDS = 2.0
"""How old a run's generator "as it is now" may be: all pages that follow the run share one."""

MOST_NAMED = 1000
"""Runs of which the names given out are understood; those named longest ago go first."""

NOW = "now"

_NAME = re.compile(rf"run-([\w-]{{16,40}})-(0|[1-9][0-9]{{0,6}}|{NOW})", re.ASCII)


def generator_name(run_id: str, step: int | None) -> str:
    """Name a run's generator for a `LatentView`: after a step, or, with None, as it is now.

    Links with this name are shared, so it holds the run's `public_token` and not its id.
    """
    return f"run-{public_token(run_id, 'explore')}-{NOW if step is None else step}"


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
        self._named: OrderedDict[str, str] = OrderedDict()  # public token → run id

    def load(self, name: str) -> LoadedGenerator:
        """Return a generator: the `latent.Load` of an app with runs.

        Args:
            name: What `open` returned, also with another step or "now" at its end, or the name of
                a pretrained generator. Whoever has a run's id may name its generator by that.

        Raises:
            ValueError: If there is no such generator, or it cannot be read.
        """
        match = _NAME.fullmatch(name)
        if not match:
            return load_generator(name)
        run_id = self._named.get(match[1], match[1])
        if match[2] == NOW:
            return self._now(run_id)
        name = generator_name(run_id, int(match[2]))
        with self._lock:
            live = self._live.get(run_id)
            known = self._loaded.get(name)
            if known is None and live is not None and live.generator.fixed_name == name:
                known = live.generator
        return self._keep(name, known or self._read(run_id, int(match[2])))

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
        with self._lock:
            self._named[public_token(run_id, "explore")] = run_id
            while len(self._named) > MOST_NAMED:
                self._named.popitem(last=False)
        step = int(folder.name)
        has_encoder = read_description(folder).get("training", {}).get("system") == "vae"
        judge = None if has_encoder else cache(partial(read_discriminator, folder))
        reader = cache(partial(read_encoder, folder)) if has_encoder else None
        generator = read_generator(
            folder, f"this run, step {step:,}", run_step=step, judge=judge, reader=reader
        )
        return replace(generator, fixed_name=generator_name(run_id, step))
