"""The training engine: one D update and one G update a step, and nothing else.

No threads, no clock, no screen. Every random number is a function of (seed, purpose, index), with
no generator that lives from step to step. That is why runs repeat exactly, why runs in one process
cannot disturb each other, and why a checkpoint needs no random state.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from functools import cache
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.datasets import DATASETS, to_network
from explorer.gan.losses import LOSSES
from explorer.gan.networks import NETWORKS, Discriminator, Generator
from explorer.gan.precision import faster_precision

NetworkT = TypeVar("NetworkT", bound=nn.Module)

FIXED_SAMPLES = 40
"""How many z's stay the same all through a run, so that one can watch their pictures change."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What one step measured.

    Attributes:
        step: Steps done, this one included.
        images_seen: Real images shown so far, repeats included.
        loss_d: The discriminator's loss before its update.
        loss_g: The generator's loss before its update.
        real_score: Mean D(x) over the batch, before the discriminator's update.
        fake_score: Mean D(G(z)) over the batch, before the discriminator's update.
    """

    step: int
    images_seen: int
    loss_d: float
    loss_g: float
    real_score: float
    fake_score: float

    @property
    def is_finite(self) -> bool:
        """Whether training is still sound: a NaN or an infinity never heals."""
        return all(math.isfinite(value) for value in astuple(self))


class TrainingSession:
    """Trains one generator and one discriminator, step by step.

    Attributes:
        config: The settings.
        device: Where the networks live.
        precision: "float32" or "bfloat16"; what config.precision came to.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of generated images.
        fixed_z: The z's to watch, shape (40, z_dim).
        steps_done: Steps so far.
    """

    def __init__(
        self,
        config: TrainingConfig,
        device: str | torch.device | None = None,
        *,
        images: Tensor | None = None,
    ) -> None:
        """Build both networks and load the images.

        Args:
            config: The settings.
            device: Where to train; by default a GPU if there is one.
            images: Pixels to learn instead of config.dataset, uint8, shape (N, C, H, W).

        Raises:
            DatasetUnavailableError: If the dataset cannot be had.
            ValueError: If one batch takes more images than there are.
        """
        self.config = config
        self.device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._images = DATASETS[config.dataset]().images if images is None else images
        if len(self._images) < config.batch_size:
            raise ValueError(
                f"batch_size must be at most {len(self._images):,}, the number of images, "
                f"not {config.batch_size:,}."
            )
        self._epoch, self._order = -1, torch.empty(0)  # the permutation at hand, drawn when needed
        specs = NETWORKS[config.network](config.z_dim, config.width, self._images.shape[1])
        self._generator = self._placed(Generator(specs, self._random("generator")))
        self._discriminator = self._placed(Discriminator(specs, self._random("discriminator")))
        self._average = copy.deepcopy(self._generator).eval().requires_grad_(False)
        self._optimizer_g = self._adam(self._generator, config.learning_rate_g)
        self._optimizer_d = self._adam(self._discriminator, config.learning_rate_d)
        self.z_dim = config.z_dim
        self.image_shape = self._generator.image_shape
        self.fixed_z = torch.randn(FIXED_SAMPLES, self.z_dim, generator=self._random("fixed z"))
        self.steps_done = 0
        self.precision = config.precision
        if self.precision == "auto":
            self.precision = _measured_precision(
                TrainingConfig(  # only what changes the speed, so that the answer serves many runs
                    network=config.network,
                    width=config.width,
                    z_dim=config.z_dim,
                    batch_size=min(config.batch_size, 64),
                ),
                self._images.shape[1],
                self.device,
                torch.get_num_threads(),
            )

    @property
    def generator(self) -> Generator:
        """The averaged generator, in evaluation mode: the one that samples and is saved."""
        return self._average

    def step(self) -> Snapshot:
        """Update the discriminator, then the generator, on one batch.

        Both updates use the same fakes, so the generator runs once a step, as in PyTorch's own
        DCGAN example.

        Returns:
            What the step measured. If it is not finite, training has broken down.
        """
        loss = LOSSES[self.config.loss]
        self._set_learning_rates()
        with self._autocast():
            fake = self._generator(self._z())  # (N, C, H, W)
            real_logits = self._discriminator(self._real_batch()).float()  # (N,)
            fake_logits = self._discriminator(fake.detach()).float()
        loss_d = loss.discriminator(real_logits, fake_logits)
        _descend(loss_d, self._optimizer_d)

        with self._autocast(), _frozen(self._discriminator):
            loss_g = loss.generator(self._discriminator(fake).float())
            _descend(loss_g, self._optimizer_g)
        self._update_average()
        self.steps_done += 1
        return Snapshot(
            step=self.steps_done,
            images_seen=self.steps_done * self.config.batch_size,
            loss_d=loss_d.item(),
            loss_g=loss_g.item(),
            real_score=real_logits.sigmoid().mean().item(),
            fake_score=fake_logits.sigmoid().mean().item(),
        )

    @torch.no_grad()
    def sample(self, z: ArrayLike | Tensor) -> Tensor:
        """Make images with the averaged generator.

        Args:
            z: Latents, shape (N, z_dim); a tensor or anything NumPy takes.

        Returns:
            Images in [−1, 1], float32 on the CPU, shape (N, C, H, W).
        """
        latents = torch.as_tensor(z, dtype=torch.float32, device=self.device)
        return self._average(latents).contiguous().cpu()

    def state_dict(self) -> dict[str, Any]:
        """Copy everything a resumed run needs to go on exactly as this one would."""
        parts = {name: copy.deepcopy(part.state_dict()) for name, part in self._parts().items()}
        return {
            **parts,
            "config": asdict(self.config),
            "precision": self.precision,
            "steps_done": self.steps_done,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from where `state_dict` was taken.

        Raises:
            ValueError: If the state belongs to another config.
        """
        for name, value in asdict(self.config).items():
            if state["config"].get(name) != value:
                raise ValueError(
                    f"This checkpoint was trained with {name}={state['config'].get(name)!r}, "
                    f"so it cannot go on with {name}={value!r}."
                )
        for name, part in self._parts().items():
            part.load_state_dict(copy.deepcopy(state[name]))
        self.precision = state["precision"]
        self.steps_done = state["steps_done"]

    def _parts(self) -> dict[str, nn.Module | torch.optim.Optimizer]:
        return {
            "generator": self._generator,
            "discriminator": self._discriminator,
            "average": self._average,
            "optimizer_g": self._optimizer_g,
            "optimizer_d": self._optimizer_d,
        }

    def _placed(self, network: NetworkT) -> NetworkT:
        # Channels last is the layout in which both CPU and GPU convolutions are fastest.
        return network.to(self.device).to(memory_format=torch.channels_last)

    def _adam(self, network: nn.Module, learning_rate: float) -> torch.optim.Adam:
        betas = (self.config.beta1, self.config.beta2)
        return torch.optim.Adam(network.parameters(), learning_rate, betas, fused=True)

    def _autocast(self) -> torch.autocast:
        enabled = self.precision == "bfloat16"
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)

    def _random(self, purpose: str, index: int = 0) -> torch.Generator:
        entropy = [self.config.seed, index, *purpose.encode()]
        (seed,) = np.random.SeedSequence(entropy).generate_state(1, np.uint64)
        return torch.Generator().manual_seed(int(seed))

    def _z(self) -> Tensor:
        rng = self._random("z", self.steps_done)
        return torch.randn(self.config.batch_size, self.z_dim, generator=rng).to(self.device)

    def _real_batch(self) -> Tensor:
        """Take the next batch of a fresh permutation each epoch; a last short batch is left out."""
        epoch, batch = divmod(self.steps_done, len(self._images) // self.config.batch_size)
        if epoch != self._epoch:
            self._epoch = epoch
            self._order = torch.randperm(len(self._images), generator=self._random("order", epoch))
        start = batch * self.config.batch_size
        chosen = self._order[start : start + self.config.batch_size]
        pixels = self._images[chosen].to(self.device)
        images = to_network(pixels, self.image_shape[1:])
        return images.to(memory_format=torch.channels_last)

    def _set_learning_rates(self) -> None:
        scale = learning_rate_scale(self.steps_done, self.config)
        for optimizer, rate in (
            (self._optimizer_g, self.config.learning_rate_g),
            (self._optimizer_d, self.config.learning_rate_d),
        ):
            optimizer.param_groups[0]["lr"] = rate * scale

    @torch.no_grad()
    def _update_average(self) -> None:
        # Early on a long memory would only remember the random start, so it grows with the run.
        decay = min(self.config.ema_decay, (1 + self.steps_done) / (10 + self.steps_done))
        live = self._generator.state_dict()
        for name, average in self._average.state_dict().items():
            if average.is_floating_point():
                average.lerp_(live[name], 1 - decay)
            else:  # batch norm's count of batches
                average.copy_(live[name])


def learning_rate_scale(step: int, config: TrainingConfig) -> float:
    """Share of the learning rate in use: 1, then falling in a line to 0 at the end of the run.

    Args:
        step: Steps done.
        config: Its `steps` and `learning_rate_decay` set the line.
    """
    falling = config.learning_rate_decay * config.steps
    if step <= config.steps - falling:
        return 1.0
    return max(0.0, (config.steps - step) / falling)


def _descend(loss: Tensor, optimizer: torch.optim.Optimizer) -> None:
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


@contextmanager
def _frozen(network: nn.Module) -> Iterator[None]:
    """Pass gradients through a network without spending time on its own."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)


@cache
def _measured_precision(
    config: TrainingConfig, channels: int, device: torch.device, threads: int
) -> str:
    """Time both precisions on random images; `threads` only tells the cached answers apart."""
    pixels = torch.randint(
        256, (config.batch_size, channels, 28, 28), generator=torch.Generator(), dtype=torch.uint8
    )
    sessions = {
        name: TrainingSession(replace(config, precision=name), device, images=pixels)
        for name in ("float32", "bfloat16")
    }
    return faster_precision({name: session.step for name, session in sessions.items()})
