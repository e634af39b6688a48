"""Train a generator to keep: `python -m explorer.gan.pretrain --help`.

Run it again after an interruption and it goes on from the last checkpoint, to the same result.
Run it again after the end and it only writes the result anew, for instance with `--faults`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torchvision.utils import save_image

from explorer.gan.allocator import keep_freed_memory
from explorer.gan.config import TrainingConfig
from explorer.gan.datasets import DATASETS, DatasetUnavailableError, read_npz
from explorer.gan.model_card import model_card
from explorer.gan.networks import Generator
from explorer.gan.session import Snapshot, TrainingSession
from explorer.gan.weights import save_generator

SHEET_SEED = 1
SHEET_SIDE = 10
"""The sample sheet shows 10×10 images from z's that no one chose."""

SHEET_ZOOM = 2


@dataclass(frozen=True, kw_only=True)
class Data:
    """What a generator learns from, and what its card says about it.

    Attributes:
        name: What to call them.
        images: Pixels, uint8, shape (N, C, H, W).
        licence: Whose images they are and on what terms.
    """

    name: str
    images: Tensor
    licence: str

    def provenance(self) -> dict[str, Any]:
        """Describe the images, with a digest that tells whether another copy holds the same."""
        return {
            "name": self.name,
            "images": len(self.images),
            "licence": self.licence,
            "pixels_sha256": hashlib.sha256(self.images.numpy().tobytes()).hexdigest(),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    keep_freed_memory()
    try:
        data = _data(options)
        config = _config(options, len(data.images))
        pretrain(config, data, options)
    except (DatasetUnavailableError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def pretrain(config: TrainingConfig, data: Data, options: argparse.Namespace) -> None:
    """Train to the end, from the checkpoint if there is one, and write the generator's folder.

    Args:
        config: The recipe.
        data: What to learn.
        options: Where to write and how often; see `--help`.
    """
    session = TrainingSession(config, data=data.images)
    checkpoint = Checkpoint(options.checkpoint or options.out / "checkpoint.pt")
    seconds_before = checkpoint.load(session)
    start, first_step = time.monotonic(), session.steps_done
    while session.steps_done < config.steps:
        snapshot = session.step()
        if not snapshot.is_finite:
            raise ValueError(f"Training broke down at step {snapshot.step}: a loss is not finite.")
        seconds = time.monotonic() - start
        if snapshot.step % options.report_every == 0:
            print(_progress(snapshot, first_step, seconds, config), flush=True)
        if snapshot.step % options.save_every == 0:
            checkpoint.save(session, seconds_before + seconds)
            save_sheet(_generator(session), checkpoint.path.with_suffix(".png"))
    seconds = seconds_before + time.monotonic() - start
    checkpoint.save(session, seconds)
    _export(session, data, seconds, options)


class Checkpoint:
    """A session on disk, always whole: it is written beside the old one and then renamed."""

    def __init__(self, path: Path) -> None:
        """Remember the path."""
        self.path = path

    def save(self, session: TrainingSession, seconds: float) -> None:
        """Write the session and how long it has trained."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".part")
        torch.save({"session": session.state_dict(), "seconds": seconds}, unfinished)
        os.replace(unfinished, self.path)

    def load(self, session: TrainingSession) -> float:
        """Restore the session, if there is a checkpoint, and return its seconds of training."""
        if not self.path.exists():
            return 0.0
        try:
            state = torch.load(self.path, weights_only=True)
        except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
            raise ValueError(
                f"{self.path.name} is not a checkpoint: delete it to start from the beginning."
            ) from error
        session.load_state_dict(state["session"])
        return state["seconds"]


def save_sheet(generator: Generator, path: Path) -> None:
    """Draw 100 random samples, the same z's every time."""
    rng = torch.Generator().manual_seed(SHEET_SEED)
    z = torch.randn(SHEET_SIDE**2, generator.z_dim, generator=rng)
    with torch.no_grad():
        images = generator(z.to(next(generator.parameters()).device))
    images = images.repeat_interleave(SHEET_ZOOM, 2).repeat_interleave(SHEET_ZOOM, 3)
    save_image(images, path, nrow=SHEET_SIDE, normalize=True, value_range=(-1, 1))


def _export(
    session: TrainingSession, data: Data, seconds: float, options: argparse.Namespace
) -> None:
    """Write weights, description, sample sheet and card."""
    training = asdict(session.config) | {"precision": session.precision}
    del training["dataset"]  # the data are described apart: they may come from a file
    details = {
        "name": options.out.name,
        "data": data.provenance(),
        "training": training,
        "steps": session.steps_done,
        "images_seen": session.steps_done * session.config.batch_size,
        "seconds": round(seconds),
        "hardware": _hardware(session.device),
    }
    generator = _generator(session)
    save_generator(options.out, generator, details)
    save_sheet(generator, options.out / "samples.png")
    card = model_card(options.out, generator, details, options.faults)
    (options.out / "README.md").write_text(card)


def _generator(session: TrainingSession) -> Generator:
    assert isinstance(session.generator, Generator)  # the command offers no points
    return session.generator


def _hardware(device: torch.device) -> str:
    if device.type != "cpu":
        return "one GPU"
    threads = torch.get_num_threads()
    return f"{os.cpu_count()}-core CPU, {threads} thread{'s' if threads > 1 else ''}"


def _progress(snapshot: Snapshot, first_step: int, seconds: float, config: TrainingConfig) -> str:
    rate = (snapshot.step - first_step) / seconds
    left = (config.steps - snapshot.step) / rate
    return (
        f"step {snapshot.step:,}/{config.steps:,}  loss_d {snapshot.loss_d:.3f}  "
        f"loss_g {snapshot.loss_g:.3f}  D(x) {snapshot.real_score:.2f}  "
        f"D(G(z)) {snapshot.fake_score:.2f}  {rate * config.batch_size:,.0f} images/s  "
        f"{left / 60:.0f} min left"
    )


def _data(options: argparse.Namespace) -> Data:
    if options.data in DATASETS:
        found = DATASETS[options.data]()
    else:
        found = read_npz(Path(options.data), options.licence)
    return Data(
        name=options.data_name or Path(options.data).name,
        images=found.images[: options.first],
        licence=found.licence,
    )


def _config(options: argparse.Namespace, images: int) -> TrainingConfig:
    given = {f.name: getattr(options, f.name, None) for f in fields(TrainingConfig)}
    config = TrainingConfig(**{name: value for name, value in given.items() if value is not None})
    if options.epochs is None:
        return config
    steps = round(options.epochs * (images // config.batch_size))
    return TrainingConfig(**(asdict(config) | {"steps": steps}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explorer.gan.pretrain", description=__doc__)
    parser.add_argument("--data", default="fashion_mnist", help="a dataset's name or an .npz file")
    parser.add_argument("--first", type=int, help="use only the file's first N images")
    parser.add_argument("--data-name", help="what the card calls the data; default: as in --data")
    parser.add_argument("--licence", default="not stated", help="the .npz file's licence")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--checkpoint", type=Path, help="default: OUT/checkpoint.pt")
    parser.add_argument("--epochs", type=float, help="length of training; instead of --steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--report-every", type=int, default=200, metavar="STEPS")
    parser.add_argument("--save-every", type=int, default=1000, metavar="STEPS")
    parser.add_argument("--faults", default="", help="what is wrong with the samples, for the card")
    for setting in fields(TrainingConfig):
        if setting.name != "dataset":
            flag = "--" + setting.name.replace("_", "-")
            switch = {"action": argparse.BooleanOptionalAction, "default": None}
            value = {"type": type(setting.default), "help": f"default: {setting.default}"}
            parser.add_argument(flag, **(switch if setting.default is False else value))
    return parser


if __name__ == "__main__":
    sys.exit(main())
