"""What a session trains: its networks, what one step is, and what a sample is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeVar

import torch
from torch import Tensor, nn

from explorer.gan.config import TrainingConfig
from explorer.gan.data.feed import Chance, Feed, Latents
from explorer.gan.training.learner import Learner
from explorer.gan.training.snapshot import Players, Snapshot
from explorer.gan.training.team import ALONE, Team
from explorer.gan.training.walk import Moment

NetworkT = TypeVar("NetworkT", bound=nn.Module)

AS_IT_IS = nullcontext()

GENERATOR = "generator"
"""The role of the network that makes the samples; every system has one."""

NONE: Mapping[str, Tensor] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False)
class Setup:
    """What a system is built from.

    Attributes:
        config: The settings.
        data: What to learn, on the device: pixels, uint8 (N, C, H, W), or points, float32 (N, 2).
        labels: What each image shows, int64 (N, questions); None where the system does not ask.
        device: Where the networks live.
        precision: "float32" or "bfloat16".
        team: The processes that share the work.
    """

    config: TrainingConfig
    data: Tensor
    labels: Tensor | None = None
    device: torch.device
    precision: str
    team: Team = ALONE


class Comparison(NamedTuple):
    """What samples are measured against where each has a right answer.

    Attributes:
        truth: What they should be, in [−1, 1], shape (N, C, H, W).
        yardstick: What one gets without learning anything, of the same shape.
    """

    truth: Tensor
    yardstick: Tensor


class System(ABC):
    """Networks that learn together, and how far they are.

    Subclasses that learn from labels say so in `NEEDS_LABELS`, and those whose generator reads
    something else than z in `READS_Z`.

    A member of the family says which networks there are (`build`) and what one step does
    (`moments`); who conditions its samples on something says on what (`inputs`).

    Attributes:
        config: The settings as they are now.
        device: Where the networks live.
        precision: "float32" or "bfloat16".
        team: The processes that share the work.
        chance: Where every random number comes from; each process of a team has its own.
        feed: Real batches.
        latents: Batches of z.
        learners: Role → network and optimiser; the first is the "generator".
        steps_done: Steps so far.
        batches_done: Real batches so far.
        snapshot: What the last step measured; None before the first.
    """

    NEEDS_LABELS: ClassVar = False
    READS_Z: ClassVar = True

    def __init__(self, setup: Setup) -> None:
        """Build the networks, on the device and in the layout in which they are fastest."""
        self.config, self.device, self.team = setup.config, setup.device, setup.team
        self.precision = setup.precision
        shared = Chance(setup.config.seed)
        self.chance = Chance(setup.config.seed, setup.team.rank)
        networks = self.build(setup.config, setup.data.shape[1], shared)
        self.learners: dict[str, Learner[Any]] = {
            role: Learner(_placed(network, setup.device), setup.config, setup.team)
            for role, network in networks.items()
        }
        batch = setup.config.batch_size
        size = self.image_shape[1:]
        self.feed = Feed(setup.data, batch, size, shared, setup.team)
        self.latents = Latents((batch, setup.config.z_dim), shared, setup.team)
        self.steps_done = 0
        self.batches_done = 0
        self.snapshot: Snapshot | None = None

    @staticmethod
    @abstractmethod
    def build(config: TrainingConfig, channels: int, chance: Chance) -> dict[str, Any]:
        """Build the networks with their first weights.

        Args:
            config: The settings.
            channels: Channels of an image; for points it does not matter.
            chance: Draws the weights.

        Returns:
            Role → network: "generator", which makes the samples, and then the others.
        """

    @classmethod
    @torch.no_grad()
    def first_samples(
        cls, config: TrainingConfig, z: Tensor, channels: int, real: Tensor | None
    ) -> Tensor:
        """Return what the untrained generator makes, without building a session.

        Args:
            config: The settings.
            z: Latents, shape (N, z_dim).
            channels: Channels of an image; for points it does not matter.
            real: Some of the real images, uint8 (n, C, H, W), where they are at hand.

        Returns:
            Images in [−1, 1], shape (N, C, H, W), or points, shape (N, 2).
        """
        del real
        return cls.build(config, channels, Chance(config.seed))[GENERATOR].eval()(z)

    @abstractmethod
    def moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        """Do one step, and hold still whenever something has been made that one could look at.

        It never holds still inside a mode of torch's, which would leak to whoever runs meanwhile.
        At the end it has counted the step and has its snapshot.

        Args:
            players: Who learns: the generator, all others ("discriminator"), or both.
            watched: Whether somebody looks at the moments; it changes nothing in what is learned.
        """

    @property
    def image_shape(self) -> tuple[int, ...]:
        """(C, H, W) of an image, or (2,) for points."""
        return self.learners[GENERATOR].network.image_shape

    @property
    def networks(self) -> dict[str, nn.Module]:
        """Role → network, as it is now."""
        return {role: learner.network for role, learner in self.learners.items()}

    def inputs(self, z: Tensor) -> Tensor:
        """Return what the generator reads: z, and behind it whatever else it is to know.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Shape (N, …); the same for the same z.
        """
        return z

    def watched_inputs(self, z: Tensor) -> Tensor:
        """Return the same for the samples that one watches all through a run."""
        return self.inputs(z)

    def companions(self, generator: nn.Module, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return further pictures that belong beside the samples.

        Args:
            generator: The one that makes the samples: the running average, in evaluation mode.
            inputs: What the samples are made of.

        Returns:
            Name → images in [−1, 1], shape (n, C, H, W).
        """
        del generator, inputs
        return NONE

    def comparison(self, inputs: Tensor) -> Comparison | None:
        """Return what samples should be; None where they have no right answer.

        Args:
            inputs: What they are made of: all that `inputs` returned, or its beginning.
        """
        del inputs
        return None

    @property
    def kept(self) -> dict[str, nn.Module]:
        """Name → network that does not learn, but that a checkpoint has to hold."""
        return {}

    def push(self, samples: Tensor, inputs: Tensor) -> Tensor | None:
        """Return where each sample is pushed, −∂L_G by it; None where nobody judges samples.

        Args:
            samples: Images, shape (N, C, H, W), or points, shape (N, 2).
            inputs: What they are made of, shape (N, …).
        """
        del samples, inputs
        return None

    def asked(self, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return what samples were asked to show, for those who look whether they do.

        Args:
            inputs: What they are made of, shape (N, …).

        Returns:
            Question → index of the answer, int64, shape (N,); none where nothing is asked.
        """
        del inputs
        return NONE

    @classmethod
    def columns(cls, config: TrainingConfig) -> tuple[str, ...]:
        """Say what the columns of the watched samples have in common.

        Returns:
            For each column the end of its caption's key, `label.…`; none where they are a heap.
        """
        del config
        return ()

    def verdict(self, samples: Tensor) -> Tensor | None:
        """Return D of samples, shape (N,), in [0, 1]; None where nobody judges samples."""
        del samples
        return None

    def autocast(self) -> AbstractContextManager[object]:
        """Compute in the system's precision."""
        if self.precision == "float32":
            return AS_IT_IS
        return torch.autocast(self.device.type, torch.bfloat16)

    def real_batch(self) -> Tensor:
        """Return the real batch whose turn it is: (N, C, H, W) in [−1, 1], or points (N, 2)."""
        batch = self.feed.batch(self.batches_done, flip=self.config.flip)
        if batch.ndim == 2:
            return batch
        return batch.to(memory_format=torch.channels_last)


def _placed(network: NetworkT, device: torch.device) -> NetworkT:
    # Channels last is the layout in which both CPU and GPU convolutions are fastest.
    return network.to(device).to(memory_format=torch.channels_last)
