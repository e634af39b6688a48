"""The training engine: one step of a system at a time, and nothing else.

No threads, no clock, no screen. Every random number is a function of (seed, purpose, index), with
no generator that lives from step to step. That is why runs repeat exactly, why runs in one process
cannot disturb each other, and why a checkpoint needs no random state.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from functools import cache
from typing import Any

import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from explorer.gan.config import LIVE_SETTINGS, TrainingConfig
from explorer.gan.data.feed import Chance, load_data, load_labels
from explorer.gan.data.points import EXTENT
from explorer.gan.files.beside import pack_beside
from explorer.gan.networks.build import AnyDiscriminator, AnyGenerator
from explorer.gan.points_view import PointsView, view_points
from explorer.gan.systems import GENERATOR, SYSTEMS, Comparison, Setup
from explorer.gan.training.average import Average
from explorer.gan.training.optimisers import tune
from explorer.gan.training.precision import faster_precision
from explorer.gan.training.snapshot import Players, Snapshot, Stage
from explorer.gan.training.team import ALONE, Team
from explorer.gan.training.walk import Moment, as_stage

FIXED_SAMPLES = 40
"""How many z's stay the same all through a run, so that one can watch their pictures change."""

FIXED_POINTS = 256
"""The same for points, which take less room."""

SPEED_SETTINGS = (
    "system",
    "network",
    "width",
    "kernel_size",
    "upsampling",
    "norm_g",
    "norm_d",
    "spectral_norm",
    "z_dim",
    "conditioning",
    "conditional_norm",
    "embedding_dim",
    "equalised_rate",
)
"""What decides which precision is faster, besides the batch size."""


class TrainingSession:
    """Trains the networks of one system, step by step.

    Attributes:
        device: Where the networks live.
        z_dim: Numbers in one z.
        image_shape: (C, H, W) of generated images, or (2,) for points.
        fixed_inputs: What the samples to watch are made of, shape (40, …), for points (256, …):
            z's, with whatever else the generator reads behind them.
        extent: Half the side of the square around the origin that shows all points.
    """

    def __init__(
        self,
        config: TrainingConfig,
        device: str | torch.device | None = None,
        *,
        data: Tensor | None = None,
        labels: Tensor | None = None,
        team: Team = ALONE,
    ) -> None:
        """Build the networks and load the data.

        Args:
            config: The settings.
            device: Where to train; by default a GPU if there is one.
            data: What to learn instead of config.dataset: pixels, uint8 (N, C, H, W), or points,
                float32 (N, 2). "own" and "drawn" need it.
            labels: What each of these images shows, int64 (N, questions), where the system learns
                from labels.
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
        self.z_dim = config.z_dim
        system = SYSTEMS[config.system]
        if system.NEEDS_LABELS:
            labels = load_labels(config, labels, own_data=data is not None)
        self._system = system(
            Setup(
                config=config,
                data=whole,
                labels=labels,
                device=self.device,
                precision=_precision(config, whole.shape[1], self.device),
                team=team,
            )
        )
        self.image_shape = self._system.image_shape
        self._average = Average(self._system.learners[GENERATOR].network)
        self._walk: Iterator[Moment] | None = None
        self.fixed_inputs = self._system.watched_inputs(fixed_z(config))

    @property
    def config(self) -> TrainingConfig:
        """The settings as they are now."""
        return self._system.config

    @property
    def precision(self) -> str:
        """The number format, "float32" or "bfloat16": what config.precision came to."""
        return self._system.precision

    @property
    def steps_done(self) -> int:
        """Steps so far."""
        return self._system.steps_done

    @property
    def snapshot(self) -> Snapshot | None:
        """What the last step measured; None before the first."""
        return self._system.snapshot

    @property
    def generator(self) -> AnyGenerator:
        """The averaged generator, in evaluation mode: the one that samples and is saved."""
        return self._average.network

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """Role → network that learns, as it is now; the generator's average is `generator`."""
        return self._system.networks

    @property
    def discriminator(self) -> AnyDiscriminator:
        """The discriminator as it is now.

        Raises:
            KeyError: If this system has none.
        """
        return self._system.learners["discriminator"].network

    @property
    def data(self) -> Tensor:
        """What is learned: pixels, uint8 (N, C, H, W), or points, float32 (N, 2)."""
        return self._system.feed.data

    def step(self, players: Players = "both") -> Snapshot:
        """Let the networks learn from one batch, each at its turn.

        A GAN's updates use the same fakes, so the generator runs once a step, as in PyTorch's own
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
        for learner in self._system.learners.values():
            if changed.optimizer != self.config.optimizer:
                learner.use(changed)
            tune(learner.optimizer, changed)
        self._system.config = changed
        return changed

    def inputs(self, z: ArrayLike | Tensor) -> Tensor:
        """Return what the generator reads, given z's: for a GAN the z's themselves.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Shape (N, …), for `sample`; the same for the same z.
        """
        return self._system.inputs(torch.as_tensor(z, dtype=torch.float32))

    @torch.no_grad()
    def sample(self, inputs: ArrayLike | Tensor) -> Tensor:
        """Make images or points with the averaged generator.

        Args:
            inputs: What the generator reads, see `inputs`; a tensor or anything NumPy takes.

        Returns:
            Images in [−1, 1], float32 on the CPU, shape (N, C, H, W), or points, shape (N, 2).
        """
        read = torch.as_tensor(inputs, dtype=torch.float32, device=self.device)
        return self.generator(read).contiguous().cpu()

    @torch.no_grad()
    def companions(self) -> dict[str, Tensor]:
        """Return further pictures that belong beside those of `fixed_inputs`.

        Returns:
            Name → images in [−1, 1], float32 on the CPU, shape (n, C, H, W); a GAN has none.
        """
        pictures = self._system.companions(self.generator, self.fixed_inputs.to(self.device))
        return {name: images.float().contiguous().cpu() for name, images in pictures.items()}

    def push(self, inputs: ArrayLike | Tensor) -> Tensor | None:
        """Return where the discriminator pushes each sample: −∂L_G by the sample itself.

        Args:
            inputs: What the samples are made of.

        Returns:
            Shape of the samples, float32 on the CPU. Each is the gradient of the sample's own
            loss, so the answer does not depend on how many there are. None without a
            discriminator.
        """
        read = torch.as_tensor(inputs, dtype=torch.float32)
        return self._system.push(self.sample(read), read)

    def asked(self, inputs: Tensor) -> Mapping[str, Tensor]:
        """Return what samples were asked to show, for those who look whether they do.

        Args:
            inputs: What they are made of.

        Returns:
            Question → index of the answer, int64, shape (N,); of a GAN nothing is asked.
        """
        return self._system.asked(inputs)

    def comparison(self, inputs: Tensor) -> Comparison | None:
        """Return what samples should be, where they have a right answer.

        Args:
            inputs: What `inputs` returned, or its beginning.
        """
        return self._system.comparison(inputs)

    def beside(self) -> dict[str, bytes]:
        """Return files that belong beside the generator on disk: name → content."""
        examples = None if self._system.READS_Z else self.fixed_inputs
        return pack_beside(self._system.kept, examples)

    def verdict(self, samples: Tensor) -> Tensor | None:
        """Return D of images in [−1, 1], shape (N, C, H, W), or of points, shape (N, 2).

        Returns:
            Sigmoids of the logits, shape (N,), float32 on the CPU; None without a discriminator.
        """
        return self._system.verdict(samples)

    def points_view(self, side: int = 32) -> PointsView:
        """Return a picture of a run on points.

        Args:
            side: Cells of the heat map on each axis.
        """
        return view_points(self, side)

    def state_dict(self) -> dict[str, Any]:
        """Copy everything a resumed run needs to go on exactly as this one would."""
        self._finish_walk()
        system = self._system
        parts = {"average": self.generator, **system.networks, **system.kept}
        parts |= {memory_name(role): learner.optimizer for role, learner in system.learners.items()}
        norms = {_norm(role): one.gradient_norm for role, one in system.learners.items()}
        return {
            **{name: copy.deepcopy(part.state_dict()) for name, part in parts.items()},
            "config": asdict(self.config),
            "precision": system.precision,
            "steps_done": system.steps_done,
            "batches_done": system.batches_done,
            **norms,
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
        self._system.config = self.config.changed(**{name: trained[name] for name in LIVE_SETTINGS})
        self._system.precision = state["precision"]
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
                "The networks of that checkpoint have other layers: a fork keeps system, network, "
                "width, z_dim, kernel_size, upsampling, norm_g, norm_d, spectral_norm, what a "
                "condition is told with, and the number of colours."
            ) from error

    def _load(self, state: dict[str, Any], *, with_optimizers: bool) -> None:
        self._walk, system = None, self._system
        for role, learner in system.learners.items():
            memory = state[memory_name(role)] if with_optimizers else None
            learner.load(state[role], memory, self.config)
            learner.gradient_norm = state.get(_norm(role), learner.gradient_norm)
        for name, network in {"average": self.generator, **system.kept}.items():
            network.load_state_dict(copy.deepcopy(state[name]))
        system.steps_done = state["steps_done"]
        system.batches_done = state.get("batches_done", system.steps_done)

    def _moments(self, players: Players, *, watched: bool) -> Iterator[Moment]:
        yield from self._system.moments(players, watched=watched)
        if players != "discriminator":
            self._average.update(self.config.ema_decay, self.steps_done - 1)
        self._walk = None

    def _finish_walk(self) -> None:
        for _ in self._walk or ():
            pass


def fixed_z(config: TrainingConfig) -> Tensor:
    """Return the z's of the samples that one watches all through a run.

    Returns:
        Shape (40, z_dim), for points (256, z_dim).
    """
    count = FIXED_POINTS if config.is_points else FIXED_SAMPLES
    return torch.randn(count, config.z_dim, generator=Chance(config.seed).generator("fixed z"))


def memory_name(role: str) -> str:
    """Name in a checkpoint what the optimiser of a role remembers."""
    return f"optimizer_{role[0]}"


def _norm(role: str) -> str:
    """Name in a checkpoint of the norm of a role's last gradient."""
    return f"grad_norm_{role[0]}"


def _config_of(state: dict[str, Any]) -> dict[str, Any]:
    """Settings of a checkpoint; one older than a setting was trained with what is its default."""
    return {f.name: f.default for f in fields(TrainingConfig)} | state["config"]


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
    labels = torch.zeros(config.batch_size, 1, dtype=torch.int64)  # of the usual dataset
    sessions = {
        name: TrainingSession(replace(config, precision=name), device, data=pixels, labels=labels)
        for name in ("float32", "bfloat16")
    }
    return faster_precision({name: session.step for name, session in sessions.items()})
