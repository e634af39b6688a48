"""The settings of one training run."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from explorer.gan.datasets import DATASETS
from explorer.gan.losses import LOSSES
from explorer.gan.networks import NETWORKS

PRECISIONS = ("auto", "float32", "bfloat16")


def _choice(default: str, names: Iterable[str]) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"names": tuple(names)})


def _number(default: float, least: float, most: float) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """Everything that decides a run: equal configs train the same networks on the same machine.

    The defaults show recognisable clothes within half a minute on one CPU thread. Field names
    are also the keys of widgets and of links; `limits(name)` gives each number's range.

    Attributes:
        dataset: A name in `DATASETS`.
        network: A name in `NETWORKS`.
        loss: A name in `LOSSES`.
        width: Channels of the widest map, the unit in which the networks count their channels.
        z_dim: Numbers in one z.
        batch_size: Real images, and as many fakes, in one step.
        learning_rate_g: Adam's learning rate of the generator.
        learning_rate_d: Adam's learning rate of the discriminator.
        learning_rate_decay: Share of the run, at its end, in which both learning rates fall to 0.
        beta1: Adam's memory of the gradient; 0.9 elsewhere, but GANs oscillate with it.
        beta2: Adam's memory of the squared gradient.
        ema_decay: Memory of the averaged generator that makes the samples; 0 turns averaging off.
        steps: Length of the run; one step updates the discriminator and then the generator.
        seed: Decides the first weights, the order of the images and every z.
        precision: "float32", "bfloat16", or "auto": whichever this machine runs clearly faster.

    Raises:
        ValueError: If a setting is impossible; the sentence names it and what is legal.
    """

    dataset: str = _choice("fashion_mnist", DATASETS)
    network: str = _choice("dcgan28", NETWORKS)
    loss: str = _choice("non_saturating", LOSSES)
    width: int = _number(32, 4, 128)
    z_dim: int = _number(100, 2, 512)
    batch_size: int = _number(64, 1, 1024)
    learning_rate_g: float = _number(5e-4, 1e-6, 0.1)
    learning_rate_d: float = _number(5e-4, 1e-6, 0.1)
    learning_rate_decay: float = _number(0.0, 0.0, 1.0)
    beta1: float = _number(0.5, 0.0, 0.999)
    beta2: float = _number(0.999, 0.0, 0.9999)
    ema_decay: float = _number(0.99, 0.0, 0.9999)
    steps: int = _number(4000, 1, 1_000_000)
    seed: int = _number(0, 0, 2**32 - 1)
    precision: str = _choice("auto", PRECISIONS)

    def __post_init__(self) -> None:
        """Refuse what cannot train, and store numbers as ints or floats by field."""
        for setting in fields(self):
            value = getattr(self, setting.name)
            if "names" in setting.metadata:
                _check_name(setting.name, value, setting.metadata["names"])
                continue
            least, most = setting.metadata["least"], setting.metadata["most"]
            if not _is_number(value) or not least <= value <= most:  # NaN is not between anything
                raise ValueError(
                    f"{setting.name} must be a number between {least:,} and {most:,}, "
                    f"not {reprlib.repr(value)}."
                )
            whole = isinstance(setting.default, int)
            if whole and value != int(value):
                raise ValueError(
                    f"{setting.name} must be a whole number, not {reprlib.repr(value)}."
                )
            # Sliders and links send 64 as 64.0.
            object.__setattr__(self, setting.name, int(value) if whole else float(value))


def limits(name: str) -> tuple[float, float]:
    """Smallest and largest legal value of a numeric setting of `TrainingConfig`."""
    metadata = TrainingConfig.__dataclass_fields__[name].metadata
    return metadata["least"], metadata["most"]


def _check_name(name: str, value: object, legal: tuple[str, ...]) -> None:
    if value not in legal:
        raise ValueError(f"{name} must be one of {', '.join(legal)}, not {reprlib.repr(value)}.")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
