"""How fast we train, and how fast that gets somewhere, against a plain PyTorch loop.

    python -m tests.benchmarks.training > table.md

Everything is measured in turns, ours and the other, so that a noisy machine spoils both alike; the
ratios are the figures to quote. The plain loop is `tests.benchmarks.plain`: PyTorch's DCGAN example
on the same networks, data, batch size and threads. "Naive" is the same loop in bfloat16 with
channels last, which is what one gets without looking further.

Run it on an idle machine. A whole run takes a quarter of an hour; `--parts` picks some of it.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

import torch

from explorer.gan import TrainingConfig, TrainingSession, inspect
from explorer.gan.quality import Judge
from explorer.gan.training.allocator import keep_freed_memory
from explorer.runs import LocalRuns
from tests.benchmarks.plain import PlainLoop

PICTURES = {
    "light28, width 32 (the default)": TrainingConfig(),
    "dcgan28, width 32": TrainingConfig(network="dcgan28"),
    "dcgan64, width 64": TrainingConfig(network="dcgan64", width=64),
}
POINTS = TrainingConfig(
    dataset="ring",
    network="mlp",
    z_dim=2,
    width=64,
    learning_rate_g=2e-3,
    learning_rate_d=2e-3,
    steps=1_000_000,
)
Step = Callable[[], object]


def main() -> None:
    parts = {"speed": speed, "points": points, "live": live, "quality": quality}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=parts, default=list(parts))
    parser.add_argument("--threads", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--seconds", type=float, default=4, help="length of one turn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--training", type=float, nargs="+", default=[30, 60], metavar="SECONDS")
    parser.add_argument("--seeds", type=int, default=2, help="trainings to average")
    options = parser.parse_args()
    keep_freed_memory()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{processor()}, {os.cpu_count()} cores, load {load:.1f} at the start; ", end="")
    print(f"Python {platform.python_version()}, PyTorch {torch.__version__}.")
    for part in options.parts:
        print()
        parts[part](options)


def speed(options: argparse.Namespace) -> None:
    """Images a second of ours, of the plain loop and of a naive one, and the share of the peak."""
    print(
        "| network | threads | precision | ours, images/s | plain | naive | ours : plain | peak |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, config in PICTURES.items():
        for threads in dict.fromkeys(options.threads):
            torch.set_num_threads(threads)
            session = TrainingSession(config)
            loops = {
                "ours": session.step,
                "plain": PlainLoop(config).step,
                "naive": PlainLoop(config, naive=True).step,
            }
            rates = per_second(loops, options)
            images = {loop: median(rates[loop]) * config.batch_size for loop in rates}
            ratio = median(a / b for a, b in zip(rates["ours"], rates["plain"], strict=True))
            reached = median(rates["ours"]) * operations(config) / peak(session.precision)
            print(f"| {name} | {threads} | {session.precision} ", end="")
            print("".join(f"| {rate:,.0f} " for rate in images.values()), end="")
            print(f"| {ratio:.2f} | {reached:.0%} |", flush=True)


def points(options: argparse.Namespace) -> None:
    """Steps a second on points."""
    print("| points | threads | steps/s |")
    print("|---|---|---|")
    torch.set_num_threads(1)
    rates = per_second({"ours": TrainingSession(POINTS).step}, options)
    print(f"| ring, mlp, width {POINTS.width}, batch {POINTS.batch_size} | 1 ", end="")
    print(f"| {median(rates['ours']):,.0f} |")


def live(options: argparse.Namespace) -> None:
    """Steps a second of a run that is watched four times a second, against a bare session."""
    print("| live view | watched, steps/s | headless | ratio |")
    print("|---|---|---|---|")
    threads = max(1, (os.cpu_count() or 1) // 2)
    torch.set_num_threads(threads)
    cases = {"pictures": replace(TrainingConfig(), steps=1_000_000), "points": POINTS}
    with closing(LocalRuns(max_runs=1, threads_per_run=threads)) as runs:
        for name, config in cases.items():
            session = TrainingSession(config)
            config = replace(config, precision=session.precision)
            run_id = runs.start(config)
            watched, bare = [], []
            while runs.follow(run_id).status in ("waiting", "starting"):
                time.sleep(0.25)
            for _ in range(options.rounds):
                runs.resume(run_id)
                watched.append(watched_rate(runs, run_id, options.seconds))
                runs.pause(run_id)
                while runs.follow(run_id).status == "running":
                    time.sleep(0.05)
                bare.append(turn(session.step, options.seconds))
            runs.stop(run_id)
            ratio = median(a / b for a, b in zip(watched, bare, strict=True))
            print(f"| {name} | {median(watched):,.0f} | {median(bare):,.0f} | {ratio:.2f} |")


def watched_rate(runs: LocalRuns, run_id: str, seconds: float) -> float:
    """Follow a run as a page does, and return its steps a second."""
    while runs.follow(run_id).status != "running":
        time.sleep(0.02)
    time.sleep(0.5)
    begin, first = time.perf_counter(), runs.follow(run_id).step
    while time.perf_counter() - begin < seconds:
        runs.follow(run_id)
        time.sleep(0.25)
    # The step is as old as the last report: up to a fifth of a second, of several seconds.
    return (runs.follow(run_id).step - first) / (time.perf_counter() - begin)


def quality(options: argparse.Namespace) -> None:
    """Distance to held-out images after so many seconds of training with the default settings."""
    times = sorted(options.training)
    heads = " | ".join(f"after {seconds:g} s" for seconds in times)
    print(f"| Fashion-MNIST, classifier_frechet_distance | {heads} |")
    print("|---" * (len(times) + 1) + "|")
    torch.set_num_threads(os.cpu_count() or 1)
    found: dict[str, list[list[float]]] = {"ours": [], "plain": []}
    n = 0
    for seed in range(options.seeds):
        config = replace(TrainingConfig(), seed=seed)
        judge = Judge(config, None, n=2000)
        torch.manual_seed(seed)
        for name, trained in (("ours", TrainingSession(config)), ("plain", PlainLoop(config))):
            distances, spent = [], 0.0
            for seconds in times:
                spent += train(trained.step, seconds - spent)
                score = judge.judge(trained)
                n = score.n
                distances.append(score.distance)
            found[name].append(distances)
    rows = {
        name: [sum(d) / len(d) for d in zip(*runs, strict=True)] for name, runs in found.items()
    }
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{distance:.1f}" for distance in row) + " |")
    ratios = [a / b for a, b in zip(rows["ours"], rows["plain"], strict=True)]
    print("| ours : plain | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " |")
    print(f"\nMean of {options.seeds} seeds, n = {n:,}. Not Inception FID: it compares only here.")


def per_second(loops: Mapping[str, Step], options: argparse.Namespace) -> dict[str, list[float]]:
    """Time loops in turns; returns each one's steps a second, one a round."""
    for step in loops.values():
        step(), step()  # the first ones also choose kernels
    rates: dict[str, list[float]] = {name: [] for name in loops}
    for _ in range(options.rounds):
        for name, step in loops.items():
            rates[name].append(turn(step, options.seconds))
    return rates


def turn(step: Step, seconds: float) -> float:
    begin, steps = time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        step()
        steps += 1
    return steps / (time.perf_counter() - begin)


def train(step: Step, seconds: float) -> float:
    """Train for some time; returns how long it was."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        step()
    return time.perf_counter() - begin


def operations(config: TrainingConfig) -> float:
    """Floating-point operations of one step: each layer's, forwards and both ways backwards.

    The discriminator sees a real and a fake batch and learns; then it sees the fakes once more,
    without learning, and the generator learns through it. The first layer of each network needs no
    gradient by what it reads, unless the generator learns through it.
    """
    facts = inspect(config)
    sums = {
        network: [2 * layer.multiply_adds for layer in facts if layer.network == network]
        for network in ("generator", "discriminator")
    }
    g, d = sums["generator"], sums["discriminator"]
    return config.batch_size * (2 * (3 * sum(d) - d[0]) + 2 * sum(d) + 3 * sum(g) - g[0])


def peak(precision: str) -> float:
    """Floating-point operations a second of a large matrix product, the best of some."""
    dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
    a, b = torch.randn(2, 2048, 2048).to(dtype)
    best = float("inf")
    for _ in range(8):
        begin = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - begin)
    return 2 * 2048**3 / best


def processor() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "CPU")


if __name__ == "__main__":
    main()
