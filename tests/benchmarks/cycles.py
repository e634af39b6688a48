"""Starts and stops many runs, and counts what they leave behind: processes, threads, files, memory.

    python tests/benchmarks/cycles.py --cycles 200

Each cycle is a page's: start a run, watch it until it trains, then stop it, pause it, kill its
process, or leave it to be found. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from explorer.gan import TrainingConfig
from explorer.runs import LocalRuns

PATIENCE = 300
"""Seconds after which something that was waited for counts as hanging."""

POINTS = TrainingConfig(dataset="ring", network="mlp", width=8, z_dim=2, batch_size=16)
PICTURES = TrainingConfig(network="tiny16", width=4, batch_size=8, precision="float32")


def children() -> list[int]:
    """Processes that this one has started and that are not gone."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except (OSError, IndexError):  # it has just gone
            continue
        if int(parent) == os.getpid():
            found.append(int(stat.parent.name))
    return found


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def files_in(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))  # which may shrink meanwhile


def left_behind(runs: LocalRuns) -> dict[str, float]:
    return {
        "processes": len(children()),
        "threads": len(os.listdir("/proc/self/task")),
        "descriptors": len(os.listdir("/proc/self/fd")),
        "runs kept": len(runs._runs),
        "files": files_in(runs._folder),
        "MB": round(resident_mb(), 1),
    }


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("something hangs")
        time.sleep(0.02)


def cycle(runs: LocalRuns, number: int) -> None:
    config = PICTURES if number % 4 == 3 else POINTS
    run_id = runs.start(config)
    wait_for(lambda: runs.follow(run_id).step >= 1)
    if number % 8 == 6:
        runs.pause(run_id)
        wait_for(lambda: runs.follow(run_id).status == "paused")
    if number % 8 == 7:
        worker = runs._runs[run_id].worker
        assert worker
        os.kill(worker.pid, signal.SIGKILL)
        wait_for(lambda: runs.follow(run_id).status == "failed")
    runs.stop(run_id)
    wait_for(lambda: runs._runs[run_id].worker is None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=200)
    options = parser.parse_args()
    runs = LocalRuns(max_runs=2, threads_per_run=1, max_kept=8)
    folder = runs._folder
    runs.warm()
    began = time.monotonic()
    every = max(1, options.cycles // 10)
    print(f"{'cycle':>6}", *(f"{name:>12}" for name in left_behind(runs)))
    for number in range(options.cycles):
        cycle(runs, number)
        if (number + 1) % every == 0:
            wait_for(lambda: len(runs._runs) <= 8)
            counts = left_behind(runs).values()
            print(f"{number + 1:>6}", *(f"{count:>12}" for count in counts), flush=True)
    print(f"{(time.monotonic() - began) / options.cycles:.2f} s a cycle")
    runs.close()
    left = children()
    print(f"after close: {len(left)} processes, folder {'there' if folder.exists() else 'gone'}")


if __name__ == "__main__":
    main()
