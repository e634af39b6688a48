"""The whole family on the same data with the same compute: what each makes, and how good it is.

    python -m tests.benchmarks.family --dataset fashion_mnist --seconds 60 120

Each system trains with the settings that the page gives it, on the same threads, for the same
seconds of training; scoring and looking are not counted. Systems take turns of some seconds, so
that a noisy machine slows all alike. With `--sheets` the samples are written as pictures.

Run it on an idle machine. It prints a table and takes (systems × seconds), and the scores.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import fields
from pathlib import Path

import torch
from PIL import Image

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.config import SYSTEM_NAMES
from explorer.gan.quality import Judge
from explorer.gan.training.allocator import keep_freed_memory
from explorer.runs.sight import pixels
from explorer.ui.train.settings import usual_settings

TURN = 5.0  # seconds
NUMBERS = (
    "distance",
    "recall",
    "coverage",
    "class_coverage",
    "class_accuracy",
    "sharpness",
    "psnr",
)
COLUMNS = 10


class Pupil:
    """One system, how long it has trained, and what it scored."""

    def __init__(self, system: str, options: argparse.Namespace) -> None:
        given = dict(one.split("=") for one in options.set)
        known = {field.name: field.default for field in fields(TrainingConfig)}
        changed = {name: type(known[name])(value) for name, value in given.items()}
        usual = usual_settings(options.dataset, system)
        self.config = TrainingConfig(**usual | {"seed": options.seed} | changed)
        self.session = TrainingSession(self.config)
        self.judge = Judge(self.config)
        self.trained = 0.0
        self.rows: list[tuple[float, int, object]] = []

    def train(self, until: float) -> None:
        """Train for one turn, at most to a time."""
        began = time.perf_counter()
        ends = began + min(TURN, until - self.trained)
        while time.perf_counter() < ends and self.session.steps_done < self.config.steps:
            self.session.step()
        self.trained += max(time.perf_counter() - began, ends - began)

    def score(self, at: float) -> None:
        self.rows.append((at, self.session.steps_done, self.judge.judge(self.session)))

    def sheet(self, folder: Path) -> None:
        """Write the samples, and the pictures beside them, below each other."""
        shown = {"samples": self.session.sample(self.session.fixed_inputs)}
        for name, images in (shown | self.session.companions()).items():
            grid = pixels(images)
            grid = grid[: len(grid) // COLUMNS * COLUMNS]
            count, height, width, channels = grid.shape
            rows = grid.reshape(count // COLUMNS, COLUMNS, height, width, channels).swapaxes(1, 2)
            whole = rows.reshape(count // COLUMNS * height, COLUMNS * width, channels)
            picture = Image.fromarray(whole[..., 0] if channels == 1 else whole)
            scale = max(1, 320 // (COLUMNS * width) + 1)
            picture = picture.resize(
                (picture.width * scale, picture.height * scale), Image.Resampling.NEAREST
            )
            picture.save(folder / f"{self.config.dataset}-{self.config.system}-{name}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", default="fashion_mnist")
    parser.add_argument("--systems", nargs="+", choices=SYSTEM_NAMES, default=list(SYSTEM_NAMES))
    parser.add_argument("--seconds", nargs="+", type=float, default=[60, 120])
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--set", nargs="*", default=[], metavar="SETTING=VALUE")
    parser.add_argument("--sheets", type=Path, help="folder for pictures of the samples")
    options = parser.parse_args()
    keep_freed_memory()
    torch.set_num_threads(options.threads)
    pupils = [Pupil(system, options) for system in options.systems]
    for until in sorted(options.seconds):
        while any(pupil.trained < until for pupil in pupils):
            for pupil in pupils:
                if pupil.trained < until:
                    pupil.train(until)
        for pupil in pupils:
            pupil.score(until)
    print(_table(pupils))
    if options.sheets:
        options.sheets.mkdir(parents=True, exist_ok=True)
        for pupil in pupils:
            pupil.sheet(options.sheets)


def _table(pupils: list[Pupil]) -> str:
    """Write one row for each system and time; numbers that nobody has are left out."""
    shown = [
        name
        for name in NUMBERS
        if any(getattr(row[2], name, None) is not None for pupil in pupils for row in pupil.rows)
    ]
    lines = [
        "| system | weights of G | seconds | steps | " + " | ".join(shown) + " |",
        "|---" * (4 + len(shown)) + "|",
    ]
    for pupil in pupils:
        weights = sum(weight.numel() for weight in pupil.session.generator.parameters())
        for at, steps, score in pupil.rows:
            values = [getattr(score, name, None) for name in shown]
            cells = ["" if value is None else f"{value:.3g}" for value in values]
            lines.append(
                f"| {pupil.config.system} | {weights:,} | {at:g} | {steps:,} | "
                + " | ".join(cells)
                + " |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
