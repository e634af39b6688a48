"""The training engine: one D update and one G update a step, and nothing else.

No threads, no clock, no screen. Every random number is a function of (seed, purpose, index), with
no generator that lives from step to step. That is why runs repeat exactly, why runs in one process
cannot disturb each other, and why a checkpoint needs no random state.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from functools import cache
from typing import Any, TypeVar

import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from explorer.gan.average import Average
from explorer.gan.build import AnyDiscriminator, AnyGenerator, build_discriminator, build_generator
from explorer.gan.config import LIVE_SETTINGS, TrainingConfig
from explorer.gan.feed import Chance, Feed, Latents, load_data
from explorer.gan.game import Game
from explorer.gan.learner import Learner
from explorer.gan.losses import LOSSES
from explorer.gan.optimisers import tune
from explorer.gan.points import EXTENT
from explorer.gan.points_view import PointsView, view_points
from explorer.gan.precision import faster_precision
from explorer.gan.snapshot import Players, Snapshot, Stage
from explorer.gan.team import ALONE, Team
from explorer.gan.walk import Moment, as_stage

NetworkT = TypeVar("NetworkT", bound=nn.Module)

FIXED_SAMPLES = 40
"""How many z's stay the same all through a run, so that one can watch their pictures change."""

FIXED_POINTS = 256
"""The same for points, which take less room."""

SPEED_SETTINGS = (
    "network",
    "width",
    "kernel_size",
    "upsampling",
    "norm_g",
    "norm_d",
    "spectral_norm",
    "z_dim",
)
"""What decides which precision is faster, besides the batch size."""


class TrainingSession:
    """Trains one generator and one discriminator, step by step.

    Attributes:
        device: Where the networks live.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of generated images, or (2,) for points.
        fixed_z: The z's to watch, shape (40, z_dim), for points (256, z_dim).
        extent: Half the side of the square around the origin that shows all points.
    """

    def __init__(
        self,
        config: TrainingConfig,
        device: str | torch.device | None = None,
        *,
        data: Tensor | None = None,
        team: Team = ALONE,
    ) -> None:
        """Build both networks and load the data.

        Args:
            config: The settings.
            device: Where to train; by default a GPU if there is one.
            data: What to learn instead of config.dataset: pixels, uint8 (N, C, H, W), or points,
                float32 (N, 2). "own" and "drawn" need it.
            team: The processes that share every batch; batch norm sees each one's share alone.

        Raises:
            DatasetUnavailableError: If the dataset cannot be had.
            ValueError: If data are missing or of another kind, one batch takes more than there
                are, or a batch cannot be shared evenly.
        """
        self.device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self.extent = EXTENT
        if config.batch_size % team.size:
            raise ValueError(
                f"batch_size must be a multiple of {team.size}, the number of processes, "
                f"not {config.batch_size}."
            )
        chance = Chance(config.seed)
        whole = load_data(config, data, chance).to(self.device)
        channels = whole.shape[1]
        generator = build_generator(config, channels, chance.generator("generator"))
        judge = build_discriminator(config, channels, chance.generator("discriminator"))
        self.z_dim = config.z_dim
        self.image_shape = generator.image_shape
        self._game = Game(
            config=config,
            device=self.device,
            precision=_precision(config, channels, self.device),
            chance=Chance(config.seed, team.rank),
            feed=Feed(whole, config.batch_size, self.image_shape[1:], chance, team),
            latents=Latents((config.batch_size, self.z_dim), chance, team),
            generator=Learner(self._placed(generator), config, team),
            discriminator=Learner(self._placed(judge), config, team),
            team=team,
        )
        self._average = Average(generator)
        self._walk: Iterator[Moment] | None = None
        self.fixed_z = torch.randn(
            FIXED_POINTS if config.is_points else FIXED_SAMPLES,
            self.z_dim,
            generator=chance.generator("fixed z"),
        )

    @property
    def config(self) -> TrainingConfig:
        """The settings as they are now."""
        return self._game.config

    @property
    def precision(self) -> str:
        """The number format, "float32" or "bfloat16": what config.precision came to."""
        return self._game.precision

    @property
    def steps_done(self) -> int:
        """Steps so far."""
        return self._game.steps_done

    @property
    def snapshot(self) -> Snapshot | None:
        """What the last step measured; None before the first."""
        return self._game.snapshot

    @property
    def generator(self) -> AnyGenerator:
        """The averaged generator, in evaluation mode: the one that samples and is saved."""
        return self._average.network

    @property
    def discriminator(self) -> AnyDiscriminator:
        """The discriminator as it is now."""
        return self._game.discriminator.network

    @property
    def data(self) -> Tensor:
        """What is learned: pixels, uint8 (N, C, H, W), or points, float32 (N, 2)."""
        return self._game.feed.data

    def step(self, players: Players = "both") -> Snapshot:
        """Update the discriminator, then the generator, on one batch.

        Both updates use the same fakes, so the generator runs once a step, as in PyTorch's own
        DCGAN example.

        Args:
            players: Who learns.

        Returns:
            What the step measured. If it is not finite, training has broken down.
        """
        self._finish_walk()
        for _ in self._moments(players, watched=False):
            pass
        assert self.snapshot is not None
        return self.snapshot

    def walk(self, players: Players = "both") -> Iterator[Stage]:
        """Do one step in slow motion; the end state is the same, to the bit, as after `step`.

        Whoever stops half-way loses nothing: whatever changes the session next finishes the step.

        Args:
            players: Who learns.
        """
        self._finish_walk()
        self._walk = moments = self._moments(players, watched=True)
        for moment in moments:
            yield as_stage(moment)

    def change(self, **settings: object) -> TrainingConfig:
        """Go on with other settings from the next step.

        Args:
            settings: New values; only names in `LIVE_SETTINGS`.

        Returns:
            The config as it is now.

        Raises:
            ValueError: If a setting cannot change during a run, or not to this value.
        """
        changed = self.config.changed(**settings)
        self._finish_walk()
        for learner in (self._game.generator, self._game.discriminator):
            if changed.optimizer != self.config.optimizer:
                learner.use(changed)
            tune(learner.optimizer, changed)
        self._game.config = changed
        return changed

    @torch.no_grad()
    def sample(self, z: ArrayLike | Tensor) -> Tensor:
        """Make images or points with the averaged generator.

        Args:
            z: Latents, shape (N, z_dim); a tensor or anything NumPy takes.

        Returns:
            Images in [−1, 1], float32 on the CPU, shape (N, C, H, W), or points, shape (N, 2).
        """
        latents = torch.as_tensor(z, dtype=torch.float32, device=self.device)
        return self.generator(latents).contiguous().cpu()

    def push(self, z: ArrayLike | Tensor) -> Tensor:
        """Return where the discriminator pushes each sample: −∂L_G by the sample itself.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Shape of the samples, float32 on the CPU. Each is the gradient of the sample's own
            loss, so the answer does not depend on how many there are.
        """
        samples = self.sample(z).to(self.device).requires_grad_()
        with _evaluating(self.discriminator):
            logits = self.discriminator(samples)
        loss = LOSSES[self.config.loss].generator(logits) * len(logits)
        (gradient,) = torch.autograd.grad(loss, samples)
        return -gradient.contiguous().cpu()

    @torch.no_grad()
    def verdict(self, samples: Tensor) -> Tensor:
        """Return D of images in [−1, 1], shape (N, C, H, W), or of points, shape (N, 2).

        Returns:
            Sigmoids of the logits, shape (N,), float32 on the CPU.
        """
        with _evaluating(self.discriminator):
            return self.discriminator(samples.to(self.device)).sigmoid().cpu()

    def points_view(self, side: int = 32) -> PointsView:
        """Return a picture of a run on points.

        Args:
            side: Cells of the heat map on each axis.
        """
        return view_points(self, side)

    def state_dict(self) -> dict[str, Any]:
        """Copy everything a resumed run needs to go on exactly as this one would."""
        self._finish_walk()
        game = self._game
        parts = {
            "generator": game.generator.network,
            "discriminator": game.discriminator.network,
            "average": self.generator,
            "optimizer_g": game.generator.optimizer,
            "optimizer_d": game.discriminator.optimizer,
        }
        return {
            **{name: copy.deepcopy(part.state_dict()) for name, part in parts.items()},
            "config": asdict(self.config),
            "precision": game.precision,
            "steps_done": game.steps_done,
            "batches_done": game.batches_done,
            "grad_norm_g": game.generator.gradient_norm,
            "grad_norm_d": game.discriminator.gradient_norm,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from where `state_dict` was taken, with the live settings it had then.

        Raises:
            ValueError: If the state belongs to another config.
        """
        trained = _config_of(state)
        for name, value in asdict(self.config).items():
            if trained[name] != value and name not in LIVE_SETTINGS:
                raise ValueError(
                    f"This checkpoint was trained with {name}={trained[name]!r}, "
                    f"so it cannot go on with {name}={value!r}."
                )
        self._game.config = self.config.changed(**{name: trained[name] for name in LIVE_SETTINGS})
        self._game.precision = state["precision"]
        self._load(state, with_optimizers=True)

    def fork_from(self, state: dict[str, Any]) -> None:
        """Go on from another run's checkpoint with the settings of this one.

        The optimisers keep their memory if they are of the same kind.

        Args:
            state: What `state_dict` gave.

        Raises:
            ValueError: If its networks have other layers than this config's.
        """
        same_kind = _config_of(state)["optimizer"] == self.config.optimizer
        try:
            self._load(state, with_optimizers=same_kind)
        except RuntimeError as error:
            raise ValueError(
                "The networks of that checkpoint have other layers: a fork keeps network, width, "
                "z_dim, kernel_size, upsampling, norm_g, norm_d, spectral_norm and the number of "
                "colours."
            ) from error

    def _load(self, state: dict[str, Any], *, with_optimizers: bool) -> None:
        self._walk, game = None, self._game
        for name, learner in (("g", game.generator), ("d", game.discriminator)):
            network = state["generator" if name == "g" else "discriminator"]
            memory = state[f"optimizer_{name}"] if with_optimizers else None
            learner.load(network, memory, self.config)
            learner.gradient_norm = state.get(f"grad_norm_{name}", learner.gradient_norm)
        self.generator.load_state_dict(copy.deepcopy(state["average"]))
        game.steps_done = state["steps_done"]
        game.batches_done = state.get("batches_done", game.steps_done)

    def _moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        yield from self._game.moments(players, watched=watched)
        if players != "discriminator":
            self._average.update(self.config.ema_decay, self.steps_done - 1)
        self._walk = None

    def _finish_walk(self) -> None:
        for _ in self._walk or ():
            pass

    def _placed(self, network: NetworkT) -> NetworkT:
        # Channels last is the layout in which both CPU and GPU convolutions are fastest.
        return network.to(self.device).to(memory_format=torch.channels_last)


def _config_of(state: dict[str, Any]) -> dict[str, Any]:
    """Settings of a checkpoint; one older than a setting was trained with what is its default."""
    return {f.name: f.default for f in fields(TrainingConfig)} | state["config"]


@contextmanager
def _evaluating(network: nn.Module) -> Iterator[None]:
    """Use a network without leaving a trace in it."""
    network.eval()
    try:
        yield
    finally:
        network.train()


def _precision(config: TrainingConfig, channels: int, device: torch.device) -> str:
    if config.precision != "auto":
        return config.precision
    if config.is_points:
        return "float32"  # such small matrices gain nothing
    deciding = TrainingConfig(  # only what changes the speed, so that the answer serves many runs
        batch_size=min(config.batch_size, 64),
        **{name: getattr(config, name) for name in SPEED_SETTINGS},
    )
    return _measured_precision(deciding, channels, device, torch.get_num_threads())


@cache
def _measured_precision(
    config: TrainingConfig, channels: int, device: torch.device, threads: int
) -> str:
    """Time both precisions on random images; `threads` only tells the cached answers apart."""
    pixels = torch.randint(
        256, (config.batch_size, channels, 28, 28), generator=torch.Generator(), dtype=torch.uint8
    )
    sessions = {
        name: TrainingSession(replace(config, precision=name), device, data=pixels)
        for name in ("float32", "bfloat16")
    }
    return faster_precision({name: session.step for name, session in sessions.items()})
