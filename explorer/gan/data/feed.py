"""What a session learns from, batch by batch, and every chance it takes.

Every random number is a function of (seed, purpose, index): no generator lives from step to step.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from explorer.gan.config import DRAWN, OWN, TrainingConfig
from explorer.gan.data.datasets import DATASETS, read_labels, to_network
from explorer.gan.data.points import POINT_SETS, drawn
from explorer.gan.training.team import ALONE, Team

POINTS = 8192
"""How many points a run learns from."""


BLOCK = 32
"""Batches of z that are drawn together, because making a generator takes longer than using it."""


class Chance:
    """Random generators for each purpose of one seed."""

    def __init__(self, seed: int, rank: int = 0) -> None:
        """Remember the seed, and which of several processes this is if they must differ."""
        self._seed = seed
        self._rank = [256 + rank] if rank else []  # no letter of a purpose is that large

    def generator(self, purpose: str, index: int = 0) -> torch.Generator:
        """Return a fresh generator that only these three numbers decide."""
        return torch.Generator().manual_seed(self.seed(purpose, index))

    def seed(self, purpose: str, index: int = 0) -> int:
        """Return the seed of one purpose and index."""
        entropy = [self._seed, index, *purpose.encode(), *self._rank]
        (seed,) = np.random.SeedSequence(entropy).generate_state(1, np.uint64)
        return int(seed)


def load_data(config: TrainingConfig, given: Tensor | None, chance: Chance) -> Tensor:
    """Return what to learn from: pixels, uint8 (N, C, H, W), or points, float32 (N, 2).

    Args:
        config: Names the dataset.
        given: Data that take its place, of the same kinds; needed for "own" and "drawn".
        chance: Draws points.

    Raises:
        DatasetUnavailableError: If the dataset cannot be had.
        ValueError: If data are missing or of the wrong kind, or a batch takes more than there are.
    """
    if config.dataset in (OWN, DRAWN) and given is None:
        raise ValueError(f"dataset {config.dataset} needs data of your own: none were given.")
    data = _points(config, given, chance) if config.is_points else _pixels(config, given)
    if config.subset:
        data = data[: config.subset]
    if len(data) < config.batch_size:
        things = "points" if config.is_points else "images"
        raise ValueError(
            f"batch_size must be at most {len(data):,}, the number of {things}, "
            f"not {config.batch_size:,}."
        )
    return data


def load_labels(config: TrainingConfig, given: Tensor | None, *, own_data: bool) -> Tensor:
    """Return what each of the images shows, int64, shape (N, questions).

    Args:
        config: Names the dataset.
        given: Labels that take the place of the dataset's.
        own_data: Whether the images take the place of the dataset's, so that its labels are not
            theirs.

    Raises:
        DatasetUnavailableError: If the dataset cannot be had.
        ValueError: If labels are missing.
    """
    if given is None and own_data:
        raise ValueError(f"system {config.system} needs a label for each image: none were given.")
    labels = read_labels(config.dataset) if given is None else given
    return labels[: config.subset or None]


def held_out(config: TrainingConfig, data: Tensor) -> Tensor | None:
    """Return images that no run trains on, uint8, shape (M, C, H, W); None where there are none.

    Args:
        config: Names the dataset.
        data: What is learned, uint8 (N, C, H, W). If it has another number of channels, it is not
            the dataset that is named.

    Raises:
        DatasetUnavailableError: If the dataset cannot be had.
    """
    unseen = None if config.dataset == OWN else DATASETS[config.dataset]().held_out
    return unseen if unseen is not None and unseen.shape[1] == data.shape[1] else None


def _pixels(config: TrainingConfig, given: Tensor | None) -> Tensor:
    if given is None:
        return DATASETS[config.dataset]().images
    if given.dtype != torch.uint8 or given.ndim != 4 or given.shape[1] not in (1, 3):
        raise ValueError("Pictures must be uint8 of shape (N, C, H, W) with 1 or 3 channels.")
    return given


def _points(config: TrainingConfig, given: Tensor | None, chance: Chance) -> Tensor:
    rng = np.random.default_rng(chance.seed("points"))
    if given is None:
        return torch.from_numpy(POINT_SETS[config.dataset].draw(POINTS, rng))
    if given.dtype != torch.float32 or given.ndim != 2 or given.shape[1] != 2:
        raise ValueError("Points must be float32 of shape (N, 2).")
    if config.dataset != DRAWN:
        return given
    return torch.from_numpy(drawn(given.numpy()).draw(POINTS, rng))


class Latents:
    """Batches of z from N(0, I)."""

    def __init__(self, shape: tuple[int, int], chance: Chance, team: Team = ALONE) -> None:
        """Draw nothing yet.

        Args:
            shape: (N, z_dim) of a batch.
            chance: Draws the z's.
            team: Who share each batch.
        """
        self._shape = shape
        self._team = team
        self._chance = chance
        self._number, self._block = -1, torch.empty(0)

    def batch(self, index: int) -> Tensor:
        """Return a batch.

        Args:
            index: How many came before it in this run.
        """
        number, place = divmod(index, BLOCK)
        if number != self._number:
            self._number = number
            rng = self._chance.generator("z", number)
            self._block = torch.randn(BLOCK, *self._shape, generator=rng)
        return self._team.share(self._block[place])


class Feed:
    """Real batches: each epoch shows everything once, in an order of its own.

    Attributes:
        data: Pixels, uint8 (N, C, H, W), or points, float32 (N, 2).
    """

    def __init__(
        self,
        data: Tensor,
        batch_size: int,
        size: tuple[int, ...],
        chance: Chance,
        team: Team = ALONE,
    ) -> None:
        """Start with no order drawn.

        Args:
            data: What to learn from.
            batch_size: Images or points in a batch.
            size: Height and width the network works at; for points it does not matter.
            chance: Draws the orders.
            team: Who share each batch.
        """
        self.data = data
        self._team = team
        self._batch_size = batch_size
        self._size = size
        self._chance = chance
        self._epoch = -1
        self._order = torch.empty(0)  # the permutation at hand
        self._batches: tuple[Tensor, ...] = ()  # of points: a whole epoch is quickly sorted

    def batch(self, index: int, *, flip: bool = False) -> Tensor:
        """Return a batch; a last short one of each epoch is left out.

        Args:
            index: How many came before it in this run.
            flip: Whether to mirror each image with probability ½.

        Returns:
            Images in [−1, 1], shape (N, C, H, W), or points, shape (N, 2).
        """
        batch = self._turn_to(index)
        if self._batches:
            return self._team.share(self._batches[batch])
        images = to_network(self.data[self.rows(index)], (self._size[0], self._size[1]))
        return self._mirrored(images, index) if flip else images

    def rows(self, index: int) -> Tensor:
        """Return which of the data are in a batch, int64, shape (N,)."""
        start = self._turn_to(index) * self._batch_size
        return self._team.share(self._order[start : start + self._batch_size])

    def _turn_to(self, index: int) -> int:
        """Have the order of a batch's epoch at hand, and return its place there."""
        epoch, batch = divmod(index, len(self.data) // self._batch_size)
        if epoch != self._epoch:
            self._begin(epoch)
        return batch

    def _begin(self, epoch: int) -> None:
        self._epoch = epoch
        rng = self._chance.generator("order", epoch)
        self._order = torch.randperm(len(self.data), generator=rng).to(self.data.device)
        if self.data.ndim == 2:
            self._batches = self.data[self._order].split(self._batch_size)

    def _mirrored(self, images: Tensor, index: int) -> Tensor:
        rng = self._chance.generator("flip", index)
        coins = self._team.share(torch.rand(self._batch_size, generator=rng) < 0.5)
        return torch.where(coins.to(images.device)[:, None, None, None], images.flip(3), images)
