"""Measures the memory of a training process: the most it ever held, scores and rungs included.

    python tests/benchmarks/memory.py --seconds 60

Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from explorer.gan import TrainingConfig
from explorer.runs import LocalRuns

RUNS = {
    "points": TrainingConfig(dataset="ring", network="mlp"),
    "28×28, default": TrainingConfig(),
    "28×28, classic": TrainingConfig(network="dcgan28", width=64),
    "64×64, default width": TrainingConfig(dataset="avatars", network="dcgan64"),
    "64×64, classic": TrainingConfig(
        dataset="avatars", network="dcgan64", width=64, batch_size=128
    ),
}


def status_mb(pid: int, name: str) -> float:
    """Read a line such as VmHWM, the peak of the resident memory, or VmRSS, what it is now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def measure(config: TrainingConfig, seconds: float) -> tuple[float, float, int, int]:
    runs = LocalRuns(max_runs=1, threads_per_run=1)
    try:
        run_id = runs.start(replace(config, steps=100_000))  # longer than anybody measures
        worker = runs._runs[run_id].worker
        assert worker
        while runs.follow(run_id).step < 1:
            time.sleep(0.1)
        runs.show_push(run_id, shown=True)
        ends = time.monotonic() + seconds
        view = runs.follow(run_id)
        while view.status == "running" and (time.monotonic() < ends or not view.scores):
            time.sleep(0.25)
            view = runs.follow(run_id)
        peak, now = (status_mb(worker.pid, name) for name in ("VmHWM", "VmRSS"))
        return peak, now, view.step, len(view.scores.get("step", ()))
    finally:
        runs.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    print(f"{'run':24} {'peak MB':>8} {'now MB':>8} {'steps':>7} {'scores':>7}")
    for name, config in RUNS.items():
        peak, now, steps, scores = measure(config, options.seconds)
        print(f"{name:24} {peak:8.0f} {now:8.0f} {steps:7d} {scores:7d}", flush=True)


if __name__ == "__main__":
    main()
