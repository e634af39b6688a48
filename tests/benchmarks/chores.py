"""What a run does besides training, as shares of its time: watching, scores, checkpoints, doctor.

    python -m tests.benchmarks.chores --seconds 60

A worker's loop runs in this process, with every chore timed, so that what else the machine does
slows training and chores alike: the shares hold on a busy machine too.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import torch

from explorer.gan import TrainingConfig
from explorer.gan.training.allocator import keep_freed_memory
from explorer.runs.messages import Begin, FromWorker
from explorer.runs.training import Training
from tests.benchmarks.training import POINTS

CHORES = {
    "_report": "watching: views, curves, sending",
    "_score": "scores",
    "_climb": "ladder of checkpoints",
    "_save": "checkpoint",
    "_examine": "doctor",
}
RUNS = {"points": POINTS, "pictures": replace(TrainingConfig(), steps=1_000_000)}


class Timed(Training):
    """A run that notes how long its chores take, sending included."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.spent = dict.fromkeys(CHORES, 0.0)
        for name in CHORES:
            setattr(self, name, self._timed(name, getattr(self, name)))

    def _timed(self, name: str, chore: Callable[..., None]) -> Callable[..., None]:
        def timed(*arguments: Any, **options: Any) -> None:
            began = time.perf_counter()
            chore(*arguments, **options)
            self.spent[name] += time.perf_counter() - began

        return timed


def measure(config: TrainingConfig, seconds: float) -> dict[str, float]:
    """Train for so long; returns each chore's share of the time."""

    def send(message: FromWorker) -> None:
        pickle.dumps(message, pickle.HIGHEST_PROTOCOL)

    with tempfile.TemporaryDirectory() as folder:
        begin = Begin(
            config=config,
            folder=Path(folder),
            checkpoint_seconds=10,
            run_seconds=seconds,
            ladder_bytes=100_000_000,
        )
        run = Timed(begin, SimpleQueue(), send)
        began = time.perf_counter()
        run.run()
        whole = time.perf_counter() - began
    return {name: spent / whole for name, spent in run.spent.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    keep_freed_memory()
    torch.set_num_threads(1)
    shares = {name: measure(config, options.seconds) for name, config in RUNS.items()}
    print("| share of a run's first", f"{options.seconds:g} s |", " | ".join(RUNS), "|")
    print("|---" * (len(RUNS) + 1) + "|")
    for chore, words in CHORES.items():
        print(f"| {words} |", " | ".join(f"{shares[run][chore]:.1%}" for run in RUNS), "|")


if __name__ == "__main__":
    main()
